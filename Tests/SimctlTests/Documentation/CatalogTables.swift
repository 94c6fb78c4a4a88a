import Foundation

@testable import Platforms

/// The page `docs/catalog.md`, made from the catalog.
///
/// Each table stands between the lines `<!-- catalog NAME -->` and `<!-- end -->`. NAME is that of
/// a section of the catalog, of a section and an entry such as `platforms/aws-lambda`, or `fitted`.
struct CatalogTables {
  let catalog: Catalog

  /// The whole page.
  var page: String {
    get throws {
      var page = """
        # The catalog

        Every value that is built in, with its unit and its source, as `simctl catalog` shows it.
        What the keys mean is in [scenarios.md](scenarios.md), what is computed from them in
        [model.md](model.md), and what the kinds of sources are worth [there
        too](model.md#what-to-believe).

        This page is made of the files in `Sources/Platforms/Catalog/Data`; change those.

        """
      for section in Catalog.Section.allCases {
        page += "\n## \(Self.title(section))\n"
        guard section == .platforms else {
          page += try marked(section.rawValue)
          continue
        }
        for entry in catalog.entries(section) {
          page += "\n### \(entry.name)\n" + Self.base(entry, catalog)
          page += try marked("\(section.rawValue)/\(entry.name)")
        }
      }
      page += """

        ## What is fitted to what

        Every fitted value, by the figure at which it aims. A row with several values and one
        figure is not determined by it.

        """
      return page + (try marked("fitted"))
    }
  }

  /// What an entry shares with another.
  private static func base(_ entry: Catalog.Entry, _ catalog: Catalog) -> String {
    let about = "\n\(entry.about).\n"
    guard let base = entry.base, let other = catalog.entry(.platforms, base) else { return about }
    return about + "\nAs \(other.fullName), except for:\n"
  }

  private static func title(_ section: Catalog.Section) -> String {
    switch section {
    case .platforms: "Platforms"
    case .machines: "Machines"
    case .models: "Models"
    case .runtimes: "Runtimes"
    case .profiles: "Service times"
    }
  }

  private func marked(_ name: String) throws -> String {
    try tables.updating("\n<!-- catalog \(name) -->\n\(MarkedTables.end)\n")
  }

  /// The tables of a page.
  var tables: MarkedTables { MarkedTables(makers: ["catalog": table]) }

  /// The lines of a table.
  func table(_ name: String) throws -> [String] {
    if name == "fitted" { return fitted() }
    if let section = Catalog.Section(rawValue: name) {
      return rows(["name", "key", "value", "unit", "source"])
        + catalog.entries(section).flatMap { entry in
          entry.ownParameters.map { row(["`\(entry.name)`"] + cells($0)) }
        }
    }
    let parts = name.split(separator: "/", maxSplits: 1).map(String.init)
    guard parts.count == 2, let section = Catalog.Section(rawValue: parts[0]),
      let entry = catalog.entry(section, parts[1])
    else { throw MarkedTables.Fault.unknownName(name) }
    return rows(["key", "value", "unit", "source"]) + entry.ownParameters.map { row(cells($0)) }
  }

  /// Fitted values by the figure at which they aim, in the order of the catalog.
  private func fitted() -> [String] {
    var aims: [(aim: String, values: [String])] = []
    for section in Catalog.Section.allCases {
      for entry in catalog.entries(section) {
        for parameter in entry.ownParameters where parameter.source.hasPrefix("fitted") {
          let colon = parameter.source.firstIndex(of: ":")
          let aim = colon.map { parameter.source[$0...].dropFirst() } ?? ""
          let text = aim.trimmingCharacters(in: .whitespaces)
          let value = "`\(entry.fullName)` `\(parameter.path)`"
          if let index = aims.firstIndex(where: { $0.aim == text }) {
            aims[index].values.append(value)
          } else {
            aims.append((text, [value]))
          }
        }
      }
    }
    return rows(["aims at", "values"])
      + aims.map { row([Self.escaped($0.aim), $0.values.joined(separator: ", ")]) }
  }

  private func cells(_ parameter: Parameter) -> [String] {
    ["`\(parameter.path)`", "`\(parameter.value)`", parameter.unit, parameter.source]
      .map(Self.escaped)
  }

  private func rows(_ head: [String]) -> [String] {
    [row(head), "|" + String(repeating: "---|", count: head.count)]
  }

  private func row(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |" }

  private static func escaped(_ cell: String) -> String {
    cell.replacing("|", with: "\\|")
  }
}

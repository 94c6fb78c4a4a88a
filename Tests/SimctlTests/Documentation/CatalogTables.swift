import Foundation
import Platforms

/// The tables of parameters in `docs/model.md`, made from the catalog.
///
/// A table stands between the lines `<!-- catalog NAME -->` and `<!-- end -->`. NAME is that of a
/// section of the catalog, of a section and an entry such as `platforms/aws-lambda`, or `fitted`.
struct CatalogTables {
  let catalog: Catalog

  /// The line that ends a table.
  static let end = "<!-- end -->"

  /// The name in the line that begins a table; nil for any other line.
  static func name(of line: Substring) -> String? {
    let (begin, finish) = ("<!-- catalog ", " -->")
    guard line.hasPrefix(begin), line.hasSuffix(finish) else { return nil }
    return String(line.dropFirst(begin.count).dropLast(finish.count))
  }

  /// A text in which every table is as the catalog has it.
  func updating(_ text: String) throws -> String {
    var lines: [Substring] = []
    var open: String?
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line == Self.end {
        guard open != nil else { throw Fault.endWithoutBegin }
        open = nil
      } else if let name = Self.name(of: line) {
        guard open == nil else { throw Fault.beginWithoutEnd(name) }
        open = name
        lines += [line, ""]
        lines += try table(name).map { Substring($0) }
        lines.append("")
        continue
      }
      if open == nil { lines.append(line) }
    }
    if let open { throw Fault.beginWithoutEnd(open) }
    return lines.joined(separator: "\n")
  }

  /// What is wrong with the marks of tables.
  enum Fault: Error, Equatable {
    case unknownName(String)
    case beginWithoutEnd(String)
    case endWithoutBegin
  }

  /// The lines of a table.
  func table(_ name: String) throws -> [String] {
    if name == "fitted" { return fitted() }
    if let section = Catalog.Section(rawValue: name) {
      return rows(["name", "key", "value", "unit", "source"])
        + catalog.entries(section).flatMap { entry in
          entry.parameters.map { row(["`\(entry.name)`"] + cells($0)) }
        }
    }
    let parts = name.split(separator: "/", maxSplits: 1).map(String.init)
    guard parts.count == 2, let section = Catalog.Section(rawValue: parts[0]),
      let entry = catalog.entry(section, parts[1])
    else { throw Fault.unknownName(name) }
    return rows(["key", "value", "unit", "source"]) + entry.parameters.map { row(cells($0)) }
  }

  /// Fitted values by the figure at which they aim, in the order of the catalog.
  private func fitted() -> [String] {
    var aims: [(aim: String, values: [String])] = []
    for section in Catalog.Section.allCases {
      for entry in catalog.entries(section) {
        for parameter in entry.parameters where parameter.source.hasPrefix("fitted") {
          let colon = parameter.source.firstIndex(of: ":")
          let aim = colon.map { parameter.source[$0...].dropFirst() } ?? ""
          let text = aim.trimmingCharacters(in: .whitespaces)
          let value = "`\(entry.name)` `\(parameter.path)`"
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

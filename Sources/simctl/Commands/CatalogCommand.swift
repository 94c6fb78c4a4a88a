import Documents
import Platforms
import Studies

extension Catalog {
  /// All entries with their sections, in the order in which they are shown.
  fileprivate var allEntries: [(section: Section, entry: Entry)] {
    Section.allCases.flatMap { section in entries(section).map { (section, $0) } }
  }

  /// The names of all entries of the catalog of this program, for shells to offer.
  static var builtInNames: [String] {
    // The data that is built in is valid, which tests see to.
    (try? builtIn())?.allEntries.map(\.entry.name) ?? []
  }
}

extension Command {
  /// The command `simctl catalog`.
  static let catalog = Command(
    CommandDescription(
      name: "catalog",
      summary: "Show platforms, machines, models and runtimes, each value with its source",
      discussion: [
        """
        Without a name, everything that scenarios can name. With one, every value of that entry,
        with its unit and where it comes from: the paper, a price list, documentation, or fitted to
        published numbers. A scenario overrides any of them, key by key.
        """
      ],
      positionals: [
        .optional("NAME", completes: .catalog, "A platform, machine, model, runtime or profile")
      ],
      examples: [
        Example("simctl catalog", "what there is"),
        Example("simctl catalog aws-lambda", "all values of a platform"),
        Example("simctl catalog aws-lambda/mobilenet/ort-1.6", "what was measured for the three"),
      ])
  ) { arguments, console in
    let catalog = try Catalog.builtIn()
    guard let name = arguments.positionals.first else {
      try showAll(catalog, console)
      return .success
    }
    let entries = catalog.allEntries
    let found = entries.filter { $0.1.name == name }
    guard !found.isEmpty else {
      throw UsageError(
        "the catalog has no \(Quoted.text(name)); 'simctl catalog' lists what it has",
        suggestion: Suggestion.nearest(to: name, among: entries.map(\.1.name)), command: "catalog")
    }
    for (section, entry) in found { try show(entry, section, console) }
    return .success
  }

  private static func showAll(_ catalog: Catalog, _ console: Console) throws {
    for section in Catalog.Section.allCases {
      try console.writeLine(console.styled(section.rawValue, .bold))
      var table = Table([.left("name"), .left("about")])
      for entry in catalog.entries(section) { table.append([entry.name, entry.about]) }
      try console.write(table)
      if section != Catalog.Section.allCases.last { try console.writeLine() }
    }
  }

  private static func show(
    _ entry: Catalog.Entry, _ section: Catalog.Section, _ console: Console
  ) throws {
    let about = entry.about.isEmpty ? "" : ": \(entry.about)"
    try console.writeLine("\(section.noun) \(console.styled(entry.name, .bold))\(about)")
    try console.writeLine()
    var table = Table([.left("key"), .left("value"), .left("unit"), .left("source")])
    for parameter in entry.parameters {
      table.append([parameter.path, parameter.value, parameter.unit, parameter.source])
    }
    try console.write(table)
  }
}

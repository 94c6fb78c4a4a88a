import Documents
import Platforms
import Studies

/// The catalog as people read it.
struct CatalogText {
  /// The catalog.
  let catalog: Catalog
  /// Where it goes.
  let console: Console

  /// Everything that scenarios can name.
  func writeAll() throws {
    for section in Catalog.Section.allCases {
      try console.writeLine(console.styled(section.rawValue, .bold))
      var table = Table([.left("name"), .left("about")])
      for entry in catalog.entries(section) { table.append([entry.fullName, entry.about]) }
      try console.write(table)
      if section != Catalog.Section.allCases.last { try console.writeLine() }
    }
  }

  /// Every value of an entry.
  func write(_ name: String) throws {
    for (section, entry) in try found(name) {
      let about = entry.about.isEmpty ? "" : ": \(entry.about)"
      try console.writeLine("\(section.noun) \(console.styled(entry.fullName, .bold))\(about)")
      try console.writeLine()
      var table = Table([.left("key"), .left("value"), .left("unit"), .left("source")])
      for parameter in entry.parameters {
        table.append([parameter.path, parameter.value, parameter.unit, parameter.source])
      }
      try console.write(table)
      let unsure = entry.parameters.filter(\.isUnsure).map(\.path)
      if !unsure.isEmpty {
        try console.writeLine()
        try writeSentence("From memory, or without a source: \(unsure.joined(separator: ", ")).")
      }
      let editions = catalog.editions(section, of: entry.subject)
      if editions.count > 1 {
        try console.writeLine()
        let names = editions.map(\.fullName).joined(separator: ", ")
        try writeSentence("Editions: \(names). Without one, a name means the newest.")
      }
    }
  }

  /// What changed from each edition of a platform to the next.
  func writeChanges(of name: String) throws {
    for (section, entry) in try found(name) {
      let editions = catalog.editions(section, of: entry.subject)
      if editions.count < 2 {
        try console.writeLine("\(entry.fullName) is the only edition of \(entry.subject)")
      }
      for (old, new) in zip(editions, editions.dropFirst()) {
        let title = "\(old.fullName) to \(new.fullName)"
        try console.writeLine("\(section.noun) \(console.styled(title, .bold))")
        try console.writeLine()
        try console.write(Self.changes(from: old, to: new))
      }
    }
  }

  /// The values of one edition that another has not so.
  static func changes(from old: Catalog.Entry, to new: Catalog.Entry) -> Table {
    var table = Table([.left("key"), .left("was"), .left("is"), .left("source")])
    let before = old.parameters
    let after = new.parameters
    for parameter in after {
      let earlier = before.first { $0.path == parameter.path }
      if earlier?.value == parameter.value { continue }
      table.append([parameter.path, earlier?.value ?? "-", parameter.value, parameter.source])
    }
    for earlier in before where !after.contains(where: { $0.path == earlier.path }) {
      table.append([earlier.path, earlier.value, "-", ""])
    }
    return table
  }

  /// The values of sources that are old, the oldest first.
  func writeAged(_ age: CatalogAge, of name: String?) throws {
    let names = try name.map { try found($0).map(\.1.fullName) }
    let old = catalog.datedValues.filter { names?.contains($0.name) ?? true }.filter(age.isOld)
    let order = old.enumerated().sorted { left, right in
      // What nobody has dated comes first.
      guard let first = left.element.date else {
        return right.element.date != nil || left.offset < right.offset
      }
      guard let second = right.element.date else { return false }
      return first == second ? left.offset < right.offset : first < second
    }
    if old.isEmpty {
      try console.writeLine("no value is of a source before \(age.limit)")
      return
    }
    try console.writeLine("values of sources before \(age.limit): \(old.count)")
    try console.writeLine()
    var table = Table([.left("date"), .left("name"), .left("key"), .left("source")])
    for (_, value) in order {
      table.append([
        value.date?.description ?? "none", value.name, value.parameter.path,
        value.parameter.source,
      ])
    }
    try console.write(table)
  }

  private func writeSentence(_ sentence: String) throws {
    try console.write(HelpLayout(columns: console.environment.columns).paragraph(sentence))
  }

  /// The entries that a name means, in whatever sections.
  private func found(_ name: String) throws -> [(Catalog.Section, Catalog.Entry)] {
    let found = Catalog.Section.allCases.compactMap { section in
      catalog.entry(section, named: name).map { (section, $0) }
    }
    guard found.isEmpty else { return found }
    throw UsageError(
      "the catalog has no \(Quoted.text(name)); 'simctl catalog' lists what it has",
      suggestion: Suggestion.nearest(
        to: name, among: Catalog.Section.allCases.flatMap { catalog.names($0) }),
      command: "catalog")
  }
}

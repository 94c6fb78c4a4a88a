@testable import Platforms

/// The tables of keys in the guide to scenarios, made from what the decoder reads by.
enum KeyTables {
  /// The table of some objects, by their names with spaces between them; of some keys of an object,
  /// by its name and theirs, such as `family.scale`.
  static func table(_ names: String) throws -> [String] {
    try table(names, in: ScenarioLanguage())
  }

  /// The table of some objects of a language.
  static func table(_ names: String, in language: ScenarioLanguage) throws -> [String] {
    var rows = ["| Key | Meaning | Value | Default |", "| --- | --- | --- | --- |"]
    for name in names.split(separator: " ") {
      let parts = name.split(separator: ".").map(String.init)
      let object = language.object(parts[0])
      let keys = object?.keys.filter { parts.count == 1 || $0.name == parts[1] } ?? []
      guard let object, !keys.isEmpty else {
        throw MarkedTables.Fault.unknownName(String(name))
      }
      rows += keys.map { row($0, of: object) }
    }
    return rows
  }

  private static func row(_ key: any DeclaredKey, of object: ScenarioObject) -> String {
    let part = object.part.map { "of \($0): " } ?? ""
    if case .constant(let text) = key.form { return "| `\(key.name)` | `\"\(text)\"` | | |" }
    let cells = [
      "`\(key.name)`", part + key.about, GuideWords.value(key.form),
      GuideWords.absence(key.absence),
    ]
    return cells.reduce("|") { $0 + ($1.isEmpty ? " |" : " \($1) |") }
  }
}

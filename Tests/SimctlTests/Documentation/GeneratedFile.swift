import TestSupport
import Foundation
import Testing

@testable import Platforms

/// A file of the repository that is made, or has parts that are made, from what the program says.
struct GeneratedFile: Sendable, CustomTestStringConvertible {
  /// Its path from the root of the repository.
  let path: String
  /// The text as it should be, from the text as it is.
  let make: @Sendable (String) throws -> String

  var testDescription: String { path }

  /// All such files.
  static let all = [catalog, guide, model, platforms, schema]

  /// What is known of platforms, machines, models and runtimes.
  static let catalog = GeneratedFile(path: "docs/catalog.md") { _ in
    try CatalogTables(catalog: .builtIn()).page
  }

  /// The guide to scenarios, whose tables are made.
  static let guide = GeneratedFile(path: "docs/scenarios.md") { text in
    try MarkedTables(makers: ["keys": KeyTables.table, "figures": FigureTables.table])
      .updating(text)
  }

  /// The model's page, whose table of figures is made.
  static let model = GeneratedFile(path: "docs/model.md") { text in
    try MarkedTables(makers: ["figures": FigureTables.table]).updating(text)
  }

  /// The page of the platforms, whose table is made.
  static let platforms = GeneratedFile(path: "docs/platforms.md") { text in
    let tables = PlatformTable(catalog: try .builtIn())
    return try MarkedTables(makers: ["platforms": tables.table]).updating(text)
  }

  /// The schema of scenarios, all of it.
  static let schema = GeneratedFile(path: "Scenarios/scenario.schema.json") { _ in
    try SchemaText(catalog: .builtIn()).text
  }

  /// The text of the file.
  ///
  /// With the variable `SIMCTL_UPDATE_DOCUMENTATION` set to anything, it is written anew before.
  func text() throws -> String {
    let text = try Repository.text(path)
    guard ProcessInfo.processInfo.environment["SIMCTL_UPDATE_DOCUMENTATION"] != nil else {
      return text
    }
    let made = try make(text)
    if made != text { try Repository.write(made, to: path) }
    return made
  }
}

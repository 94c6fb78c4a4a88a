import Foundation
import Platforms
import TestSupport
import Testing

@Suite struct CatalogTablesTests {
  /// The text of the page.
  private static let page = Result { try GeneratedFile.catalog.text() }

  @Test func `every entry of the catalog has its table`() throws {
    let catalog = try Catalog.builtIn()
    let text = try Self.page.get()
    let tables = CatalogTables(catalog: catalog).tables
    let names = text.split(separator: "\n").compactMap { tables.mark($0)?.name }
    for section in Catalog.Section.allCases where !names.contains(section.rawValue) {
      for entry in catalog.entries(section) {
        #expect(names.contains("\(section.rawValue)/\(entry.name)"))
      }
    }
    #expect(names.contains("fitted"))
    #expect(Set(names).count == names.count)
  }

  /// What stands for `null`, of which Foundation has several that are not equal.
  private static var null: NSObject { NSString("null") }

  /// A value of the data files or of the page: where it stands, and what it is.
  private struct Leaf: Hashable {
    let place: String
    let value: NSObject
  }

  @Test func `the page has every leaf of the data files and no other`() throws {
    let folder = "Sources/Platforms/Catalog/Data/"
    var expected: Set<Leaf> = []
    for file in Repository.files(".json", under: [String(folder.dropLast())]) {
      let section = file.dropFirst(folder.count).dropLast(".json".count)
      collect(try json(try Repository.text(file)), String(section), into: &expected)
    }
    #expect(expected.count > 100)
    var found: Set<Leaf> = []
    for (name, cells) in try pageRows() {
      let isSection = cells.count == 5
      let entry = isSection ? "/" + cells[0] : ""
      let (path, value) = (cells[isSection ? 1 : 0], cells[isSection ? 2 : 1])
      let place = (name + entry + "/" + path.replacing(".", with: "/"))
      found.insert(Leaf(place: place, value: try json(value)))
    }
    for leaf in found.subtracting(expected).sorted(by: { $0.place < $1.place }).prefix(10) {
      Issue.record("the page has what the data files have not: \(leaf.place) \(leaf.value)")
    }
    for leaf in expected.subtracting(found).sorted(by: { $0.place < $1.place }).prefix(10) {
      Issue.record("the page lacks \(leaf.place) \(leaf.value)")
    }
  }

  /// Every row of a table of parameters on the page, without backticks, with the table's name.
  private func pageRows() throws -> [(name: String, cells: [String])] {
    var rows: [(name: String, cells: [String])] = []
    var name: String?
    let tables = CatalogTables(catalog: try .builtIn()).tables
    for line in try Self.page.get().split(separator: "\n") {
      if line == MarkedTables.end { name = nil }
      if let begun = tables.mark(line)?.name { name = begun }
      guard let name, name != "fitted", line.hasPrefix("| `") else { continue }
      let cells = line.dropFirst(2).dropLast(2).replacing("\\|", with: "\u{1}")
        .split(separator: " | ", omittingEmptySubsequences: false)
        .map { String($0).replacing("\u{1}", with: "|") }
      rows.append(
        (name, cells.map { $0.hasPrefix("`") ? String($0.dropFirst().dropLast()) : $0 }))
    }
    return rows
  }

  /// JSON as Foundation reads it, which knows nothing of this package's reader.
  private func json(_ text: String) throws -> NSObject {
    let value = try JSONSerialization.jsonObject(with: Data(text.utf8), options: .fragmentsAllowed)
    return try #require(value is NSNull ? Self.null : value as? NSObject)
  }

  private func collect(_ value: NSObject, _ place: String, into leaves: inout Set<Leaf>) {
    guard let object = value as? [String: NSObject] else {
      leaves.insert(Leaf(place: place, value: value is NSNull ? Self.null : value))
      return
    }
    if let inner = object["value"] {
      leaves.insert(Leaf(place: place, value: inner))
      return
    }
    // An entry says what it is beside its values; within it such words are keys like others.
    let isEntry = place.split(separator: "/").count == 2
    let words = isEntry ? ["about", "edition", "base"] : ["about"]
    for (key, member) in object where !words.contains(key) {
      collect(member, place + "/" + key, into: &leaves)
    }
  }

  @Test func `every value has a source of a kind that the model's page explains`() throws {
    let text = try Repository.text("docs/model.md")
    let explained = try #require(text.range(of: "| kind | what it is worth |"))
    let kinds = text[explained.upperBound...].split(separator: "\n").dropFirst()
      .prefix { $0.hasPrefix("| `") }
      .compactMap { $0.split(separator: "`").dropFirst().first.map(String.init) }
    #expect(kinds.count >= 5)
    let catalog = try Catalog.builtIn()
    for section in Catalog.Section.allCases {
      for entry in catalog.entries(section) {
        for parameter in entry.parameters where !parameter.path.hasSuffix(".policy") {
          #expect(
            kinds.contains { parameter.source.hasPrefix($0) },
            "\(section.rawValue)/\(entry.name) \(parameter.path): \(parameter.source)")
        }
      }
    }
  }

  @Test func `an update replaces what stands between the marks and nothing else`() throws {
    let tables = CatalogTables(catalog: try .builtIn()).tables
    let page = "# Title\n\n<!-- catalog models -->\nold\n<!-- end -->\n\nRest\n"
    let updated = try tables.updating(page)
    #expect(updated.hasPrefix("# Title\n\n<!-- catalog models -->\n\n| name | key |"))
    #expect(updated.hasSuffix("\n\n<!-- end -->\n\nRest\n"))
    #expect(updated.contains("| `albert` | `size` | `\"51.5MB\"` |"))
    #expect(!updated.contains("old"))
    #expect(try tables.updating(updated) == updated)
  }

  @Test func `marks that do not match are errors`() throws {
    let tables = CatalogTables(catalog: try .builtIn()).tables
    #expect(throws: MarkedTables.Fault.unknownName("nonsense")) {
      try tables.updating("<!-- catalog nonsense -->\n<!-- end -->\n")
    }
    #expect(throws: MarkedTables.Fault.beginWithoutEnd("models")) {
      try tables.updating("<!-- catalog models -->\n")
    }
    #expect(throws: MarkedTables.Fault.endWithoutBegin) { try tables.updating("<!-- end -->\n") }
  }
}

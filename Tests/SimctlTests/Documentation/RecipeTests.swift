import Documents
import TestSupport
import Testing

@testable import Platforms

/// The recipes of the design's page: they name what there is, and the one for a key is all that a
/// key needs.
@Suite struct RecipeTests {
  /// The part of the page under a heading of the third level.
  private func recipe(_ title: String) throws -> String {
    let text = try Repository.text("docs/design.md")
    let start = try #require(text.range(of: "\n### \(title)\n"))
    let rest = text[start.upperBound...]
    return String(rest[..<(rest.range(of: "\n### ")?.lowerBound ?? rest.endIndex)])
  }

  /// The files that a recipe names, in the sources, the tests and the documents.
  private func files(_ recipe: String) -> Set<String> {
    let paths = recipe.matches(of: /`((?:Sources|Tests|Scenarios)\/[^`]+)`/).map { String($0.1) }
    let pages = recipe.matches(of: /\]\(([a-z-]+\.md)\)/).map { "docs/\($0.1)" }
    return Set(paths + pages)
  }

  @Test(arguments: ["A key of a scenario", "An output column"])
  func `every file that a recipe names is there, and it names few`(_ title: String) throws {
    let files = try files(recipe(title))
    #expect((4...6).contains(files.count), "\(files.sorted())")
    for file in files { #expect(Repository.exists(file), "\(file)") }
    for file in GeneratedFile.all.map(\.path) where files.contains(file) {
      #expect(try recipe(title).contains("GeneratedFiles"), "\(file)")
    }
  }

  /// A scenario with one key more, declared as the recipe says.
  private static let spare = Key(
    "spare_instances", .integer(0...7), default: 2, "how many are kept, see `limit`")
  private static let object = ScenarioObject(
    "scenario", keys: ScenarioKeys.object.keys + [spare])

  @Test func `a key that is declared is read, with its range and its default`() throws {
    func read(_ text: String) throws -> (value: Int?, problems: [String]) {
      let log = ProblemLog(file: "web.json")
      let value = try JSONParser.parse(Array(text.utf8), file: "web.json")
      let reader = KeyReader(value, Self.object, path: .root, log: log)
      return (reader?[Self.spare], log.problems.map(\.what))
    }
    #expect(try read("{}").value == 2)
    #expect(try read(#"{ "spare_instances": 7 }"#).value == 7)
    #expect(try read(#"{ "spare_instances": 7 }"#).problems == [])
    let wrong = try read(#"{ "spare_instances": 8 }"#)
    #expect(wrong.value == 2)
    #expect(wrong.problems == ["must be at most 7, found 8"])
    #expect(try read(#"{ "spare": 8 }"#).problems == ["unknown key"])
  }

  @Test func `a key that is declared is in the schema, the guide and the words of fuzzers`() throws
  {
    let language = ScenarioLanguage(from: Self.object)
    #expect(language.keys.contains("spare_instances"))
    // The fuzzers take the names of properties from the schema.
    let schema = try SchemaText(catalog: .builtIn(), language: language).text
    let parsed = try JSONParser.parse(Array(schema.utf8), file: "schema")
    let property = parsed["$defs"]?["scenario"]?["properties"]?["spare_instances"]
    #expect(
      property?.compactText
        == """
        {"description":"How many are kept, see \\"limit\\".","type":"integer","minimum":0,\
        "maximum":7,"default":2}
        """)
    #expect(
      try KeyTables.table("scenario", in: language).last
        == "| `spare_instances` | how many are kept, see `limit` | whole number, 0 to 7 | 2 |")
  }
}

import Testing

@testable import Documents

@Suite struct JSONLookupTests {
  private static let text = """
    { "a": { "value": { "mean": "1s" }, "source": "s" }, "b": [{ "c": 1 }, { "value": [7, 8] }] }
    """

  private static func root() throws -> JSONValue {
    try JSONParser.parse(Array(text.utf8), file: "x.json")
  }

  @Test(arguments: [
    ("a.mean", "\"1s\""), ("a", "{\"mean\":\"1s\"}"), ("b[0].c", "1"), ("b[1][1]", "8"),
    ("a.source", "\"s\""),
  ])
  func `a path leads to a value, through its source or not`(path: String, expected: String) throws {
    #expect(try Self.root().value(at: path).compactText == expected)
  }

  @Test(arguments: ["x", "a.x", "b[2]", "b.c", "b[0].c.d", ""])
  func `a path that leads nowhere is an error, and nothing is added`(path: String) throws {
    let root = try Self.root()
    #expect(throws: AssignmentError.self) { try root.value(at: path) }
    #expect(throws: AssignmentError.self) {
      try root.replacingValue(at: path, with: JSONValue(.null))
    }
  }

  @Test(arguments: ["a.mean", "a", "b[0].c", "b[1][1]"])
  func `what is replaced is found again, and the rest is as it was`(path: String) throws {
    let root = try Self.root()
    let part = JSONValue(.string("new"))
    let changed = try root.replacingValue(at: path, with: part)
    #expect(try changed.value(at: path) == part)
    let back = try changed.replacingValue(at: path, with: try root.value(at: path))
    #expect(back == root)
  }
}

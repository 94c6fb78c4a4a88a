import Testing

@testable import Documents

@Suite struct JSONEditTests {
  private static func edited(
    _ text: String, _ changes: [(path: String, part: JSONValue)]
  ) throws -> String {
    let bytes = Array(text.utf8)
    let root = try JSONParser.parse(bytes, file: "x.json")
    let edits = try changes.map { JSONEdit(of: try root.value(at: $0.path), to: $0.part) }
    return String(decoding: JSONEdit.applying(edits, to: bytes), as: UTF8.self)
  }

  private static let five = JSONValue(.number(JSONNumber(5)))

  @Test func `only the value is changed, and every other byte stays`() throws {
    let text =
      "{ \"a\" : [1,\t22 ],\r\n  \"é😀\": \"x\", \"b\":{\"c\":\"12\\\"ms\" , \"d\":-1.5e3}}\n"
    let expected =
      "{ \"a\" : [1,\t5 ],\r\n  \"é😀\": \"x\", \"b\":{\"c\":\"8s\" , \"d\":5}}\n"
    let found = try Self.edited(
      text, [("b.d", Self.five), ("a[1]", Self.five), ("b.c", JSONValue(.string("8s")))])
    #expect(found == expected)
  }

  @Test func `places after characters of several bytes and line breaks of all kinds are found`()
    throws
  {
    for end in ["\n", "\r", "\r\n"] {
      let text = "{\"ä\": \"😀\", \"b\": 1,\(end)\"c\": 2,\(end)\(end)\"d\": true}"
      let found = try Self.edited(
        text, [("b", Self.five), ("c", Self.five), ("d", Self.five)])
      #expect(found == "{\"ä\": \"😀\", \"b\": 5,\(end)\"c\": 5,\(end)\(end)\"d\": 5}")
    }
  }

  @Test func `a change into itself changes nothing`() throws {
    let text = "[ 1.50 ,\"a\"]"
    let root = try JSONParser.parse(Array("{\"x\":\(text)}".utf8), file: "x")
    let number = try root.value(at: "x[0]")
    #expect(try Self.edited("{\"x\":\(text)}", [("x[0]", number)]) == "{\"x\":\(text)}")
  }
}

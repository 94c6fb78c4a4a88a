import Documents
import Testing

@Suite struct JSONValueTests {
  @Test func `Equality ignores places, the order of keys and how numbers are written`() throws {
    #expect(try parsed(#"{"a": 1, "b": [2]}"#) == parsed("{\"b\":[2.0],\n\"a\":1e0}"))
    #expect(try parsed(#"{"a": 1}"#) != parsed(#"{"a": 1, "b": 2}"#))
    #expect(try parsed(#"{"a": 1, "c": 2}"#) != parsed(#"{"a": 1, "b": 2}"#))
    #expect(try parsed("[1, 2]") != parsed("[2, 1]"))
    #expect(try parsed("1") != parsed("\"1\""))
    #expect(try parsed("null") != parsed("false"))
    let member = JSONMember(key: "a", value: JSONValue(.null))
    let placed = JSONMember(
      key: "a", keyPosition: SourcePosition(line: 3, column: 1), value: JSONValue(.null))
    #expect(member == placed)
  }

  @Test(arguments: [
    ("null", "null"), ("true", "a boolean"), ("1", "a number"), ("\"\"", "a string"),
    ("[]", "an array"), ("{}", "an object"),
  ])
  func `Kinds have names for sentences`(text: String, name: String) throws {
    #expect(try parsed(text).kindName == name)
  }

  @Test func `Only objects have keys`() throws {
    #expect(try parsed(#"{"a": {"b": 1}}"#)["a"]?["b"] == JSONValue(.number(JSONNumber(1))))
    #expect(try parsed("[1]")["a"] == nil)
  }
}

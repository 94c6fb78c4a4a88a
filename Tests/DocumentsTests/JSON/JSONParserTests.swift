import Documents
import Testing

@Suite struct JSONParserTests {
  @Test func `Every kind of value is read`() throws {
    let value = try parsed(
      #" {"a": null, "b": [true, false], "c": -1.5e+3, "d": "x", "e": {}, "f": []} "#)
    #expect(value["a"]?.kind == .null)
    #expect(value["b"] == JSONValue(.array([JSONValue(.bool(true)), JSONValue(.bool(false))])))
    guard case .number(let number)? = value["c"]?.kind else {
      Issue.record("The value of c is a number.")
      return
    }
    #expect(number.text == "-1.5e+3")
    #expect(number.value == -1500)
    #expect(value["d"] == JSONValue(.string("x")))
    #expect(value["e"] == JSONValue(.object([])))
    #expect(value["f"] == JSONValue(.array([])))
    #expect(value["g"] == nil)
  }

  @Test(arguments: [
    (#""""#, ""), (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t"),
    (#""\u0041\u00e9\u00E9""#, "Aéé"),
    (#""\uD83D\ude00!""#, "😀!"), (#""é😀\u0000""#, "é😀\0"), (#""\uFFFF\u2028""#, "\u{FFFF}\u{2028}"),
    ("\"\u{7F}\"", "\u{7F}"), (#""a\\u0041""#, "a\\u0041"),
  ])
  func `Escapes are resolved`(text: String, string: String) throws {
    #expect(try parsed(text) == JSONValue(.string(string)))
  }

  @Test(
    arguments: [
      ("0", 0), ("-0", -0.0), ("12", 12), ("0.1", 0.1), ("1E3", 1000), ("1e-3", 0.001),
      ("0e99999", 0),
      ("1.7976931348623157e308", .greatestFiniteMagnitude), ("4.9e-324", .leastNonzeroMagnitude),
      ("123456789012345", 123_456_789_012_345), ("9007199254740993", 9_007_199_254_740_992),
      ("0.000", 0),
    ] as [(String, Double)])
  func `Numbers are the nearest representable ones`(text: String, value: Double) throws {
    #expect(try parsed(text) == JSONValue(.number(try #require(JSONNumber(value)))))
  }

  @Test func `Places are lines and columns of code points`() throws {
    let value = try parsed("{\n  \"é😀\": \"ü\", \"b\" :\r\n\t[1,\r 2]}")
    guard case .object(let members) = value.kind else {
      Issue.record("The value is an object.")
      return
    }
    #expect(value.position == SourcePosition(line: 1, column: 1))
    #expect(members[0].keyPosition == SourcePosition(line: 2, column: 3))
    #expect(members[0].value.position == SourcePosition(line: 2, column: 9))
    #expect(members[1].keyPosition == SourcePosition(line: 2, column: 14))
    #expect(members[1].value.position == SourcePosition(line: 3, column: 2))
    guard case .array(let elements) = members[1].value.kind else {
      Issue.record("The second value is an array.")
      return
    }
    #expect(elements[0].position == SourcePosition(line: 3, column: 3))
    #expect(elements[1].position == SourcePosition(line: 4, column: 2))
  }

  @Test func `Values nest to the limit and not beyond`() throws {
    let limit = JSONParser.maximumDepth
    let deepest = String(repeating: "[", count: limit) + String(repeating: "]", count: limit)
    #expect(try parsed(deepest).kindName == "an array")
    let lines = problemLines(in: "[" + deepest + "]")
    #expect(lines.count == 1)
    #expect(lines[0].contains("f.json:1:65:"))
    #expect(lines[0].contains("more than 64 arrays and objects stand within each other"))
  }

  @Test func `Objects keep the order of their file, large ones too`() throws {
    let keys = (0..<1000).map { "key\($0 * 7919 % 1000)" }
    let text = "{" + keys.map { "\"\($0)\":0" }.joined(separator: ",") + "}"
    guard case .object(let members) = try parsed(text).kind else {
      Issue.record("The value is an object.")
      return
    }
    #expect(members.map(\.key) == keys)
  }

  @Test func `A file beyond the limit is refused with both sizes`() {
    let bytes = [UInt8](repeating: UInt8(ascii: " "), count: JSONParser.maximumBytes + 1)
    let found = problems(in: bytes)
    #expect(found.count == 1)
    #expect(found.first?.what.contains("16,777,217 bytes") == true)
    #expect(found.first?.what.contains("16,777,216 that are read") == true)
  }
}

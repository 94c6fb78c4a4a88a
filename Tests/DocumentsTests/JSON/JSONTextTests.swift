import Documents
import Testing

@Suite struct JSONTextTests {
  @Test func `Compact text keeps the order of keys and the text of numbers`() throws {
    let text = #"{"b":[1.50,-0,1e3],"a":{"x":null,"y":true},"e":[],"f":{}}"#
    #expect(try parsed(text).compactText == text)
  }

  @Test func `Pretty text is indented by two spaces`() throws {
    let pretty = """
      {
        "a": [
          1,
          {
            "b": []
          }
        ],
        "c": {}
      }
      """
    let value = try parsed(#"{"a":[1,{"b":[]}],"c":{}}"#)
    #expect(value.prettyText == pretty)
    #expect(try parsed(pretty) == value)
  }

  @Test func `Control characters, quotes and line separators are escaped`() {
    let text = "\u{0}\u{1F}\u{8}\u{C}\n\r\t\"\\/\u{7F}\u{9F}\u{2028}é😀"
    #expect(
      JSONValue(.string(text)).compactText
        == #""\u0000\u001F\b\f\n\r\t\"\\/\u007F\u009F\u2028é😀""#)
  }

  @Test func `Every code point reads back`() throws {
    var scalars = String.UnicodeScalarView()
    for value in UInt32(0)..<0x3000 {
      if let scalar = Unicode.Scalar(value) { scalars.append(scalar) }
      // More combining marks on one letter are refused.
      if value.isMultiple(of: 16) { scalars.append("x") }
    }
    for value in stride(from: UInt32(0x3000), through: 0x10FFFF, by: 251) {
      if let scalar = Unicode.Scalar(value) { scalars.append(scalar) }
      if value.isMultiple(of: 4) { scalars.append("x") }
    }
    let text = String(scalars)
    let value = JSONValue(.object([JSONMember(key: "k", value: JSONValue(.string(text)))]))
    guard case .string(let again)? = try parsed(value.compactText)["k"]?.kind else {
      Issue.record("The value is a string.")
      return
    }
    #expect(Array(again.unicodeScalars) == Array(text.unicodeScalars))
  }
}

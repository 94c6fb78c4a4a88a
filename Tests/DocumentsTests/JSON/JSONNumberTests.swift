import Documents
import Testing

@Suite struct JSONNumberTests {
  @Test(
    arguments: [
      ("3", 3), ("3.0", 3), ("1e3", 1000), ("1E+3", 1000), ("1200e-2", 12), ("-0", 0),
      ("0.0e-999", 0),
      ("9223372036854775807", Int.max), ("-9223372036854775808", Int.min),
      ("9007199254740993", 9_007_199_254_740_993), ("9223372036854775808", nil), ("3.5", nil),
      ("1e-1", nil), ("1e19", nil), ("1e300", nil), ("-1e300", nil), ("5e-300", nil),
      ("1.00000000000000000000000000", 1), ("123456789012345678901234567890", nil),
    ] as [(String, Int?)])
  func `Integers are taken from the text exactly`(text: String, integer: Int?) throws {
    #expect(try #require(JSONNumber(text: text)).integer == integer)
  }

  @Test(arguments: ["", "x", "1x", " 1", "1 ", "01", "1e999", "NaN", "-", "１", "1\u{301}"])
  func `Texts that are no number give none`(text: String) {
    #expect(JSONNumber(text: text) == nil)
  }

  @Test func `Numbers made from values read back exactly`() throws {
    for value in [0, -0.1, 1e16, 1e-7, 123.456, .greatestFiniteMagnitude, .leastNonzeroMagnitude] {
      let number = try #require(JSONNumber(value))
      #expect(JSONNumber(text: number.text)?.value == value)
    }
    #expect(JSONNumber(3.0)?.text == "3")
    #expect(JSONNumber(.nan) == nil)
    #expect(JSONNumber(-.infinity) == nil)
    #expect(JSONNumber(Int.min).text == "-9223372036854775808")
  }
}

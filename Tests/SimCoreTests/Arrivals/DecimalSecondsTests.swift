import Testing

@testable import SimCore

@Suite struct DecimalSecondsTests {
  private func value(_ text: String) -> DecimalSeconds.Value {
    var number = DecimalSeconds()
    for byte in text.utf8 { number.read(byte) }
    return number.value
  }

  static let numbers: [(String, Int64)] = [
    ("0", 0), ("-0.0", 0), ("1", 1_000_000_000), ("+1.5", 1_500_000_000),
    ("0.1", 100_000_000), (".25", 250_000_000), ("7.", 7_000_000_000),
    ("0.000000001", 1), ("0.0000000004", 0), ("0.0000000005", 1),
    ("0.00000000049999999999999999999999999", 0), ("1e-9", 1), ("1.25E+2", 125_000_000_000),
    ("123456789.123456789", 123_456_789_123_456_789), ("  2 \t", 2_000_000_000),
    ("2305843009.213693952", 1 << 61), ("2305843009.2136939515", 1 << 61),
    ("2305843009.2136939514", (1 << 61) - 1), ("0e999999999", 0), ("5e-999999999", 0),
    ("00000000000000000000000000001.000000000000000000000000", 1_000_000_000),
    ("100000000000000000000e-20", 1_000_000_000), ("0.00000000000000000000001e23", 1_000_000_000),
  ]

  @Test(arguments: numbers)
  func `a decimal number becomes the nearest nanosecond`(text: String, expected: Int64) {
    #expect(value(text) == .nanoseconds(expected))
  }

  @Test(arguments: [
    "", " ", ".", "+", "-", "1e", "1e+", "e5", "1.2.3", "--1", "1-", "0x10", "nan", "inf", "1,5",
    "1 2", "1e5.5", "+ 1", "1_000", "1e 5",
  ])
  func `anything else is not a number`(text: String) {
    #expect(value(text) == .notANumber)
  }

  @Test func `numbers out of range say so`() {
    #expect(value("-1") == .negative)
    #expect(value("-1e-30") == .negative)
    #expect(value("2305843009.213693953") == .beyondHorizon)
    #expect(value("1e400") == .beyondHorizon)
    #expect(value("99999999999999999999999999") == .beyondHorizon)
  }
}

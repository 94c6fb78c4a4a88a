import Testing

@testable import Studies

@Suite struct RoundedTextTests {
  @Test(arguments: [
    (0, "0"), (0.25, "0.250"), (0.047_23, "0.0472"), (2.5019, "2.50"), (3.9992, "4.00"),
    (0.099_96, "0.100"), (9.996, "10.0"), (99.96, "100"), (168.175, "168"), (999.6, "1000"),
    (1234.5, "1230"), (-12.34, "-12.3"), (0.000_000_123_4, "0.000000123"),
    (0.000_000_000_4, "0.000000000"), (1_000_000, "1000000"),
  ])
  func `three significant digits, and no more`(value: Double, text: String) {
    #expect(RoundedText.significant(value, digits: 3) == text)
  }
}

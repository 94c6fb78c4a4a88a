import Testing

@testable import simctl

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

  @Test(arguments: [
    (0.131_62, 0.000_31, "0.1316 ±0.0003"), (0.131_62, 0.002_1, "0.132 ±0.002"),
    (41.36, 5.2, "41 ±5"), (41.36, 12.0, "40 ±10"), (1234.0, 230.0, "1200 ±200"),
    // Narrower than the digits shown: a unit of the last.
    (0.131_62, 0.000_002, "0.1316 ±0.0001"), (0.25, 0, "0.2500 ±0.0000"),
    // What is rounded up keeps one digit.
    (0.5, 0.0096, "0.50 ±0.01"), (0.3, 0.5, "0.3 ±0.5"),
  ])
  func `an estimate has the digits that its interval leaves`(
    value: Double, halfWidth: Double, text: String
  ) {
    #expect(RoundedText.estimate(value, halfWidth: halfWidth) == text)
  }
}

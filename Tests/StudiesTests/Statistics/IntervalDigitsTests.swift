import Testing

@testable import Studies

@Suite struct IntervalDigitsTests {
  /// The examples of the Particle Data Group first.
  @Test(arguments: [
    (0.827, 0.119, "0.83 ± 0.12"), (0.827, 0.367, "0.8 ± 0.4"), (12.3456, 0.0354, "12.346 ± 0.035"),
    (12.3456, 0.0355, "12.35 ± 0.04"), (1, 0.0949, "1.00 ± 0.09"), (1, 0.0951, "1.00 ± 0.10"),
    (98_765.4321, 314, "98,770 ± 310"), (98_765.4321, 95.1, "98,770 ± 100"),
    (98_765.4321, 3.2, "98,765.4 ± 3.2"), (98_765.4321, 70_000, "100,000 ± 70,000"),
    (0.000123456, 0.00000123, "0.0001235 ± 0.0000012"), (-2.0518, 0.158, "-2.05 ± 0.16"),
    (3, 1_000_000, "0 ± 1,000,000"), (-0.001, 0.1, "0.00 ± 0.10"),
    (0.5, 1e-13, "0.500000000000 ± 0.000000000000"),
  ])
  func `number and half-width have the digits that the half-width supports`(
    value: Double, halfWidth: Double, text: String
  ) {
    #expect(IntervalDigits.text(value, halfWidth: halfWidth, digits: 3) == text)
  }

  @Test func `a number that is known exactly has the digits asked for and no half-width`() {
    #expect(IntervalDigits.text(1234.5, halfWidth: 0, digits: 3) == "1,234.500")
    #expect(IntervalDigits.text(8, halfWidth: 0, digits: 0) == "8")
  }

  @Test func `the rounded half-width is within fifteen per cent of what it was`() {
    var halfWidth = 1.0e-9
    while halfWidth < 1e9 {
      let place = IntervalDigits.lastPlace(of: halfWidth)
      var unit = 1.0
      for _ in 0..<place.magnitude { unit *= place > 0 ? 0.1 : 10 }
      // Half a unit of the last place is the most that rounding adds or takes away.
      #expect(unit / 2 <= 0.15 * halfWidth && unit > 0.009 * halfWidth, "\(halfWidth)")
      halfWidth *= 1.037
    }
  }
}

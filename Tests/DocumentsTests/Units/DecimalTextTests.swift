import Documents
import Platforms
import SimCore
import Testing

@Suite struct DecimalTextTests {
  @Test(
    arguments: [
      (2_250_000_000, 3, "2.250"), (2_250_000_000, 1, "2.2"), (2_350_000_000, 1, "2.4"),
      (2_250_000_001, 1, "2.3"), (0, 0, "0"), (0, 2, "0.00"), (500_000_000, 0, "0"),
      (1_500_000_000, 0, "2"), (999_999_999, 8, "1.00000000"), (999_999_999, 9, "0.999999999"),
      (-1_500_000_000, 1, "-1.5"), (-4, 3, "0.000"), (-500_000, 3, "0.000"),
      (-500_001, 3, "-0.001"),
      (123_456_789_000_000_000, 0, "123456789"), (100_000_000_000_000_000, 1, "100000000.0"),
      (Int64.max, 9, "9223372036.854775807"), (Int64.min, 9, "-9223372036.854775808"),
      (Int64.max, 0, "9223372037"),
    ] as [(Int64, Int, String)])
  func `Seconds round half to even at every number of decimals`(
    nanoseconds: Int64, digits: Int, text: String
  ) {
    #expect(DecimalText.seconds(nanoseconds: nanoseconds, digits: digits) == text)
    #expect(DecimalText.seconds(Interval(nanoseconds: nanoseconds), digits: digits) == text)
  }

  @Test func `Seconds agree with exact division of nanoseconds`() {
    var random = Random(seed: 1)
    for _ in 0..<3000 {
      let bits = random.next() % 64
      let nanoseconds = Int64(truncatingIfNeeded: random.next()) >> Int64(bits)
      let digits = Int(random.next() % 10)
      let expected = DecimalText.ratio(Int128(nanoseconds), 1_000_000_000, digits: digits)
      #expect(DecimalText.seconds(nanoseconds: nanoseconds, digits: digits) == expected)
    }
  }

  @Test(arguments: [
    (1, 3, 3, "0.333"), (2, 3, 3, "0.667"), (1, 8, 2, "0.12"), (3, 8, 2, "0.38"),
    (-1, 8, 2, "-0.12"), (1, -3, 1, "-0.3"), (-1, -2, 1, "0.5"), (1, 2, 0, "0"), (3, 2, 0, "2"),
    (5, 2, 0, "2"), (-1, 1000, 2, "0.00"), (999, 1000, 2, "1.00"), (0, -5, 1, "0.0"),
    (Int.max, 1, 2, "9223372036854775807.00"), (Int.min, Int.max, 3, "-1.000"),
    (1, 7, 20, "0.14285714285714285714"),
  ])
  func `A ratio is rounded half to even on the exact quotient`(
    numerator: Int, denominator: Int, digits: Int, text: String
  ) {
    #expect(DecimalText.ratio(numerator, denominator, digits: digits) == text)
  }

  @Test(arguments: [
    (0.5, 0, "0"), (1.5, 0, "2"), (2.5, 0, "2"), (0.125, 2, "0.12"), (0.375, 2, "0.38"),
    (0.1, 1, "0.1"), (0.1, 20, "0.10000000000000000555"), (1.005, 2, "1.00"),
    (-0.001, 2, "0.00"), (-0.0, 1, "0.0"), (-1.25, 1, "-1.2"), (1e15, 1, "1000000000000000.0"),
    (0.9999, 3, "1.000"), (1e-300, 5, "0.00000"),
    (.leastNonzeroMagnitude, 20, "0.00000000000000000000"),
    (1e22, 1, "10000000000000000000000.0"), (1e300, 2, "1e+300"), (.infinity, 2, "inf"),
    (-.infinity, 2, "-inf"), (.nan, 2, "nan"), (-.nan, 0, "nan"),
    (0x1p52, 3, "4503599627370496.000"),
    (18_446_744_073.709_55, 9, "18446744073.709548950"),
  ])
  func `A floating-point number is rounded on its exact binary value`(
    value: Double, digits: Int, text: String
  ) {
    #expect(DecimalText.fixed(value, digits: digits) == text)
  }

  @Test func `Floating-point text is the exact ratio of mantissa and power of two`() {
    var random = Random(seed: 2)
    for _ in 0..<3000 {
      let mantissa = Int64(random.next() >> 11)
      let shift = Int(random.next() % 120)
      let digits = Int(random.next() % 21)
      var value = Double(mantissa)
      for _ in 0..<shift { value /= 2 }
      let expected = DecimalText.ratio(
        Int128(mantissa), Int128(1) << Int128(shift), digits: digits)
      #expect(DecimalText.fixed(value, digits: digits) == expected)
      if expected.contains(where: { $0 != "0" && $0 != "." }) {
        #expect(DecimalText.fixed(-value, digits: digits) == "-" + expected)
      }
    }
  }

  @Test func `Thousands are separated in whole parts only`() {
    #expect(DecimalText.grouped(0) == "0")
    #expect(DecimalText.grouped(999) == "999")
    #expect(DecimalText.grouped(-1000) == "-1,000")
    #expect(DecimalText.grouped(1_234_567) == "1,234,567")
    #expect(DecimalText.grouped(Int.min) == "-9,223,372,036,854,775,808")
    #expect(DecimalText.grouped(1_234_567.0625, digits: 4) == "1,234,567.0625")
    #expect(DecimalText.grouped(999_999.96, digits: 1) == "1,000,000.0")
    #expect(DecimalText.grouped(.infinity, digits: 1) == "inf")
    #expect(DecimalText.grouped(.nan, digits: 1) == "nan")
  }
}

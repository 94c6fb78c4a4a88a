import SimCore
import Testing

@Suite struct RatioTests {
  @Test(arguments: [
    (0.1, 1, 10), (0, 0, 1), (60, 60, 1), (1e22, 0, 1), (0.6, 3, 5), (1e-7, 1, 10_000_000),
    (123.456, 123_456, 1000), (1e12, 1_000_000_000_000, 1), (2.5e-10, 1, 4_000_000_000),
  ])
  func `a number is the decimal that a person writes`(value: Double, over: Int, under: Int) {
    let wanted =
      value == 1e22
      ? Ratio(WholeNumber.powerOfTen(22), WholeNumber(1))
      : Ratio(
        over, over: under)
    #expect(Ratio(decimal: value) == wanted)
  }

  @Test func `rounding is down, up, and to the nearest`() {
    for numerator in 0...60 {
      let ratio = Ratio(numerator, over: 7)
      #expect(ratio.roundedDown == UInt128(numerator / 7))
      #expect(ratio.roundedUp == UInt128((numerator + 6) / 7))
      #expect(ratio.rounded == UInt128((2 * numerator + 7) / 14))
    }
    #expect(Ratio(1, over: 2).rounded == 1)
    #expect(Ratio(WholeNumber.powerOfTen(60), WholeNumber(1)).rounded == .max)
    #expect(Ratio(WholeNumber.powerOfTen(60), WholeNumber(7)).roundedUp == .max)
  }

  @Test func `quotients are the same number in whatever terms`() {
    let (half, same) = (Ratio(1, over: 2), Ratio(500, over: 1000))
    #expect(half == same && half.hashValue == same.hashValue)
    #expect(same.reduced.numerator == WholeNumber(1))
    #expect(same.reduced.denominator == WholeNumber(2))
    #expect(Ratio.zero.reduced.denominator == WholeNumber(1))
    #expect(half < Ratio(501, over: 1000))
    #expect(half + same == Ratio(1))
    #expect(Ratio(3, over: 4) - half == Ratio(1, over: 4))
    #expect(half * same / Ratio(1, over: 8) == Ratio(2))
  }
}

/// The fraction that somebody meant who gave a floating-point number, such as 25/3 for 500.0 / 60.
///
/// Of the convergents of its continued fraction it is the first that gives the number when it is
/// divided out, so whoever meant a decimal or the quotient of two numbers gets just that.
struct SimplestFraction: Hashable, Sendable {
  let numerator: UInt128
  let denominator: UInt128

  /// - Parameter value: from 10^-12 to 10^12, or zero.
  init(_ value: Double) {
    guard value > 0 else {
      (numerator, denominator) = (0, 1)
      return
    }
    precondition(value >= 1e-12 && value <= 1e12, "a fraction of small numbers is looked for")
    // The number itself, as a whole number of its last binary places.
    let places = UInt128(max(52 - value.exponent, 0))
    let whole =
      UInt128(value.significandBitPattern | 1 << 52) << UInt128(max(value.exponent - 52, 0))
    var (dividend, divisor) = (whole, UInt128(1) << places)
    var (before, last) = (
      (top: UInt128(0), bottom: UInt128(1)), (top: UInt128(1), bottom: UInt128(0))
    )
    while true {
      let (quotient, rest) = dividend.quotientAndRemainder(dividingBy: divisor)
      let next = (quotient * last.top + before.top, quotient * last.bottom + before.bottom)
      (before, last) = (last, next)
      if rest == 0 || Double(last.top) / Double(last.bottom) == value { break }
      (dividend, divisor) = (divisor, rest)
    }
    (numerator, denominator) = last
  }
}

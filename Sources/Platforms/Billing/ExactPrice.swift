import Documents
import SimCore

/// A price for each second that need not be a whole number of femtodollars.
///
/// It is that of a size of memory at so much for a GB, or of an hour, and is rounded once, for the
/// whole time.
struct ExactPrice: Hashable, Sendable, BitwiseCopyable {
  /// Femtodollars for each ``seconds``.
  private let femtodollars: UInt128
  private let seconds: UInt128

  /// A price of so many femtodollars a second.
  init(_ perSecond: Ratio) {
    let reduced = perSecond.reduced
    femtodollars = reduced.numerator.clamped
    seconds = reduced.denominator.clamped
    precondition(
      femtodollars < 1 << 126 && seconds < 1 << 63, "a price is a quotient of smaller numbers")
  }

  /// The price of a time, to the nearest femtodollar.
  func charge(for time: Interval) -> Money { charge(nanoseconds: UInt128(time.nanoseconds)) }

  /// The same for a time that need not fit 64 bits.
  func charge(nanoseconds: UInt128) -> Money {
    let divisor = seconds * 1_000_000_000
    // Their product need not fit 128 bits, but the price does.
    let product = femtodollars.multipliedFullWidth(by: nanoseconds)
    precondition(product.high < divisor, "a price of a time is below 2^127 femtodollars")
    let (whole, rest) = divisor.dividingFullWidth(product)
    return Money(femtodollars: Int128(rest >= divisor - rest ? whole + 1 : whole))
  }
}

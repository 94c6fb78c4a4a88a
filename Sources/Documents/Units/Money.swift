/// An amount of money in United States dollars, as a whole number of femtodollars (10^-15 USD).
///
/// Prices per GB-second have up to 10 decimals and are billed in units of a millisecond, so sums of
/// bills are exact integers, whatever their order. 128 bits hold 1.7 * 10^23 dollars.
@frozen
public struct Money: Hashable, Comparable, Sendable {
  /// The amount in units of 10^-15 USD.
  public let femtodollars: Int128

  /// An amount of the given number of femtodollars.
  @inlinable
  public init(femtodollars: Int128) { self.femtodollars = femtodollars }

  /// No money.
  public static let zero = Money(femtodollars: 0)

  /// The femtodollars in a dollar.
  package static let femtodollarsPerDollar: Int128 = 1_000_000_000_000_000

  /// The largest amount a file may state: 10^12 dollars.
  public static let largest = Money(femtodollars: 1_000_000_000_000 * femtodollarsPerDollar)

  /// The amount in dollars, rounded to the nearest representable number.
  public var dollars: Double { Double(femtodollars) / 1e15 }

  /// Orders amounts from smaller to larger.
  @inlinable
  public static func < (left: Money, right: Money) -> Bool {
    left.femtodollars < right.femtodollars
  }

  /// The sum of two amounts.
  @inlinable
  @inline(__always)
  public static func + (left: Money, right: Money) -> Money {
    Money(femtodollars: left.femtodollars + right.femtodollars)
  }

  /// The difference of two amounts.
  @inlinable
  public static func - (left: Money, right: Money) -> Money {
    Money(femtodollars: left.femtodollars - right.femtodollars)
  }

  /// Adds an amount to this one.
  @inlinable
  @inline(__always)
  public static func += (left: inout Money, right: Money) { left = left + right }

  /// Takes an amount from this one.
  @inlinable
  public static func -= (left: inout Money, right: Money) { left = left - right }

  /// The amount a whole number of times.
  @inlinable
  @inline(__always)
  public static func * (money: Money, count: Int) -> Money {
    Money(femtodollars: money.femtodollars * Int128(count))
  }
}

extension Money {
  /// The amount that a text such as `0.20USD` or `0.0000166667 USD` says.
  ///
  /// - Throws: ``QuantityError`` when the text is no amount, has decimals beyond the fifteenth
  ///   that are not zero, or is larger than ``largest``.
  public init(text: String) throws(QuantityError) {
    let quantity = try QuantityText(text, kind: .money)
    switch quantity.number.scaled(by: quantity.unit.factor, power: quantity.unit.power) {
    case .exact(let amount) where amount <= Money.largest.femtodollars.magnitude:
      self.init(femtodollars: Int128(amount))
    case .inexact:
      throw QuantityError(
        what: "the amount \(Excerpt.quoted(text)) is finer than 10^-15 USD",
        fix: "write an amount with at most 15 decimals")
    case .exact, .tooLarge:
      throw QuantityError(
        what: "the amount \(Excerpt.quoted(text)) is too large",
        fix: "write an amount of at most \(Money.largest.text)")
    }
  }

  /// The dollars with a fixed number of decimals, 0 to 15, rounded half to even.
  public func decimalText(digits: Int) -> String {
    precondition(digits >= 0 && digits <= 15, "Money is written with 0 to 15 decimals.")
    return DecimalText.ratio(femtodollars, Money.femtodollarsPerDollar, digits: digits)
  }

  /// The shortest exact text, such as `0.2USD`; ``init(text:)`` reads it back unless negative.
  public var text: String {
    var digits = Array(decimalText(digits: 15).utf8)
    while digits.last == UInt8(ascii: "0") { digits.removeLast() }
    if digits.last == UInt8(ascii: ".") { digits.removeLast() }
    return String(decoding: digits, as: UTF8.self) + "USD"
  }
}

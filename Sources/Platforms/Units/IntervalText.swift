import Documents
import SimCore

extension Interval {
  /// The interval that a text such as `2.25s`, `250ms`, `5min`, `1h`, `12us`, `40ns` or `7d` says.
  ///
  /// The decimal text becomes nanoseconds exactly, never through a binary fraction; `d` is 24
  /// hours. One space may stand between number and unit.
  ///
  /// - Throws: ``QuantityError`` when the text is no duration, is not a whole number of nanoseconds
  ///   or is longer than ``Interval/longest``.
  public init(text: String) throws(QuantityError) {
    let quantity = try QuantityText(text, kind: .duration)
    switch quantity.number.scaled(by: quantity.unit.factor, power: quantity.unit.power) {
    case .exact(let nanoseconds) where nanoseconds <= UInt128(Interval.longest.nanoseconds):
      self.init(nanoseconds: Int64(nanoseconds))
    case .inexact:
      throw QuantityError(
        what: "the duration \(Excerpt.quoted(text)) is not a whole number of nanoseconds",
        fix: "write a duration with at most 9 decimals of a second")
    case .exact, .tooLarge:
      throw QuantityError(
        what: "the duration \(Excerpt.quoted(text)) is too long",
        fix: "write a duration of at most 26000d, about 71 years")
    }
  }

  /// The shortest text that ``init(text:)`` reads back as this interval.
  ///
  /// The number is at least 1 unless the interval is zero. Of texts as short, one without decimals
  /// is preferred, and of those the one in the larger unit: `2.25s`, `5min`, `190s`, `250ms`. An
  /// interval below zero, which no file can hold, has a sign.
  public var text: String {
    let magnitude = nanoseconds.magnitude
    guard magnitude != 0 else { return "0s" }
    return (nanoseconds < 0 ? "-" : "") + ShortestQuantity.text(magnitude, kind: .duration)
  }
}

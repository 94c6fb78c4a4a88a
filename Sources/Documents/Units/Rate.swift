/// Rates as text: events per period.
public enum Rate {
  /// The rate, in events per second, that a text such as `100/s`, `6000/min` or `3/h` says.
  ///
  /// The result is the quotient of the number nearest to the text and the period in seconds, so
  /// `6000/min` is exactly 100 per second.
  ///
  /// - Throws: ``QuantityError`` when the text is no rate.
  public static func perSecond(text: String) throws(QuantityError) -> Double {
    let quantity = try QuantityText(text, kind: .rate)
    guard let number = Double(quantity.numberText) else {
      throw QuantityError(
        what: "the rate \(Excerpt.quoted(text)) is not a number", fix: QuantityKind.rate.advice)
    }
    return number / Double(quantity.unit.size)
  }

  /// A rate in events per second as text, such as `100/s` or `0.25/s`.
  public static func text(perSecond rate: Double) -> String { PlainNumber.decimalText(rate) + "/s" }
}

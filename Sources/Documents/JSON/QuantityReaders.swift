/// A quantity that a string of a file holds with its unit.
package protocol WrittenQuantity: Comparable {
  /// The kind of quantity, as messages call it.
  static var kind: QuantityKind { get }
  /// What lies in a range of them, with its article.
  static var noun: String { get }
  /// The unit that is suggested for a number without one.
  static var commonUnit: String { get }
  /// The value from which on an upper end is no limit.
  static var unlimited: Self { get }
  /// The value as text.
  var text: String { get }
  /// The value that a text says.
  init(text: String) throws(QuantityError)
}

extension ByteCount: WrittenQuantity {
  package static var kind: QuantityKind { .size }
  package static var noun: String { "a size" }
  package static var commonUnit: String { "MB" }
  package static var unlimited: ByteCount { .largest }
}

extension Money: WrittenQuantity {
  package static var kind: QuantityKind { .money }
  package static var noun: String { "an amount" }
  package static var commonUnit: String { "USD" }
  package static var unlimited: Money { .largest }
}

/// Readers of a quantity with a unit at a path, which report what is wrong and then give nil.
extension ProblemLog {
  /// The value as a quantity within a range, such as `"512MB"`, `"0.20USD"` or `"2.25s"`.
  ///
  /// - Parameters:
  ///   - value: the value.
  ///   - path: its path.
  ///   - range: the allowed quantities; an end from `unlimited` on is no limit.
  /// - Returns: the quantity; nil when a problem was reported.
  package func amount<Amount: WrittenQuantity>(
    _ value: JSONValue, _ path: JSONPath, in range: ClosedRange<Amount>
  ) -> Amount? {
    let limits = ShownRange(
      name: Amount.noun, lower: range.lowerBound.text,
      upper: range.upperBound >= .unlimited ? nil : range.upperBound.text)
    let read = quantity(value, path, Amount.kind, unit: Amount.commonUnit) {
      text throws(QuantityError) in try Amount(text: text)
    }
    return read.flatMap { check($0, in: range, limits, value, path) }
  }

  /// The value as a rate in events per second within a range, written such as `"6000/min"`.
  ///
  /// - Parameters:
  ///   - value: the value.
  ///   - path: its path.
  ///   - range: the allowed rates in events per second; an infinite end is no limit.
  /// - Returns: the rate in events per second; nil when a problem was reported.
  package func rate(
    _ value: JSONValue, _ path: JSONPath, in range: ClosedRange<Double>
  ) -> Double? {
    let limits = ShownRange(name: "a rate", range, unit: "/s")
    let read = quantity(value, path, .rate, unit: "/s") { text throws(QuantityError) in
      try Rate.perSecond(text: text)
    }
    return read.flatMap { check($0, in: range, limits, value, path) }
  }

  /// The quantity that a string holds; `unit` is suggested for a number that has none.
  package func quantity<Amount>(
    _ value: JSONValue, _ path: JSONPath, _ kind: QuantityKind, unit: String,
    read: (String) throws(QuantityError) -> Amount
  ) -> Amount? {
    switch value.kind {
    case .string(let text):
      do throws(QuantityError) {
        return try read(text)
      } catch {
        report(value, path: path, what: error.what, fix: error.fix)
      }
    case .number(let number):
      let example = number.text + unit
      var fix = kind.advice
      if (try? read(example)) != nil {
        fix = "write \"\(example)\" if that is meant, or another unit"
      }
      report(
        value, path: path,
        what: "must be \(kind.name) with its unit, found the number \(value.shown)", fix: fix)
    default:
      report(
        value, path: path, what: "must be \(kind.name), found \(value.shown)", fix: kind.advice)
    }
    return nil
  }
}

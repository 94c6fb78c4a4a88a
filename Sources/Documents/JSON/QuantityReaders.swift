/// Readers of a quantity with a unit at a path, which report what is wrong and then give nil.
extension ProblemLog {
  /// The value as a size within a range, written such as `"512MB"`.
  ///
  /// - Parameters:
  ///   - value: the value.
  ///   - path: its path.
  ///   - range: the allowed sizes; ``ByteCount/largest`` is no limit.
  /// - Returns: the size; nil when a problem was reported.
  package func bytes(
    _ value: JSONValue, _ path: JSONPath, in range: ClosedRange<ByteCount>
  ) -> ByteCount? {
    let limits = ShownRange(
      name: "a size", lower: range.lowerBound.text,
      upper: range.upperBound >= .largest ? nil : range.upperBound.text)
    let read = quantity(value, path, .size, unit: "MB") { text throws(QuantityError) in
      try ByteCount(text: text)
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

  /// The value as an amount of money within a range, written such as `"0.20USD"`.
  ///
  /// - Parameters:
  ///   - value: the value.
  ///   - path: its path.
  ///   - range: the allowed amounts; ``Money/largest`` is no limit.
  /// - Returns: the amount; nil when a problem was reported.
  package func money(
    _ value: JSONValue, _ path: JSONPath, in range: ClosedRange<Money>
  ) -> Money? {
    let limits = ShownRange(
      name: "an amount", lower: range.lowerBound.text,
      upper: range.upperBound >= .largest ? nil : range.upperBound.text)
    let read = quantity(value, path, .money, unit: "USD") { text throws(QuantityError) in
      try Money(text: text)
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

import Documents
import SimCore

extension ProblemLog {
  /// The value as a duration within a range, written such as `"2.25s"`.
  ///
  /// - Parameters:
  ///   - value: the value.
  ///   - path: its path.
  ///   - range: the allowed durations; ``Interval/longest`` is no limit.
  /// - Returns: the duration; nil when a problem was reported.
  package func interval(
    _ value: JSONValue, _ path: JSONPath, in range: ClosedRange<Interval>
  ) -> Interval? {
    let limits = ShownRange(
      name: "a duration", lower: range.lowerBound.text,
      upper: range.upperBound >= .longest ? nil : range.upperBound.text)
    let read = quantity(value, path, .duration, unit: "s") { text throws(QuantityError) in
      try Interval(text: text)
    }
    return read.flatMap { check($0, in: range, limits, value, path) }
  }
}

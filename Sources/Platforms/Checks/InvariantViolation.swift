import Documents
import SimCore

/// Something that must hold in every run, and does not: a mistake in the program, not in a
/// scenario.
public struct InvariantViolation: Error, Hashable, Sendable, CustomStringConvertible {
  /// When it was seen.
  package let time: Instant
  /// What does not hold, as a sentence without a full stop.
  package let what: String
  /// What it ought to be; nil where the sentence says it all.
  package let expected: String?
  /// What it is.
  package let found: String?

  /// A violation that was seen at some time.
  public init(at time: Instant, _ what: String, expected: String? = nil, found: String? = nil) {
    self.time = time
    self.what = what
    self.expected = expected
    self.found = found
  }

  /// When, what, and the two values, without a full stop.
  public var description: String {
    let figures = expected.flatMap { expected in
      found.map { "; expected \(expected), found \($0)" }
    }
    return "at \(DecimalText.seconds(time - .zero, digits: 9)) s: \(what)\(figures ?? "")"
  }
}

/// Collects the first thing that does not hold.
struct InvariantCheck {
  /// The time of the check.
  let time: Instant
  /// What was found first.
  var violation: InvariantViolation?

  init(at time: Instant) { self.time = time }

  /// Two values that must be the same.
  mutating func equal<Value: Equatable>(
    _ found: Value, _ expected: Value, _ what: @autoclosure () -> String
  ) {
    if found == expected || violation != nil { return }
    violation = InvariantViolation(
      at: time, what(), expected: "\(expected)", found: "\(found)")
  }

  /// A value that must lie within a range.
  mutating func within<Value: Comparable>(
    _ found: Value, _ range: ClosedRange<Value>, _ what: @autoclosure () -> String
  ) {
    if range.contains(found) || violation != nil { return }
    violation = InvariantViolation(
      at: time, what(), expected: "\(range.lowerBound) to \(range.upperBound)", found: "\(found)")
  }

  /// A condition that must hold.
  mutating func holds(_ condition: Bool, _ what: @autoclosure () -> String) {
    if condition || violation != nil { return }
    violation = InvariantViolation(at: time, what())
  }
}

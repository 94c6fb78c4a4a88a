/// How to draw lengths of the two simplest families: always the same, and exponential.
///
/// A ``Distribution`` is large, as it may be of any family, and an event loop that draws from one
/// at each request copies it. This is what it copies instead.
public struct PlainDraw: Hashable, Sendable, BitwiseCopyable {
  /// The length that every draw gives; below zero where draws differ.
  @usableFromInline let length: Interval
  /// The mean of exponential draws in nanoseconds; below zero where they are not exponential.
  @usableFromInline let mean: Double

  @inlinable
  init(length: Interval, mean: Double) {
    self.length = length
    self.mean = mean
  }

  /// Of some other family: ``sample(using:)`` gives nothing.
  @inlinable
  package static var none: PlainDraw { PlainDraw(length: Interval(nanoseconds: -1), mean: -1) }

  /// Always the same length, from zero.
  static func constant(_ length: Interval) -> PlainDraw { PlainDraw(length: length, mean: -1) }

  /// Exponential with a mean from zero.
  static func exponential(meanNanoseconds mean: Double) -> PlainDraw {
    PlainDraw(length: Interval(nanoseconds: -1), mean: mean)
  }

  /// A length; nil where the family is another one.
  @inlinable
  @inline(__always)
  package func sample(using random: inout Random) -> Interval? {
    if length.nanoseconds >= 0 { return length }
    if mean >= 0 { return random.nextExponentialInterval(mean: mean) }
    return nil
  }
}

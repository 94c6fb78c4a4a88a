/// A length of simulated time, in whole nanoseconds.
///
/// Integer time makes comparisons exact (an instance kept alive for 600 s expires at 600 s, not an
/// epsilon later) and sums independent of their order. An interval is never a point in time: adding
/// an ``Interval`` to an ``Instant`` gives an ``Instant``, and two instants cannot be added.
@frozen
public struct Interval: Hashable, Comparable, Sendable, BitwiseCopyable {
  /// The length in nanoseconds; negative values only arise from subtraction.
  public let nanoseconds: Int64

  /// An interval of the given number of nanoseconds.
  @inlinable
  public init(nanoseconds: Int64) { self.nanoseconds = nanoseconds }

  /// The interval of length zero.
  @inlinable
  public static var zero: Interval { Interval(nanoseconds: 0) }

  /// The longest interval that a simulation may hold: 2^61 ns, about 73 years.
  ///
  /// It is a quarter of what 64 bits hold, so that an instant within a run plus any interval
  /// cannot overflow.
  @inlinable
  public static var longest: Interval { Interval(nanoseconds: 1 << 61) }

  /// The interval nearest to a number of seconds.
  ///
  /// - Parameter seconds: any number; not-a-number counts as zero, and magnitudes beyond
  ///   ``longest`` are cut to it, so that a sample of a heavy-tailed distribution is always valid.
  @inlinable
  package init(seconds: Double) { self.init(roundingNanoseconds: seconds * 1e9) }

  /// The interval nearest to a fractional number of nanoseconds, halves away from zero.
  ///
  /// - Parameter value: any number; not-a-number counts as zero, and magnitudes beyond
  ///   ``longest`` are cut to it.
  @inlinable
  @inline(__always)
  package init(roundingNanoseconds value: Double) {
    let limit = 0x1p61
    if value >= 0 {
      self.nanoseconds = value < limit ? Int64(value + 0.5) : 1 << 61
    } else if value < 0 {
      self.nanoseconds = value > -limit ? Int64(value - 0.5) : -(1 << 61)
    } else {
      self.nanoseconds = 0
    }
  }

  /// A whole number of seconds.
  @inlinable
  public static func seconds(_ count: Int64) -> Interval {
    Interval(nanoseconds: count * 1_000_000_000)
  }

  /// A whole number of milliseconds.
  @inlinable
  public static func milliseconds(_ count: Int64) -> Interval {
    Interval(nanoseconds: count * 1_000_000)
  }

  /// A whole number of minutes.
  @inlinable
  public static func minutes(_ count: Int64) -> Interval { seconds(count * 60) }

  /// The length in seconds, rounded to the nearest representable number.
  @inlinable
  public var seconds: Double { Double(nanoseconds) / 1e9 }

  /// Orders intervals by length.
  @inlinable
  public static func < (left: Interval, right: Interval) -> Bool {
    left.nanoseconds < right.nanoseconds
  }

  /// The sum of two intervals.
  @inlinable
  public static func + (left: Interval, right: Interval) -> Interval {
    Interval(nanoseconds: left.nanoseconds + right.nanoseconds)
  }

  /// The difference of two intervals.
  @inlinable
  public static func - (left: Interval, right: Interval) -> Interval {
    Interval(nanoseconds: left.nanoseconds - right.nanoseconds)
  }

  /// Adds an interval to this one.
  @inlinable
  public static func += (left: inout Interval, right: Interval) { left = left + right }

  /// The interval repeated a whole number of times.
  @inlinable
  public static func * (interval: Interval, count: Int64) -> Interval {
    Interval(nanoseconds: interval.nanoseconds * count)
  }

  /// The interval stretched by a factor, rounded to the nearest nanosecond and cut to ``longest``.
  @inlinable
  public func scaled(by factor: Double) -> Interval {
    Interval(roundingNanoseconds: Double(nanoseconds) * factor)
  }
}

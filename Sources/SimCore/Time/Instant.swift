/// A point in simulated time: nanoseconds since the start of the run.
///
/// The clock of a run starts at ``zero`` and only moves forward. An instant is not an
/// ``Interval``: the difference of two instants is an interval, and their sum has no meaning.
@frozen
public struct Instant: Hashable, Comparable, Sendable, BitwiseCopyable {
  /// Nanoseconds since the start of the run.
  public let nanoseconds: Int64

  /// The point that many nanoseconds after the start of the run.
  @inlinable
  public init(nanoseconds: Int64) { self.nanoseconds = nanoseconds }

  /// The start of every run.
  @inlinable
  public static var zero: Instant { Instant(nanoseconds: 0) }

  /// A point that no event reaches: later than any horizon plus any interval.
  @inlinable
  public static var never: Instant { Instant(nanoseconds: .max) }

  /// The latest horizon a run may have: ``Interval/longest`` after its start, about 73 years.
  @inlinable
  public static var latestHorizon: Instant { Instant.zero + Interval.longest }

  /// The time since the start of the run, in seconds.
  @inlinable
  public var seconds: Double { Double(nanoseconds) / 1e9 }

  /// Orders points from earlier to later.
  @inlinable
  public static func < (left: Instant, right: Instant) -> Bool {
    left.nanoseconds < right.nanoseconds
  }

  /// The point an interval after another.
  @inlinable
  public static func + (point: Instant, interval: Interval) -> Instant {
    Instant(nanoseconds: point.nanoseconds + interval.nanoseconds)
  }

  /// The point an interval before another.
  @inlinable
  public static func - (point: Instant, interval: Interval) -> Instant {
    Instant(nanoseconds: point.nanoseconds - interval.nanoseconds)
  }

  /// The interval from one point to another.
  @inlinable
  public static func - (end: Instant, start: Instant) -> Interval {
    Interval(nanoseconds: end.nanoseconds - start.nanoseconds)
  }
}

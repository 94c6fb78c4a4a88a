import SimCore

/// The worst window of a run by some measure.
public struct WorstWindow: Sendable, Hashable {
  /// When the window begins.
  public var start: Instant
  /// The measure in it: seconds, or a fraction.
  public var value: Double
  /// Requests that arrived in it and were answered in time.
  public var succeeded: UInt64
  /// Requests that arrived in it and were not.
  public var failed: UInt64
  /// Of all of them, those that were the first of their instance.
  public var coldStarts: UInt64

  /// A window with its measure.
  package init(
    start: Instant, value: Double, succeeded: UInt64, failed: UInt64, coldStarts: UInt64
  ) {
    self.start = start
    self.value = value
    self.succeeded = succeeded
    self.failed = failed
    self.coldStarts = coldStarts
  }
}

/// A whole quantity over time (instances, queue length, requests in service): its value, peak and
/// integral.
@frozen
public struct Level: Sendable, BitwiseCopyable {
  /// The value now.
  public var value: Int = 0
  /// The greatest value since the last window was closed.
  public var windowPeak: Int = 0
  /// The greatest value in all windows that were closed.
  public var closedPeak: Int = 0
  /// The time up to which the integral is complete.
  public var updated: Instant = .zero
  /// The integral of the value over time, in nanoseconds times the unit of the value.
  public var integral: Int128 = 0

  /// A quantity that is zero at the start of the run.
  @inlinable
  public init() {}

  /// Changes the value by a number from now on.
  @inlinable
  @inline(__always)
  public mutating func change(by difference: Int, at now: Instant) {
    integral &+= Int128(value) &* Int128((now - updated).nanoseconds)
    updated = now
    value &+= difference
    windowPeak = max(windowPeak, value)
  }

  /// The greatest value so far.
  @inlinable
  public var peak: Int { max(closedPeak, windowPeak) }

  /// Closes a window: the next one begins with the present value.
  ///
  /// - Returns: the greatest value in the window, that at its beginning included.
  public mutating func closeWindow() -> Int {
    let peak = windowPeak
    closedPeak = max(closedPeak, peak)
    windowPeak = value
    return peak
  }

  /// The integral up to a point in time that is not before the last change.
  @inlinable
  public func integral(at now: Instant) -> Int128 {
    integral &+ Int128(value) &* Int128((now - updated).nanoseconds)
  }

  /// The mean from the start of the run up to a point in time; zero for an empty run.
  public func mean(at now: Instant) -> Double {
    now.nanoseconds > 0 ? Double(integral(at: now)) / Double(now.nanoseconds) : 0
  }
}

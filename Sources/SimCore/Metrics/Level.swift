/// A whole quantity over time (instances, queue length, requests in service): its value, peak and
/// integral.
@usableFromInline package struct Level: Sendable, BitwiseCopyable {
  /// The value now.
  @usableFromInline package var value: Int = 0
  /// The greatest value since the last window was closed.
  @usableFromInline package var windowPeak: Int = 0
  /// The greatest value in all windows that were closed.
  @usableFromInline package var closedPeak: Int = 0
  /// The sum of all changes, each times the moment of it in nanoseconds.
  ///
  /// The integral follows from it, and a change by one takes no multiplication.
  @usableFromInline package var moment: Int128 = 0

  /// A quantity that is zero at the start of the run.
  @inlinable
  package init() {}

  /// Changes the value by a number from now on.
  @inlinable
  @inline(__always)
  package mutating func change(by difference: Int, at now: Instant) {
    moment &+= Int128(difference) &* Int128(now.nanoseconds)
    value &+= difference
    if difference > 0 && value > windowPeak { windowPeak = value }
  }

  /// The greatest value so far.
  @inlinable
  package var peak: Int { max(closedPeak, windowPeak) }

  /// Closes a window: the next one begins with the present value.
  ///
  /// - Returns: the greatest value in the window, that at its beginning included.
  @usableFromInline package mutating func closeWindow() -> Int {
    let peak = windowPeak
    closedPeak = max(closedPeak, peak)
    windowPeak = value
    return peak
  }

  /// The integral of the value over time, from the start of the run up to a point in time that is
  /// not before the last change, in nanoseconds times the unit of the value.
  ///
  /// A change counts from its moment on: the sum of all changes, each times the time since then.
  @inlinable
  package func integral(at now: Instant) -> Int128 {
    Int128(value) &* Int128(now.nanoseconds) &- moment
  }

  /// The mean from the start of the run up to a point in time; zero for an empty run.
  @usableFromInline package func mean(at now: Instant) -> Double {
    now.nanoseconds > 0 ? Double(integral(at: now)) / Double(now.nanoseconds) : 0
  }
}

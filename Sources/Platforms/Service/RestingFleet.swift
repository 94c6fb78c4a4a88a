import SimCore

/// The time in which instances serve nothing while no more are there than the least number, for
/// which a provider may charge less.
///
/// It is looked at only when the number of instances changes: between two changes the idle time is
/// what is there less what serves, of which the integral is known.
struct RestingFleet: Sendable {
  /// The least number of instances.
  private let least: Int
  /// Since when so many are there; nil while others are.
  private var since: Instant?
  /// The integral of instances that serve at that time, in nanoseconds.
  private var busyBefore: Int128 = 0
  /// The idle time of all of them up to the last change, in nanoseconds.
  private(set) var idle: Int128 = 0

  init(least: Int) { self.least = least }

  /// The number of instances changes, or is looked at again.
  ///
  /// - Parameters:
  ///   - count: how many there are from now on.
  ///   - busy: the integral of instances that serve, in nanoseconds.
  ///   - now: the time.
  mutating func change(to count: Int, busy: Int128, at now: Instant) {
    if let since {
      idle += Int128((now - since).nanoseconds) * Int128(least) - (busy - busyBefore)
    }
    since = count == least ? now : nil
    busyBefore = busy
  }
}

import SimCore

/// A limit on how many requests are let in: those of a second at once, refilled at a steady rate.
///
/// It is a token bucket, kept as the time at which it will be full, so that a request costs one
/// multiplication and nothing is lost to rounding. Source of the form: ITU-T I.371, generic cell
/// rate algorithm (virtual scheduling).
package struct RequestLimit: Hashable, Sendable {
  /// Units of time in a nanosecond, of which a request takes a whole number.
  private let units: Int128
  /// The units that one request takes.
  private let increment: Int128
  /// The units that all requests take which may come at once.
  private let burst: Int128

  /// A limit of so many requests a second, from 10^-9 to 10^9, and at least one at once.
  package init(perSecond rate: Double) {
    let fraction = SimplestFraction(min(max(rate, 1e-9), 1e9))
    units = Int128(fraction.numerator)
    increment = Int128(fraction.denominator) * 1_000_000_000
    burst = increment * max(Int128(rate.rounded(.down)), 1)
  }

  /// How many requests are let in in a second.
  package var perSecond: Double { Double(units) / Double(increment) * 1e9 }

  /// How much of the bucket has been used.
  package struct Use: Hashable, Sendable {
    /// When it will be full, in units.
    fileprivate var full: Int128 = 0

    /// A full bucket.
    package init() {}
  }

  /// Whether a request is let in now; then it is counted.
  package func admits(_ use: inout Use, at now: Instant) -> Bool {
    let time = Int128(now.nanoseconds) * units
    let full = max(use.full, time) + increment
    if full - time > burst { return false }
    use.full = full
    return true
  }
}

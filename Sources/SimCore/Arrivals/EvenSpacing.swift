/// Evenly spaced arrivals from time 0.
@usableFromInline
struct EvenSpacing: Sendable {
  /// The arrivals per second, unless their number is given.
  private let rate: Double
  /// How many arrivals share the horizon evenly, or 0 when the rate alone says when they come.
  private let shares: UInt64
  private let horizon: Int64
  private var made: UInt64 = 0

  /// Arrivals at that rate, the one numbered k (from 0) at k/rate, rounded to the nanosecond.
  ///
  /// The time is one division, so no error builds up.
  init(rate: Double, horizon: Interval) {
    self.rate = rate
    shares = 0
    self.horizon = horizon.nanoseconds
  }

  /// That many arrivals within the horizon, the one numbered k (from 0) at k/shares of it, rounded
  /// down to the nanosecond.
  init(shares: Int64, horizon: Interval) {
    rate = 0
    self.shares = UInt64(shares)
    self.horizon = horizon.nanoseconds
  }

  /// The next arrival, or nil when it would not lie before the horizon.
  mutating func next() -> Instant? {
    let index = made
    let time: Int64
    if shares == 0 {
      let exact = Double(index) * 1e9 / rate
      guard exact < Double(horizon) else { return nil }
      time = Int64(exact + 0.5)
    } else {
      guard index < shares else { return nil }
      let product = index.multipliedFullWidth(by: UInt64(horizon))
      time = Int64(shares.dividingFullWidth((product.high, product.low)).quotient)
    }
    guard time < horizon else { return nil }
    made += 1
    return Instant(nanoseconds: time)
  }
}

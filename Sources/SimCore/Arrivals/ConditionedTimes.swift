/// The times of a given number of arrivals, as order statistics along a rate path.
///
/// Given their number N, the arrivals of a Poisson process are N independent draws whose density
/// follows the rate. Their fractions of the integrated rate are therefore the order statistics of N
/// uniform numbers, which come in order, one at a time, from exponential numbers e: the i-th is
/// 1 - exp(-(e_1/N + e_2/(N-1) + ... + e_i/(N-i+1))) (A. Rényi, 1953).
///
/// Source: L. Devroye, "Non-Uniform Random Variate Generation", Springer 1986, ch. V.
@usableFromInline
struct ConditionedTimes: Sendable {
  private var path: RatePath
  private var leg: RateLeg
  /// The integral of the rate over the whole path.
  private let total: Double
  /// The integral up to the start of the leg.
  private var before = 0.0
  /// The sum of the exponential numbers, each over the arrivals that were left.
  private var sum = 0.0
  private var previous: Int64 = 0
  /// The last nanosecond of the path in which an arrival can lie.
  private let last: Int64

  /// The times along a path, or nil when its rate is zero throughout.
  ///
  /// The path is walked to its end for the integral, and a second time as arrivals are made: the
  /// copies of a path draw the same numbers.
  init?(_ path: RatePath) {
    var scout = path
    var total = 0.0
    var last: Int64 = 0
    while let leg = scout.next() {
      total += leg.work
      if leg.workPerNanosecond > 0 { last = leg.lastNanosecond }
    }
    self.path = path
    guard total > 0, let first = self.path.next() else { return nil }
    leg = first
    self.total = total
    self.last = last
  }

  /// The next arrival.
  ///
  /// - Parameters:
  ///   - draw: an exponential number of mean 1.
  ///   - remaining: how many arrivals are left, this one included.
  /// - Returns: its time.
  mutating func next(_ draw: Double, remaining: Int64) -> Instant {
    sum += draw / Double(remaining)
    let target = total * (1 - Elementary.exp(-sum))
    while target >= before + leg.work {
      let work = leg.work
      guard let following = path.next() else { return arrival(at: last) }
      leg = following
      before += work
    }
    let offset = leg.start + (target - before) * leg.nanosecondsPerWork
    return arrival(at: offset < leg.end ? leg.anchor + Int64(max(0, offset)) : leg.lastNanosecond)
  }

  /// The arrival at a time, kept in order where rounding would put it before another one.
  private mutating func arrival(at time: Int64) -> Instant {
    previous = max(previous, time)
    return Instant(nanoseconds: previous)
  }
}

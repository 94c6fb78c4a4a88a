import SimCore

/// A limit on how fast instances may be created: a burst, refilled at a steady rate.
///
/// It is the token bucket that AWS describes for Lambda ("burst concurrency", then 500 more each
/// minute). What has been refilled is computed from the moment at which the bucket was last full,
/// in whole numbers, so that no part of a token is lost to rounding: seven a second are seven after
/// one second.
public struct StartLimit: Hashable, Sendable {
  /// How many instances may be created at once after a long rest; at least 1.
  package let burst: Int
  /// How many more come to be allowed in every ``period``; 0 for none.
  private let refilled: UInt128
  /// The time for that, in nanoseconds.
  private let period: UInt128

  /// A limit of a burst and a rate.
  ///
  /// - Parameters:
  ///   - burst: instances at once, at least 1.
  ///   - rate: instances a second beyond the burst, up to one each nanosecond; less than one in
  ///     10^12 s counts as none. It stands for the simplest fraction that it may be: 500.0 / 60 is
  ///     25/3.
  public init(burst: Int, rate: Double) {
    precondition(burst >= 1, "a burst has at least one instance")
    self.burst = burst
    let fraction = SimplestFraction(rate >= 1e-12 ? min(rate, 1e9) : 0)
    refilled = fraction.numerator
    period = fraction.denominator * 1_000_000_000
  }

  /// Whether less than one instance in a thousand seconds comes to be allowed: too few for requests
  /// that wait until theirs may start.
  package var isSlow: Bool { refilled * 1_000_000_000_000 < period }

  /// How much of the burst has been used, and since when it refills.
  package struct Bucket: Sendable, Hashable {
    /// Instances that may be created now.
    package var tokens: Int
    /// When the bucket was last full.
    fileprivate var since: Instant = .zero
    /// The tokens refilled since then.
    fileprivate var counted = 0

    /// A full bucket.
    package init(_ limit: StartLimit) { tokens = limit.burst }

    fileprivate mutating func fill(_ burst: Int, at now: Instant) {
      tokens = burst
      since = now
      counted = 0
    }
  }

  /// Adds to a bucket what has been refilled by now.
  package func refill(_ bucket: inout Bucket, at now: Instant) {
    if bucket.tokens >= burst { return bucket.fill(burst, at: now) }
    let elapsed = UInt128((now - bucket.since).nanoseconds)
    let counted = Int(clamping: elapsed * refilled / period)
    if counted - bucket.counted >= burst - bucket.tokens { return bucket.fill(burst, at: now) }
    bucket.tokens += counted - bucket.counted
    bucket.counted = counted
  }

  /// When a bucket that has no token will have one; nil for never.
  func nextToken(of bucket: Bucket) -> Instant? {
    guard refilled > 0 else { return nil }
    let time = ((UInt128(bucket.counted) + 1) * period + refilled - 1) / refilled
    return time <= UInt128(Interval.longest.nanoseconds)
      ? bucket.since + Interval(nanoseconds: Int64(time)) : nil
  }

  /// Takes up to a number of tokens, as many as are there.
  ///
  /// - Returns: how many instances may be created.
  @inline(never)
  package func take(_ wanted: Int, from bucket: inout Bucket, at now: Instant) -> Int {
    refill(&bucket, at: now)
    let granted = min(max(wanted, 0), bucket.tokens)
    bucket.tokens -= granted
    return granted
  }
}

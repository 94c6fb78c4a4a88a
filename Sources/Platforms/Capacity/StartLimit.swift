import SimCore

/// A limit on how fast instances may be created: a burst, refilled at a steady rate.
///
/// It is the token bucket that AWS describes for Lambda ("burst concurrency", then 500 more each
/// minute). Tokens are counted in nanoseconds of refill, in whole numbers.
public struct StartLimit: Hashable, Sendable {
  /// How many instances may be created at once after a long rest; at least 1.
  package let burst: Int
  /// How long one more takes to be allowed; nil for never.
  package let refill: Interval?

  /// A limit of a burst and a rate.
  ///
  /// - Parameters:
  ///   - burst: instances at once, at least 1.
  ///   - rate: instances a second beyond the burst; zero for none.
  public init(burst: Int, rate: Double) {
    precondition(burst >= 1, "a burst has at least one instance")
    self.burst = burst
    self.refill = rate > 0 ? Interval(seconds: 1 / rate) : nil
  }

  /// How much of the burst has been used, and since when it refills.
  package struct Bucket: Sendable, Hashable {
    /// Instances that may be created now.
    package var tokens: Int
    /// From when the next token is counted.
    package var since: Instant = .zero

    /// A full bucket.
    package init(_ limit: StartLimit) { tokens = limit.burst }
  }

  /// Adds to a bucket what has been refilled by now.
  package func refill(_ bucket: inout Bucket, at now: Instant) {
    guard let refill, bucket.tokens < burst else {
      bucket.since = now
      return
    }
    let step = max(refill.nanoseconds, 1)
    let earned = (now - bucket.since).nanoseconds / step
    if earned >= Int64(burst - bucket.tokens) {
      bucket.tokens = burst
      bucket.since = now
    } else {
      bucket.tokens += Int(earned)
      bucket.since = bucket.since + Interval(nanoseconds: earned * step)
    }
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

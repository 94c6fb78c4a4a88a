import SimCore

/// How many requests were answered within some time: what an objective of a latency asks of each.
public struct AnsweredWithin: Sendable, Hashable {
  /// The time.
  public var limit: Interval
  /// The successful requests whose latency is no greater, as exact as percentiles are.
  public var requests: UInt64

  /// A count that was found before.
  init(limit: Interval, requests: UInt64) {
    self.limit = limit
    self.requests = requests
  }

  /// The count in a histogram of the latencies of successful requests.
  ///
  /// A value stands for all in its bucket, as it does in percentiles: a 99th percentile below the
  /// limit is the same as 99 % within it.
  init(_ limit: Interval, _ latencies: borrowing Histogram, _ moments: Moments) {
    self.limit = limit
    // The extremes are known exactly, and no percentile leaves them.
    if moments.count == 0 || moments.least > limit {
      requests = 0
    } else {
      requests = moments.greatest <= limit ? moments.count : latencies.count(within: limit)
    }
  }
}

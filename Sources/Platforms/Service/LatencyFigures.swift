import SimCore

/// The latency of the successful requests of a run, end to end at the client.
public struct LatencyFigures: Sendable, Hashable {
  /// Count, mean, variance and extremes.
  public let moments: Moments
  /// The 50th percentile; nil without successful requests, like those below.
  public let p50: Interval?
  /// The 90th percentile.
  public let p90: Interval?
  /// The 95th percentile.
  public let p95: Interval?
  /// The 99th percentile.
  public let p99: Interval?
  /// The 99.9th percentile.
  public let p999: Interval?

  /// Between which latencies the percentiles lie with 95 % confidence, by their fractions.
  public let bounds: [PercentileBounds]

  /// Figures that were found before.
  init(
    moments: Moments, p50: Interval?, p90: Interval?, p95: Interval?, p99: Interval?,
    p999: Interval?, bounds: [PercentileBounds]
  ) {
    self.moments = moments
    self.p50 = p50
    self.p90 = p90
    self.p95 = p95
    self.p99 = p99
    self.p999 = p999
    self.bounds = bounds
  }

  /// The figures of a histogram and its moments; no percentile leaves the range of the values.
  init(_ histogram: borrowing Histogram, _ moments: Moments) {
    self.moments = moments
    let values = RankedValues(histogram, moments)
    p50 = values.percentile(0.5)
    p90 = values.percentile(0.9)
    p95 = values.percentile(0.95)
    p99 = values.percentile(0.99)
    p999 = values.percentile(0.999)
    bounds = PercentileBounds.fractions.map { fraction in
      let ranks = values.ranks(fraction)
      return PercentileBounds(
        fraction: fraction, low: values.value(ranks?.lower), high: values.value(ranks?.upper))
    }
  }

  /// The values of a histogram at the ranks of percentiles and of their bounds.
  ///
  /// All are found in one walk along the histogram, which has more buckets than a short run has
  /// requests.
  private struct RankedValues {
    private static let fractions = [0.5, 0.9, 0.95, 0.99, 0.999]
    /// The ranks of each percentile; none without values.
    private let percentiles: [(fraction: Double, ranks: PercentileRanks)]
    private let values: [UInt64: Interval]

    init(_ histogram: borrowing Histogram, _ moments: Moments) {
      let count = histogram.count
      percentiles =
        count == 0 ? [] : Self.fractions.map { ($0, PercentileRanks($0, of: count)) }
      let ranks = percentiles.flatMap { [$0.ranks.rank, $0.ranks.lower, $0.ranks.upper] }
        .compactMap(\.self).sorted()
      let found = count == 0 ? [] : histogram.values(atRanks: ranks, from: moments.least)
      values = Dictionary(
        zip(ranks, found.map { min(max($0, moments.least), moments.greatest) })
      ) { first, _ in first }
    }

    func ranks(_ fraction: Double) -> PercentileRanks? {
      percentiles.first { $0.fraction == fraction }?.ranks
    }

    func value(_ rank: UInt64?) -> Interval? { rank.flatMap { values[$0] } }

    func percentile(_ fraction: Double) -> Interval? { value(ranks(fraction)?.rank) }
  }

  /// The bounds of a percentile; nil for one that has none.
  public func bounds(_ fraction: Double) -> PercentileBounds? {
    bounds.first { $0.fraction == fraction }
  }
}

/// Between which latencies a percentile lies with 95 % confidence, if requests were independent.
public struct PercentileBounds: Sendable, Hashable {
  /// The percentiles that have bounds.
  public static let fractions = [0.5, 0.95, 0.99, 0.999]

  /// The percentile, as a fraction.
  public let fraction: Double
  /// The lower bound; nil where there are too few latencies for one.
  public let low: Interval?
  /// The upper bound; nil where there are too few latencies for one.
  public let high: Interval?

  /// Bounds that were found before.
  init(fraction: Double, low: Interval?, high: Interval?) {
    self.fraction = fraction
    self.low = low
    self.high = high
  }
}

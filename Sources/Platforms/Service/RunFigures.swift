import Documents
import SimCore

/// The figures of one run: one deployment, one replication.
public struct RunFigures: Sendable {
  /// Requests that arrived.
  public var requests: UInt64
  /// Requests answered in time.
  public var succeeded: UInt64
  /// Requests refused by a limit on rate or concurrency.
  public var throttled: UInt64
  /// Requests refused because the queue was full.
  public var backlogFull: UInt64
  /// Requests given up on.
  public var timedOut: UInt64
  /// Requests that had no answer when the run ended.
  public var unanswered: UInt64
  /// The latency of the successful requests.
  public var latency: LatencyFigures
  /// Requests that were the first of their instance.
  public var coldStarts: UInt64
  /// Instances created, those ready at the start included.
  public var instancesCreated: Int
  /// The greatest number of instances at a time.
  public var instancesPeak: Int
  /// The greatest number of instances that served at the same time: so many were needed.
  public var instancesNeeded: Int
  /// The mean number of instances over the run.
  public var instancesMean: Double
  /// Instances that were there when the run ended.
  public var instancesLeft: Int
  /// The greatest number of requests in service at a time.
  public var inServicePeak: Int
  /// The mean number of requests in service.
  public var inServiceMean: Double
  /// The greatest number of requests waiting at a time.
  public var queueLengthPeak: Int
  /// The mean number of requests waiting.
  public var queueLengthMean: Double
  /// The fraction of the slots that was in use, from 0 to 1; an instance's slots count
  /// from when it is ready, and while it drains until its last request has ended.
  public var utilisation: Double
  /// When the run ended.
  public var end: Instant
  /// The execution time that was charged, in nanoseconds.
  public var billedNanoseconds: Int128
  /// What was charged for requests.
  public var requestCost: Money
  /// What was charged for instances.
  public var instanceCost: Money
  /// What was charged for neither: starts of instances, and free tiers taken off.
  public var settledCost: Money
  /// The fingerprint of the run.
  public var digest: Digest
  /// The figures over time.
  public var timeline: TimelineFigures
  /// The work that arrived, as a fraction of what the greatest number of instances can do.
  ///
  /// From 1 on no queue is long enough. Nil where the number has no limit, or nothing was served.
  public var offeredUtilisation: Double?
  /// What was left out before requests were counted; nil where nothing was to be.
  ///
  /// Without it, everything counts. With it, `requests`, the outcomes and the latency are those of
  /// the requests that arrived later; all else is of the whole run.
  public var warmUp: WarmUpFigures?
  /// The worst windows by the measures that the run was watched for, in their order; nil for a
  /// measure of which no window has a value.
  public var worst: [WorstWindow?] = []
  /// Percentiles of the windows of the timeline, in their order.
  ///
  /// Nil for a window without a successful request; empty where the run was not watched for them.
  public var windowPercentiles: [WindowPercentiles?] = []
  /// How many requests were answered within the time that an objective allows; nil where none asks
  /// for a latency.
  public var answeredWithin: AnsweredWithin?
  /// For how long requests arrive; nil where only the run itself tells.
  public var traffic: Interval?
  /// What was used in all, as far as free grants and prices by volume go by it.
  public var use = TotalUsage(requests: 0, billedNanoseconds: 0)
  /// What the amount of use adds or takes off, which for the run is part of ``settledCost``; nil
  /// for nothing.
  public var volume: VolumeCharge?

  /// Requests that had no answer in time.
  public var failed: UInt64 { throttled + backlogFull + timedOut + unanswered }
  /// The whole cost.
  public var cost: Money { requestCost + instanceCost + settledCost }
}

extension RunFigures {
  /// All stored properties, in the order in which journals have them; new ones come last.
  static let stored: [StoredFigure] = [
    .init(\.requests), .init(\.succeeded), .init(\.throttled), .init(\.backlogFull),
    .init(\.timedOut), .init(\.unanswered), .init(\.latency), .init(\.coldStarts),
    .init(\.instancesCreated), .init(\.instancesPeak), .init(\.instancesNeeded),
    .init(\.instancesLeft), .init(\.inServicePeak), .init(\.queueLengthPeak),
    .init(\.instancesMean), .init(\.inServiceMean), .init(\.queueLengthMean),
    .init(\.utilisation), .init(\.end), .init(\.billedNanoseconds), .init(\.requestCost),
    .init(\.instanceCost), .init(\.settledCost), .init(\.digest), .init(\.timeline),
    .init(\.offeredUtilisation), .init(\.warmUp), .init(\.worst),
    .init(\.windowPercentiles), .init(\.answeredWithin), .init(\.traffic),
    .init(\.use), .init(\.volume),
  ]

  /// The figures of nothing.
  package static var none: RunFigures {
    RunFigures(
      requests: 0, succeeded: 0, throttled: 0, backlogFull: 0, timedOut: 0, unanswered: 0,
      latency: LatencyFigures(
        moments: Moments(), p50: nil, p90: nil, p95: nil, p99: nil, p999: nil, bounds: []),
      coldStarts: 0, instancesCreated: 0, instancesPeak: 0, instancesNeeded: 0, instancesMean: 0,
      instancesLeft: 0, inServicePeak: 0, inServiceMean: 0, queueLengthPeak: 0,
      queueLengthMean: 0, utilisation: 0, end: .zero, billedNanoseconds: 0, requestCost: .zero,
      instanceCost: .zero, settledCost: .zero, digest: Digest(),
      timeline: TimelineFigures(width: .zero, end: .zero, windows: []))
  }
}

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
    func percentile(_ fraction: Double, _ histogram: borrowing Histogram) -> Interval? {
      histogram.percentile(fraction).map { min(max($0, moments.least), moments.greatest) }
    }
    p50 = percentile(0.5, histogram)
    p90 = percentile(0.9, histogram)
    p95 = percentile(0.95, histogram)
    p99 = percentile(0.99, histogram)
    p999 = percentile(0.999, histogram)
    bounds = PercentileBounds.fractions.map { PercentileBounds($0, histogram, moments) }
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

  init(_ fraction: Double, _ histogram: borrowing Histogram, _ moments: Moments) {
    self.fraction = fraction
    guard histogram.count > 0 else {
      (low, high) = (nil, nil)
      return
    }
    func value(_ rank: UInt64?, _ histogram: borrowing Histogram) -> Interval? {
      rank.flatMap { histogram.values(atRanks: [$0]).first }
        .map { min(max($0, moments.least), moments.greatest) }
    }
    let ranks = PercentileRanks(fraction, of: histogram.count)
    low = value(ranks.lower, histogram)
    high = value(ranks.upper, histogram)
  }
}

/// What was left out at the start of a run.
public struct WarmUpFigures: Sendable, Hashable {
  /// From when on requests count.
  public var end: Instant
  /// Requests that arrived before and are not counted.
  public var requests: UInt64
  /// Whether the run left its warm-up as far as the rule can tell; a given time is taken as right.
  public var isSettled: Bool
}

/// The figures of a run over time.
public struct TimelineFigures: Sendable {
  /// The length of a window.
  public let width: Interval
  /// The end of the run, in the last window.
  public let end: Instant
  /// The windows in order of time.
  public let windows: [Timeline.Window]

  /// Figures over time.
  init(width: Interval, end: Instant, windows: [Timeline.Window]) {
    self.width = width
    self.end = end
    self.windows = windows
  }

  /// The same without its windows, for whoever has written them and keeps many runs.
  public var withoutWindows: TimelineFigures {
    TimelineFigures(width: width, end: end, windows: [])
  }

  /// The start of a window.
  public func start(of index: Int) -> Instant { .zero + width * Int64(index) }

  /// The length of a window within the run.
  public func length(of index: Int) -> Interval { min(width, end - start(of: index)) }
}

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
  /// What became of each function; nil but for a workload of functions.
  public var functions: FunctionFigures?
  /// What became of the services; nil but for a deployment of several, or with retries.
  public var system: SystemRow?

  /// Requests that had no answer in time.
  public var failed: UInt64 { throttled + backlogFull + timedOut + unanswered }
  /// The whole cost.
  public var cost: Money { requestCost + instanceCost + settledCost }
}

extension RunFigures {
  /// All stored properties, in the order in which journals have them; new ones come last.
  static let stored: [StoredFigure] = storedOfService + [.init(\.system)]

  /// Those that a service of a system has too.
  static let storedOfService: [StoredFigure] = [
    .init(\.requests), .init(\.succeeded), .init(\.throttled), .init(\.backlogFull),
    .init(\.timedOut), .init(\.unanswered), .init(\.latency), .init(\.coldStarts),
    .init(\.instancesCreated), .init(\.instancesPeak), .init(\.instancesNeeded),
    .init(\.instancesLeft), .init(\.inServicePeak), .init(\.queueLengthPeak),
    .init(\.instancesMean), .init(\.inServiceMean), .init(\.queueLengthMean),
    .init(\.utilisation), .init(\.end), .init(\.billedNanoseconds), .init(\.requestCost),
    .init(\.instanceCost), .init(\.settledCost), .init(\.digest), .init(\.timeline),
    .init(\.offeredUtilisation), .init(\.warmUp), .init(\.worst),
    .init(\.windowPercentiles), .init(\.answeredWithin), .init(\.traffic),
    .init(\.use), .init(\.volume), .init(\.functions),
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

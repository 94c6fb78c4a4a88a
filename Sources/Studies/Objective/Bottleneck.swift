import Platforms
import SimCore

/// What keeps a deployment from an objective, as far as the figures of its run tell.
public enum Bottleneck: String, CaseIterable, Sendable, Hashable {
  /// Requests that wait for an instance to start.
  case coldStarts = "cold starts"
  /// Requests that wait for others, or find the queue full.
  case queue
  /// A limit of the platform on rate or concurrency.
  case throttle
  /// Clients or platforms that give up.
  case timeout
  /// Machines that are taken back, with the requests that they have, or missed while others are
  /// looked for.
  case interruptions
  /// Service that more memory, which the platform offers, would make faster.
  case memory
  /// Service itself.
  case serviceTime = "service time"
  /// The price.
  case cost
  /// There is nothing to measure.
  case noRequests = "no requests"

  /// What might help, as a clause.
  public var advice: String {
    switch self {
    case .coldStarts: "keep instances longer, or provision or pre-warm some"
    case .queue: "add workers, instances or a faster machine"
    case .throttle: "raise the limit of the platform"
    case .timeout: "see what keeps requests waiting, or allow more time"
    case .interruptions: "take more machines, some that stay, or functions behind them"
    case .memory: "give it more memory, which brings more processor"
    case .serviceTime: "choose a faster machine, runtime or model"
    case .cost: "choose something smaller, or nothing that stands idle"
    case .noRequests: "let more requests arrive"
    }
  }
}

extension Bottleneck {
  /// What keeps a run from an objective that it does not meet.
  ///
  /// Failures bind by the kind that there is most of; money by itself. A latency is bound by
  /// service where not even the fastest request, or not the mean service, is within the bound; by
  /// the queue where more work comes than can be done; by interruptions where requests wait and
  /// machines that would do are missing; by cold starts where so many requests are
  /// the first of their instance that the measure is one of theirs, or where a function's latency
  /// is several times its service; else by the queue where requests wait for a noticeable time;
  /// else by service.
  ///
  /// - Parameters:
  ///   - objective: the objective.
  ///   - figures: the figures of the run.
  ///   - deployment: what the run was of.
  ///   - worst: the worst window, where the objective is of windows.
  package init(
    _ objective: Objective, _ figures: RunFigures, _ deployment: Deployment,
    worst: WorstWindow? = nil
  ) {
    guard figures.requests > 0 else {
      self = .noRequests
      return
    }
    switch objective.measure {
    case .cost: self = .cost
    case .success: self = Self.ofFailures(figures, deployment)
    case .mean, .percentile, .greatest:
      self =
        figures.succeeded == 0
        ? Self.ofFailures(figures, deployment)
        : Self.ofLatency(objective, figures, deployment, worst)
    }
  }

  /// The kind of failures that there are most of.
  private static func ofFailures(_ figures: RunFigures, _ deployment: Deployment) -> Bottleneck {
    let kinds: [(UInt64, Bottleneck)] = [
      (figures.throttled, .throttle),
      (figures.backlogFull + figures.unanswered, queue(figures, deployment)),
      (figures.timedOut, deployment.mayGiveUp ? .timeout : .interruptions),
    ]
    let most = kinds.map(\.0).max() ?? 0
    return kinds.first { $0.0 == most }?.1 ?? .queue
  }

  private static func ofLatency(
    _ objective: Objective, _ figures: RunFigures, _ deployment: Deployment, _ worst: WorstWindow?
  ) -> Bottleneck {
    let slowService: Bottleneck = deployment.isSlowedByMemory ? .memory : .serviceTime
    if figures.latency.moments.least.seconds >= objective.bound { return slowService }
    if let system = figures.system, isOfRetries(objective.measure, system, figures) {
      return ofAttempts(system, deployment)
    }
    if let offered = figures.offeredUtilisation, offered >= 1 { return .queue }
    // By Little's law: a mean number in a place, over the rate at which it is left. Some of those
    // without an answer may have been in service too; the mean is then longer than this.
    let length = figures.end.seconds
    let served = Double(figures.succeeded + figures.timedOut + figures.unanswered)
    let service = figures.inServiceMean * length / served
    if service >= objective.bound { return slowService }
    let waiting = figures.queueLengthMean * length / served
    let isQueued = waiting >= noticeable * service
    // Machines that replace others begin cold, and most of the wait is that for the machine.
    if isQueued && queue(figures, deployment) == .interruptions { return .interruptions }
    let (requests, cold) =
      worst.map { ($0.succeeded, $0.coldStarts) } ?? (figures.succeeded, figures.coldStarts)
    if cold > 0 {
      let share = Double(cold) / Double(max(requests, 1))
      switch objective.measure {
      case .percentile(let percentile):
        if share >= 1 - percentile.fraction { return .coldStarts }
      case .mean, .greatest: return .coldStarts
      case .success, .cost: break
      }
    }
    if deployment.system == nil, case .onDemand(let policy) = deployment.capacity,
      policy.beyondLimit == .refuse || figures.instancesPeak < policy.limit
    {
      // No request waits for others: whoever waits, waits for an instance that starts.
      let value = worst?.value ?? seconds(objective.measure, figures)
      return figures.coldStarts > 0 && value >= tail * service ? .coldStarts : slowService
    }
    return isQueued ? .queue : slowService
  }

  /// Why requests wait, or find no room, though machines could do the work: too few, or not there.
  private static func queue(_ figures: RunFigures, _ deployment: Deployment) -> Bottleneck {
    let plan = deployment.capacity.policy.plan
    let isMissed =
      deployment.system == nil && plan.interruptions != nil
      && figures.instancesMean <= (1 - noticeable) * Double(plan.initialInstances)
    return isMissed && (figures.offeredUtilisation ?? 0) < 1 ? .interruptions : .queue
  }

  /// Whether so many requests were sent again that a measure is one of theirs.
  private static func isOfRetries(
    _ measure: Objective.Measure, _ system: SystemRow, _ figures: RunFigures
  ) -> Bool {
    guard system.retries > 0 else { return false }
    switch measure {
    case .percentile(let percentile):
      return Double(system.retries) >= (1 - percentile.fraction) * Double(figures.requests)
    case .mean: return Double(system.retries) >= noticeable * Double(figures.requests)
    case .greatest: return true
    case .success, .cost: return false
    }
  }

  /// The kind of failures that attempts at all services had most of.
  private static func ofAttempts(_ system: SystemRow, _ deployment: Deployment) -> Bottleneck {
    var all = RunFigures.none
    for service in system.services {
      all.throttled += service.figures.throttled
      all.backlogFull += service.figures.backlogFull
      all.timedOut += service.figures.timedOut
      all.instancesMean += service.figures.instancesMean
    }
    return ofFailures(all, deployment)
  }

  /// From this fraction of the mean service on, waiting is noticed; of requests on, that some were
  /// sent again; of machines on, that some are missing.
  static let noticeable = 0.05
  /// From this multiple of the mean service on, a latency is not that of service.
  static let tail = 3.0

  /// A latency of a run, in seconds.
  private static func seconds(_ measure: Objective.Measure, _ figures: RunFigures) -> Double {
    switch measure {
    case .percentile(let percentile): figures.latency[percentile]?.seconds ?? 0
    case .mean: figures.latency.moments.mean ?? 0
    case .greatest: figures.latency.moments.greatest.seconds
    case .success, .cost: 0
    }
  }
}

extension Deployment {
  /// Whether clients or the platform may give up on a request; else only the end of a machine cuts
  /// one off.
  fileprivate var mayGiveUp: Bool {
    let isLimited = parts.contains { part in
      part.deployment.client.timeout != nil || part.deployment.latency.policy.executionLimit != nil
    }
    return isLimited
      || !parts.contains { $0.deployment.capacity.policy.plan.interruptions != nil }
  }
}

import Platforms
import SimCore

/// Arrivals at given times.
struct ArrivalList: ArrivalSource {
  private var times: [Instant]
  private var index = 0

  init(_ times: [Instant]) { self.times = times }

  /// Arrivals at some milliseconds.
  init(milliseconds: [Int64]) { self.init(milliseconds.map { .zero + .milliseconds($0) }) }

  mutating func next() -> Instant? {
    guard index < times.count else { return nil }
    defer { index += 1 }
    return times[index]
  }
}

/// Times that are always the same, in milliseconds.
struct ConstantTimes: LatencyPolicy {
  var service: Int64 = 100
  /// What each further request of a batch adds.
  var marginal: Int64 = 0
  var startup: Int64 = 0
  var billedStartup: Int64 = 0
  var first: Int64 = 0
  var network: Int64 = 0
  var limit: Int64?

  func network(using random: inout Random) -> Interval { .milliseconds(network) }

  func startup(using random: inout Random) -> Startup {
    Startup(duration: .milliseconds(startup), billed: .milliseconds(billedStartup))
  }

  func firstRequest(using random: inout Random) -> Interval { .milliseconds(first) }

  func service(_ load: Load, using random: inout Random) -> Interval {
    .milliseconds(service + marginal * Int64(load.batch - 1))
  }

  var executionLimit: Interval? { limit.map { .milliseconds($0) } }
}

/// What a run reported, in order.
struct RunLog: RunObserver {
  /// What was reported, at a time in milliseconds.
  struct Entry: Hashable, CustomStringConvertible {
    var time: Int64
    var text: String

    init(_ time: Int64, _ text: String) { (self.time, self.text) = (time, text) }

    var description: String { "\(time): \(text)" }
  }

  var seesRequests = true
  var seesEvents = true
  /// Requests, in the order in which they ended.
  var records: [RequestRecord] = []
  /// Refusals and what happened to instances.
  var events: [Entry] = []
  /// What happened to instances, at exact times.
  var changes: [(number: Int, change: InstanceChange, time: Instant)] = []
  /// Evaluations: the time in milliseconds, the instances before, and the decision.
  var evaluations: [(time: Int64, instances: Int, decision: ScalingDecision)] = []

  private func milliseconds(_ now: Instant) -> Int64 { now.nanoseconds / 1_000_000 }

  mutating func request(_ record: RequestRecord) { records.append(record) }

  mutating func refused(_ request: Int, _ outcome: RequestOutcome, at now: Instant) {
    events.append(Entry(milliseconds(now), "request \(request) \(outcome)"))
  }

  mutating func instance(_ number: Int, _ change: InstanceChange, at now: Instant) {
    events.append(Entry(milliseconds(now), "\(number) \(change)"))
    changes.append((number, change, now))
  }

  mutating func scaling(_ decision: ScalingDecision, instances: Int, at now: Instant) {
    evaluations.append((milliseconds(now), instances, decision))
  }

  /// The requests as lines: number, outcome, latency in milliseconds, `c` when cold, `@` and the
  /// number of the instance when there was one.
  var lines: [String] {
    records.map { record in
      let latency = record.latency.nanoseconds / 1_000_000
      return "\(record.request) \(record.outcome) \(latency)"
        + (record.isCold ? " cold" : "") + (record.instance >= 0 ? " @\(record.instance)" : "")
    }
  }
}

/// A run on a list of arrivals: its figures and what it reported.
struct WatchedRun {
  var figures: RunFigures
  var log: RunLog

  /// Runs three policies on arrivals at some milliseconds.
  init(
    _ capacity: some CapacityPolicy, _ latency: some LatencyPolicy = ConstantTimes(),
    billing: some BillingPolicy = NoBilling(), timeout: Int64? = nil, batch: Batching? = nil,
    patience: Int64? = nil, at milliseconds: [Int64], seed: UInt64 = 1, window: Int64 = 1000
  ) {
    self.init(
      capacity, latency, billing: billing,
      client: Client(timeout: timeout.map { .milliseconds($0) }, batch: batch),
      options: RunOptions(
        seed: seed, window: .milliseconds(window), patience: patience.map { .milliseconds($0) }),
      arrivals: ArrivalList(milliseconds: milliseconds))
  }

  /// Runs three policies on any arrivals.
  init(
    _ capacity: some CapacityPolicy, _ latency: some LatencyPolicy, billing: some BillingPolicy,
    client: Client, options: RunOptions, arrivals: some ArrivalSource
  ) {
    var arrivals = arrivals
    var log = RunLog()
    let figures = Simulation.run(
      capacity: capacity, latency: latency, billing: billing, client: client, arrivals: &arrivals,
      options: options, observer: &log)
    guard let figures else { preconditionFailure("nothing stops the run") }
    (self.figures, self.log) = (figures, log)
  }

  /// The lines of requests in the order of their numbers.
  var requests: [String] {
    zip(log.records, log.lines).sorted { $0.0.request < $1.0.request }.map(\.1)
  }

  /// When the run ended, in milliseconds.
  var end: Int64 { figures.end.nanoseconds / 1_000_000 }
}

/// Everything is free.
struct NoBilling: BillingPolicy {}

extension Batching {
  /// Batches of up to so many requests, or of what is there after some milliseconds.
  init(_ size: Int, after milliseconds: Int64) {
    self.init(size: size, wait: .milliseconds(milliseconds))
  }
}

/// On-demand capacity with a keep-alive in milliseconds.
func onDemand(
  limit: Int = 1000, burst: Int = 1000, rate: Double = 0, keepAlive: Int64 = 600_000,
  reuse: Reuse = .newest, beyondLimit: OnDemand.BeyondLimit = .refuse, waitsForAny: Bool = false,
  provisioned: Int = 0, preWarming: PreWarming? = nil, backlog: Int = 1_000_000,
  pacing: Int64 = 100
) -> OnDemand {
  OnDemand(
    limit: limit, starts: StartLimit(burst: burst, rate: rate),
    keepAlive: .milliseconds(keepAlive), reuse: reuse, beyondLimit: beyondLimit,
    waitsForAny: waitsForAny, provisioned: provisioned, preWarming: preWarming, backlog: backlog,
    pacing: .milliseconds(pacing))
}

/// A managed endpoint whose autoscaler does what a list says, one entry an evaluation.
struct ScriptedEndpoint: CapacityPolicy {
  var plan: CapacityPlan
  var backlog: Int
  var changes: [Int]

  init(
    initialInstances: Int = 1, slots: Int = 1,
    dispatch: Dispatch = .instanceQueues(.leastOutstanding), drainTime: Interval = .zero,
    backlog: Int = .max, provisioning: Int64 = 0, changes: [Int] = []
  ) {
    plan = CapacityPlan()
    plan.initialInstances = initialInstances
    plan.slots = slots
    plan.dispatch = dispatch
    plan.evaluationPeriod = .seconds(1)
    plan.drainTime = drainTime
    plan.provisioningTime = .constant(.milliseconds(provisioning))
    self.backlog = backlog
    self.changes = changes
  }

  var initialMemory: Int { 0 }

  func admit(_ fleet: FleetView, at now: Instant, memory: inout Int) -> Admission {
    if fleet.available > 0 { return .serve }
    return fleet.queueLength < backlog ? .wait(starting: 0) : .refuse(.backlogFull)
  }

  func evaluate(
    _ observation: Observation, fleet: FleetView, at now: Instant, memory: inout Int
  ) -> ScalingDecision {
    defer { memory += 1 }
    return ScalingDecision(
      change: memory < changes.count ? changes[memory] : 0, metric: "script",
      value: observation.utilisation, threshold: observation.invocationsPerInstanceMinute,
      reason: "the script says so")
  }
}

/// Sends requests to instances, and creates instances as requests arrive: each for one request, or
/// two whenever a request has to wait.
struct EagerEndpoint: CapacityPolicy {
  var isBound: Bool
  var plan: CapacityPlan {
    var plan = CapacityPlan()
    plan.initialInstances = 1
    plan.dispatch = .instanceQueues(.leastOutstanding)
    return plan
  }

  func admit(_ fleet: FleetView, at now: Instant, memory: inout NoMemory) -> Admission {
    if fleet.available > 0 { return .serve }
    return isBound ? .startInstance : .wait(starting: 2)
  }
}

import SimCore

/// Serverless capacity: an instance created whenever none has room for a request.
///
/// An instance serves one request at a time unless ``concurrency`` says otherwise. With several, a
/// request that finds no room waits for any instance, and one is created only where those that
/// start have no room for it either.
///
/// Creation is bounded by the account's limit on instances and by a ``StartLimit``. What happens to
/// a request beyond them, and whether it is tied to the instance created for it, differs between
/// platforms and is chosen by ``beyondLimit`` and ``waitsForAny``.
public struct OnDemand: CapacityPolicy, Hashable {
  /// What is done with a request for which no instance may be created now.
  public enum BeyondLimit: String, Hashable, Sendable, CaseIterable {
    /// It is refused (HTTP 429).
    case refuse
    /// It waits until an instance is free or may be created.
    case wait
  }

  /// The greatest number of instances at a time.
  package let limit: Int
  /// How fast instances may be created.
  package let starts: StartLimit
  /// How long an idle instance is kept.
  package let keepAlive: KeepAlive
  /// The age beyond which an instance takes no more requests; nil for none.
  ///
  /// Provisioned instances have none.
  package let greatestAge: Interval?
  /// Which idle instance takes the next request.
  package let reuse: Reuse
  /// What is done with a request beyond the limits.
  package let beyondLimit: BeyondLimit
  /// Whether a request that made an instance start may be taken by another that is free earlier.
  package let waitsForAny: Bool
  /// Instances ready from the start and never revoked, which take requests before all others (AWS
  /// calls it provisioned concurrency, Google minimum instances).
  package let provisioned: Int
  /// What starts instances ahead of demand; nil for nothing.
  package let preWarming: PreWarming?
  /// The greatest number of requests waiting at a time.
  package let backlog: Int
  /// How often waiting requests are looked at when instances could not be created at once.
  package let pacing: Interval
  /// How many requests an instance serves at the same time; at least 1.
  package let concurrency: Int
  /// How many requests are let in, those beyond being refused as throttled; nil for any number.
  ///
  /// Source: AWS, "Lambda quotas": ten requests a second for each instance of the account's limit.
  package var requests: RequestLimit?
  /// How long a request waits before an instance is started for it; zero for not at all.
  ///
  /// Above zero only where requests wait beyond the limits. Then instances start one at a time,
  /// whenever waiting requests are looked at, while the one that waits longest has waited for more.
  /// Source: RunPod, "Endpoint configurations", queue delay (2026).
  package var startDelay = Interval.zero
  /// How long a request may wait for an instance before it is refused; nil for any time.
  ///
  /// Only where requests wait beyond the limits, and looked at as often as they are. Source: Google
  /// Cloud, "About instance autoscaling in Cloud Run" (2026).
  package var longestWait: Interval?

  /// A policy with all its parameters.
  public init(
    limit: Int, starts: StartLimit, keepAlive: KeepAlive, greatestAge: Interval? = nil,
    reuse: Reuse = .newest,
    beyondLimit: BeyondLimit = .refuse, waitsForAny: Bool = false,
    provisioned: Int = 0, preWarming: PreWarming? = nil, backlog: Int = 1_000_000,
    pacing: Interval = .milliseconds(100), concurrency: Int = 1
  ) {
    precondition(concurrency >= 1, "an instance serves at least one request at a time")
    self.concurrency = concurrency
    self.limit = limit
    self.starts = starts
    self.keepAlive = keepAlive
    self.greatestAge = greatestAge
    self.reuse = reuse
    self.beyondLimit = beyondLimit
    self.waitsForAny = waitsForAny
    self.provisioned = provisioned
    self.preWarming = preWarming
    self.backlog = backlog
    self.pacing = pacing
  }

  /// A policy that keeps every idle instance for the same time.
  public init(
    limit: Int, starts: StartLimit, keepAlive: Interval, reuse: Reuse = .newest,
    beyondLimit: BeyondLimit = .refuse, waitsForAny: Bool = false,
    provisioned: Int = 0, preWarming: PreWarming? = nil, backlog: Int = 1_000_000,
    pacing: Interval = .milliseconds(100)
  ) {
    self.init(
      limit: limit, starts: starts, keepAlive: KeepAlive(keepAlive), reuse: reuse,
      beyondLimit: beyondLimit, waitsForAny: waitsForAny, provisioned: provisioned,
      preWarming: preWarming, backlog: backlog, pacing: pacing)
  }

  /// What the policy remembers: starts that are still allowed, idle instances, what it expects.
  public struct Memory: Sendable {
    /// The bucket of the start limit.
    package var bucket: StartLimit.Bucket
    /// How much of the limit on requests is used.
    package var requests = RequestLimit.Use()
    /// When the request that waits longest will have waited for long enough.
    package var startIsDue = Instant.zero
    /// When it will have waited for too long.
    package var refusalIsDue = Instant.never
    /// What is remembered of idle instances.
    package var idle = KeepAlive.Memory()
    /// What pre-warming remembers.
    package var expected = PreWarming.Memory()

    /// A full bucket and no expectation.
    public init(_ starts: StartLimit) { bucket = StartLimit.Bucket(starts) }
  }

  /// Whether a request is always served at once where an instance is idle, by one request each.
  package var servesAtOnce: Bool { concurrency == 1 && requests == nil }

  /// A full bucket and no expectation.
  public var initialMemory: Memory { Memory(starts) }
  /// Slots, one queue, a keep-alive, and provisioned instances ready from the start.
  public var plan: CapacityPlan {
    var plan = CapacityPlan()
    plan.initialInstances = provisioned
    plan.provisionedInstances = provisioned
    plan.greatestInstances = limit
    plan.slots = concurrency
    plan.dispatch = .sharedQueue(reuse)
    plan.idleLifetime = keepAlive.idleLifetime
    plan.greatestAge = greatestAge
    // Requests wait for an allowance only where they may; nobody else has anything to decide.
    plan.evaluationPeriod = beyondLimit == .wait ? pacing : nil
    plan.evaluatesOnlyWhileRequestsWait = true
    return plan
  }

  /// Reuses an instance with room, else creates one within the limits.
  public func admit(
    _ fleet: FleetView, at now: Instant, memory: inout Memory
  ) -> Admission {
    if let requests, !requests.admits(&memory.requests, at: now) { return .refuse(.throttled) }
    if fleet.available > 0 { return .serve }
    if startDelay > .zero {
      // Whoever looks at the queue starts them.
      return fleet.waiting < backlog ? .wait(starting: 0) : .refuse(.backlogFull)
    }
    if concurrency > 1 && fleet.waiting < fleet.starting * concurrency {
      return fleet.waiting < backlog ? .wait(starting: 0) : .refuse(.backlogFull)
    }
    let allowed = fleet.instances < limit ? starts.take(1, from: &memory.bucket, at: now) : 0
    if allowed > 0 {
      // Nobody overtakes those that wait already.
      let isTied = !waitsForAny && fleet.waiting == 0 && concurrency == 1
      return isTied ? .startInstance : .wait(starting: 1)
    }
    if beyondLimit == .refuse { return .refuse(.throttled) }
    return fleet.waiting < backlog ? .wait(starting: 0) : .refuse(.backlogFull)
  }

  /// Creates the instances that waiting requests still lack, as far as the limits now allow, and
  /// refuses those that have waited for too long.
  public func evaluate(
    _ observation: Observation, fleet: FleetView, at now: Instant,
    memory: inout Memory
  ) -> ScalingDecision {
    var decision = startLacking(observation, fleet, at: now, memory: &memory)
    decision.longestWait = longestWait
    if let longestWait {
      // Who waits longest once others are refused is not known here.
      memory.refusalIsDue =
        now + max(longestWait - observation.longestWait + Interval(nanoseconds: 1), .zero)
    }
    return decision
  }

  private func startLacking(
    _ observation: Observation, _ fleet: FleetView, at now: Instant, memory: inout Memory
  ) -> ScalingDecision {
    let lacking = lacking(fleet)
    guard lacking > 0 else { return .none }
    if startDelay > .zero && observation.longestWait <= startDelay {
      let rest = startDelay - observation.longestWait
      memory.startIsDue = now + rest + Interval(nanoseconds: 1)
      return .none
    }
    let room = min(startDelay > .zero ? 1 : lacking, limit - fleet.instances)
    let granted = starts.take(room, from: &memory.bucket, at: now)
    return ScalingDecision(
      change: granted, metric: "requests waiting without an instance on its way",
      value: Double(lacking), threshold: 0,
      reason: granted > 0
        ? "the start limit allows more instances" : "the start limit or the account's is used up")
  }

  /// The instances that waiting requests lack beside those that start.
  private func lacking(_ fleet: FleetView) -> Int {
    (fleet.waiting + concurrency - 1) / concurrency - (fleet.starting - fleet.startingForOne)
  }

  /// What the law of keeping says.
  public func keep(
    _ instance: IdleInstance, fleet: FleetView, at now: Instant, memory: inout Memory
  ) -> Interval? {
    keepAlive.keep(instance, of: fleet.instances, at: now, memory: &memory.idle)
  }

  /// Only time brings a token; all else that waiting requests lack comes with an event.
  public func rests(fleet: FleetView, at now: Instant, memory: Memory) -> Instant {
    let refusal = longestWait == nil || fleet.waiting == 0 ? .never : memory.refusalIsDue
    if lacking(fleet) <= 0 || fleet.instances >= limit { return refusal }
    if memory.startIsDue > now { return min(memory.startIsDue, refusal) }
    return min(starts.nextToken(of: memory.bucket) ?? .never, refusal)
  }

  /// When the schedule or the prediction is next looked at, or what could not be started at once.
  public func nextPreWarming(from time: Instant, memory: Memory) -> Instant? {
    preWarming?.next(from: time, pacing: pacing, memory: memory.expected)
  }

  /// Nothing is expected where nothing has come for as long as the prediction looks back.
  public func restsAhead(memory: Memory) -> Interval? { preWarming?.rests(memory: memory.expected) }

  /// Starts what is lacking ahead of demand, as far as the limits allow.
  public func preWarm(
    _ observation: Observation, fleet: FleetView, at now: Instant, memory: inout Memory
  ) -> ScalingDecision {
    guard let preWarming else { return .none }
    let wanted = preWarming.wanted(
      observation, slots: concurrency, at: now, memory: &memory.expected)
    let present = fleet.ready + fleet.starting
    let room = min(max(wanted - present, 0), limit - fleet.instances)
    let granted = starts.take(room, from: &memory.bucket, at: now)
    if present + granted >= wanted { memory.expected.wanted = 0 }
    return ScalingDecision(
      change: granted, metric: "instances wanted ahead of demand", value: Double(wanted),
      threshold: Double(present),
      reason: granted > 0
        ? "fewer are ready or starting"
        : wanted > present
          ? "the start limit or the account's is used up" : "enough are ready or starting")
  }
}

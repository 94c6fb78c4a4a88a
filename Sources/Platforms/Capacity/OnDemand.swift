import SimCore

/// Serverless capacity: one request an instance, an instance created whenever none is idle.
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
  public let limit: Int
  /// How fast instances may be created.
  public let starts: StartLimit
  /// How long an idle instance is kept.
  public let idleLifetime: Interval
  /// Which idle instance takes the next request.
  public let reuse: Reuse
  /// What is done with a request beyond the limits.
  public let beyondLimit: BeyondLimit
  /// Whether a request that made an instance start may be taken by another that is free earlier.
  public let waitsForAny: Bool
  /// Instances kept ready from the start and never expired (provisioned or minimum instances).
  public let minimum: Int
  /// The greatest number of requests waiting at a time.
  public let backlog: Int
  /// How often waiting requests are looked at when instances could not be created at once.
  public let pacing: Interval

  /// A policy with all its parameters.
  public init(
    limit: Int, starts: StartLimit, idleLifetime: Interval, reuse: Reuse = .newest,
    beyondLimit: BeyondLimit = .refuse, waitsForAny: Bool = false, minimum: Int = 0,
    backlog: Int = 1_000_000, pacing: Interval = .milliseconds(100)
  ) {
    self.limit = limit
    self.starts = starts
    self.idleLifetime = idleLifetime
    self.reuse = reuse
    self.beyondLimit = beyondLimit
    self.waitsForAny = waitsForAny
    self.minimum = minimum
    self.backlog = backlog
    self.pacing = pacing
  }

  /// The bucket of the start limit.
  public var initialMemory: StartLimit.Bucket { StartLimit.Bucket(starts) }
  /// The minimum is ready from the start.
  public var initialInstances: Int { minimum }
  /// One queue for all.
  public var dispatch: Dispatch { .sharedQueue(reuse) }
  /// How long an idle instance is kept.
  public var keepAlive: Interval? { idleLifetime }
  /// Waiting requests are looked at when requests may wait for an allowance.
  public var evaluationPeriod: Interval? { beyondLimit == .wait ? pacing : nil }
  /// There is nothing to decide while nobody waits.
  public var evaluatesOnlyWhileRequestsWait: Bool { true }

  /// Reuses an idle instance, else creates one within the limits.
  @inlinable
  public func admit(
    _ fleet: FleetView, at now: Instant, memory: inout StartLimit.Bucket
  ) -> Admission {
    if fleet.available > 0 { return .serve }
    return admitWithoutIdle(fleet, at: now, memory: &memory)
  }

  @inlinable
  @inline(__always)
  func admitWithoutIdle(
    _ fleet: FleetView, at now: Instant, memory: inout StartLimit.Bucket
  ) -> Admission {
    let allowed = fleet.instances < limit ? starts.take(1, from: &memory, at: now) : 0
    if allowed > 0 {
      // Nobody overtakes those that wait already.
      let isTied = !waitsForAny && fleet.waiting == 0
      return isTied ? .startInstance : .wait(starting: 1)
    }
    if beyondLimit == .refuse { return .refuse(.throttled) }
    return fleet.waiting < backlog ? .wait(starting: 0) : .refuse(.backlogFull)
  }

  /// Creates the instances that waiting requests still lack, as far as the limits now allow.
  public func evaluate(
    _ observation: Observation, fleet: FleetView, at now: Instant,
    memory: inout StartLimit.Bucket
  ) -> ScalingDecision {
    let lacking = fleet.waiting - (fleet.starting - fleet.startingForOne)
    guard lacking > 0 else { return .none }
    let room = min(lacking, limit - fleet.instances)
    let granted = starts.take(room, from: &memory, at: now)
    return ScalingDecision(
      change: granted, metric: "requests waiting without an instance on its way",
      value: Double(lacking), threshold: 0,
      reason: granted > 0
        ? "the start limit allows more instances" : "the start limit or the account's is used up")
  }
}

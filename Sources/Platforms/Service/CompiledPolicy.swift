import SimCore

/// A capacity policy for which an event loop of its own is compiled, within this module.
///
/// ``OnDemand`` is compiled so, because its loop is a simpler one; all others run in the loop of
/// ``ErasedPolicy``.
protocol CompiledPolicy: CapacityPolicy {
  /// Whether policies of this type always give a request an instance of its own, at full speed and
  /// from one queue for all, and one that is idle at once. The loop is then compiled without slots,
  /// queues of instances and CPU credits, and asks ``admit(_:at:memory:)`` only when no instance is
  /// idle.
  static var scalesPerRequest: Bool { get }

  /// The backlog of a policy that admits as ``Backlog`` does, which the loop does by itself; below
  /// zero for any other, which is asked.
  var backlogOfServers: Int { get }
}

extension OnDemand: CompiledPolicy {
  @inline(__always)
  static var scalesPerRequest: Bool { true }

  @inline(__always)
  var backlogOfServers: Int { -1 }
}

/// Any capacity policy, asked by dynamic calls, so that one loop serves all.
struct ErasedPolicy: CompiledPolicy {
  /// What the policy remembers, and the calls.
  typealias Memory = PolicyCalls

  let initialMemory: PolicyCalls
  let plan: CapacityPlan
  let backlogOfServers: Int

  @inline(__always)
  static var scalesPerRequest: Bool { false }

  /// A policy by its plan and its calls; see ``backlogOfServers``.
  init(plan: CapacityPlan, calls: PolicyCalls, backlogOfServers: Int = -1) {
    self.plan = plan
    initialMemory = calls
    self.backlogOfServers = backlogOfServers
  }

  /// Any policy of a type that is known.
  init(_ policy: some CapacityPolicy) {
    initialMemory = TypedCalls(policy)
    plan = policy.plan
    backlogOfServers =
      switch policy {
      case let server as FixedServer: server.backlog
      // Without an instance, one queue is another matter, which the policy is asked for.
      case let endpoint as ManagedEndpoint where endpoint.routing != nil: endpoint.backlog
      default: -1
      }
  }

  func admit(_ fleet: FleetView, at now: Instant, memory: inout PolicyCalls) -> Admission {
    memory.admit(fleet, at: now)
  }

  func evaluate(
    _ observation: Observation, fleet: FleetView, at now: Instant, memory: inout PolicyCalls
  ) -> ScalingDecision {
    memory.evaluate(observation, fleet: fleet, at: now)
  }

  func rests(fleet: FleetView, at now: Instant, memory: PolicyCalls) -> Instant {
    memory.rests(fleet: fleet, at: now)
  }

  func keep(
    _ instance: IdleInstance, fleet: FleetView, at now: Instant, memory: inout PolicyCalls
  ) -> Interval? {
    memory.keep(instance, fleet: fleet, at: now)
  }

  func nextPreWarming(from time: Instant, memory: PolicyCalls) -> Instant? {
    memory.nextPreWarming(from: time)
  }

  func preWarm(
    _ observation: Observation, fleet: FleetView, at now: Instant, memory: inout PolicyCalls
  ) -> ScalingDecision {
    memory.preWarm(observation, fleet: fleet, at: now)
  }

  func restsAhead(memory: PolicyCalls) -> Interval? { memory.restsAhead() }
}

/// The calls of a policy of an unknown type, with the memory that belongs to them.
///
/// It is made anew for every run and belongs to that run alone, which is why it may be handed to a
/// thread although it changes.
class PolicyCalls: @unchecked Sendable {
  func admit(_ fleet: FleetView, at now: Instant) -> Admission { Self.missing() }
  func evaluate(
    _ observation: Observation, fleet: FleetView, at now: Instant
  ) -> ScalingDecision { Self.missing() }
  func rests(fleet: FleetView, at now: Instant) -> Instant { now }
  func keep(
    _ instance: IdleInstance, fleet: FleetView, at now: Instant
  ) -> Interval? { Self.missing() }
  func nextPreWarming(from time: Instant) -> Instant? { Self.missing() }
  func preWarm(
    _ observation: Observation, fleet: FleetView, at now: Instant
  ) -> ScalingDecision { Self.missing() }
  func restsAhead() -> Interval? { nil }

  private static func missing() -> Never {
    preconditionFailure("the calls of a policy are those of its type")
  }
}

/// The calls of a policy, some of which another has a word in.
///
/// Nothing rests here: whoever has that word may know of what happens elsewhere.
class ForwardedCalls: PolicyCalls, @unchecked Sendable {
  /// The calls of the policy itself.
  let base: PolicyCalls

  init(_ base: PolicyCalls) { self.base = base }

  override func admit(_ fleet: FleetView, at now: Instant) -> Admission {
    base.admit(fleet, at: now)
  }

  override func evaluate(
    _ observation: Observation, fleet: FleetView, at now: Instant
  ) -> ScalingDecision {
    base.evaluate(observation, fleet: fleet, at: now)
  }

  override func keep(_ instance: IdleInstance, fleet: FleetView, at now: Instant) -> Interval? {
    base.keep(instance, fleet: fleet, at: now)
  }

  override func nextPreWarming(from time: Instant) -> Instant? { base.nextPreWarming(from: time) }

  override func preWarm(
    _ observation: Observation, fleet: FleetView, at now: Instant
  ) -> ScalingDecision {
    base.preWarm(observation, fleet: fleet, at: now)
  }
}

/// The calls of a policy of some type.
private final class TypedCalls<Policy: CapacityPolicy>: PolicyCalls, @unchecked Sendable {
  private let policy: Policy
  private var memory: Policy.Memory

  init(_ policy: Policy) {
    self.policy = policy
    memory = policy.initialMemory
  }

  override func admit(_ fleet: FleetView, at now: Instant) -> Admission {
    policy.admit(fleet, at: now, memory: &memory)
  }

  override func evaluate(
    _ observation: Observation, fleet: FleetView, at now: Instant
  ) -> ScalingDecision {
    policy.evaluate(observation, fleet: fleet, at: now, memory: &memory)
  }

  override func rests(fleet: FleetView, at now: Instant) -> Instant {
    policy.rests(fleet: fleet, at: now, memory: memory)
  }

  override func keep(
    _ instance: IdleInstance, fleet: FleetView, at now: Instant
  ) -> Interval? {
    policy.keep(instance, fleet: fleet, at: now, memory: &memory)
  }

  override func nextPreWarming(from time: Instant) -> Instant? {
    policy.nextPreWarming(from: time, memory: memory)
  }

  override func preWarm(
    _ observation: Observation, fleet: FleetView, at now: Instant
  ) -> ScalingDecision {
    policy.preWarm(observation, fleet: fleet, at: now, memory: &memory)
  }

  override func restsAhead() -> Interval? { policy.restsAhead(memory: memory) }
}

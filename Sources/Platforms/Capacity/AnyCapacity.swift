import SimCore

/// The capacity policies that a scenario can name.
///
/// A new policy is a file of its own, a case here, and a line in each `switch`; the compiler lists
/// what was forgotten.
@frozen
public enum AnyCapacity: CapacityPolicy, Hashable {
  /// Instances created on demand.
  case onDemand(OnDemand)
  /// Machines that are always there.
  case fixedServer(FixedServer)
  /// Instances behind a load balancer, added and removed by an autoscaler.
  case managedEndpoint(ManagedEndpoint)

  /// The memories of the policies that have one.
  public struct Memory: Sendable {
    @usableFromInline var onDemand: StartLimit.Bucket?
    @usableFromInline var managedEndpoint = ManagedEndpoint.Memory()

    init(onDemand: StartLimit.Bucket?) { self.onDemand = onDemand }
  }

  /// The policy as its protocol.
  public var policy: any CapacityPolicy {
    switch self {
    case .onDemand(let policy): policy
    case .fixedServer(let policy): policy
    case .managedEndpoint(let policy): policy
    }
  }

  /// The memory of the policy at the start of a run.
  public var initialMemory: Memory {
    if case .onDemand(let policy) = self { return Memory(onDemand: policy.initialMemory) }
    return Memory(onDemand: nil)
  }

  /// As the policy says.
  public var initialInstances: Int { policy.initialInstances }
  /// As the policy says.
  public var concurrency: Int { policy.concurrency }
  /// As the policy says.
  public var dispatch: Dispatch { policy.dispatch }
  /// As the policy says.
  public var keepAlive: Interval? { policy.keepAlive }
  /// As the policy says.
  public var evaluationPeriod: Interval? { policy.evaluationPeriod }
  /// As the policy says.
  public var credits: CPUCredits? { policy.credits }
  /// As the policy says.
  public var drainTime: Interval { policy.drainTime }
  /// As the policy says.
  public var servesAbandonedRequests: Bool { policy.servesAbandonedRequests }

  /// As the policy decides.
  @inlinable
  public func admit(_ fleet: FleetView, at now: Instant, memory: inout Memory) -> Admission {
    // What every policy does with room is the same, and by far the most frequent case.
    if fleet.available > 0 { return .serve }
    return admitWithoutRoom(fleet, at: now, memory: &memory)
  }

  @inline(never)
  @usableFromInline
  func admitWithoutRoom(
    _ fleet: FleetView, at now: Instant, memory: inout Memory
  ) -> Admission {
    switch self {
    case .onDemand(let policy):
      var bucket = memory.onDemand ?? policy.initialMemory
      defer { memory.onDemand = bucket }
      return policy.admit(fleet, at: now, memory: &bucket)
    case .fixedServer(let policy):
      var nothing = NoMemory()
      return policy.admit(fleet, at: now, memory: &nothing)
    case .managedEndpoint(let policy):
      return policy.admit(fleet, at: now, memory: &memory.managedEndpoint)
    }
  }

  /// As the policy decides.
  public func evaluate(
    _ observation: Observation, fleet: FleetView, at now: Instant, memory: inout Memory
  ) -> ScalingDecision {
    switch self {
    case .onDemand(let policy):
      var bucket = memory.onDemand ?? policy.initialMemory
      defer { memory.onDemand = bucket }
      return policy.evaluate(observation, fleet: fleet, at: now, memory: &bucket)
    case .fixedServer(let policy):
      var nothing = NoMemory()
      return policy.evaluate(observation, fleet: fleet, at: now, memory: &nothing)
    case .managedEndpoint(let policy):
      return policy.evaluate(
        observation, fleet: fleet, at: now, memory: &memory.managedEndpoint)
    }
  }

  /// As the policy says.
  public func provisioning(using random: inout Random) -> Interval {
    policy.provisioning(using: &random)
  }
}

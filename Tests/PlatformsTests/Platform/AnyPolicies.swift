@testable import Platforms
import SimCore

// The closed enumerations as policies, so that a test can draw policies at random and run them
// through one generic function. The product takes policies out of their enumerations instead.

extension AnyCapacity: CapacityPolicy {
  /// As the policy says.
  public struct Memory: Sendable {
    var onDemand: OnDemand.Memory?
    var managedEndpoint = ManagedEndpoint.Memory()

    init(onDemand: OnDemand.Memory?) { self.onDemand = onDemand }
  }

  /// As the policy says.
  public var policy: any CapacityPolicy {
    switch self {
    case .onDemand(let policy): policy
    case .fixedServer(let policy): policy
    case .managedEndpoint(let policy): policy
    }
  }

  /// As the policy says.
  public var initialMemory: Memory {
    if case .onDemand(let policy) = self { return Memory(onDemand: policy.initialMemory) }
    return Memory(onDemand: nil)
  }

  /// As the policy says.
  public var initialInstances: Int { policy.initialInstances }
  /// As the policy says.
  public var provisionedInstances: Int { policy.provisionedInstances }
  /// As the policy says.
  public var concurrency: Int { policy.concurrency }
  /// As the policy says.
  public var dispatch: Dispatch { policy.dispatch }
  /// As the policy says.
  public var batching: Batching? { policy.batching }
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

  /// As the policy says.
  public func admit(_ fleet: FleetView, at now: Instant, memory: inout Memory) -> Admission {
    // What every policy does with room is the same, and by far the most frequent case.
    if fleet.available > 0 { return .serve }
    return admitWithoutRoom(fleet, at: now, memory: &memory)
  }

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

  /// As the policy says.
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
  public func nextPreWarming(from time: Instant, memory: Memory) -> Instant? {
    guard case .onDemand(let policy) = self else { return nil }
    return policy.nextPreWarming(from: time, memory: memory.onDemand ?? policy.initialMemory)
  }

  /// As the policy says.
  public func preWarm(
    _ observation: Observation, fleet: FleetView, at now: Instant, memory: inout Memory
  ) -> ScalingDecision {
    guard case .onDemand(let policy) = self else { return .none }
    var inner = memory.onDemand ?? policy.initialMemory
    defer { memory.onDemand = inner }
    return policy.preWarm(observation, fleet: fleet, at: now, memory: &inner)
  }

  /// As the policy says.
  public func provisioning(using random: inout Random) -> Interval {
    policy.provisioning(using: &random)
  }
}

extension AnyLatency: LatencyPolicy {
  /// As the policy says.
  public func network(using random: inout Random) -> Interval {
    switch self {
    case .staged(let policy): policy.network(using: &random)
    case .preloaded(let policy): policy.network(using: &random)
    }
  }

  /// As the policy says.
  public func startup(using random: inout Random) -> Startup {
    switch self {
    case .staged(let policy): policy.startup(using: &random)
    case .preloaded(let policy): policy.startup(using: &random)
    }
  }

  /// As the policy says.
  public func firstRequest(using random: inout Random) -> Interval {
    switch self {
    case .staged(let policy): policy.firstRequest(using: &random)
    case .preloaded(let policy): policy.firstRequest(using: &random)
    }
  }

  /// As the policy says.
  public func service(_ load: Load, using random: inout Random) -> Interval {
    switch self {
    case .staged(let policy): policy.service(load, using: &random)
    case .preloaded(let policy): policy.service(load, using: &random)
    }
  }

  /// As the policy says.
  public var executionLimit: Interval? {
    switch self {
    case .staged(let policy): policy.executionLimit
    case .preloaded(let policy): policy.executionLimit
    }
  }
}

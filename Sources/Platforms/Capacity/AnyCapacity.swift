/// The capacity policy of a deployment: one that a scenario can name, or one of one's own.
///
/// A new policy of the catalog is a file of its own, a case here, and a line where the compiler
/// then asks for one.
public enum AnyCapacity: Hashable, Sendable {
  /// Instances created on demand.
  case onDemand(OnDemand)
  /// Machines that are always there.
  case fixedServer(FixedServer)
  /// Instances behind a load balancer, added and removed by an autoscaler.
  case managedEndpoint(ManagedEndpoint)
  /// A policy of one's own.
  case custom(CustomPolicy<any CapacityPolicy>)
}

extension AnyCapacity {
  /// Any policy; one of the catalog's kinds has its own case.
  public init(_ policy: some CapacityPolicy & Hashable) {
    switch policy {
    case let policy as OnDemand: self = .onDemand(policy)
    case let policy as FixedServer: self = .fixedServer(policy)
    case let policy as ManagedEndpoint: self = .managedEndpoint(policy)
    default: self = .custom(CustomPolicy(policy, identity: policy))
    }
  }

  /// The policy.
  public var policy: any CapacityPolicy {
    switch self {
    case .onDemand(let policy): policy
    case .fixedServer(let policy): policy
    case .managedEndpoint(let policy): policy
    case .custom(let custom): custom.policy
    }
  }
}

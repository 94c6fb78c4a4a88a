/// The capacity policies that a scenario can name.
///
/// A new policy is a file of its own, a case here, and a line where the compiler then asks for one.
public enum AnyCapacity: Hashable, Sendable {
  /// Instances created on demand.
  case onDemand(OnDemand)
  /// Machines that are always there.
  case fixedServer(FixedServer)
  /// Instances behind a load balancer, added and removed by an autoscaler.
  case managedEndpoint(ManagedEndpoint)
}

extension AnyCapacity {
  /// The policy.
  public var policy: any CapacityPolicy {
    switch self {
    case .onDemand(let policy): policy
    case .fixedServer(let policy): policy
    case .managedEndpoint(let policy): policy
    }
  }
}

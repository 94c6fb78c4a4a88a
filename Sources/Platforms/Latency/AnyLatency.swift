/// The latency policy of a deployment: one that a scenario can name, or one of one's own.
public enum AnyLatency: Hashable, Sendable {
  /// Instances that start cold, in steps.
  case staged(StagedLatency)
  /// Machines with the model loaded.
  case preloaded(PreloadedLatency)
  /// A policy of one's own.
  case custom(CustomPolicy<any LatencyPolicy>)
}

extension AnyLatency {
  /// Any policy; one of the catalog's kinds has its own case.
  public init(_ policy: some LatencyPolicy & Hashable) {
    switch policy {
    case let policy as StagedLatency: self = .staged(policy)
    case let policy as PreloadedLatency: self = .preloaded(policy)
    default: self = .custom(CustomPolicy(policy, identity: policy))
    }
  }

  /// The policy.
  public var policy: any LatencyPolicy {
    switch self {
    case .staged(let policy): policy
    case .preloaded(let policy): policy
    case .custom(let custom): custom.policy
    }
  }
}

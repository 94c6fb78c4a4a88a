/// The latency policies that a scenario can name.
public enum AnyLatency: Hashable, Sendable {
  /// Instances that start cold, in steps.
  case staged(StagedLatency)
  /// Machines with the model loaded.
  case preloaded(PreloadedLatency)
}

extension AnyLatency {
  /// The policy.
  public var policy: any LatencyPolicy {
    switch self {
    case .staged(let policy): policy
    case .preloaded(let policy): policy
    }
  }
}

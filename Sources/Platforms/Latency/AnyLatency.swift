import SimCore

/// The latency policies that a scenario can name.
@frozen
public enum AnyLatency: LatencyPolicy, Hashable {
  /// Instances that start cold, in steps.
  case staged(StagedLatency)
  /// Machines with the model loaded.
  case preloaded(PreloadedLatency)

  /// As the policy says.
  @inlinable
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
  @inlinable
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

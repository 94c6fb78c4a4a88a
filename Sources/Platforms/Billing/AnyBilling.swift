/// The billing policy of a deployment: one that a scenario can name, or one of one's own.
public enum AnyBilling: Hashable, Sendable {
  /// A price for each request and its execution time.
  case perUse(PerUseBilling)
  /// A price for each instance and hour.
  case perInstance(PerInstanceBilling)
  /// A policy of one's own.
  case custom(CustomPolicy<any BillingPolicy>)
}

extension AnyBilling {
  /// Any policy; one of the catalog's kinds has its own case.
  public init(_ policy: some BillingPolicy & Hashable) {
    switch policy {
    case let policy as PerUseBilling: self = .perUse(policy)
    case let policy as PerInstanceBilling: self = .perInstance(policy)
    default: self = .custom(CustomPolicy(policy, identity: policy))
    }
  }

  /// The policy.
  public var policy: any BillingPolicy {
    switch self {
    case .perUse(let policy): policy
    case .perInstance(let policy): policy
    case .custom(let custom): custom.policy
    }
  }
}

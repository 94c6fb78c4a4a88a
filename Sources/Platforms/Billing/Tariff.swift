import Documents
import SimCore

/// A billing policy of the catalog's kinds, which requests are charged by without a dynamic call.
enum Tariff: BillingPolicy, Hashable {
  /// A price for each request and its execution time, and not for that of instances.
  case perUse(PerUseBilling)
  /// A price for each instance and hour.
  case perInstance(PerInstanceBilling)

  /// As the policy says.
  @inline(__always)
  func charge(_ usage: RequestUsage) -> RequestCharge {
    switch self {
    case .perUse(let policy): policy.charge(usage, policy.perRequest)
    case .perInstance(let policy): policy.charge(usage)
    }
  }

  /// As the policy says.
  func charge(startup billed: Interval) -> RequestCharge {
    switch self {
    case .perUse(let policy): policy.charge(startup: billed)
    case .perInstance(let policy): policy.charge(startup: billed)
    }
  }

  /// As the policy says.
  func charge(instance lifetime: Interval) -> Money {
    switch self {
    case .perUse(let policy): policy.charge(instance: lifetime)
    case .perInstance(let policy): policy.charge(instance: lifetime)
    }
  }

  /// As the policy says.
  func charge(provisioned lifetime: Interval) -> Money {
    switch self {
    case .perUse(let policy): policy.charge(provisioned: lifetime)
    case .perInstance(let policy): policy.charge(provisioned: lifetime)
    }
  }

  /// As the policy says.
  var teardown: Interval {
    switch self {
    case .perUse(let policy): policy.teardown
    case .perInstance(let policy): policy.teardown
    }
  }

  /// As the policy says.
  func settle(_ total: TotalUsage) -> Money {
    switch self {
    case .perUse(let policy): policy.settle(total)
    case .perInstance(let policy): policy.settle(total)
    }
  }
}

extension Tariff {
  /// The tariff of a policy; nil for one of another kind, and for one that charges the time in
  /// which instances serve, so that nobody else pays for asking.
  init?(_ policy: any BillingPolicy) {
    switch policy {
    case let perUse as PerUseBilling where !perUse.chargesActiveTime: self = .perUse(perUse)
    case let perInstance as PerInstanceBilling: self = .perInstance(perInstance)
    default: return nil
    }
  }
}

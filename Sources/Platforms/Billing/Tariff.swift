import Documents
import SimCore

/// A billing policy of the catalog's kinds, which requests are charged by without a dynamic call.
///
/// What every request asks stands by itself: to take it out of the policy would copy all of it.
struct Tariff: BillingPolicy, Hashable {
  /// The kinds.
  private enum Policy: Hashable {
    /// A price for each request and its execution time, and not for that of instances.
    case perUse(PerUseBilling)
    /// A price for each instance and hour.
    case perInstance(PerInstanceBilling)
  }

  private let policy: Policy
  /// Whether the execution time of requests is charged.
  let isPerUse: Bool
  private let prices: UsePrices

  /// As the policy says.
  @inline(__always)
  func charge(_ usage: RequestUsage) -> RequestCharge {
    isPerUse ? charge(use: usage) : RequestCharge(billed: .zero, cost: prices.perRequest)
  }

  /// The same where the execution time of requests is charged, without asking whether it is.
  @inline(__always)
  func charge(use usage: RequestUsage) -> RequestCharge {
    prices.charge(usage, prices.perRequest)
  }

  /// As the policy says.
  func charge(startup billed: Interval) -> RequestCharge {
    switch policy {
    case .perUse(let policy): policy.charge(startup: billed)
    case .perInstance(let policy): policy.charge(startup: billed)
    }
  }

  /// As the policy says.
  func charge(instance lifetime: Interval) -> Money {
    switch policy {
    case .perUse(let policy): policy.charge(instance: lifetime)
    case .perInstance(let policy): policy.charge(instance: lifetime)
    }
  }

  /// As the policy says.
  func charged(instance lifetime: Interval) -> Interval {
    switch policy {
    case .perUse(let policy): policy.charged(instance: lifetime)
    case .perInstance(let policy): policy.charged(instance: lifetime)
    }
  }

  /// As the policy says.
  func charge(provisioned lifetime: Interval) -> Money {
    switch policy {
    case .perUse(let policy): policy.charge(provisioned: lifetime)
    case .perInstance(let policy): policy.charge(provisioned: lifetime)
    }
  }

  /// As the policy says.
  func charge(run length: Interval) -> Money {
    switch policy {
    case .perUse(let policy): policy.charge(run: length)
    case .perInstance(let policy): policy.charge(run: length)
    }
  }

  /// As the policy says.
  var teardown: Interval {
    switch policy {
    case .perUse(let policy): policy.teardown
    case .perInstance(let policy): policy.teardown
    }
  }

  /// As the policy says.
  func settle(_ total: TotalUsage) -> Money {
    switch policy {
    case .perUse(let policy): policy.settle(total)
    case .perInstance(let policy): policy.settle(total)
    }
  }
}

extension Tariff {
  /// A price for each request and its execution time.
  private init(_ policy: PerUseBilling) {
    self.policy = .perUse(policy)
    isPerUse = true
    prices = policy.prices
  }

  /// A price for each instance and hour.
  init(_ policy: PerInstanceBilling) {
    self.policy = .perInstance(policy)
    isPerUse = false
    prices = UsePrices(
      perRequest: policy.perRequest, perStep: .zero, perProvisionedStep: .zero,
      step: Interval(nanoseconds: 1), minimumSteps: 0)
  }

  /// The tariff of a policy; nil for one of another kind, and for one that charges the time in
  /// which instances serve, so that nobody else pays for asking.
  init?(_ policy: any BillingPolicy) {
    switch policy {
    case let perUse as PerUseBilling where !perUse.chargesActiveTime: self.init(perUse)
    case let perInstance as PerInstanceBilling: self.init(perInstance)
    default: return nil
    }
  }
}

import Documents
import SimCore

/// What use costs, and the books of it: the tariff and the ledger.
struct Metering: ~Copyable {
  /// A tariff of the catalog's kinds; without meaning where there is another.
  private let tariff: Tariff
  /// A billing policy of another kind; nil for none.
  private let other: (any BillingPolicy)?
  /// Whether there is one; to look at the policy itself would copy it with every request.
  private let isOther: Bool
  /// How many of the services that were charged took no time, because their machine was at its end.
  private(set) var unserved: UInt64 = 0
  /// Whether the time is charged in which instances serve.
  private let chargesActiveTime: Bool
  var ledger: Ledger
  /// The time for which instances were charged.
  private var instanceNanoseconds: Int128 = 0
  /// The idle time of the least number of instances; nil where nobody asks for it.
  private var restingFleet: RestingFleet?

  /// The books of what is billed by a policy, where so many instances are there at least.
  init(_ billing: any BillingPolicy, window: Interval, least: Int = 0) {
    let asks = (billing as? PerInstanceBilling)?.hasIdlePrice ?? false
    restingFleet = asks && least > 0 ? RestingFleet(least: least) : nil
    let known = Tariff(billing)
    tariff = known ?? Tariff(PerInstanceBilling(perHour: .zero))
    other = known == nil ? billing : nil
    isOther = known == nil
    chargesActiveTime = billing.chargesActiveTime
    ledger = Ledger(window: window)
  }

  /// Notes how many instances there are now, for what idle ones cost less.
  mutating func note(instances: Int, slots: Int32, at now: Instant) {
    if restingFleet == nil { return }
    restingFleet?.change(
      to: instances, busy: (slots > 1 ? ledger.busy : ledger.inService).integral(at: now), at: now)
  }

  /// Counts services that took no time, because their machine was at its end.
  @inline(never)
  mutating func countUnserved(_ services: UInt64) { unserved &+= services }

  /// Charges a service.
  @inline(__always)
  mutating func charge(_ execution: Interval, isProvisioned: Bool) -> RequestCharge {
    ledger.charged &+= 1
    if isProvisioned { return chargeProvisioned(execution) }
    let usage = RequestUsage(execution: execution)
    // A tariff without meaning is none by use.
    if tariff.isPerUse { return tariff.charge(use: usage) }
    return isOther ? chargeOther(usage) : tariff.charge(usage)
  }

  @inline(never)
  private func chargeOther(_ usage: RequestUsage) -> RequestCharge {
    other.map { $0.charge(usage) } ?? .none
  }

  @inline(never)
  private mutating func chargeProvisioned(_ execution: Interval) -> RequestCharge {
    let usage = RequestUsage(execution: execution, isProvisioned: true)
    let charge = other.map { $0.charge(usage) } ?? tariff.charge(usage)
    ledger.provisionedNanoseconds &+= Int128(charge.billed.nanoseconds)
    return charge
  }

  /// Charges the start of an instance.
  mutating func charge(startup billed: Interval) {
    ledger.book(other: other.map { $0.charge(startup: billed) } ?? tariff.charge(startup: billed))
  }

  /// Charges the call with which an instance is warmed up, which is no request of the workload.
  mutating func charge(warmUp execution: Interval) {
    let usage = RequestUsage(execution: execution)
    ledger.book(other: other.map { $0.charge(usage) } ?? tariff.charge(usage))
    ledger.charged &+= 1
    if chargesActiveTime { charge(active: execution, isProvisioned: false) }
  }

  /// Charges a time in which an instance of several slots served.
  mutating func charge(active time: Interval, isProvisioned: Bool) {
    guard chargesActiveTime else { return }
    let usage = RequestUsage(execution: time, isProvisioned: isProvisioned)
    let charge = other.map { $0.charge(active: usage) } ?? tariff.charge(active: usage)
    ledger.book(other: charge)
    if isProvisioned { ledger.provisionedNanoseconds &+= Int128(charge.billed.nanoseconds) }
  }

  /// Charges an instance that has gone.
  mutating func charge(instance lifetime: Interval) {
    ledger.instanceCost +=
      other.map { $0.charge(instance: lifetime) } ?? tariff.charge(instance: lifetime)
    let charged = other.map { $0.charged(instance: lifetime) } ?? tariff.charged(instance: lifetime)
    instanceNanoseconds += Int128(charged.nanoseconds)
  }

  /// Charges an instance that is left when the run ends.
  mutating func charge(left lifetime: Interval, isProvisioned: Bool) {
    charge(instance: lifetime + (other?.teardown ?? tariff.teardown))
    if isProvisioned {
      ledger.instanceCost +=
        other.map { $0.charge(provisioned: lifetime) } ?? tariff.charge(provisioned: lifetime)
    }
  }

  /// Charges the run itself, whatever came in it.
  mutating func charge(run length: Interval) {
    ledger.instanceCost += other.map { $0.charge(run: length) } ?? tariff.charge(run: length)
  }

  /// What was used in all.
  var use: TotalUsage {
    var use = TotalUsage(
      requests: ledger.charged,
      billedNanoseconds: ledger.billedNanoseconds - ledger.provisionedNanoseconds)
    use.instanceNanoseconds = instanceNanoseconds
    use.idleNanoseconds = restingFleet?.idle ?? 0
    return use
  }

  /// Settles what depends on the whole use.
  mutating func settle() {
    ledger.settledCost += other.map { $0.settle(use) } ?? tariff.settle(use)
  }
}

import Documents
import SimCore

/// The price of rented machines and endpoints: so much an hour for each instance, from its launch
/// to its termination.
public struct PerInstanceBilling: BillingPolicy, Hashable {
  /// The price of an hour.
  package let perHour: Money
  /// What a lifetime is rounded up to.
  package let step: Interval
  /// The shortest lifetime charged.
  package let minimum: Interval
  /// How long instances are charged beyond the end of the run.
  public let teardown: Interval
  /// The price of a request, beside that of the instances.
  package let perRequest: Money
  /// What is free of it in a month.
  package let free: FreeInstanceUse
  private let price: ExactPrice
  private let fixed: ExactPrice
  /// What an idle second costs less than another, while no more instances are there than the least
  /// number.
  private let idleDiscount: ExactPrice
  /// Whether an idle second costs less.
  let hasIdlePrice: Bool

  /// Prices of instances.
  ///
  /// - Parameters:
  ///   - perHour: the price of an instance and hour.
  ///   - step: what a lifetime is rounded up to, above zero.
  ///   - minimum: the shortest lifetime charged.
  ///   - teardown: how long instances live on after the run.
  public init(
    perHour: Money, step: Interval = .seconds(1), minimum: Interval = .zero,
    teardown: Interval = .zero
  ) {
    precondition(
      perHour >= .zero && perHour <= .largest, "a price is from zero to \(Money.largest.text)")
    self.init(
      exactPerHour: perHour.exact, step: step, minimum: minimum, teardown: teardown,
      perRequest: .zero)
  }

  /// The same with a price of an hour in femtodollars that need not be whole, one of a request, one
  /// of an hour of the run, whatever comes, what is free, and the price of an hour in which an
  /// instance serves nothing while no more are there than the least number, at most that of others.
  package init(
    exactPerHour: Ratio, step: Interval, minimum: Interval, teardown: Interval, perRequest: Money,
    fixedPerHour: Money = .zero, free: FreeInstanceUse = FreeInstanceUse(),
    idlePerHour: Ratio? = nil
  ) {
    self.free = free
    let idle = min(idlePerHour ?? exactPerHour, exactPerHour)
    hasIdlePrice = idle < exactPerHour
    idleDiscount = ExactPrice((exactPerHour - idle) / Ratio(3600))

    precondition(
      step > .zero && step <= .longest, "a lifetime is rounded up to a step above zero")
    precondition(
      exactPerHour <= Money.largest.exact, "a price is at most \(Money.largest.text)")
    perHour = Money(femtodollars: Int128(exactPerHour.rounded))
    self.step = step
    self.minimum = minimum
    self.teardown = teardown
    self.perRequest = perRequest
    price = ExactPrice(exactPerHour / Ratio(3600))
    fixed = ExactPrice(fixedPerHour.exact / Ratio(3600))
  }

  /// The price of a request; its time is that of the instance.
  public func charge(_ usage: RequestUsage) -> RequestCharge {
    RequestCharge(billed: .zero, cost: perRequest)
  }

  /// The price of the hours of the run, to the nearest femtodollar.
  public func charge(run length: Interval) -> Money { fixed.charge(for: length) }

  /// The price of a lifetime, rounded up to whole steps, to the nearest femtodollar.
  public func charge(instance lifetime: Interval) -> Money {
    price.charge(nanoseconds: nanoseconds(of: lifetime))
  }

  /// A lifetime, rounded up to whole steps.
  public func charged(instance lifetime: Interval) -> Interval {
    Interval(nanoseconds: Int64(clamping: nanoseconds(of: lifetime)))
  }

  private func nanoseconds(of lifetime: Interval) -> UInt128 {
    // Lifetime and step may each be so long that their sum is no time any more.
    let (charged, step) = (Int128(max(lifetime, minimum).nanoseconds), Int128(step.nanoseconds))
    return UInt128((charged + step - 1) / step * step)
  }

  /// Takes off what is free, and what idle time costs less.
  public func settle(_ total: TotalUsage) -> Money {
    let idle = idleDiscount.charge(nanoseconds: UInt128(max(total.idleNanoseconds, 0)))
    return .zero - (idle + free.value(of: total))
  }
}

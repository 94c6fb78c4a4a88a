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
  private let price: ExactPrice
  private let fixed: ExactPrice

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

  /// The same with a price of an hour in femtodollars that need not be whole, one of a request, and
  /// one of an hour of the run, whatever comes.
  package init(
    exactPerHour: Ratio, step: Interval, minimum: Interval, teardown: Interval, perRequest: Money,
    fixedPerHour: Money = .zero
  ) {
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
    // Lifetime and step may each be so long that their sum is no time any more.
    let (charged, step) = (Int128(max(lifetime, minimum).nanoseconds), Int128(step.nanoseconds))
    let steps = (charged + step - 1) / step
    return price.charge(nanoseconds: UInt128(steps * step))
  }
}

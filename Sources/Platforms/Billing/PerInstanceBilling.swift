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
  private let price: ExactPrice

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
      step > .zero && step <= .longest, "a lifetime is rounded up to a step above zero")
    precondition(
      perHour >= .zero && perHour <= .largest, "a price is from zero to \(Money.largest.text)")
    self.perHour = perHour
    self.step = step
    self.minimum = minimum
    self.teardown = teardown
    price = ExactPrice(perHour.exact / Ratio(3600))
  }

  /// The price of a lifetime, rounded up to whole steps, to the nearest femtodollar.
  public func charge(instance lifetime: Interval) -> Money {
    // Lifetime and step may each be so long that their sum is no time any more.
    let (charged, step) = (Int128(max(lifetime, minimum).nanoseconds), Int128(step.nanoseconds))
    let steps = (charged + step - 1) / step
    return price.charge(nanoseconds: UInt128(steps * step))
  }
}

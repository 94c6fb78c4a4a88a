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
    precondition(step > .zero, "a lifetime is rounded up to a step above zero")
    self.perHour = perHour
    self.step = step
    self.minimum = minimum
    self.teardown = teardown
  }

  /// The price of a lifetime, rounded up to whole steps, to the nearest femtodollar.
  public func charge(instance lifetime: Interval) -> Money {
    let charged = max(lifetime, minimum).nanoseconds
    let steps = (charged + step.nanoseconds - 1) / step.nanoseconds
    let hour: Int128 = 3_600_000_000_000
    // Whole hours and the rest apart: the price of the longest lifetime times its nanoseconds
    // would not fit.
    let (hours, rest) = (Int128(steps) * Int128(step.nanoseconds))
      .quotientAndRemainder(dividingBy: hour)
    return Money(
      femtodollars: perHour.femtodollars * hours + (perHour.femtodollars * rest + hour / 2) / hour)
  }
}

import SimCore

/// The price of serverless functions: so much a request, so much for each step of execution time.
///
/// Execution time is rounded up to whole steps. The price of a step, memory and processor together,
/// is fixed in whole femtodollars when the policy is made, so that a request's price is one
/// multiplication and all prices add up exactly; for Lambda with 2048 MB it is 33 333 400
/// femtodollars a millisecond, without any remainder.
public struct PerUseBilling: BillingPolicy, Hashable {
  /// The price of one request.
  package let perRequest: Money
  /// The price of one step of execution time.
  package let perStep: Money
  /// The price of one step of execution time on a provisioned instance.
  package let perProvisionedStep: Money
  /// The price of a provisioned instance and second, whether it serves or not.
  package let perProvisionedSecond: Money
  /// The length of a step; execution time is rounded up to whole steps.
  package let step: Interval
  /// The least number of steps that a request is charged.
  package let minimumSteps: Int64
  /// Requests that are free of the price of a request.
  package let freeRequests: UInt64
  /// Steps of execution time that are free.
  package let freeSteps: Int64

  /// Prices of use.
  ///
  /// - Parameters:
  ///   - perRequest: the price of a request.
  ///   - perSecond: the price of a second of execution: memory and processor together.
  ///   - step: what execution time is rounded up to, above zero.
  ///   - minimum: the shortest time charged.
  ///   - freeRequests: requests that are free, settled at the end of the run.
  ///   - freeSeconds: seconds of execution that are free.
  ///   - perSecondProvisioned: the price of a second of execution on a provisioned instance; nil
  ///     for that of any other.
  ///   - perProvisionedSecond: the price of a provisioned instance and second.
  public init(
    perRequest: Money, perSecond: Money, step: Interval, minimum: Interval = .zero,
    freeRequests: UInt64 = 0, freeSeconds: Double = 0, perSecondProvisioned: Money? = nil,
    perProvisionedSecond: Money = .zero
  ) {
    precondition(step > .zero, "execution time is rounded up to a step above zero")
    self.perRequest = perRequest
    self.step = step
    func price(_ second: Money) -> Money {
      let scaled = second.femtodollars * Int128(step.nanoseconds)
      return Money(femtodollars: (scaled + 500_000_000) / 1_000_000_000)
    }
    perStep = price(perSecond)
    perProvisionedStep = price(perSecondProvisioned ?? perSecond)
    self.perProvisionedSecond = perProvisionedSecond
    minimumSteps = (minimum.nanoseconds + step.nanoseconds - 1) / step.nanoseconds
    self.freeRequests = freeRequests
    freeSteps = Interval(seconds: freeSeconds).nanoseconds / step.nanoseconds
  }

  /// The price of a request: itself and its execution time, rounded up.
  @inline(__always)
  public func charge(_ usage: RequestUsage) -> RequestCharge {
    let whole = (usage.execution.nanoseconds &+ step.nanoseconds &- 1) / step.nanoseconds
    let steps = max(whole, minimumSteps)
    // Nothing can overflow: a second costs at most a million dollars, and 2^61 ns at that price are
    // 2 * 10^30 femtodollars.
    let price = usage.isProvisioned ? perProvisionedStep : perStep
    let time = price.femtodollars &* Int128(steps)
    return RequestCharge(
      billed: Interval(nanoseconds: steps &* step.nanoseconds),
      cost: Money(femtodollars: perRequest.femtodollars &+ time))
  }

  /// The price of the billed part of a start.
  public func charge(startup billed: Interval) -> RequestCharge {
    guard billed > .zero else { return .none }
    let steps = (billed.nanoseconds + step.nanoseconds - 1) / step.nanoseconds
    return RequestCharge(
      billed: Interval(nanoseconds: steps * step.nanoseconds), cost: perStep * Int(steps))
  }

  /// The price of a provisioned instance, to the nearest femtodollar.
  public func charge(provisioned lifetime: Interval) -> Money {
    let second: Int128 = 1_000_000_000
    // Whole seconds and the rest apart, as the price times the nanoseconds would not fit.
    let (seconds, rest) = Int128(lifetime.nanoseconds).quotientAndRemainder(dividingBy: second)
    let price = perProvisionedSecond.femtodollars
    return Money(femtodollars: price * seconds + (price * rest + second / 2) / second)
  }

  /// Takes the free tier off.
  public func settle(_ total: TotalUsage) -> Money {
    let requests = Int(min(total.requests, freeRequests))
    let steps = Int(min(total.billedNanoseconds / Int128(step.nanoseconds), Int128(freeSteps)))
    return .zero - (perRequest * requests + perStep * steps)
  }
}

import Documents
import SimCore

/// What a request costs by its use: the part of a tariff that is looked at with every request.
struct UsePrices: Hashable {
  /// The price of one request.
  let perRequest: Money
  /// The price of one step of execution time.
  let perStep: Money
  /// The price of one step of execution time on a provisioned instance.
  let perProvisionedStep: Money
  /// The length of a step; execution time is rounded up to whole steps.
  let step: Interval
  /// The least number of steps that a request is charged.
  let minimumSteps: Int64

  /// The price of an execution time, rounded up, and of something besides.
  @inline(__always)
  func charge(_ usage: RequestUsage, _ perRequest: Money) -> RequestCharge {
    let whole = (usage.execution.nanoseconds &+ step.nanoseconds &- 1) / step.nanoseconds
    let steps = max(whole, minimumSteps)
    // Nothing can overflow: a service is at most 2^62 ns long, a second costs at most 10^12
    // dollars, and a step that is longer than a service costs no more than 2^61 ns.
    let price = usage.isProvisioned ? perProvisionedStep : perStep
    let time = price.femtodollars &* Int128(steps)
    return RequestCharge(
      billed: Interval(nanoseconds: steps &* step.nanoseconds),
      cost: Money(femtodollars: perRequest.femtodollars &+ time))
  }
}

import Documents
import SimCore

/// The price of serverless functions: so much a request, so much for each step of execution time.
///
/// Execution time is rounded up to whole steps. The price of a step, memory and processor together,
/// is rounded to whole femtodollars when the policy is made, from the exact quotient that the
/// prices come to, so that a request's price is one multiplication and all prices add up exactly;
/// for Lambda with 2048 MB it is 33 333 400 femtodollars a millisecond, without any remainder.
public struct PerUseBilling: BillingPolicy, Hashable {
  /// Whose execution time is charged.
  public enum Charged: String, Hashable, Sendable, CaseIterable {
    /// That of every request.
    case requests
    /// That of an instance, from when it begins to serve until it serves nothing: requests that
    /// overlap share it. For instances that serve several requests at a time; of others nothing
    /// but the price of requests is then charged.
    case instances
  }

  /// What a request costs by its use.
  let prices: UsePrices
  /// The price of a provisioned instance and second, whether it serves or not.
  let perProvisionedSecond: ExactPrice
  /// The price of a request's data, which no request is free of.
  let perRequestData: Money
  /// The price of the start of an instance, beside its time.
  let perStart: Money
  /// The price of a step of the billed part of a start.
  let perStartStep: Money
  /// The price of a second of the run, whatever comes.
  let fixed: ExactPrice
  /// Requests that are free of the price of a request.
  package let freeRequests: UInt64
  /// Steps of execution time that are free of the price of memory.
  package let freeSteps: Int64
  /// The processor's part of the price of a step.
  package let perCPUStep: Money
  /// Steps of execution time that are free of the processor's part.
  package let freeCPUSteps: Int64
  /// What steps cost beyond some of them.
  package let volumes: VolumePrices
  /// Whose execution time is charged.
  package let charged: Charged

  /// The price of one request, its data included.
  package var perRequest: Money { prices.perRequest }
  /// The price of one step of execution time.
  package var perStep: Money { prices.perStep }
  /// The price of one step of execution time on a provisioned instance.
  package var perProvisionedStep: Money { prices.perProvisionedStep }
  /// The length of a step; execution time is rounded up to whole steps.
  package var step: Interval { prices.step }
  /// The least number of steps that a request is charged.
  package var minimumSteps: Int64 { prices.minimumSteps }

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
    self.init(
      perRequest: perRequest, perSecond: perSecond.exact, step: step, minimum: minimum,
      freeRequests: freeRequests, freeSeconds: Ratio(decimal: freeSeconds),
      perSecondProvisioned: perSecondProvisioned?.exact,
      perProvisionedSecond: perProvisionedSecond.exact)
  }

  /// The same with prices of a second in femtodollars that need not be whole.
  ///
  /// The price of a step is rounded from them, and nothing before. Of a second's price
  /// `perCPUSecond` is the processor's part, of which `freeCPUSeconds` are free, nil for as many as
  /// of the rest; `volumes` are the prices of a second beyond so many, in rising order. Beside that
  /// `data` is the price of what a request brings and takes, `perStart` that of the start of an
  /// instance, `perStartSecond` that of a second of its billed part, nil for that of execution, and
  /// `fixedPerSecond` that of a second of the run.
  package init(
    perRequest: Money, perSecond: Ratio, step: Interval, minimum: Interval, freeRequests: UInt64,
    freeSeconds: Ratio, perSecondProvisioned: Ratio?, perProvisionedSecond: Ratio,
    charged: Charged = .requests, perCPUSecond: Ratio = .zero, freeCPUSeconds: Ratio? = nil,
    volumes: [(from: Ratio, perSecond: Ratio)] = [], data: Money = .zero,
    perStart: Money = .zero, perStartSecond: Ratio? = nil, fixedPerSecond: Ratio = .zero
  ) {
    self.charged = charged
    precondition(
      step > .zero && step <= .longest, "execution time is rounded up to a step above zero")
    precondition(minimum <= .longest, "a minimum is a time")
    let greatest = Money.largest.exact
    for price in [
      perRequest.exact, perSecond, perSecondProvisioned ?? .zero, perProvisionedSecond,
    ] {
      precondition(price <= greatest, "a price is at most \(Money.largest.text)")
    }
    func price(_ second: Ratio) -> Money {
      Money(
        femtodollars: Int128((second * Ratio(step.nanoseconds, over: 1_000_000_000)).rounded))
    }
    let perStep = price(perSecond)
    prices = UsePrices(
      perRequest: perRequest + data, perStep: perStep,
      perProvisionedStep: price(perSecondProvisioned ?? perSecond), step: step,
      minimumSteps: (minimum.nanoseconds + step.nanoseconds - 1) / step.nanoseconds)
    self.perProvisionedSecond = ExactPrice(perProvisionedSecond)
    perRequestData = data
    self.perStart = perStart
    perStartStep = perStartSecond.map(price) ?? perStep
    fixed = ExactPrice(fixedPerSecond)
    self.freeRequests = freeRequests
    func whole(_ seconds: Ratio) -> Int64 {
      Int64(clamping: (seconds * Ratio(1_000_000_000) / Ratio(step.nanoseconds)).roundedDown)
    }
    freeSteps = whole(freeSeconds)
    perCPUStep = min(price(perCPUSecond), perStep)
    freeCPUSteps = freeCPUSeconds.map(whole) ?? freeSteps
    // No tier costs less than the processor alone, however both are rounded.
    let least = perCPUStep
    self.volumes = VolumePrices(volumes.map { (whole($0.from), max(price($0.perSecond), least)) })
  }

  /// The price of a request: itself and its execution time, rounded up; itself alone where the time
  /// of instances is charged.
  public func charge(_ usage: RequestUsage) -> RequestCharge {
    if charged == .instances { return RequestCharge(billed: .zero, cost: perRequest) }
    return prices.charge(usage, perRequest)
  }

  /// Whether the time of instances is charged, and not that of requests.
  public var chargesActiveTime: Bool { charged == .instances }

  /// The price of a time in which an instance served.
  public func charge(active usage: RequestUsage) -> RequestCharge {
    prices.charge(usage, .zero)
  }

  /// The price of the billed part of a start.
  public func charge(startup billed: Interval) -> RequestCharge {
    guard billed > .zero else { return .none }
    let steps = (billed.nanoseconds + step.nanoseconds - 1) / step.nanoseconds
    return RequestCharge(
      billed: Interval(nanoseconds: steps * step.nanoseconds), cost: perStartStep * Int(steps))
  }

  /// The price of an instance: that of its start, however long it is there.
  public func charge(instance lifetime: Interval) -> Money { perStart }

  /// The price of the seconds of the run, to the nearest femtodollar.
  public func charge(run length: Interval) -> Money { fixed.charge(for: length) }

  /// The price of a provisioned instance, to the nearest femtodollar.
  public func charge(provisioned lifetime: Interval) -> Money {
    perProvisionedSecond.charge(for: lifetime)
  }

  /// Takes off what is free, and what the last steps cost less by their number.
  public func settle(_ total: TotalUsage) -> Money {
    let steps = total.billedNanoseconds / Int128(step.nanoseconds)
    // What is free are the first steps, at what they cost by volume.
    let free = min(steps, Int128(freeSteps))
    let memory = (perStep - perCPUStep) * Int(free) + volumes.difference(free, from: perStep)
    let processor = perCPUStep * Int(min(steps, Int128(freeCPUSteps)))
    let requests = (perRequest - perRequestData) * Int(min(total.requests, freeRequests))
    return volumes.difference(steps, from: perStep) - (requests + memory + processor)
  }
}

extension Money {
  /// The femtodollars of an amount from zero on, as a quotient.
  package var exact: Ratio {
    precondition(femtodollars >= 0, "a price is not below zero")
    return Ratio(femtodollars)
  }
}

import SimCore

/// What the platform measured since the last evaluation of its capacity policy.
///
/// Times are kept as whole numbers of nanoseconds, added up over all instances, so that a policy
/// can decide without any rounding.
public struct Observation: Sendable, BitwiseCopyable {
  /// The time since the last evaluation.
  public var period: Interval
  /// Requests that arrived.
  public var arrivals: Int
  /// Those of them that were refused on arrival.
  public var refused: Int
  /// How many requests an instance serves at the same time.
  package var slots: Int
  /// The time for which instances were ready.
  package var readyTime: Int128
  /// The time for which the slots of instances counted: of ready ones, and of draining ones that
  /// still had requests.
  package var servingTime: Int128
  /// The time that slots were taken.
  package var serviceTime: Int128
  /// The time that requests waited.
  package var waitingTime: Int128
  /// How long the request has waited that waits longest for any instance; zero where none does.
  public var longestWait = Interval.zero

  /// A measurement in whole numbers; the times are sums over all instances or slots.
  package init(
    period: Interval, arrivals: Int, refused: Int, slots: Int, readyTime: Int128,
    servingTime: Int128, serviceTime: Int128, waitingTime: Int128 = 0
  ) {
    self.waitingTime = waitingTime
    self.period = period
    self.arrivals = arrivals
    self.refused = refused
    self.slots = slots
    self.readyTime = readyTime
    self.servingTime = servingTime
    self.serviceTime = serviceTime
  }

  /// A measurement of which the means are known, to the nanosecond.
  ///
  /// - Parameters:
  ///   - period: the time since the last evaluation.
  ///   - arrivals: requests that arrived.
  ///   - refused: those of them that were refused.
  ///   - meanReady: the mean number of ready instances.
  ///   - utilisation: the mean fraction of the slots that were taken, from 0 to 1.
  ///   - meanInService: the mean number of requests in service; zero where nobody asks for it.
  ///   - meanWaiting: the mean number of requests that waited.
  public init(
    period: Interval, arrivals: Int, refused: Int = 0, meanReady: Double, utilisation: Double,
    meanInService: Double = 0, meanWaiting: Double = 0
  ) {
    let length = Double(period.nanoseconds)
    func whole(_ value: Double) -> Int128 { Int128(min(max(value, 0), 0x1p120) + 0.5) }
    var (serving, service) = (1e15, utilisation * 1e15)
    if meanInService > 0 {
      service = meanInService * length
      serving = utilisation > 0 ? service / utilisation : 0
    }
    self.init(
      period: period, arrivals: arrivals, refused: refused, slots: 1,
      readyTime: whole(meanReady * length), servingTime: whole(serving),
      serviceTime: whole(service), waitingTime: whole(meanWaiting * length))
  }
}

extension Observation {
  /// The mean number of ready instances.
  public var meanReady: Double {
    period > .zero ? Double(readyTime) / Double(period.nanoseconds) : 0
  }

  /// The mean fraction of the slots that were taken, from 0 to 1; the slots are those of ready
  /// instances, and of draining ones that still have requests.
  public var utilisation: Double {
    servingTime > 0 ? Double(serviceTime) / Double(servingTime) / Double(slots) : 0
  }

  /// The mean number of requests in service.
  public var meanInService: Double {
    period > .zero ? Double(serviceTime) / Double(period.nanoseconds) : 0
  }

  /// The mean number of requests that waited, in all queues.
  public var meanWaiting: Double {
    period > .zero ? Double(waitingTime) / Double(period.nanoseconds) : 0
  }

  /// Requests that reached the instances, for each ready one and minute; refused ones did not.
  public var invocationsPerInstanceMinute: Double {
    guard meanReady > 0, period > .zero else { return 0 }
    return Double(arrivals - refused) / meanReady / (period.seconds / 60)
  }

  /// The same without rounding.
  package var exactInvocationsPerInstanceMinute: Ratio {
    guard readyTime > 0, period > .zero else { return .zero }
    let minute = WholeNumber(Interval.minutes(1).nanoseconds)
    return Ratio(WholeNumber(arrivals - refused) * minute, WholeNumber(readyTime))
  }

  /// The fraction of the slots that were taken, without rounding.
  package var exactUtilisation: Ratio {
    guard servingTime > 0 else { return .zero }
    return Ratio(WholeNumber(serviceTime), WholeNumber(servingTime) * WholeNumber(slots))
  }

  /// The mean number of ready instances, without rounding; zero for a measurement of no length.
  package var exactMeanReady: Ratio {
    period > .zero ? Ratio(readyTime, over: period.nanoseconds) : .zero
  }
}

/// What an evaluation came to: how many instances to add or remove, and why.
public struct ScalingDecision: Sendable {
  /// Instances to create (positive) or to drain (negative).
  public var change: Int
  /// The name of the measured quantity.
  public var metric: StaticString
  /// Its value.
  public var value: Double
  /// The value it is held against.
  public var threshold: Double
  /// Why the decision is what it is.
  public var reason: StaticString
  /// Requests that have waited longer than this for any instance are refused; nil for none.
  public var longestWait: Interval?

  /// A decision with its grounds.
  public init(
    change: Int, metric: StaticString, value: Double, threshold: Double, reason: StaticString
  ) {
    self.change = change
    self.metric = metric
    self.value = value
    self.threshold = threshold
    self.reason = reason
  }

  /// Nothing changes and nothing is worth a line in a log.
  public static var none: ScalingDecision {
    ScalingDecision(change: 0, metric: "", value: 0, threshold: 0, reason: "")
  }

  /// Whether the decision has grounds that a log of decisions should show.
  package var isLogged: Bool { metric.utf8CodeUnitCount > 0 }
}

import SimCore

/// What the platform measured since the last evaluation of its capacity policy.
public struct Observation: Sendable, BitwiseCopyable {
  /// The time since the last evaluation.
  public var period: Interval
  /// Requests that arrived.
  public var arrivals: Int
  /// Those of them that were refused on arrival.
  public var refused: Int
  /// The mean number of ready instances.
  public var meanReady: Double
  /// The mean fraction of the slots that were taken, from 0 to 1; the slots are those
  /// of ready instances, and of draining ones that still have requests.
  public var utilisation: Double
  /// The mean number of requests in service.
  public var meanInService: Double

  /// A measurement.
  public init(
    period: Interval, arrivals: Int, refused: Int = 0, meanReady: Double, utilisation: Double,
    meanInService: Double = 0
  ) {
    self.meanInService = meanInService
    self.period = period
    self.arrivals = arrivals
    self.refused = refused
    self.meanReady = meanReady
    self.utilisation = utilisation
  }

  /// Requests that reached the instances, for each ready one and minute; refused ones did not.
  public var invocationsPerInstanceMinute: Double {
    guard meanReady > 0, period > .zero else { return 0 }
    return Double(arrivals - refused) / meanReady / (period.seconds / 60)
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

import Documents
import SimCore

/// The keys of an autoscaler.
enum AutoscalerKeys {
  static let metric = Key<ManagedEndpoint.Metric?>(
    "metric", .choice, .required,
    """
    what is measured: requests that were not refused per ready instance and minute, the share of \
    places for requests in use, or all requests in service and waiting
    """)
  static let target = Key<Double?>(
    "target", .number(1e-6...1e12), .required,
    "the value to be kept: requests per minute, a share up to 1, or requests for each instance")
  static let scaleInFraction = Key<Double>(
    "scale_in_share", .number(0...1), default: 0.9,
    "below this share of the target, instances are removed; not for `in-flight`")
  static let scaleOutFraction = Key<Double>(
    "scale_out_share", .number(1...1000), default: 1,
    "above this share of the target, instances are added; not for `in-flight`")
  static let scaleOutLeast = Key<Int?>(
    "scale_out_least", .integer(1...DeploymentDecoder.mostInstances),
    .otherwise("no limit; 1 where another limit of a step out is given"),
    "the number of instances that one step out may always lead to")
  static let scaleOutFactor = Key<Double?>(
    "scale_out_factor", .number(1...1e6),
    .otherwise("no limit; 1 where another limit of a step out is given"),
    """
    how many times the present instances, or for `in-flight` the ready ones, one step out may \
    lead to, if that is more
    """)
  static let scaleOutMore = Key<Int?>(
    "scale_out_more", .integer(1...DeploymentDecoder.mostInstances),
    .otherwise("no limit; 0 where another limit of a step out is given"),
    "how many instances more than those one step out may lead to, if that is more")
  static let scaleInMost = Key<Int?>(
    "scale_in_most", .integer(1...DeploymentDecoder.mostInstances).orNull, .otherwise("no limit"),
    "how many instances one step in may take away; not for `in-flight`")
  static let scaleInMostFraction = Key<Double?>(
    "scale_in_most_share", .number(0.001...1).orNull, .otherwise("no limit"),
    """
    how large a share of the instances one step in may take away, if that is more; what stays is \
    rounded down; not for `in-flight`
    """)
  static let stepWindow = Key<Interval>(
    "step_window", .duration(.zero ... .seconds(86_400)), default: .zero,
    """
    limits of a step count from the instances of so long ago: what was added within this time \
    counts into a step out, what was removed into a step in; not for `in-flight`
    """)
  static let scaleInWindow = Key<Interval>(
    "scale_in_window", .duration(.zero ... .seconds(86_400)), default: .zero,
    "instances are removed only down to the greatest number that was wanted within this time")
  static let period = Key<Interval>(
    "period", .duration(.milliseconds(100) ... .seconds(86_400)), default: .minutes(1),
    words: "`\"1min\"`",
    "the time between two evaluations")
  static let scaleOutDatapoints = Key<Int>(
    "scale_out_datapoints", .integer(1...10_000), default: 3,
    "how many evaluations in a row above the target add instances")
  static let scaleInDatapoints = Key<Int>(
    "scale_in_datapoints", .integer(1...10_000), default: 15,
    "how many evaluations in a row below the share remove instances")
  static let scaleOutCooldown = Key<Interval>(
    "scale_out_cooldown", .duration, default: .minutes(5),
    "how long nothing is added after instances were added")
  static let scaleInCooldown = Key<Interval>(
    "scale_in_cooldown", .duration, default: .minutes(5),
    "how long nothing is removed after any change")
  static let delayDatapoints = Key<Int>(
    "delay_datapoints", .integer(0...10_000), default: 0,
    """
    after how many further evaluations a measured value is known, as a metric takes its time to \
    the alarm; not for `in-flight`
    """)
  static let zeroDelay = Key<Interval>(
    "zero_delay", .duration(.zero ... .seconds(30 * 86_400)), default: .zero,
    """
    how long no request must have come or been in service before the last instance goes, with a \
    `minimum` of 0; for `in-flight` that of `in_flight`
    """)
  static let inFlight = Key<JSONValue?>(
    "in_flight", .object(InFlightKeys.object).orNull, .otherwise("the mean of one period"),
    "how requests in flight are averaged and followed, see below; with that `metric` alone")

  static let object = ScenarioObject(
    "autoscaler", "Target tracking: alarms on a metric, and cool-downs.", isLayered: true,
    keys: [
      metric, target, period, scaleInFraction, scaleOutFraction, scaleOutDatapoints,
      scaleInDatapoints, scaleOutCooldown, scaleInCooldown, scaleOutLeast, scaleOutFactor,
      scaleOutMore, scaleInMost, scaleInMostFraction, stepWindow, scaleInWindow, delayDatapoints,
      zeroDelay, inFlight,
    ])
}

extension DeploymentDecoder {
  /// What adds and removes instances; nil with problems reported.
  func autoscaler(
    _ value: JSONValue, _ path: JSONPath
  ) -> ManagedEndpoint.Autoscaler? {
    typealias Keys = AutoscalerKeys
    guard let reader = KeyReader(value, Keys.object, path: path, log: log) else { return nil }
    reader.require()
    let metric = reader[Keys.metric]
    let fraction = reader[Keys.scaleInFraction]
    let period = reader[Keys.period]
    let out = reader[Keys.scaleOutDatapoints]
    let inward = reader[Keys.scaleInDatapoints]
    let outCooldown = reader[Keys.scaleOutCooldown]
    let inCooldown = reader[Keys.scaleInCooldown]
    let outFraction = reader[Keys.scaleOutFraction]
    let least = reader[Keys.scaleOutLeast]
    let factor = reader[Keys.scaleOutFactor]
    let window = reader[Keys.scaleInWindow]
    let inFlight = reader[Keys.inFlight].flatMap {
      self.inFlight($0, reader.path(Keys.inFlight), isMetric: metric == .inFlight)
    }
    let more = reader[Keys.scaleOutMore]
    let isLimited = least != nil || factor != nil || more != nil
    let stepIn = reader[Keys.scaleInMost]
    let stepInFraction = reader[Keys.scaleInMostFraction]
    let stepWindow = reader[Keys.stepWindow]
    let late = reader[Keys.delayDatapoints]
    let zeroDelay = reader[Keys.zeroDelay]
    let target = reader[Keys.target, in: 1e-6...(metric == .utilisation ? 1 : 1e12)]
    guard let metric, let target else { return nil }
    var autoscaler = ManagedEndpoint.Autoscaler(
      metric: metric, target: target, scaleInFraction: fraction, period: period,
      scaleOutDatapoints: out, scaleInDatapoints: inward, scaleOutCooldown: outCooldown,
      scaleInCooldown: inCooldown, scaleOutFraction: outFraction,
      stepOut: isLimited ? .init(least: least ?? 1, factor: factor ?? 1, more: more ?? 0) : nil,
      scaleInWindow: window, inFlight: inFlight ?? .init())
    autoscaler.stepIn = stepIn
    autoscaler.stepInFraction = stepInFraction
    autoscaler.stepWindow = stepWindow
    autoscaler.delayDatapoints = late
    autoscaler.zeroDelay = zeroDelay
    return autoscaler
  }
}

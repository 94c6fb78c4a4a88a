import Documents
import SimCore

/// The keys of a managed endpoint.
enum ManagedEndpointKeys {
  static let policy = Key<JSONValue?>("policy", .constant(CapacityName.managedEndpoint), "")
  static let minimum = Key<Int>(
    "minimum",
    .integer(1...DeploymentDecoder.mostInstances).worded("whole number, 1 to `maximum`"),
    default: 1, "the least number of instances, ready from the start; at most the maximum")
  static let maximum = Key<Int?>(
    "maximum", .integer(1...DeploymentDecoder.mostInstances), .required,
    "the greatest number of instances")
  static let workers = Key<Int?>(
    "workers", .integer(1...DeploymentDecoder.mostInstances), .required,
    "how many requests an instance serves at the same time")
  static let backlog = Key<Int?>(
    "backlog", .integer(0...DeploymentDecoder.mostRequests), .required,
    "how many requests may wait at an instance")
  static let batch = FixedServerKeys.batch
  static let routing = Key<Routing>(
    "routing", .choice, default: Routing.leastOutstanding,
    "to which ready instance a request is sent")
  static let provisioning = Key<Distribution>(
    "provisioning", .distribution, default: .constant(.zero),
    "how long the provider takes to provide a machine")
  static let drain = Key<Interval>(
    "drain", .duration, default: .zero,
    "how long an instance lives on after its last request when it is removed")
  static let modelCopies = FixedServerKeys.modelCopies
  static let servesAbandoned = FixedServerKeys.servesAbandoned
  static let autoscaler = Key<JSONValue?>(
    "autoscaler", .object(AutoscalerKeys.object).orNull, .otherwise("none"),
    "what adds and removes instances, see below; `null` for nothing")

  static let object = ScenarioObject(
    "managedEndpoint", "Instances behind a load balancer, with an autoscaler.", isLayered: true,
    keys: [
      policy, minimum, maximum, workers, backlog, batch, routing, provisioning, drain,
      modelCopies, servesAbandoned, autoscaler,
    ])
}

/// The keys of an autoscaler.
enum AutoscalerKeys {
  static let metric = Key<ManagedEndpoint.Metric?>(
    "metric", .choice, .required,
    """
    what is measured: requests that were not refused per ready instance and minute, or the share \
    of places for requests in use
    """)
  static let target = Key<Double?>(
    "target", .number(1e-6...1e12), .required,
    "the value to be kept: requests per minute, or a share up to 1")
  static let scaleInFraction = Key<Double>(
    "scale_in_share", .number(0...1), default: 0.9,
    "below this share of the target, instances are removed")
  static let scaleOutFraction = Key<Double>(
    "scale_out_share", .number(1...1000), default: 1,
    "above this share of the target, instances are added")
  static let scaleOutLeast = Key<Int?>(
    "scale_out_least", .integer(1...DeploymentDecoder.mostInstances),
    .otherwise("no limit; 1 where `scale_out_factor` is given"),
    "the number of instances that one step out may always lead to")
  static let scaleOutFactor = Key<Double?>(
    "scale_out_factor", .number(1...1e6),
    .otherwise("no limit; 1 where `scale_out_least` is given"),
    "how many times the present instances one step out may lead to, if that is more")
  static let scaleInWindow = Key<Interval>(
    "scale_in_window", .duration(.zero ... .seconds(86_400)), default: .zero,
    "instances are removed only down to the greatest number that was wanted within this time")
  static let period = Key<Interval>(
    "period", .duration(.seconds(1) ... .seconds(86_400)), default: .minutes(1),
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

  static let object = ScenarioObject(
    "autoscaler", "Target tracking: alarms on a metric, and cool-downs.", isLayered: true,
    keys: [
      metric, target, period, scaleInFraction, scaleOutFraction, scaleOutDatapoints,
      scaleInDatapoints, scaleOutCooldown, scaleInCooldown, scaleOutLeast, scaleOutFactor,
      scaleInWindow,
    ])
}

extension DeploymentDecoder {
  func managedEndpoint(
    _ value: JSONValue, _ path: JSONPath, _ settings: PlatformSettings
  ) -> ManagedEndpoint? {
    typealias Keys = ManagedEndpointKeys
    guard let reader = KeyReader(value, Keys.object, path: path, log: log) else { return nil }
    reader.require()
    let maximum = reader[Keys.maximum]
    let minimum = reader[Keys.minimum, in: 1...(maximum ?? Self.mostInstances)]
    let workers = reader[Keys.workers]
    let backlog = reader[Keys.backlog]
    let abandoned = reader[Keys.servesAbandoned]
    let batch = serverBatch(reader[Keys.batch], reader.path(Keys.batch))
    let routing = reader[Keys.routing]
    let provisioning = reader[Keys.provisioning]
    let drain = reader[Keys.drain]
    let autoscaler = reader[Keys.autoscaler].flatMap {
      self.autoscaler($0, reader.path(Keys.autoscaler))
    }
    settings.checkModel(copies: reader[Keys.modelCopies, in: 1...(workers ?? Self.mostInstances)])
    guard let maximum, let workers, let backlog else { return nil }
    return ManagedEndpoint(
      minimum: minimum, maximum: maximum, workers: workers, backlog: backlog, routing: routing,
      autoscaler: autoscaler, provisioningTime: provisioning, drainTime: drain,
      servesAbandonedRequests: abandoned, batching: batch)
  }

  private func autoscaler(
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
    let isLimited = least != nil || factor != nil
    let target = reader[Keys.target, in: 1e-6...(metric == .utilisation ? 1 : 1e12)]
    guard let metric, let target else { return nil }
    return .init(
      metric: metric, target: target, scaleInFraction: fraction, period: period,
      scaleOutDatapoints: out, scaleInDatapoints: inward, scaleOutCooldown: outCooldown,
      scaleInCooldown: inCooldown, scaleOutFraction: outFraction,
      stepOut: isLimited ? .init(least: least ?? 1, factor: factor ?? 1) : nil,
      scaleInWindow: window)
  }
}

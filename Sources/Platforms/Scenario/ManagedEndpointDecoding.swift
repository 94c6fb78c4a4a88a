import Documents
import SimCore

/// How requests come to the instances of an endpoint, by the names of a scenario.
enum EndpointRouting: String, CaseIterable {
  case roundRobin = "round-robin"
  case random
  case leastOutstanding = "least-outstanding"
  case twoChoices = "two-choices"
  case sharedQueue = "shared-queue"

  /// To which instance a request is sent; nil where all take from one queue.
  var routing: Routing? { Routing(rawValue: rawValue) }
}

/// The keys of a managed endpoint.
enum ManagedEndpointKeys {
  static let policy = Key<JSONValue?>("policy", .constant(CapacityName.managedEndpoint), "")
  static let minimum = Key<Int>(
    "minimum",
    .integer(0...DeploymentDecoder.mostInstances).worded("whole number, 0 to `maximum`"),
    default: 1,
    "the least number of instances, ready from the start; 0 with an `autoscaler` alone, see below")
  static let maximum = Key<Int?>(
    "maximum", .integer(1...DeploymentDecoder.mostInstances), .required,
    "the greatest number of instances")
  static let workers = Key<Int?>(
    "workers", .integer(1...DeploymentDecoder.mostInstances), .required,
    "how many requests an instance serves at the same time")
  static let backlog = Key<Int?>(
    "backlog", .integer(0...DeploymentDecoder.mostRequests), .required,
    "how many requests may wait at an instance, or in the queue that all share")
  static let buffer = Key<Int?>(
    "buffer", .integer(0...DeploymentDecoder.mostRequests), .otherwise("as `backlog`"),
    "how many requests may wait while no instance is ready")
  static let batch = FixedServerKeys.batch
  static let routing = Key<EndpointRouting>(
    "routing", .choice, default: EndpointRouting.leastOutstanding,
    """
    to which ready instance a request is sent when it arrives; with `"shared-queue"` all wait in \
    one queue, and an instance with a free worker takes the next
    """)
  static let provisioning = Key<Distribution>(
    "provisioning", .distribution, default: .constant(.zero),
    "how long the provider takes to provide a machine")
  static let drain = Key<Interval>(
    "drain", .duration, default: .zero,
    "how long an instance lives on after its last request when it is removed")
  static let modelCopies = FixedServerKeys.modelCopies
  static let servesAbandoned = FixedServerKeys.servesAbandoned
  static let interruptions = FixedServerKeys.interruptions
  static let autoscaler = Key<JSONValue?>(
    "autoscaler", .object(AutoscalerKeys.object).orNull, .otherwise("none"),
    "what adds and removes instances, see below; `null` for nothing")

  static let object: ScenarioObject = ScenarioObject(
    "managedEndpoint", "Instances behind a load balancer, with an autoscaler.", isLayered: true,
    partOf: { DeploymentKeys.object },
    keys: [
      policy, minimum, maximum, workers, backlog, buffer, batch, routing, provisioning, drain,
      modelCopies, servesAbandoned, autoscaler, interruptions,
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
    let minimum = reader[Keys.minimum, in: 0...(maximum ?? Self.mostInstances)]
    let workers = reader[Keys.workers]
    let backlog = reader[Keys.backlog]
    let buffer = reader[Keys.buffer]
    let abandoned = reader[Keys.servesAbandoned]
    let batch = serverBatch(reader[Keys.batch], reader.path(Keys.batch))
    let routing = reader[Keys.routing]
    let provisioning = reader[Keys.provisioning]
    let drain = reader[Keys.drain]
    let autoscaler = reader[Keys.autoscaler].flatMap {
      self.autoscaler($0, reader.path(Keys.autoscaler))
    }
    let interruptions = interruptions(
      reader[Keys.interruptions], reader.path(Keys.interruptions))
    if minimum == 0 && reader[Keys.autoscaler] == nil && !isPlanned {
      log.report(
        reader.value(Keys.minimum), path: reader.path(Keys.minimum),
        what: "is 0 where no autoscaler starts an instance",
        fix: "write 1 or more, or an \"autoscaler\"")
    }
    settings.checkModel(copies: reader[Keys.modelCopies, in: 1...(workers ?? Self.mostInstances)])
    guard let maximum, let workers, let backlog else { return nil }
    return ManagedEndpoint(
      minimum: minimum, maximum: maximum, workers: workers, backlog: backlog,
      routing: routing.routing, autoscaler: autoscaler, provisioningTime: provisioning,
      drainTime: drain, servesAbandonedRequests: abandoned, batching: batch,
      buffer: buffer, interruptions: interruptions)
  }
}

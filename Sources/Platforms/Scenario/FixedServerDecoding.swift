import Documents
import SimCore

/// The keys of fixed servers.
enum FixedServerKeys {
  static let policy = Key<JSONValue?>("policy", .constant(CapacityName.fixedServer), "")
  static let instances = Key<Int>(
    "instances", .integer(1...DeploymentDecoder.mostInstances), default: 1,
    "the number of machines")
  static let workers = Key<Int?>(
    "workers", .integer(1...DeploymentDecoder.mostInstances), .required,
    "how many requests a machine serves at the same time")
  static let backlog = Key<Int?>(
    "backlog", .integer(0...DeploymentDecoder.mostRequests), .required,
    "how many requests may wait")
  static let batch = Key<JSONValue?>(
    "batch", .object(ServerBatchKeys.object).orNull, .otherwise("one by one"),
    "how a free worker gathers waiting requests that it serves as one, see below")
  static let modelCopies = Key<Int>(
    "model_copies",
    .integer(1...DeploymentDecoder.mostInstances).worded("whole number, 1 to `workers`"),
    default: 1,
    """
    how often a machine's memory holds the model: once where its workers share it, as the threads \
    of TensorFlow Serving do, as often as there are workers where each is a process
    """)
  static let servesAbandoned = Key<Bool>(
    "serves_abandoned", .boolean, default: false,
    "whether a request whose client has gone is still served when its turn comes")

  static let interruptions = Key<JSONValue?>(
    "interruptions", .object(InterruptionKeys.object).orNull, .otherwise("none"),
    "how the provider takes machines back, as on a spot market, see below; `null` for not at all")

  static let object: ScenarioObject = ScenarioObject(
    "fixedServer", "Machines that are always there, with one queue.", isLayered: true,
    partOf: { DeploymentKeys.object },
    keys: [
      policy, instances, workers, backlog, batch, modelCopies, servesAbandoned, interruptions,
    ])
}

extension DeploymentDecoder {
  func fixedServer(
    _ value: JSONValue, _ path: JSONPath, _ settings: PlatformSettings
  ) -> FixedServer? {
    typealias Keys = FixedServerKeys
    guard let reader = KeyReader(value, Keys.object, path: path, log: log) else { return nil }
    reader.require()
    let instances = reader[Keys.instances]
    let abandoned = reader[Keys.servesAbandoned]
    let workers = reader[Keys.workers]
    let backlog = reader[Keys.backlog]
    let batch = serverBatch(reader[Keys.batch], reader.path(Keys.batch))
    settings.checkModel(copies: reader[Keys.modelCopies, in: 1...(workers ?? Self.mostInstances)])
    let interruptions = interruptions(
      reader[Keys.interruptions], reader.path(Keys.interruptions))
    guard let workers, let backlog else { return nil }
    return FixedServer(
      instances: instances, workers: workers, backlog: backlog, credits: settings.credits,
      servesAbandonedRequests: abandoned, batching: batch,
      interruptions: interruptions)
  }
}

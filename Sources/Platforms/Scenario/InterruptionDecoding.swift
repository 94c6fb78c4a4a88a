import Documents
import SimCore

/// The keys of how a provider takes machines back.
enum InterruptionKeys {
  static let lifetime = Key<Distribution?>(
    "lifetime", .distribution, .required,
    "how long a machine is left to its user, from the moment it is ready; at least a second each")
  static let notice = Key<Interval>(
    "notice", .duration, default: .zero,
    "how long before its end a machine takes no more requests, and another is started for it")
  static let replacement = Key<Distribution>(
    "replacement", .distribution, default: .constant(.zero),
    "how long it takes to find another machine, before that one's own start")

  static let object = ScenarioObject(
    "interruptions",
    "Machines that the provider takes back, each after a time of its own, as on a spot market.",
    isLayered: true, keys: [lifetime, notice, replacement])
}

extension DeploymentDecoder {
  /// How the provider takes machines back; nil for not at all.
  func interruptions(_ value: JSONValue?, _ path: JSONPath) -> Interruptions? {
    typealias Keys = InterruptionKeys
    guard let value, let reader = KeyReader(value, Keys.object, path: path, log: log) else {
      return nil
    }
    reader.require()
    let lifetime = reader[Keys.lifetime]
    let notice = reader[Keys.notice]
    let replacement = reader[Keys.replacement]
    return lifetime.map {
      Interruptions(lifetime: $0, notice: notice, replacement: replacement)
    }
  }
}

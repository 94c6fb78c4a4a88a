/// The policies that a scenario can name, for lists and documentation.
package struct PolicyGuide: Sendable, Hashable {
  /// The key of a deployment that names it: `capacity`, `latency` or `billing`.
  package let kind: String
  /// The name of the policy in a scenario.
  package let name: String
  /// What it is, in a few words.
  package let about: String
  /// The keys of its parameters.
  package let keys: [String]

  /// All policies.
  package static let all: [PolicyGuide] =
    CapacityName.allCases.map { name in
      switch name {
      case .onDemand:
        guide("capacity", name, "one request an instance, created on demand", OnDemandKeys.object)
      case .fixedServer:
        guide("capacity", name, "machines that are always there, one queue", FixedServerKeys.object)
      case .managedEndpoint:
        guide(
          "capacity", name, "instances behind a load balancer, with an autoscaler",
          ManagedEndpointKeys.object)
      }
    }
    + LatencyName.allCases.map { name in
      switch name {
      case .staged:
        guide("latency", name, "a cold start in five steps, then service", LatencyKeys.object)
      case .preloaded:
        guide("latency", name, "the model is loaded before the first request", LatencyKeys.object)
      }
    }
    + BillingName.allCases.map { name in
      switch name {
      case .perUse:
        guide("billing", name, "a price for each request and its execution time", PerUseKeys.object)
      case .perInstance:
        guide("billing", name, "a price for each instance and hour", PerInstanceKeys.object)
      }
    }

  private static func guide(
    _ kind: String, _ name: some RawRepresentable<String>, _ about: String,
    _ object: ScenarioObject
  ) -> PolicyGuide {
    PolicyGuide(
      kind: kind, name: name.rawValue, about: about,
      keys: object.names.filter { $0 != "policy" })
  }
}

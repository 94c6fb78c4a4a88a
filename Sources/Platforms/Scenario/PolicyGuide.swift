/// The policies that a scenario can name, for lists and documentation.
public struct PolicyGuide: Sendable, Hashable {
  /// The key of a deployment that names it: `capacity`, `latency` or `billing`.
  public let kind: String
  /// The name of the policy in a scenario.
  public let name: String
  /// What it is, in a few words.
  public let about: String
  /// The keys of its parameters.
  public let keys: [String]

  /// All policies.
  public static let all: [PolicyGuide] =
    CapacityName.allCases.map { name in
      switch name {
      case .onDemand:
        guide("capacity", name, "one request an instance, created on demand", OnDemandKey.self)
      case .fixedServer:
        guide("capacity", name, "machines that are always there, one queue", FixedServerKey.self)
      case .managedEndpoint:
        guide(
          "capacity", name, "instances behind a load balancer, with an autoscaler",
          ManagedEndpointKey.self)
      }
    }
    + LatencyName.allCases.map { name in
      switch name {
      case .staged:
        guide("latency", name, "a cold start in five steps, then service", LatencyKey.self)
      case .preloaded:
        guide("latency", name, "the model is loaded before the first request", LatencyKey.self)
      }
    }
    + BillingName.allCases.map { name in
      switch name {
      case .perUse:
        guide("billing", name, "a price for each request and its execution time", PerUseKey.self)
      case .perInstance:
        guide("billing", name, "a price for each instance and hour", PerInstanceKey.self)
      }
    }

  private static func guide<Name: RawRepresentable, Key: CaseIterable & RawRepresentable>(
    _ kind: String, _ name: Name, _ about: String, _ keys: Key.Type
  ) -> PolicyGuide where Name.RawValue == String, Key.RawValue == String {
    PolicyGuide(
      kind: kind, name: name.rawValue, about: about,
      keys: Key.allCases.map(\.rawValue).filter { $0 != "policy" })
  }
}

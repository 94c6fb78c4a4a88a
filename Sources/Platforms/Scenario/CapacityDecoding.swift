import Documents
import SimCore

/// The names of the capacity policies in a scenario.
enum CapacityName: String, CaseIterable {
  case onDemand = "on-demand"
  case fixedServer = "fixed-server"
  case managedEndpoint = "managed-endpoint"
}

extension Definition {
  static let capacity: Definition = Definition(
    "capacity",
    """
    What is there to serve. Another policy than the platform's replaces it whole; keys without a \
    policy change the platform's.
    """,
    words: "[object](#capacity)"
  ) {
    .either([
      .object(OnDemandKeys.object), .object(FixedServerKeys.object),
      .object(ManagedEndpointKeys.object),
    ])
  }
}

extension DeploymentDecoder {
  /// The most instances a deployment may have, and the most requests that one serves at a time.
  ///
  /// So many instances, which may all be there from the start, take some 150 MB of memory.
  static let mostInstances = 1_000_000
  /// The most requests that may wait or be in service at an instance.
  static let mostRequests = 100_000_000

  /// The policy that an object names.
  func policy<Name: RawRepresentable & CaseIterable>(
    _ settings: PlatformSettings, _ key: some DeclaredKey, _ names: Name.Type
  ) -> (Name, JSONValue, JSONPath)? where Name.RawValue == String {
    guard let value = settings.reader.required(key) else { return nil }
    let path = settings.reader.path(key)
    guard case .object = value.kind else {
      log.reportNoObject(value, names: ["policy"], path: path)
      return nil
    }
    guard let given = value["policy"] else {
      log.report(
        value, path: path, what: "names no policy",
        fix: "add \"policy\": one of "
          + Name.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: ", "))
      return nil
    }
    guard
      let text = log.choice(
        given, path.appending(key: "policy"), of: Name.allCases.map(\.rawValue)),
      let name = Name(rawValue: text)
    else { return nil }
    return (name, value, path)
  }

  /// The capacity policy of a deployment with some latencies; nil for those that are not known.
  func capacity(_ settings: PlatformSettings, _ latency: AnyLatency?) -> AnyCapacity? {
    guard let (name, value, path) = policy(settings, DeploymentKeys.capacity, CapacityName.self)
    else {
      return nil
    }
    switch name {
    case .onDemand:
      settings.checkModel()
      return onDemand(value, path, latency).map { .onDemand($0) }
    case .fixedServer: return fixedServer(value, path, settings).map { .fixedServer($0) }
    case .managedEndpoint:
      return managedEndpoint(value, path, settings).map { .managedEndpoint($0) }
    }
  }
}

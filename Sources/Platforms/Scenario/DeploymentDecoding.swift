import SimCore

/// The keys of a deployment.
enum DeploymentKey: String, CaseIterable {
  case name, platform, model, runtime, memory, machine, capacity, latency, billing, client
}

/// Turns a deployment of a scenario into policies: looks up what it names, lays the catalog's
/// values and the deployment's own over one another, and decodes the result.
///
/// From the bottom up: what the catalog knows of the platform, the runtime, the model, and of the
/// three together (its profile); then the platform, the runtime and the model as far as they are
/// one's own; last the deployment itself. So nothing of the catalog lies above what a user wrote.
/// Where two say something of the same key, the upper one holds; where the upper one names another
/// policy, it replaces the lower one whole.
struct DeploymentDecoder {
  let catalog: Catalog
  let log: ProblemLog

  /// A deployment at a path of the scenario; nil with problems reported.
  func deployment(_ value: JSONValue, _ path: JSONPath) -> Deployment? {
    guard let reader = ObjectReader<DeploymentKey>(value, path: path, log: log) else { return nil }
    reader.required(.platform)
    let platform = reference(reader, .platform, .platforms)
    let model = reference(reader, .model, .models)
    let runtime = reference(reader, .runtime, .runtimes)
    let name = reader.value(.name).flatMap { self.name($0, reader.path(.name)) }
    guard let platform else { return nil }

    let own: [DeploymentKey] = [.machine, .capacity, .latency, .billing, .client]
    let parts = [platform, runtime, model].compactMap { $0 }
    let layers =
      parts.compactMap(\.catalog) + [profile(platform, model, runtime)].compactMap { $0 }
      + parts.flatMap(\.own)
      + [LayeredValue(value.keeping(own.map(\.rawValue)), origin: path)]
    let whole = layers.laid
    let missesPart =
      (model == nil && reader.value(.model) != nil)
      || (runtime == nil && reader.value(.runtime) != nil)
    let (policies, isValid) = whole.decode(at: path, log: log) { tree, log in
      DeploymentDecoder(catalog: catalog, log: log).policies(tree, reader, missesPart: missesPart)
    }
    guard isValid, let policies else { return nil }
    let names = [platform.name, model?.name, runtime?.name].compactMap { $0 }
    return Deployment(
      name: name ?? names.joined(separator: "-"), platform: platform.name,
      model: model?.name ?? "", runtime: runtime?.name ?? "", capacity: policies.capacity,
      latency: policies.latency, billing: policies.billing, client: policies.client)
  }

  private struct Policies {
    var capacity: AnyCapacity
    var latency: AnyLatency
    var billing: AnyBilling
    var client: Client
  }

  /// Everything is read before anything is given up, so that all problems are reported at once.
  private func policies(
    _ tree: JSONValue, _ reader: ObjectReader<DeploymentKey>, missesPart: Bool
  ) -> Policies? {
    guard let settings = PlatformSettings(tree, reader, self, missesPart: missesPart) else {
      return nil
    }
    let capacity = capacity(settings)
    let latency = latency(settings)
    let billing = billing(settings)
    let client = client(settings)
    guard let capacity, let latency, let billing, let client else { return nil }
    return Policies(capacity: capacity, latency: latency, billing: billing, client: client)
  }

  private func reference(
    _ reader: ObjectReader<DeploymentKey>, _ key: DeploymentKey, _ section: Catalog.Section
  ) -> Reference? {
    reader.value(key).flatMap { reference($0, reader.path(key), section) }
  }

  /// What the catalog knows of a platform, a model and a runtime together.
  private func profile(
    _ platform: Reference, _ model: Reference?, _ runtime: Reference?
  ) -> LayeredValue? {
    guard let platform = platform.profileName, let model = model?.profileName,
      let runtime = runtime?.profileName,
      let entry = catalog.profile(platform: platform, model: model, runtime: runtime)
    else { return nil }
    return LayeredValue(entry.plain, origin: nil)
  }
}

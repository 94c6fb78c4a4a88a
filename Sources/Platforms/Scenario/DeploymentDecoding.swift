import Documents
import SimCore

/// The keys of a deployment.
enum DeploymentKeys {
  static let name = Key<JSONValue?>(
    "name", .value(.name), .otherwise("platform, model and runtime, joined by `-`"),
    "the name in all results, unique within the scenario")
  static let platform = Key<JSONValue?>(
    "platform", .defined(.platform), .required,
    "where the model runs: a name of the catalog, or a platform of one's own")
  static let region = Key<String?>(
    "region", .string(length: 1), .otherwise("that of the catalog's prices"),
    "the region whose prices hold, of those that the catalog has for the platform")
  static let model = Key<JSONValue?>(
    "model", .defined(.model), .otherwise("none"),
    "what is served: a name of the catalog, or a model of one's own")
  static let runtime = Key<JSONValue?>(
    "runtime", .defined(.runtime), .otherwise("none"),
    "what serves it: a name of the catalog, or a runtime of one's own")
  static let memory = Key<JSONValue?>(
    "memory", .value(.size), .otherwise("the platform's"),
    """
    the memory of an instance, on platforms that offer sizes; at least the sizes of model and \
    package together; it changes the processor, and with it service times and prices
    """)
  static let machine = Key<JSONValue?>(
    "machine", .defined(.machine), .otherwise("the platform's"),
    "the machine of an instance, on platforms that run on machines")
  static let capacity = Key<JSONValue?>(
    "capacity", .defined(.capacity), .otherwise("the platform's"), "what is there to serve")
  static let latency = Key<JSONValue?>(
    "latency", latencyKind, .otherwise("the catalog's"), "how long things take")
  static let billing = Key<JSONValue?>(
    "billing", .defined(.billing), .otherwise("the platform's"), "what things cost")
  static let client = Key<JSONValue?>(
    "client", .object(ClientKeys.object).worded("[object](#clients)"),
    .otherwise("the platform's"), "how clients behave")
  static let functions = Key<JSONValue?>(
    "functions",
    .object(DeploymentFunctionKeys.object).worded("[object](#functions-of-an-account)"),
    "how instances are kept for a workload of `functions`")

  /// A latency, which models and runtimes have too.
  static let latencyKind = ValueKind<JSONValue>.object(LatencyKeys.object)
    .worded("[object](#latency)")

  /// The keys that lie above those of the catalog and of a platform, model or runtime of one's own.
  static let layered: [Key<JSONValue?>] = [machine, capacity, latency, billing, client]

  static let object: ScenarioObject = ScenarioObject(
    "deployment",
    """
    A model on a platform. Values of the platform, the runtime, the model, what was measured for \
    the three, and the deployment itself are laid over one another in this order.
    """,
    keys: [
      name, platform, region, model, runtime, memory, machine, capacity, latency, billing, client,
      functions,
    ])
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
  /// What requests bring and answers take.
  let payload: Payload
  /// Whether a planner may count the machines of the service.
  var isPlanned = false

  /// A deployment at a path of the scenario; nil with problems reported.
  func deployment(_ value: JSONValue, _ path: JSONPath) -> Deployment? {
    typealias Keys = DeploymentKeys
    guard let reader = KeyReader(value, Keys.object, path: path, log: log) else { return nil }
    reader.require()
    let platform = reference(reader, Keys.platform, .platforms)
    let model = reference(reader, Keys.model, .models)
    let runtime = reference(reader, Keys.runtime, .runtimes)
    let name = reader.value(Keys.name).flatMap { self.name($0, reader.path(Keys.name)) }
    let functions = functions(reader.value(Keys.functions), reader.path(Keys.functions))
    guard let platform else { return nil }
    let region = regionPrices(reader, platform)

    let parts = [platform, runtime, model].compactMap { $0 }
    let layers =
      parts.compactMap(\.catalog) + [region].compactMap { $0 }
      + [profile(platform, model, runtime)].compactMap { entry in
        entry.map { LayeredValue($0.plain, origin: nil) }
      } + parts.flatMap(\.own)
      + [LayeredValue(value.keeping(Keys.layered.map(\.name)), origin: path)]
    let whole = layers.laid
    let missesPart =
      (model == nil && reader.value(Keys.model) != nil)
      || (runtime == nil && reader.value(Keys.runtime) != nil)
    let (policies, isValid) = whole.decode(at: path, log: log) { tree, log in
      DeploymentDecoder(catalog: catalog, log: log, payload: payload, isPlanned: isPlanned)
        .policies(tree, reader, missesPart: missesPart)
    }
    guard isValid, let policies, let functions else { return nil }
    if let region { checkProvisioned(policies.capacity, region, whole, reader) }
    let names = [platform.name, model?.name, runtime?.name].compactMap { $0 }
    var deployment = Deployment(
      name: name ?? names.joined(separator: "-"), platform: platform.name,
      model: model?.name ?? "", runtime: runtime?.name ?? "", capacity: policies.capacity,
      latency: policies.latency, billing: policies.billing, client: policies.client)
    deployment.isSlowedByMemory = policies.isSlowedByMemory
    deployment.memory = policies.memory
    deployment.functions = functions
    deployment.assumptions =
      AssumptionReader(
        whole: whole, entries: entries(platform, model, runtime), capacity: policies.capacity,
        latency: policies.latency, client: policies.client, payload: payload,
        hasModel: model != nil, scaledFrom: policies.scaledFrom
      ).assumptions
    return deployment
  }

  private struct Policies {
    var capacity: AnyCapacity
    var latency: AnyLatency
    var billing: AnyBilling
    var client: Client
    var isSlowedByMemory: Bool
    var memory: MemoryOffer?
    var scaledFrom: ByteCount?
  }

  /// Everything is read before anything is given up, so that all problems are reported at once.
  private func policies(
    _ tree: JSONValue, _ reader: KeyReader, missesPart: Bool
  ) -> Policies? {
    guard let settings = PlatformSettings(tree, reader, self, missesPart: missesPart) else {
      return nil
    }
    let latency = latency(settings)
    let capacity = capacity(settings, latency)
    let client = client(settings)
    let billing = billing(
      settings, slots: capacity?.policy.plan.slots ?? 1, isBatched: client?.batch != nil)
    guard let capacity, let latency, let billing, let client else { return nil }
    return Policies(
      capacity: capacity, latency: latency, billing: billing, client: client,
      isSlowedByMemory: settings.isSlowedByMemory, memory: settings.memoryOffer,
      scaledFrom: settings.scaledFrom)
  }

  private func reference(
    _ reader: KeyReader, _ key: Key<JSONValue?>, _ section: Catalog.Section
  ) -> Reference? {
    reader.value(key).flatMap { reference($0, reader.path(key), section) }
  }

  /// What the catalog knows of a platform, a model and a runtime together.
  private func profile(
    _ platform: Reference, _ model: Reference?, _ runtime: Reference?
  ) -> Catalog.Entry? {
    guard let platform = platform.profileName, let model = model?.profileName,
      let runtime = runtime?.profileName
    else { return nil }
    return catalog.profile(platform: platform, model: model, runtime: runtime)
  }

  /// All that the catalog knows of a platform, a model and a runtime.
  private func entries(
    _ platform: Reference, _ model: Reference?, _ runtime: Reference?
  ) -> [Catalog.Entry] {
    let parts: [(Reference?, Catalog.Section)] = [
      (platform, .platforms), (runtime, .runtimes), (model, .models),
    ]
    return parts.compactMap { part, section in
      part?.profileName.flatMap { catalog.entry(section, $0) }
    } + [profile(platform, model, runtime)].compactMap { $0 }
  }
}

import Documents
import SimCore

/// The keys of a machine of one's own.
enum MachineKeys {
  static let name = Key<JSONValue?>("name", .value(.name), .required, "the machine's name")
  static let like = Key<JSONValue?>(
    "like", .defined(.machine).worded("name or object"), .otherwise("none"),
    "the machine whose values hold where this one has none")
  static let about = Key<String?>("about", .string, "what it is, in words")
  static let pricePerHour = Key<Money?>(
    "price_per_hour", .price, "the price of an hour, for billing by instance")
  static let vcpus = Key<Double?>(
    "vcpus", .number(0.01...100_000), "its virtual processors; only `credits` depend on them")
  static let memory = Key<ByteCount?>(
    "memory", .size(PlatformSettings.memorySizes),
    "its memory; a model that does not fit into it is refused, unless `gpu_memory` is given")
  static let gpu = Key<String?>("gpu", .string, "its graphics processor, for the record")
  static let gpuMemory = Key<ByteCount?>(
    "gpu_memory", .size(PlatformSettings.memorySizes),
    "the memory of its graphics processors together, into which the model must fit instead")
  static let credits = Key<JSONValue?>(
    "credits", .object(CreditsKeys.object), .otherwise("full speed at all times"),
    "the CPU credits of a burstable machine, see below")

  static let object: ScenarioObject = ScenarioObject(
    "ownMachine",
    "A machine of one's own: complete, or like another one except for the values it has itself.",
    partOf: { DeploymentKeys.object },
    keys: [name, like, about, pricePerHour, vcpus, memory, gpu, gpuMemory, credits])
}

/// The keys of a machine's CPU credits.
enum CreditsKeys {
  static let baseline = Key<Double?>(
    "baseline_vcpus", .number(0.001...100_000).worded("number, 0.001 to `vcpus`"), .required,
    "the vCPUs that it may use without credits, and earns as credits; at most its vCPUs")
  static let initial = Key<Double?>(
    "initial_vcpu_minutes", .number(0...1e9), .required,
    "the credits at the start, in vCPU-minutes; no more than it can hold")
  static let maximum = Key<Double?>(
    "maximum_vcpu_minutes", .number(0...1e9), .required,
    "the most credits it can hold, in vCPU-minutes")

  static let object = ScenarioObject(
    "credits",
    "The CPU credits of a burstable machine; a credit is one vCPU at full use for a minute.",
    isLayered: true, keys: [baseline, initial, maximum])
}

extension Definition {
  static let machine: Definition = Definition(
    "machine", words: "name of the catalog, or [object](#machines)"
  ) {
    .either([.entry(.machines), .object(MachineKeys.object)])
  }
}

/// The machine of a deployment.
struct Machine {
  /// Its price an hour.
  private(set) var price: Money?
  /// Its CPU credits; nil for a machine that is not burstable.
  private(set) var credits: CPUCredits?
  /// What the model has to fit into; nil where nothing is said of it.
  private(set) var room: MachineRoom?

  /// Reads the machine of a deployment's values, if they name one.
  init(_ reader: KeyReader, _ decoder: DeploymentDecoder) {
    let path = reader.path(DeploymentKeys.machine)
    guard let value = reader.value(DeploymentKeys.machine),
      let reference = decoder.reference(value, path, .machines)
    else { return }
    (self, _) = reference.values.decode(at: path, log: reader.log) { tree, log in
      Machine(tree, path, log)
    }
  }

  private init(_ tree: JSONValue, _ path: JSONPath, _ log: ProblemLog) {
    typealias Keys = MachineKeys
    guard let reader = KeyReader(tree, Keys.object, path: path, log: log) else { return }
    price = reader[Keys.pricePerHour]
    let vCPUs = reader[Keys.vcpus]
    room = MachineRoom(memory: reader[Keys.memory], gpuMemory: reader[Keys.gpuMemory])
    // The name of the graphics processor changes nothing in a run, but should be a name.
    _ = reader[Keys.gpu]
    guard let value = reader.value(Keys.credits),
      let credits = KeyReader(
        value, CreditsKeys.object, path: reader.path(Keys.credits), log: log)
    else { return }
    reader.required(Keys.vcpus)
    credits.require()
    let baseline = credits[CreditsKeys.baseline, in: 0.001...(vCPUs ?? 100_000)]
    let initial = credits[CreditsKeys.initial]
    let maximum = credits[CreditsKeys.maximum]
    guard let vCPUs, let baseline, let initial, let maximum else { return }
    guard initial <= maximum else {
      log.report(
        credits.value(CreditsKeys.initial), path: credits.path(CreditsKeys.initial),
        what: "is more than the machine can hold",
        fix: "write at most the \"\(CreditsKeys.maximum.name)\", or a greater one")
      return
    }
    self.credits = CPUCredits(
      vCPUs: vCPUs, baseline: baseline, initialMinutes: initial, maximumMinutes: maximum)
  }
}

import Documents
import SimCore

/// The keys of a platform of one's own.
enum PlatformKeys {
  static let name = Key<JSONValue?>(
    "name", .value(.name), .required, "the platform's name in results")
  static let like = Key<JSONValue?>(
    "like", .defined(.platform).worded("name or object"), .otherwise("none"),
    "the platform whose values hold where this one has none")
  static let memory = Key<JSONValue?>(
    "memory", .object(MemoryKeys.object), .otherwise("no sizes"),
    "the memory sizes that it offers, see below")
  static let cpu = Key<JSONValue?>(
    "cpu", .object(CPUKeys.object), .otherwise("none"),
    "how much processor comes with the memory, see below")
  static let packageLimit = Key<ByteCount?>(
    "package_limit", .size(sizes), .otherwise("no limit"),
    "the greatest size of a runtime's package; a deployment with a greater one is refused")
  static let machine = Key<JSONValue?>(
    "machine", .defined(.machine), .otherwise("none"),
    "the machine of an instance; not together with `memory`")

  static let object = ScenarioObject(
    "ownPlatform",
    "A platform of one's own: complete, or like another one except for the values it has itself.",
    keys: [
      name, like, MachineKeys.about, machine, memory, cpu, packageLimit,
      part(DeploymentKeys.capacity), part(DeploymentKeys.latency), part(DeploymentKeys.billing),
      part(DeploymentKeys.client),
    ])

  /// The sizes that models and packages may have.
  static let sizes = ByteCount.zero...PlatformSettings.greatestSize

  /// A key of a deployment, as a platform has it.
  private static func part(_ key: Key<JSONValue?>) -> Key<JSONValue?> {
    Key(key.name, .value(key.form), "as in a deployment")
  }
}

/// The keys of a model of one's own.
enum ModelKeys {
  static let name = Key<JSONValue?>("name", .value(.name), .required, "the model's name in results")
  static let like = Key<JSONValue?>(
    "like", .defined(.model).worded("name or object"), .otherwise("none"),
    "the model whose values and measured service times hold where this one has none")
  static let size = Key<ByteCount?>(
    "size", .size(PlatformKeys.sizes), .standard("\"0MB\"", words: nil), "the size of its files")
  static let latency = Key<JSONValue?>(
    "latency", DeploymentKeys.latencyKind, "what it changes of the latency")

  static let object = ScenarioObject(
    "ownModel",
    """
    A model of one's own. Unless it is like one of the catalog its service time is unknown and \
    must be given.
    """, keys: [name, like, MachineKeys.about, size, latency])
}

/// The keys of a runtime of one's own.
enum RuntimeKeys {
  static let name = Key<JSONValue?>(
    "name", .value(.name), .required, "the runtime's name in results")
  static let like = Key<JSONValue?>(
    "like", .defined(.runtime).worded("name or object"), .otherwise("none"),
    "the runtime whose values and measured service times hold where this one has none")
  static let packageSize = Key<ByteCount?>(
    "package_size", .size(PlatformKeys.sizes), .standard("\"0MB\"", words: nil),
    "the size of a function's package, uncompressed")
  static let latency = Key<JSONValue?>(
    "latency", DeploymentKeys.latencyKind, "what it changes of the latency, such as its import")

  static let object = ScenarioObject(
    "ownRuntime",
    """
    A runtime of one's own. Unless it is like one of the catalog its service time is unknown and \
    must be given.
    """, keys: [name, like, MachineKeys.about, packageSize, latency])
}

extension Definition {
  static let platform: Definition = Definition(
    "platform", words: "name of the catalog, or [object](#platforms)"
  ) { .either([.entry(.platforms), .object(PlatformKeys.object)]) }

  static let model: Definition = Definition(
    "model", words: "name of the catalog, or [object](#models-and-runtimes)"
  ) { .either([.entry(.models), .object(ModelKeys.object)]) }

  static let runtime: Definition = Definition(
    "runtime", words: "name of the catalog, or [object](#models-and-runtimes)"
  ) { .either([.entry(.runtimes), .object(RuntimeKeys.object)]) }
}

/// Something that a scenario refers to: an entry of the catalog, or an object that describes it.
struct Reference {
  /// The name under which it is shown, without an edition.
  var name: String
  /// The name under which profiles of the catalog know it; nil for something of one's own.
  var profileName: String?
  /// The values of the catalog that it has; nil for something that is all of one's own.
  var catalog: LayeredValue?
  /// The values of one's own, each over the one before.
  var own: [LayeredValue]
  /// The prices of a platform of the catalog by region; nil for none.
  var regions: JSONValue?

  /// All its values, without its name and description.
  var values: LayeredValue {
    ([catalog].compactMap { $0 } + own).laid
  }
}

extension DeploymentDecoder {
  /// The most times that an object may be `like` an object within it.
  static let deepestLike = 8

  /// What a value refers to; nil with problems reported.
  ///
  /// - Parameters:
  ///   - value: a name of the catalog, or an object that is complete or `like` something else.
  ///   - path: the value's path.
  ///   - section: the part of the catalog.
  ///   - depth: how many objects this one is `like` to.
  /// - Returns: its name and values.
  func reference(
    _ value: JSONValue, _ path: JSONPath, _ section: Catalog.Section, depth: Int = 0
  ) -> Reference? {
    guard case .object = value.kind else {
      // The name without an edition says as much, and there are enough names as it is.
      let chosen = log.choice(
        value, path, of: catalog.names(section), showing: { !$0.contains("@") })
      guard let name = chosen,
        let entry = catalog.entry(section, named: name)
      else { return nil }
      // What was measured is a profile of the platform, whatever the edition of its rules.
      let values = entry.plain.dropping(["about", "edition", "base", "regions"])
      return Reference(
        name: entry.subject, profileName: entry.subject,
        catalog: LayeredValue(values, origin: nil), own: [], regions: entry.plain["regions"])
    }
    let keys = knownKeys(value, path, section).filter { !["name", "like", "about"].contains($0) }
    if let about = value["about"] { _ = log.string(about, path.appending(key: "about")) }
    let name = ownName(value, path, section)
    let own = LayeredValue(value.keeping(keys), origin: path)
    guard let like = value["like"] else {
      return name.map { Reference(name: $0, profileName: nil, catalog: nil, own: [own]) }
    }
    guard depth < Self.deepestLike else {
      log.report(
        like, path: path.appending(key: "like"),
        what: "is more than \(Self.deepestLike) objects deep", fix: "name an entry of the catalog")
      return nil
    }
    let base = reference(like, path.appending(key: "like"), section, depth: depth + 1)
    guard let name, let base else { return nil }
    return Reference(
      name: name, profileName: base.profileName, catalog: base.catalog, own: base.own + [own],
      regions: base.regions)
  }

  private func ownName(
    _ value: JSONValue, _ path: JSONPath, _ section: Catalog.Section
  ) -> String? {
    guard let name = value["name"] else {
      log.report(
        value, path: path, what: "the key `name` is missing",
        fix: "add \"name\": the name of your own \(section.noun)")
      return nil
    }
    return self.name(name, path.appending(key: "name"))
  }

  /// The keys that an object of one's own may have; others are reported.
  private func knownKeys(
    _ value: JSONValue, _ path: JSONPath, _ section: Catalog.Section
  ) -> [String] {
    let object: ScenarioObject
    switch section {
    case .platforms: object = PlatformKeys.object
    case .machines: object = MachineKeys.object
    case .models: object = ModelKeys.object
    case .runtimes: object = RuntimeKeys.object
    case .profiles: return []
    }
    _ = KeyReader(value, object, path: path, log: log)
    return object.names
  }

  /// A name: it stands in files and tables, so it is short and free of control characters.
  func name(_ value: JSONValue, _ path: JSONPath) -> String? {
    guard let text = log.string(value, path) else { return nil }
    if let fault = NameRule.fault(of: text) {
      log.report(value, path: path, what: fault, fix: NameRule.advice)
      return nil
    }
    return text
  }
}

extension JSONValue {
  /// An object with some of its keys only.
  func keeping(_ keys: [String]) -> JSONValue {
    JSONValue(.object(members.filter { keys.contains($0.key) }), position: position)
  }

  /// An object without some of its keys.
  func dropping(_ keys: [String]) -> JSONValue {
    JSONValue(.object(members.filter { !keys.contains($0.key) }), position: position)
  }
}

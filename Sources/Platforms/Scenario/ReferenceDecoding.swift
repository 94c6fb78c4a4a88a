import SimCore

/// The keys of a platform of one's own.
enum PlatformKey: String, CaseIterable {
  case name, like, about, machine, memory, cpu, capacity, latency, billing, client
  case packageLimit = "package_limit"
}

/// The keys of a model of one's own.
enum ModelKey: String, CaseIterable { case name, like, about, size, latency }

/// The keys of a runtime of one's own.
enum RuntimeKey: String, CaseIterable {
  case name, like, about, latency
  case packageSize = "package_size"
}

/// The keys of a machine of one's own.
enum MachineKey: String, CaseIterable {
  case name, like, about, vcpus, memory, gpu, credits
  case pricePerHour = "price_per_hour"
}

/// Something that a scenario refers to: an entry of the catalog, or an object that describes it.
struct Reference {
  /// The name under which it is shown.
  var name: String
  /// The name under which profiles of the catalog know it; nil for something of one's own.
  var profileName: String?
  /// The values of the catalog that it has; nil for something that is all of one's own.
  var catalog: LayeredValue?
  /// The values of one's own, each over the one before.
  var own: [LayeredValue]

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
      guard let name = log.choice(value, path, of: catalog.entries(section).map(\.name)),
        let entry = catalog.entry(section, name)
      else { return nil }
      let values = entry.plain.dropping(["about"])
      return Reference(
        name: name, profileName: name, catalog: LayeredValue(values, origin: nil), own: [])
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
      name: name, profileName: base.profileName, catalog: base.catalog, own: base.own + [own])
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
    func check<Key: RawRepresentable & CaseIterable & Hashable>(_ keys: Key.Type) -> [String]
    where Key.RawValue == String {
      _ = ObjectReader<Key>(value, path: path, log: log)
      return Key.allCases.map(\.rawValue)
    }
    switch section {
    case .platforms: return check(PlatformKey.self)
    case .machines: return check(MachineKey.self)
    case .models: return check(ModelKey.self)
    case .runtimes: return check(RuntimeKey.self)
    case .profiles: return []
    }
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

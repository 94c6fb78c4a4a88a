import SimCore

/// The keys of a deployment.
enum DeploymentKey: String, CaseIterable {
  case name, platform, model, runtime, memory, machine, capacity, latency, billing, client
}

/// Turns a deployment of a scenario into policies: looks up what it names, lays the catalog's
/// values and the deployment's own over one another, and decodes the result.
///
/// From the bottom up: the platform, the runtime, the model, the profile measured for the three,
/// the deployment itself. Where two say something of the same key, the upper one holds; where the
/// upper one names another policy, it replaces the lower one whole.
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

    var tree = platform.tree
    for part in [runtime, model].compactMap({ $0 }) {
      tree = overlay(tree, part.tree.keeping(["latency", "package_size", "size"]))
    }
    if let model, let runtime,
      let profile = catalog.profile(
        platform: platform.profileName, model: model.profileName, runtime: runtime.profileName)
    {
      tree = overlay(tree, profile.plain)
    }
    let own: [DeploymentKey] = [.machine, .capacity, .latency, .billing, .client]
    tree = overlay(tree, value.keeping(own.map(\.rawValue)))

    guard let settings = PlatformSettings(tree, reader: reader, decoder: self),
      let capacity = capacity(settings), let latency = latency(settings),
      let billing = billing(settings), let client = client(settings)
    else { return nil }
    let parts = [platform.name, model?.name, runtime?.name].compactMap { $0 }
    return Deployment(
      name: name ?? parts.joined(separator: "-"), platform: platform.name,
      model: model?.name ?? "", runtime: runtime?.name ?? "", capacity: capacity,
      latency: latency, billing: billing, client: client)
  }

  /// Something that a deployment refers to.
  struct Reference {
    /// The name under which it is shown.
    var name: String
    /// The name under which profiles know it.
    var profileName: String
    /// Its values.
    var tree: JSONValue
  }

  /// What a key names: an entry of the catalog, or an object that describes it, on its own or
  /// `like` an entry.
  private func reference(
    _ reader: ObjectReader<DeploymentKey>, _ key: DeploymentKey, _ section: Catalog.Section
  ) -> Reference? {
    reader.value(key).flatMap { reference($0, reader.path(key), section) }
  }

  /// What a value names.
  func reference(
    _ value: JSONValue, _ path: JSONPath, _ section: Catalog.Section
  ) -> Reference? {
    guard case .object = value.kind else {
      guard let name = log.choice(value, path, of: catalog.entries(section).map(\.name)),
        let entry = catalog.entry(section, name)
      else { return nil }
      return Reference(name: name, profileName: name, tree: entry.plain)
    }
    guard let named = value["name"] else {
      log.report(
        value, path: path, what: "the key `name` is missing",
        fix: "add \"name\": the name of your own \(section.noun)")
      return nil
    }
    guard let name = name(named, path.appending(key: "name")) else { return nil }
    let own = value.dropping(["name", "like"])
    guard let like = value["like"] else {
      return Reference(name: name, profileName: name, tree: own)
    }
    guard let base = reference(like, path.appending(key: "like"), section) else { return nil }
    return Reference(
      name: name, profileName: base.profileName, tree: overlay(base.tree, own))
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

  /// Lays one tree over another; a policy of another name replaces the one below.
  func overlay(_ base: JSONValue, _ upper: JSONValue) -> JSONValue {
    var result = base
    for key in ["capacity", "latency", "billing"] {
      guard let below = base[key]?["policy"], let above = upper[key]?["policy"], below != above
      else { continue }
      result = result.dropping([key])
    }
    return Self.lay(upper, over: result)
  }

  /// Keys whose value is a distribution: one family does not mix with another, so the upper value
  /// replaces the lower one whole.
  private static let whole: Set<String> = ["network", "service_time", "provisioning", "base"]

  private static func lay(_ upper: JSONValue, over base: JSONValue) -> JSONValue {
    guard case .object(let above) = upper.kind, case .object(let below) = base.kind else {
      return upper
    }
    var members = below
    for member in above {
      guard let index = members.firstIndex(where: { $0.key == member.key }) else {
        members.append(member)
        continue
      }
      let value =
        whole.contains(member.key) ? member.value : lay(member.value, over: members[index].value)
      members[index] = JSONMember(
        key: member.key, keyPosition: member.keyPosition, value: value)
    }
    return JSONValue(.object(members), position: upper.position)
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

/// What names of deployments, platforms, models and scenarios may look like.
public enum NameRule {
  /// The greatest length in characters.
  public static let greatestLength = 100

  /// What a valid name looks like, in words.
  public static let advice =
    "write 1 to \(greatestLength) letters, digits, spaces or . _ - + ( ), starting with a letter "
    + "or a digit"

  /// What is wrong with a name; nil for nothing.
  ///
  /// Names go into tables, CSV files and paths of folders, so whatever a terminal, a spreadsheet or
  /// a file system could take for a command is kept out.
  public static func fault(of name: String) -> String? {
    if name.isEmpty { return "is an empty name" }
    if name.unicodeScalars.count > greatestLength { return "is too long for a name" }
    for (index, scalar) in name.unicodeScalars.enumerated() {
      if scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) { continue }
      if index > 0 && " ._-+()".unicodeScalars.contains(scalar) { continue }
      return "is not a name: \(Excerpt.quoted(name))"
    }
    return name.hasSuffix(" ") || name.hasSuffix(".") ? "ends in a space or a full stop" : nil
  }
}

import Documents

/// What of the catalog a scenario uses.
extension Catalog {
  /// An entry that a scenario names.
  package struct Use: Sendable {
    /// The part of the catalog.
    package let section: Section
    /// The entry.
    package let entry: Entry
  }

  /// The keys of a deployment that name an entry, and of a platform of one's own.
  private static let naming: [(key: String, section: Section)] = [
    ("platform", .platforms), ("model", .models), ("runtime", .runtimes), ("machine", .machines),
  ]

  /// The key of a deployment that lists the services it consists of.
  private static let services = "services"

  /// The entries that a scenario names, by section, each once; profiles too.
  ///
  /// - Parameter document: the scenario as JSON.
  /// - Returns: the entries.
  package func uses(of document: JSONValue) -> [Use] {
    var keys: [Section: [String]] = [:]
    func note(_ key: String?, _ section: Section) {
      guard let key, keys[section]?.contains(key) != true else { return }
      keys[section, default: []].append(key)
    }
    for deployment in Self.deployments(of: document) {
      for (key, section) in Self.naming { note(entry(deployment[key], section)?.name, section) }
      note(entry(deployment["platform"]?["machine"], .machines)?.name, .machines)
      let platform = entry(deployment["platform"], .platforms)
      note(entry(platform?.plain["machine"], .machines)?.name, .machines)
      if let platform, let model = entry(deployment["model"], .models),
        let runtime = entry(deployment["runtime"], .runtimes)
      {
        note("\(platform.subject)/\(model.subject)/\(runtime.subject)", .profiles)
      }
    }
    return Section.allCases.flatMap { section in
      (keys[section] ?? []).compactMap { key in
        entry(section, key).map { Use(section: section, entry: $0) }
      }
    }
  }

  /// The values without a source that somebody has seen, on which a scenario rests: each as the
  /// entry's whole name and the key.
  ///
  /// Those that every deployment gives itself are left out.
  package func unsureValues(of document: JSONValue) -> [(name: String, path: String)] {
    let deployments = Self.deployments(of: document)
    return uses(of: document).flatMap { use in
      let own = deployments.filter { deployment in
        guard use.section == .platforms else { return true }
        return entry(deployment["platform"], .platforms)?.name == use.entry.name
      }
      return use.entry.parameters.filter { parameter in
        guard parameter.isUnsure else { return false }
        return !own.allSatisfy { Self.says($0, parameter.path) }
      }.map { (use.entry.fullName, $0.path) }
    }
  }

  /// Whether a deployment, or its platform, has a value of its own at a path.
  private static func says(_ deployment: JSONValue, _ path: String) -> Bool {
    let holders = [deployment, deployment["platform"]].compactMap { $0 }
    return holders.contains { (try? $0.value(at: path)) != nil }
  }

  /// The deployments of a scenario, with the services in place of one that has several.
  package static func deployments(of document: JSONValue) -> [JSONValue] {
    guard case .array(let deployments)? = document["deployments"]?.kind else { return [] }
    return deployments.flatMap { deployment in
      guard case .array(let services)? = deployment[Self.services]?.kind else {
        return [deployment]
      }
      return services
    }
  }

  /// The entry that something is, or is like; nil where it is all of one's own.
  private func entry(_ value: JSONValue?, _ section: Section) -> Entry? {
    var value = value
    while let like = value?["like"] { value = like }
    guard case .string(let name)? = value?.kind else { return nil }
    return entry(section, named: name)
  }

  /// A scenario in which what it names of the catalog goes by the keys of the catalog's files.
  func keyed(_ document: JSONValue) -> JSONValue {
    changing(document, "deployments") { deployments in
      changingEach(deployments) { deployment in
        changing(keyedParts(deployment), Self.services) { services in
          changingEach(services) { keyedParts($0) }
        }
      }
    }
  }

  private func changingEach(_ value: JSONValue, _ change: (JSONValue) -> JSONValue) -> JSONValue {
    guard case .array(let elements) = value.kind else { return value }
    return JSONValue(.array(elements.map(change)))
  }

  /// A deployment, or a thing of one's own within it, likewise.
  private func keyedParts(_ value: JSONValue) -> JSONValue {
    Self.naming.reduce(value) { value, part in
      changing(value, part.key) { keyedName($0, part.section) }
    }
  }

  private func keyedName(_ value: JSONValue, _ section: Section) -> JSONValue {
    if case .string(let name) = value.kind {
      return JSONValue(.string(entry(section, named: name)?.name ?? name))
    }
    return changing(keyedParts(value), "like") { keyedName($0, section) }
  }

  private func changing(
    _ value: JSONValue, _ key: String, _ change: (JSONValue) -> JSONValue
  ) -> JSONValue {
    guard case .object(let members) = value.kind else { return value }
    return JSONValue(
      .object(
        members.map { member in
          member.key == key
            ? JSONMember(key: member.key, value: change(member.value)) : member
        }))
  }
}

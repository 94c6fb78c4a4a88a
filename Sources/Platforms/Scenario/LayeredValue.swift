import Documents

/// A value made of layers laid over one another, which knows where the user wrote each part.
///
/// The values of a deployment come from the catalog, from objects within the deployment and from
/// the deployment itself, and are decoded as one. What is wrong with them is reported where the
/// user finds it in the file, not where it stands in the whole.
struct LayeredValue {
  private struct Member {
    let key: String
    let keyPosition: SourcePosition?
    var part: LayeredValue
  }

  /// The value itself; of an object only its kind and position count.
  private let bare: JSONValue
  /// Where the user wrote it; nil for the catalog.
  private let origin: JSONPath?
  private var members: [Member]

  /// A value of one layer.
  ///
  /// - Parameters:
  ///   - value: the value.
  ///   - origin: its path in the user's file; nil for a value of the catalog.
  init(_ value: JSONValue, origin: JSONPath?) {
    bare = value
    self.origin = origin
    members = value.members.map {
      Member(
        key: $0.key, keyPosition: $0.keyPosition,
        part: LayeredValue($0.value, origin: origin?.appending(key: $0.key)))
    }
  }

  private var isObject: Bool {
    if case .object = bare.kind { return true }
    return false
  }

  private subscript(key: String) -> LayeredValue? { members.first { $0.key == key }?.part }

  /// What stands at a path of keys; nil where there is nothing.
  func part(at keys: [String]) -> LayeredValue? {
    keys.reduce(Optional(self)) { part, key in part?[key] }
  }

  /// Whether it is of the catalog; of an object, whether nothing but the catalog says its kind.
  var isOfCatalog: Bool { origin == nil }

  /// All layers as one value.
  var value: JSONValue {
    guard isObject else { return bare }
    let joined = members.map {
      JSONMember(key: $0.key, keyPosition: $0.keyPosition, value: $0.part.value)
    }
    return JSONValue(.object(joined), position: bare.position)
  }

  /// The value with a layer above it: where both say something of the same key, that one holds.
  func laid(under upper: LayeredValue) -> LayeredValue {
    guard isObject, upper.isObject, !namesOtherPolicy(than: upper) else { return upper }
    let kept = members.filter { member in
      Self.instead(of: member.key).map { upper[$0] == nil } ?? true
    }
    var result = upper
    result.members = kept
    for member in upper.members {
      guard let index = kept.firstIndex(where: { $0.key == member.key }) else {
        result.members.append(member)
        continue
      }
      let below = kept[index].part
      let replaces =
        Self.isWhole(member.key) || below.isDistribution(at: member.key, or: member.part)
      result.members[index] =
        replaces
        ? member
        : Member(
          key: member.key, keyPosition: member.keyPosition, part: below.laid(under: member.part))
    }
    return result
  }

  /// Whether both name a policy, and not the same: keys of one mean nothing to another.
  private func namesOtherPolicy(than upper: LayeredValue) -> Bool {
    guard let below = self["policy"], let above = upper["policy"] else { return false }
    return below.bare != above.bare
  }

  /// The key that says the same in another way; where an upper layer has it, a lower one's is void.
  private static func instead(of key: String) -> String? {
    let (marginal, times) = (LatencyKeys.batchMarginal.name, LatencyKeys.batchTimes.name)
    return key == marginal ? times : key == times ? marginal : nil
  }

  /// Whether the value of a key is replaced whole: the parameters of one distribution do not mix
  /// with those of another, and a machine is one thing.
  private static func isWhole(_ key: String) -> Bool {
    [
      "network", "service_time", "provisioning", "base", "machine", "lifetime", "replacement",
      "prewarm",
    ].contains(key)
  }

  /// Whether this or the other is a distribution, at a key that may also hold the parts of a step
  /// or of a law of keeping.
  private func isDistribution(at key: String, or other: LayeredValue) -> Bool {
    guard
      ColdStart.Step(rawValue: key) != nil || key == ColdStartKeys.restore.name
        || key == OnDemandKeys.keepAlive.name
    else { return false }
    return [self, other].contains { part in
      part.members.contains { DistributionKeys.object.names.contains($0.key) }
    }
  }

  /// Decodes the layers as one value, and reports what is wrong where the user wrote it.
  ///
  /// - Parameters:
  ///   - path: where the value as a whole stands.
  ///   - log: where problems are reported.
  ///   - decode: decodes the value, and reports to the log that it is given.
  /// - Returns: the result, and whether nothing was wrong.
  func decode<Result>(
    at path: JSONPath, log: ProblemLog, _ decode: (JSONValue, ProblemLog) -> Result
  ) -> (result: Result, isValid: Bool) {
    let inner = ProblemLog(file: log.file)
    let result = decode(value, inner)
    for problem in inner.problems {
      let (place, position) = place(of: problem.path ?? path, under: path)
      log.report(
        at: problem.position ?? position, path: place, what: problem.what, fix: problem.fix)
    }
    return (result, inner.problems.isEmpty)
  }

  /// Where the user wrote what stands at a path of the whole, or would write it, and the nearest
  /// position in the file.
  private func place(
    of path: JSONPath, under base: JSONPath
  ) -> (path: JSONPath, position: SourcePosition?) {
    guard path.steps.starts(with: base.steps) else { return (path, bare.position) }
    var part = self
    var position = bare.position
    var rest = path.steps.dropFirst(base.steps.count)
    while case .key(let key)? = rest.first, let next = part[key] {
      part = next
      position = next.bare.position ?? position
      rest.removeFirst()
    }
    guard var place = part.origin else { return (path, position) }
    place.steps += rest
    return (place, position)
  }
}

extension [LayeredValue] {
  /// All of them as one, each over the one before; without any an empty object.
  var laid: LayeredValue {
    guard let first else { return LayeredValue(JSONValue(.object([])), origin: nil) }
    return dropFirst().reduce(first) { $0.laid(under: $1) }
  }
}

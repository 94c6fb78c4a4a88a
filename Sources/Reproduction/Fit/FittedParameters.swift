import Documents
import Charts
import Platforms
import SimCore

/// The declaration of everything in the catalog and the paper's scenarios that is fitted.
struct FittedParameters: Sendable {
  /// A value that is fitted in name only: no published number tells it from another.
  struct Unpinned: Sendable {
    /// The values that it is, the first of them for all.
    let places: [FittedParameter.Place]
    /// Why nothing pins it.
    let reason: String
    /// It as a free value with bounds, which a posterior counts; nil for what is no number.
    let guess: FittedParameter?
  }

  /// What the search may change.
  let parameters: [FittedParameter]
  /// What stays as it is.
  let unpinned: [Unpinned]

  /// The name of the file that declares them.
  static let file = "fitted.json"

  private enum Key: String, CaseIterable { case parameters, unpinned }
  private enum UnpinnedKey: String, CaseIterable {
    case unit, from, to, scale, integer
    case places = "at"
    case reason = "why"
  }
  private enum ParameterKey: String, CaseIterable {
    case name, group, unit, from, to, scale, integer, targets
    case places = "at"
    case followers = "follows"
  }

  /// Reads the declaration.
  ///
  /// - Throws: ``ProblemReport`` with everything that is wrong with it.
  init(parsing bytes: [UInt8]) throws {
    let log = ProblemLog(file: Self.file)
    let root = try JSONParser.parse(bytes, file: Self.file)
    guard let reader = ObjectReader<Key>(root, path: .root, log: log) else {
      throw ProblemReport(log.problems)
    }
    parameters = (reader.array(.parameters) ?? []).compactMap { value, path in
      Self.parameter(value, path, log)
    }
    unpinned = (reader.array(.unpinned) ?? []).compactMap { value, path in
      Self.unpinned(value, path, log)
    }
    try log.throwIfAny()
  }

  private static func parameter(
    _ value: JSONValue, _ path: JSONPath, _ log: ProblemLog
  ) -> FittedParameter? {
    guard let reader = ObjectReader<ParameterKey>(value, path: path, log: log) else { return nil }
    for key in [ParameterKey.group, .places, .unit, .from, .to, .targets] { reader.required(key) }
    let units = Self.units(reader, .unit, log)
    let places = Self.places(reader, .places, units: units, log)
    let followers = Self.places(reader, .followers, units: units, log)
    let scale = Self.scale(reader, .scale, log)
    let targets = texts(reader, .targets, log).compactMap { log.string($0, $1) }
    guard let group = reader.string(.group), let first = places.first, !units.isEmpty,
      let low = reader.number(.from, in: 0...1e12), let high = reader.number(.to, in: 0...1e12)
    else { return nil }
    guard Self.areBounds(low, high, scale, value, path, log) else { return nil }
    return FittedParameter(
      name: reader.string(.name) ?? "\(first.holder.name)/\(first.path)", group: group,
      places: places, followers: followers, low: low, high: high, scale: scale,
      isInteger: reader.bool(.integer) ?? false, targets: targets)
  }

  private static func unpinned(
    _ value: JSONValue, _ path: JSONPath, _ log: ProblemLog
  ) -> Unpinned? {
    guard let reader = ObjectReader<UnpinnedKey>(value, path: path, log: log) else { return nil }
    for key in [UnpinnedKey.places, .reason] { reader.required(key) }
    let hasBounds = reader.value(.from) != nil || reader.value(.to) != nil
    if hasBounds { for key in [UnpinnedKey.unit, .from, .to] { reader.required(key) } }
    let units = hasBounds ? Self.units(reader, .unit, log) : [.none]
    let places = Self.places(reader, .places, units: units, log)
    guard let first = places.first, let reason = reader.string(.reason) else { return nil }
    guard hasBounds else { return Unpinned(places: places, reason: reason, guess: nil) }
    let scale = Self.scale(reader, .scale, log)
    guard let low = reader.number(.from, in: 0...1e12), let high = reader.number(.to, in: 0...1e12),
      Self.areBounds(low, high, scale, value, path, log)
    else { return nil }
    let guess = FittedParameter(
      name: "\(first.holder.name)/\(first.path)", group: first.holder.name, places: places,
      followers: [], low: low, high: high, scale: scale,
      isInteger: reader.bool(.integer) ?? false, targets: [])
    return Unpinned(places: places, reason: reason, guess: guess)
  }

  private static func units<Key>(
    _ reader: ObjectReader<Key>, _ key: Key, _ log: ProblemLog
  ) -> [FittedUnit] {
    texts(reader, key, log).compactMap { text, path in
      log.choice(text, path, of: FittedUnit.allCases.map(\.rawValue)).flatMap(FittedUnit.init)
    }
  }

  private static func scale<Key>(
    _ reader: ObjectReader<Key>, _ key: Key, _ log: ProblemLog
  ) -> FittedParameter.Scale {
    let scales = FittedParameter.Scale.allCases.map(\.rawValue)
    return reader.value(key).flatMap { log.choice($0, reader.path(key), of: scales) }
      .flatMap(FittedParameter.Scale.init) ?? .logarithmic
  }

  private static func areBounds(
    _ low: Double, _ high: Double, _ scale: FittedParameter.Scale, _ value: JSONValue,
    _ path: JSONPath, _ log: ProblemLog
  ) -> Bool {
    if high > low, scale == .linear || low > 0 { return true }
    log.report(
      value, path: path, what: "has bounds between which nothing can be tried",
      fix: "write a `to` above `from`, and a `from` above 0 for the scale log")
    return false
  }

  /// A text, or a list of them.
  private static func texts<Key>(
    _ reader: ObjectReader<Key>, _ key: Key, _ log: ProblemLog
  ) -> [(value: JSONValue, path: JSONPath)] {
    guard let value = reader.value(key) else { return [] }
    if case .array = value.kind { return (reader.array(key) ?? []).map { ($0.0, $0.1) } }
    return [(value, reader.path(key))]
  }

  /// Places such as `platforms/aws-lambda capacity.keep_alive`; of several units each has its own.
  private static func places<Key>(
    _ reader: ObjectReader<Key>, _ key: Key, units: [FittedUnit], _ log: ProblemLog
  ) -> [FittedParameter.Place] {
    texts(reader, key, log).enumerated().compactMap { index, item in
      guard let text = log.string(item.value, item.path), !units.isEmpty else { return nil }
      if let place = FittedParameter.Place(text, unit: units[min(index, units.count - 1)]) {
        return place
      }
      log.report(
        item.value, path: item.path, what: "is no place",
        fix: "write a section and an entry of the catalog, or scenarios and a name, and a path, "
          + "such as \"platforms/aws-lambda capacity.keep_alive\"")
      return nil
    }
  }
}

extension FittedParameter.Place {
  /// The place that a text such as `platforms/aws-lambda capacity.keep_alive` says.
  package init?(_ text: String, unit: FittedUnit) {
    let halves = text.split(separator: " ")
    guard halves.count == 2, let slash = halves[0].firstIndex(of: "/") else { return nil }
    let section = String(halves[0][..<slash])
    let entry = String(halves[0][halves[0].index(after: slash)...])
    if section == "scenarios" {
      holder = .scenario(entry)
    } else if let section = Catalog.Section(rawValue: section) {
      holder = .catalog(section, entry)
    } else {
      return nil
    }
    path = String(halves[1])
    self.unit = unit
  }
}

extension FittedParameter.Place.Holder {
  /// The name of the entry or scenario.
  package var name: String {
    switch self {
    case .catalog(_, let entry): entry
    case .scenario(let name): name
    }
  }
}

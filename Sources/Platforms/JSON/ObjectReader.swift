import SimCore

/// Reads the keys of one object, whose names are the cases of an enumeration.
///
/// Keys that are no case are reported when the reader is made. The typed readers report what is
/// wrong to the log and give nil, both then and when the key is absent; a reader therefore reads
/// everything, and asks the log once at the end.
public struct ObjectReader<Key: RawRepresentable & CaseIterable & Hashable>
where Key.RawValue == String {
  /// The object.
  public let object: JSONValue

  /// The object's path.
  public let path: JSONPath

  /// Where problems are reported.
  public let log: ProblemLog

  private let values: [Key: JSONValue]

  /// A reader of an object; nil, with a problem reported, when the value is none.
  ///
  /// - Parameters:
  ///   - value: the value.
  ///   - path: the value's path.
  ///   - log: where problems are reported.
  public init?(_ value: JSONValue, path: JSONPath, log: ProblemLog) {
    guard case .object(let members) = value.kind else {
      log.report(
        value, path: path, what: "must be an object, found \(value.shown)",
        fix: "write { } with keys and values")
      return nil
    }
    let names = Key.allCases.map(\.rawValue)
    var values: [Key: JSONValue] = [:]
    for member in members {
      if let key = Key(rawValue: member.key) {
        values[key] = values[key] ?? member.value
      } else {
        log.report(
          at: member.keyPosition, path: path.appending(key: member.key), what: "unknown key",
          fix: Self.advice(for: member.key, names: names))
      }
    }
    object = value
    self.path = path
    self.log = log
    self.values = values
  }

  private static func advice(for key: String, names: [String]) -> String {
    let known = names.map { "`\($0)`" }.joined(separator: ", ")
    guard let near = Suggestion.nearest(to: key, among: names) else {
      return names.isEmpty ? "remove it" : "remove it, or write one of \(known)"
    }
    return "did you mean `\(near)`? The keys here are \(known)"
  }

  /// The value of a key; nil when it is absent.
  public func value(_ key: Key) -> JSONValue? { values[key] }

  /// The value of a key; nil, with a problem reported, when it is absent.
  @discardableResult
  public func required(_ key: Key) -> JSONValue? {
    if let value = values[key] { return value }
    log.report(
      object, path: path, what: "the key `\(key.rawValue)` is missing",
      fix: "add \"\(key.rawValue)\"")
    return nil
  }

  /// The path of a key.
  public func path(_ key: Key) -> JSONPath { path.appending(key: key.rawValue) }

  /// The string of a key.
  public func string(_ key: Key) -> String? {
    values[key].flatMap { log.string($0, path(key)) }
  }

  /// The boolean of a key.
  public func bool(_ key: Key) -> Bool? {
    values[key].flatMap { log.bool($0, path(key)) }
  }

  /// The integer of a key, within a range; `3`, `3.0` and `3e0` are the same integer.
  public func integer(_ key: Key, in range: ClosedRange<Int>) -> Int? {
    values[key].flatMap { log.integer($0, path(key), in: range) }
  }

  /// The number of a key, within a range; an infinite end of the range is no limit.
  public func number(_ key: Key, in range: ClosedRange<Double>) -> Double? {
    values[key].flatMap { log.number($0, path(key), in: range) }
  }

  /// The duration of a key, within a range, written such as `"2.25s"`.
  public func interval(_ key: Key, in range: ClosedRange<Interval>) -> Interval? {
    values[key].flatMap { log.interval($0, path(key), in: range) }
  }

  /// The size of a key, within a range, written such as `"512MB"`.
  public func bytes(_ key: Key, in range: ClosedRange<ByteCount>) -> ByteCount? {
    values[key].flatMap { log.bytes($0, path(key), in: range) }
  }

  /// The rate of a key in events per second, within a range, written such as `"6000/min"`.
  public func rate(_ key: Key, in range: ClosedRange<Double>) -> Double? {
    values[key].flatMap { log.rate($0, path(key), in: range) }
  }

  /// The amount of money of a key, within a range, written such as `"0.20USD"`.
  public func money(_ key: Key, in range: ClosedRange<Money>) -> Money? {
    values[key].flatMap { log.money($0, path(key), in: range) }
  }

  /// The string of a key, one of a list.
  public func choice(_ key: Key, of choices: [String]) -> String? {
    values[key].flatMap { log.choice($0, path(key), of: choices) }
  }

  /// The elements of a key's array, with their paths.
  public func array(_ key: Key) -> [(JSONValue, JSONPath)]? {
    values[key].flatMap { log.array($0, path(key)) }
  }
}

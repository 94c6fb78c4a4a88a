import SimCore

/// Reads the keys of one object, whose names are the cases of an enumeration.
///
/// Keys that are no case are reported when the reader is made. The typed readers report what is
/// wrong to the log and give nil, both then and when the key is absent; a reader therefore reads
/// everything, and asks the log once at the end.
public struct ObjectReader<Key: RawRepresentable & CaseIterable & Hashable>
where Key.RawValue == String {
  private let members: ObjectMembers

  /// The object.
  public var object: JSONValue { members.object }

  /// The object's path.
  public var path: JSONPath { members.path }

  /// Where problems are reported.
  public var log: ProblemLog { members.log }

  /// A reader of an object; nil, with a problem reported, when the value is none.
  ///
  /// - Parameters:
  ///   - value: the value.
  ///   - path: the value's path.
  ///   - log: where problems are reported.
  public init?(_ value: JSONValue, path: JSONPath, log: ProblemLog) {
    let names = Key.allCases.map(\.rawValue)
    guard let members = ObjectMembers(value, names: names, path: path, log: log) else { return nil }
    self.members = members
  }

  /// The value of a key; nil when it is absent.
  public func value(_ key: Key) -> JSONValue? { members.values[key.rawValue] }

  /// The value of a key; nil, with a problem reported, when it is absent.
  @discardableResult
  public func required(_ key: Key) -> JSONValue? { members.require(key.rawValue) }

  /// The path of a key.
  public func path(_ key: Key) -> JSONPath { path.appending(key: key.rawValue) }

  /// The string of a key.
  public func string(_ key: Key) -> String? {
    value(key).flatMap { log.string($0, path(key)) }
  }

  /// The boolean of a key.
  public func bool(_ key: Key) -> Bool? {
    value(key).flatMap { log.bool($0, path(key)) }
  }

  /// The integer of a key, within a range; `3`, `3.0` and `3e0` are the same integer.
  public func integer(_ key: Key, in range: ClosedRange<Int>) -> Int? {
    value(key).flatMap { log.integer($0, path(key), in: range) }
  }

  /// The number of a key, within a range; an infinite end of the range is no limit.
  public func number(_ key: Key, in range: ClosedRange<Double>) -> Double? {
    value(key).flatMap { log.number($0, path(key), in: range) }
  }

  /// The duration of a key, within a range, written such as `"2.25s"`.
  public func interval(_ key: Key, in range: ClosedRange<Interval>) -> Interval? {
    value(key).flatMap { log.interval($0, path(key), in: range) }
  }

  /// The size of a key, within a range, written such as `"512MB"`.
  public func bytes(_ key: Key, in range: ClosedRange<ByteCount>) -> ByteCount? {
    value(key).flatMap { log.bytes($0, path(key), in: range) }
  }

  /// The rate of a key in events per second, within a range, written such as `"6000/min"`.
  public func rate(_ key: Key, in range: ClosedRange<Double>) -> Double? {
    value(key).flatMap { log.rate($0, path(key), in: range) }
  }

  /// The amount of money of a key, within a range, written such as `"0.20USD"`.
  public func money(_ key: Key, in range: ClosedRange<Money>) -> Money? {
    value(key).flatMap { log.money($0, path(key), in: range) }
  }

  /// The string of a key, one of a list.
  public func choice(_ key: Key, of choices: [String]) -> String? {
    value(key).flatMap { log.choice($0, path(key), of: choices) }
  }

  /// The elements of a key's array, with their paths.
  public func array(_ key: Key) -> [(JSONValue, JSONPath)]? {
    value(key).flatMap { log.array($0, path(key)) }
  }
}

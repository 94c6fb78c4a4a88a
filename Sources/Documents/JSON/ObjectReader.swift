/// Reads the keys of one object, whose names are the cases of an enumeration.
///
/// Keys that are no case are reported when the reader is made. The typed readers report what is
/// wrong to the log and give nil, both then and when the key is absent; a reader therefore reads
/// everything, and asks the log once at the end.
package struct ObjectReader<Name: RawRepresentable & CaseIterable & Hashable>
where Name.RawValue == String {
  private let members: ObjectMembers

  /// The object.
  package var object: JSONValue { members.object }

  /// The object's path.
  package var path: JSONPath { members.path }

  /// Where problems are reported.
  package var log: ProblemLog { members.log }

  /// A reader of an object; nil, with a problem reported, when the value is none.
  ///
  /// - Parameters:
  ///   - value: the value.
  ///   - path: the value's path.
  ///   - log: where problems are reported.
  package init?(_ value: JSONValue, path: JSONPath, log: ProblemLog) {
    let names = Name.allCases.map(\.rawValue)
    guard let members = ObjectMembers(value, names: names, path: path, log: log) else { return nil }
    self.members = members
  }

  /// The value of a key; nil when it is absent.
  package func value(_ key: Name) -> JSONValue? { members.values[key.rawValue] }

  /// The value of a key; nil, with a problem reported, when it is absent.
  @discardableResult
  package func required(_ key: Name) -> JSONValue? { members.require(key.rawValue) }

  /// The path of a key.
  package func path(_ key: Name) -> JSONPath { path.appending(key: key.rawValue) }

  /// The string of a key.
  package func string(_ key: Name) -> String? {
    value(key).flatMap { log.string($0, path(key)) }
  }

  /// The boolean of a key.
  package func bool(_ key: Name) -> Bool? {
    value(key).flatMap { log.bool($0, path(key)) }
  }

  /// The integer of a key, within a range; `3`, `3.0` and `3e0` are the same integer.
  package func integer(_ key: Name, in range: ClosedRange<Int>) -> Int? {
    value(key).flatMap { log.integer($0, path(key), in: range) }
  }

  /// The number of a key, within a range; an infinite end of the range is no limit.
  package func number(_ key: Name, in range: ClosedRange<Double>) -> Double? {
    value(key).flatMap { log.number($0, path(key), in: range) }
  }

  /// The size of a key, within a range, written such as `"512MB"`.
  package func bytes(_ key: Name, in range: ClosedRange<ByteCount>) -> ByteCount? {
    value(key).flatMap { log.amount($0, path(key), in: range) }
  }

  /// The rate of a key in events per second, within a range, written such as `"6000/min"`.
  package func rate(_ key: Name, in range: ClosedRange<Double>) -> Double? {
    value(key).flatMap { log.rate($0, path(key), in: range) }
  }

  /// The amount of money of a key, within a range, written such as `"0.20USD"`.
  package func money(_ key: Name, in range: ClosedRange<Money>) -> Money? {
    value(key).flatMap { log.amount($0, path(key), in: range) }
  }

  /// The string of a key, one of a list.
  package func choice(_ key: Name, of choices: [String]) -> String? {
    value(key).flatMap { log.choice($0, path(key), of: choices) }
  }

  /// The elements of a key's array, with their paths.
  package func array(_ key: Name) -> [(JSONValue, JSONPath)]? {
    value(key).flatMap { log.array($0, path(key)) }
  }
}

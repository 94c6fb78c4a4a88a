import Documents
import SimCore

/// Reads the declared keys of an object of a scenario.
///
/// Unknown keys are reported when the reader is made. What is wrong with a value is reported when
/// it is read; a decoder therefore reads everything, and asks the log once at the end.
struct KeyReader {
  private let members: ObjectMembers

  /// The object.
  var object: JSONValue { members.object }
  /// The object's path.
  var path: JSONPath { members.path }
  /// Where problems are reported.
  var log: ProblemLog { members.log }
  /// What is declared of the object.
  let declared: ScenarioObject

  /// A reader of an object; nil, with a problem reported, when the value is none.
  init?(_ value: JSONValue, _ declared: ScenarioObject, path: JSONPath, log: ProblemLog) {
    let members = ObjectMembers(value, names: declared.names, path: path, log: log) {
      KeyPlaces.of($0, near: declared, at: path)
    }
    guard let members else { return nil }
    self.members = members
    self.declared = declared
  }

  /// The value of a key, or its default where it is absent or wrong.
  subscript<Value>(_ key: Key<Value>) -> Value {
    value(key).flatMap { key.read(log, $0, path(key)) } ?? key.fallback
  }

  /// The value of a key, or its default where it is absent; nil where it is wrong.
  func valid<Value>(_ key: Key<Value>) -> Value? {
    guard let value = value(key) else { return key.fallback }
    return key.read(log, value, path(key))
  }

  /// The value of a key that depends on others, within a range that is narrower than the declared.
  subscript(_ key: Key<Int>, in range: ClosedRange<Int>) -> Int {
    value(key).flatMap { log.integer($0, path(key), in: range) } ?? key.fallback
  }

  /// The value of a key that depends on others, within a range that is narrower than the declared.
  subscript(_ key: Key<Int?>, in range: ClosedRange<Int>) -> Int? {
    value(key).flatMap { log.integer($0, path(key), in: range) }
  }

  /// The value of a key that depends on others, within a range that is narrower than the declared.
  subscript(_ key: Key<Double?>, in range: ClosedRange<Double>) -> Double? {
    value(key).flatMap { log.number($0, path(key), in: range) }
  }

  /// The value of a key that depends on others, within a range that is narrower than the declared.
  subscript(_ key: Key<ByteCount?>, in range: ClosedRange<ByteCount>) -> ByteCount? {
    value(key).flatMap { log.amount($0, path(key), in: range) }
  }

  /// The JSON of a key; nil where it is absent.
  func value(_ key: some DeclaredKey) -> JSONValue? {
    assert(declared.names.contains(key.name), "A key is in the list of its object: \(key.name).")
    return members.values[key.name]
  }

  /// The elements of a key's array, with their paths.
  func array(_ key: some DeclaredKey) -> [(JSONValue, JSONPath)]? {
    value(key).flatMap { log.array($0, path(key)) }
  }

  /// The path of a key.
  func path(_ key: some DeclaredKey) -> JSONPath { path.appending(key: key.name) }

  /// Whether the object has keys that were reported as unknown.
  var hasUnknownKeys: Bool { object.members.contains { !declared.names.contains($0.key) } }

  /// Reports every key that is required and absent.
  func require() {
    for key in declared.keys where key.absence == .required { members.require(key.name) }
  }

  /// The JSON of a key; nil, with a problem reported, where it is absent.
  @discardableResult
  func required(_ key: some DeclaredKey) -> JSONValue? { members.require(key.name) }
}

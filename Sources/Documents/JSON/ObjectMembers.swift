/// The values of an object by the names that it may have.
package struct ObjectMembers {
  /// The object.
  package let object: JSONValue
  /// The object's path.
  package let path: JSONPath
  /// Where problems are reported.
  package let log: ProblemLog
  /// The values of the names that are there.
  package let values: [String: JSONValue]

  /// The members of an object; nil, with a problem reported, when the value is none.
  ///
  /// Names that are not among those given are reported.
  package init?(_ value: JSONValue, names: [String], path: JSONPath, log: ProblemLog) {
    guard case .object(let members) = value.kind else {
      log.report(
        value, path: path, what: "must be an object, found \(value.shown)",
        fix: "write { } with keys and values")
      return nil
    }
    var values: [String: JSONValue] = [:]
    for member in members {
      if names.contains(member.key) {
        values[member.key] = values[member.key] ?? member.value
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

  /// The value of a name; nil, with a problem reported, when it is absent.
  @discardableResult
  package func require(_ name: String) -> JSONValue? {
    if let value = values[name] { return value }
    log.report(
      object, path: path, what: "the key `\(name)` is missing", fix: "add \"\(name)\"")
    return nil
  }
}

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
  ///
  /// - Parameters:
  ///   - value: the object.
  ///   - names: the names that it may have.
  ///   - path: its path.
  ///   - log: where problems are reported.
  ///   - place: where else a name belongs that is none of those given, in words; nil for nowhere.
  package init?(
    _ value: JSONValue, names: [String], path: JSONPath, log: ProblemLog,
    place: (String) -> String? = { _ in nil }
  ) {
    guard case .object(let members) = value.kind else {
      log.reportNoObject(value, names: names, path: path)
      return nil
    }
    var values: [String: JSONValue] = [:]
    for member in members {
      if names.contains(member.key) {
        values[member.key] = values[member.key] ?? member.value
      } else {
        log.report(
          at: member.keyPosition, path: path.appending(key: member.key), what: "unknown key",
          fix: Self.advice(for: member.key, names: names, place: place))
      }
    }
    object = value
    self.path = path
    self.log = log
    self.values = values
  }

  private static func advice(
    for key: String, names: [String], place: (String) -> String?
  ) -> String {
    let known = names.map { "`\($0)`" }.joined(separator: ", ")
    if let near = Suggestion.nearest(to: key, among: names) {
      return "did you mean `\(near)`? The keys here are \(known)"
    }
    if let place = place(key) { return "it is a key of \(place): move it there, or remove it" }
    return names.isEmpty ? "remove it" : "remove it, or write one of \(known)"
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

extension ProblemLog {
  /// Reports a value that ought to be an object, with some of the names that it may have.
  ///
  /// A text that is such a name is most likely meant as that name's key.
  package func reportNoObject(_ value: JSONValue, names: [String], path: JSONPath) {
    var fix = "write { }"
    if case .string(let text) = value.kind, names.contains(text) {
      fix = "write { \"\(text)\": ... } with its value"
    } else if !names.isEmpty {
      let some = names.prefix(3).map { "`\($0)`" }.joined(separator: ", ")
      fix = "write { } with keys" + (names.count > 3 ? " such as " : " of ") + some
    }
    report(value, path: path, what: "must be an object, found \(value.shown)", fix: fix)
  }
}

import Documents

/// One value of the catalog: where it stands, what it is, and where it comes from.
package struct Parameter: Sendable, Hashable {
  /// Its path within the entry, such as `capacity.keep_alive`.
  package let path: String
  /// The value as it is written in a scenario.
  package let value: String
  /// The unit, where the value is a bare number that has one.
  package let unit: String
  /// Where it comes from; empty where nothing says so.
  package let source: String

  /// Every value of an entry of the catalog, in the order of the file.
  ///
  /// Values that are words for the shape of the entry (its description, the names of its policies)
  /// are choices and have no source.
  static func all(in entry: JSONValue) -> [Parameter] {
    var found: [Parameter] = []
    collect(entry, "", into: &found)
    return found
  }

  private static func collect(_ value: JSONValue, _ path: String, into found: inout [Parameter]) {
    guard case .object(let members) = value.kind else {
      found.append(Parameter(path: path, value: value.compactText, unit: "", source: ""))
      return
    }
    if let inner = value["value"] {
      found.append(
        Parameter(
          path: path, value: inner.compactText, unit: text(value["unit"]),
          source: text(value["source"])))
      return
    }
    for member in members where !(path.isEmpty && member.key == "about") {
      collect(member.value, path.isEmpty ? member.key : path + "." + member.key, into: &found)
    }
  }

  private static func text(_ value: JSONValue?) -> String {
    if case .string(let text)? = value?.kind { return text }
    return ""
  }
}

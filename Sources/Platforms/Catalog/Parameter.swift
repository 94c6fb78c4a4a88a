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
  /// The edition in which it came to the catalog, such as `2021-03`; empty where there are none.
  package let since: String

  /// Whether nobody has seen a source of it: it is from memory, or stands where none was found.
  package var isUnsure: Bool {
    source.hasPrefix("from memory") || source.hasPrefix("not found")
  }

  /// Every value of an entry of the catalog, in the order of the file.
  ///
  /// Values that are words for the shape of the entry (its description, the names of its policies)
  /// are choices and have no source.
  ///
  /// - Parameters:
  ///   - entry: the entry.
  ///   - edition: that of the entry; nil for none.
  /// - Returns: the values.
  static func all(in entry: JSONValue, since edition: String?) -> [Parameter] {
    var found: [Parameter] = []
    collect(entry, "", edition ?? "", into: &found)
    return found
  }

  /// The keys of an entry that say what it is and not what it is worth.
  private static let words: Set<String> = ["about", "edition", "base"]

  private static func collect(
    _ value: JSONValue, _ path: String, _ edition: String, into found: inout [Parameter]
  ) {
    guard case .object(let members) = value.kind else {
      found.append(
        Parameter(path: path, value: value.compactText, unit: "", source: "", since: edition))
      return
    }
    if let inner = value["value"] {
      let since = text(value["since"])
      found.append(
        Parameter(
          path: path, value: inner.compactText, unit: text(value["unit"]),
          source: text(value["source"]), since: since.isEmpty ? edition : since))
      return
    }
    for member in members where !(path.isEmpty && words.contains(member.key)) {
      let place = path.isEmpty ? member.key : path + "." + member.key
      collect(member.value, place, edition, into: &found)
    }
  }

  private static func text(_ value: JSONValue?) -> String {
    if case .string(let text)? = value?.kind { return text }
    return ""
  }
}

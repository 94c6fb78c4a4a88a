import Documents
import Platforms

/// Paths of a scenario's values that name a deployment: `deployments.function.memory` is
/// `deployments[0].memory` where the first deployment is called `function`.
enum NamedPath {
  private static let beginning = "deployments."
  /// How many names a message lists.
  private static let mostNames = 5

  /// The path with an index in place of the name; others as they are.
  ///
  /// - Throws: ``StudyPoint/Misplaced`` when there is no deployment of that name.
  static func resolved(
    _ path: String, in scenario: JSONValue
  ) throws(StudyPoint.Misplaced) -> String {
    guard path.hasPrefix(beginning), case .array(let deployments)? = scenario["deployments"]?.kind
    else { return path }
    let rest = path.utf8.dropFirst(beginning.utf8.count)
    let names = deployments.map(name)
    // A name may have full stops: the longest that fits is meant.
    var found: (index: Int, length: Int)?
    for (index, name) in names.enumerated() where rest.starts(with: name.utf8) {
      let after = rest.dropFirst(name.utf8.count).first
      let isWhole = after == nil || after == UInt8(ascii: ".") || after == UInt8(ascii: "[")
      if isWhole, name.utf8.count > (found?.length ?? 0) { found = (index, name.utf8.count) }
    }
    guard let found else {
      throw StudyPoint.Misplaced(path: path, reason: reason(rest, names))
    }
    let key = String(decoding: Array(rest.dropFirst(found.length)), as: UTF8.self)
    return "deployments[\(found.index)]\(key)"
  }

  /// The name of a deployment: its own, or that of its platform, model and runtime.
  private static func name(_ deployment: JSONValue) -> String {
    if case .string(let name)? = deployment["name"]?.kind { return name }
    let parts = ["platform", "model", "runtime"].compactMap { key -> String? in
      guard let value = deployment[key] else { return nil }
      if case .string(let name) = value.kind { return Catalog.subject(of: name) }
      if case .string(let name)? = value["name"]?.kind { return name }
      return nil
    }
    return parts.joined(separator: "-")
  }

  /// Why there is no such deployment, and which there are.
  private static func reason(_ rest: Substring.UTF8View, _ names: [String]) -> String {
    // The name may end at any full stop; the longest beginning that is near a name counts.
    let pieces = String(decoding: Array(rest), as: UTF8.self).split(separator: ".")
    let near = pieces.indices.reversed().lazy.compactMap { last in
      Suggestion.nearest(to: pieces[...last].joined(separator: "."), among: names)
    }.first
    let shown = names.prefix(mostNames).map { Quoted.text($0) }.joined(separator: ", ")
    let more = names.count > mostNames ? " and \(names.count - mostNames) more" : ""
    return "no deployment has this name"
      + (near.map { "; did you mean deployments.\($0)?" } ?? "")
      + "; write deployments[0] or one of the names \(shown)\(more)"
  }
}

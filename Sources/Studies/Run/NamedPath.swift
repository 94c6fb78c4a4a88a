import Documents
import Platforms

/// Paths of a scenario's values that name a deployment.
///
/// `deployments.function.memory` is `deployments[0].memory` where the first deployment is called
/// `function`. Services of a deployment have names likewise:
/// `deployments.hybrid.services.server.memory`.
enum NamedPath {
  private static let beginning = "deployments."
  private static let list = "deployments["
  private static let services = ".services."
  /// How many names a message lists.
  private static let mostNames = 5

  /// The path with an index in place of the name; others as they are.
  ///
  /// - Throws: ``StudyPoint/Misplaced`` when there is no deployment of that name.
  static func resolved(
    _ path: String, in scenario: JSONValue
  ) throws(StudyPoint.Misplaced) -> String {
    guard case .array(let deployments)? = scenario["deployments"]?.kind else { return path }
    if let (index, key) = numbered(path), deployments.indices.contains(index) {
      let place = "deployments[\(index)]"
      return place + (try resolved(key, in: deployments[index], place, path: path))
    }
    guard path.hasPrefix(beginning) else { return path }
    let rest = path.utf8.dropFirst(beginning.utf8.count)
    let names = deployments.map(name)
    guard let found = match(rest, names) else {
      throw StudyPoint.Misplaced(
        path: path, reason: reason(rest, names, of: "deployment", "deployments"))
    }
    let key = String(decoding: Array(rest.dropFirst(found.length)), as: UTF8.self)
    let written = path.dropLast(key.count)
    return "deployments[\(found.index)]"
      + (try resolved(key, in: deployments[found.index], String(written), path: path))
  }

  /// The number of the deployment with which a path begins, and the rest of the path.
  private static func numbered(_ path: String) -> (index: Int, key: String)? {
    guard path.hasPrefix(list), let end = path.firstIndex(of: "]"),
      let index = Int(path[..<end].dropFirst(list.count)), path.hasPrefix("\(list)\(index)]")
    else { return nil }
    return (index, String(path[path.index(after: end)...]))
  }

  /// The rest of a path behind a deployment, with an index in place of the name of a service.
  ///
  /// - Parameters:
  ///   - key: the rest.
  ///   - deployment: the deployment.
  ///   - written: what of the path stands before, as it is written.
  ///   - path: all of the path.
  /// - Returns: the rest to write instead.
  /// - Throws: ``StudyPoint/Misplaced`` when there is no service of that name.
  private static func resolved(
    _ key: String, in deployment: JSONValue, _ written: String, path: String
  ) throws(StudyPoint.Misplaced) -> String {
    guard key.hasPrefix(services), case .array(let parts)? = deployment["services"]?.kind else {
      return key
    }
    let rest = key.utf8.dropFirst(services.utf8.count)
    let names = parts.map(name)
    guard let found = match(rest, names) else {
      throw StudyPoint.Misplaced(
        path: path, reason: reason(rest, names, of: "service", written + services.dropLast()))
    }
    return ".services[\(found.index)]"
      + String(decoding: Array(rest.dropFirst(found.length)), as: UTF8.self)
  }

  /// The name with which a path goes on, and its length in bytes; nil where it is none of them.
  private static func match(
    _ rest: Substring.UTF8View, _ names: [String]
  ) -> (index: Int, length: Int)? {
    // A name may have full stops: the longest that fits is meant.
    var found: (index: Int, length: Int)?
    for (index, name) in names.enumerated() where rest.starts(with: name.utf8) {
      let after = rest.dropFirst(name.utf8.count).first
      let isWhole = after == nil || after == UInt8(ascii: ".") || after == UInt8(ascii: "[")
      if isWhole, name.utf8.count > (found?.length ?? 0) { found = (index, name.utf8.count) }
    }
    return found
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

  /// Why there is no such deployment or service, and which there are.
  private static func reason(
    _ rest: Substring.UTF8View, _ names: [String], of noun: String, _ key: String
  ) -> String {
    // The name may end at any full stop; the longest beginning that is near a name counts.
    let pieces = String(decoding: Array(rest), as: UTF8.self).split(separator: ".")
    let near = pieces.indices.reversed().lazy.compactMap { last in
      Suggestion.nearest(to: pieces[...last].joined(separator: "."), among: names)
    }.first
    let shown = names.prefix(mostNames).map { Quoted.text($0) }.joined(separator: ", ")
    let more = names.count > mostNames ? " and \(names.count - mostNames) more" : ""
    return "no \(noun) has this name"
      + (near.map { "; did you mean \(key).\($0)?" } ?? "")
      + "; write \(key)[0] or one of the names \(shown)\(more)"
  }
}

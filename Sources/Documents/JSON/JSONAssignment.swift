/// Why a value of a JSON text could not be replaced.
package struct AssignmentError: Error, Sendable, CustomStringConvertible {
  /// What is wrong, as a clause without a full stop.
  package let description: String

  /// An error of these words.
  package init(description: String) { self.description = description }
}

extension JSONValue {
  /// The value with one of its parts replaced.
  ///
  /// - Parameters:
  ///   - path: where the part stands, such as `workload.requests` or `deployments[0].memory`; keys
  ///     that are missing at the end of it are added.
  ///   - text: the new part as JSON; what is no JSON is taken as a string.
  /// - Returns: the changed value.
  /// - Throws: ``AssignmentError`` when the path leads nowhere.
  package func setting(
    _ path: String, to text: String
  ) throws(AssignmentError) -> JSONValue {
    let part: JSONValue
    do {
      part = try JSONParser.parse(Array(text.utf8), file: "").withoutPositions
    } catch {
      part = JSONValue(.string(text))
    }
    let steps = try Self.steps(path)
    guard steps.count + part.depth <= JSONParser.maximumDepth else {
      throw AssignmentError(
        description:
          "puts more than \(JSONParser.maximumDepth) arrays and objects within each other")
    }
    return try replacing(steps[...], with: part)
  }

  /// How many arrays and objects stand within each other.
  private var depth: Int {
    switch kind {
    case .array(let elements): 1 + (elements.map(\.depth).max() ?? 0)
    case .object(let members): 1 + (members.map(\.value.depth).max() ?? 0)
    default: 0
    }
  }

  /// The steps of a path such as `deployments[0].memory`.
  static func steps(_ path: String) throws(AssignmentError) -> [JSONPath.Step] {
    var steps: [JSONPath.Step] = []
    for piece in path.split(separator: ".", omittingEmptySubsequences: false) {
      let parts = piece.split(separator: "[", omittingEmptySubsequences: false)
      guard let key = parts.first, !key.isEmpty else {
        throw AssignmentError(
          description: "is no path; write keys with full stops between them, such as "
            + "workload.requests or deployments[0].memory")
      }
      steps.append(.key(String(key)))
      for part in parts.dropFirst() {
        guard part.hasSuffix("]"), let index = Int(part.dropLast()), index >= 0 else {
          throw AssignmentError(description: "has a bracket that is no index such as [0]")
        }
        steps.append(.index(index))
      }
    }
    return steps
  }

  private func replacing(
    _ steps: ArraySlice<JSONPath.Step>, with part: JSONValue
  ) throws(AssignmentError) -> JSONValue {
    guard let step = steps.first else { return part }
    let rest = steps.dropFirst()
    switch (step, kind) {
    case (.key(let key), .object(var members)):
      if let place = members.firstIndex(where: { $0.key == key }) {
        let value = try members[place].value.replacing(rest, with: part)
        members[place] = JSONMember(
          key: key, keyPosition: members[place].keyPosition, value: value)
      } else {
        let empty = JSONValue(.object([]))
        members.append(JSONMember(key: key, value: try empty.replacing(rest, with: part)))
      }
      return JSONValue(.object(members), position: position)
    case (.index(let index), .array(var elements)):
      guard index < elements.count else {
        throw AssignmentError(
          description: "has no element [\(index)]; there are \(elements.count), counted from 0")
      }
      elements[index] = try elements[index].replacing(rest, with: part)
      return JSONValue(.array(elements), position: position)
    case (.key(let key), _):
      throw AssignmentError(description: "finds \(kindName) where `\(key)` needs an object")
    case (.index(let index), _):
      throw AssignmentError(description: "finds \(kindName) where [\(index)] needs an array")
    }
  }

  /// The value without the places at which its parts stood.
  var withoutPositions: JSONValue {
    switch kind {
    case .object(let members):
      JSONValue(
        .object(members.map { JSONMember(key: $0.key, value: $0.value.withoutPositions) }))
    case .array(let elements): JSONValue(.array(elements.map(\.withoutPositions)))
    default: JSONValue(kind)
    }
  }
}

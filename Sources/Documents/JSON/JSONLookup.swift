extension JSONValue {
  /// The value at a path, such as `workload.arrivals.mmpp.states[0].rate`.
  ///
  /// A value that stands with its source, as `{ "value": ..., "source": ... }`, is stepped into, so
  /// that the path is the same with sources and without.
  ///
  /// - Throws: ``AssignmentError`` when the path leads nowhere.
  package func value(at path: String) throws(AssignmentError) -> JSONValue {
    var value = self
    for step in try Self.steps(path) {
      guard let next = value.child(at: step) ?? value["value"]?.child(at: step) else {
        throw AssignmentError(description: "there is nothing at \(path)")
      }
      value = next
    }
    return value["value"] ?? value
  }

  /// The value with what stands at a path replaced; nothing is added.
  ///
  /// - Parameters:
  ///   - path: as ``value(at:)`` takes it.
  ///   - part: what takes its place.
  /// - Returns: the changed value.
  /// - Throws: ``AssignmentError`` when the path leads nowhere.
  package func replacingValue(
    at path: String, with part: JSONValue
  ) throws(AssignmentError) -> JSONValue {
    guard let changed = replacing(try Self.steps(path)[...], with: part) else {
      throw AssignmentError(description: "there is nothing at \(path)")
    }
    return changed
  }

  private func child(at step: JSONPath.Step) -> JSONValue? {
    switch (step, kind) {
    case (.key(let key), .object): return self[key]
    case (.index(let index), .array(let elements)) where index < elements.count:
      return elements[index]
    default: return nil
    }
  }

  /// The value with a part replaced; nil when the steps lead nowhere.
  private func replacing(_ steps: ArraySlice<JSONPath.Step>, with part: JSONValue) -> JSONValue? {
    let key: String
    var rest = steps
    switch (steps.first, kind) {
    case (nil, _):
      guard self["value"] != nil else { return part }
      key = "value"
    case (.index(let index), .array(var elements)):
      guard index < elements.count,
        let changed = elements[index].replacing(steps.dropFirst(), with: part)
      else { return nil }
      elements[index] = changed
      return JSONValue(.array(elements), position: position)
    case (.key(let wanted), .object):
      let isThere = self[wanted] != nil
      key = isThere ? wanted : "value"
      if isThere { rest = steps.dropFirst() }
    case (.index, .object): key = "value"
    default: return nil
    }
    guard case .object(var members) = kind,
      let place = members.firstIndex(where: { $0.key == key }),
      let changed = members[place].value.replacing(rest, with: part)
    else { return nil }
    members[place] = JSONMember(
      key: key, keyPosition: members[place].keyPosition, value: changed)
    return JSONValue(.object(members), position: position)
  }
}

import Documents

extension Catalog {
  /// The catalog with one of its values replaced; entries that have it as their base keep theirs.
  ///
  /// - Parameters:
  ///   - section: the part of the catalog.
  ///   - name: the entry's name; of a profile `platform/model/runtime`.
  ///   - path: where the value stands within the entry, as a scenario would write it, such as
  ///     `latency.network.lognormal.mean`.
  ///   - part: what takes its place.
  /// - Returns: the changed catalog.
  /// - Throws: ``AssignmentError`` when there is no such entry or value.
  package func setting(
    _ section: Section, _ name: String, _ path: String, to part: JSONValue
  ) throws(AssignmentError) -> Catalog {
    guard let place = entries(section).firstIndex(where: { $0.name == name }) else {
      throw AssignmentError(description: "the catalog has no \(section.noun) \(name)")
    }
    var changed = self
    let old = entries(section)[place]
    let new = try old.annotated.replacingValue(at: path, with: part)
    changed.sections[section]?[place] = Entry(
      name: name, annotated: new, own: old.base == nil ? new : old.own)
    return changed
  }

  /// The text of a section's file with some of its values replaced, and nothing else changed.
  ///
  /// - Parameters:
  ///   - text: the file.
  ///   - section: the part of the catalog that the file is.
  ///   - changes: entries, paths within them, and what takes the place of the values there.
  /// - Returns: the changed file.
  /// - Throws: ``ProblemReport`` when the file is no JSON.
  package static func editing(
    _ text: [UInt8], of section: Section,
    _ changes: [(entry: String, path: String, part: JSONValue)]
  ) throws -> [UInt8] {
    let root = try JSONParser.parse(text, file: file(of: section))
    let edits = try changes.map { change in
      // A profile's name is the path of its entry; other names may have any characters.
      let keys = section == .profiles ? change.entry.split(separator: "/") : [change.entry[...]]
      var entry = root
      for key in keys {
        guard let next = entry[String(key)] else {
          throw AssignmentError(description: "the file has no entry \(change.entry)")
        }
        entry = next
      }
      return JSONEdit(of: try entry.value(at: change.path), to: change.part)
    }
    return JSONEdit.applying(edits, to: text)
  }
}

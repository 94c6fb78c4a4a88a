import Documents

extension ProblemLog {
  /// The objectives of a scenario.
  func objectives(_ reader: KeyReader) -> [Objective] {
    let key = ScenarioKeys.objective
    guard let elements = reader.array(key) else { return [] }
    guard (1...Objective.mostObjectives).contains(elements.count) else {
      report(
        reader.value(key), path: reader.path(key),
        what: elements.isEmpty ? "is empty" : "has \(elements.count) elements",
        fix: "give 1 to \(Objective.mostObjectives) objectives such as \"p(99)<200ms\"")
      return []
    }
    return elements.compactMap { value, path in
      guard let text = string(value, path) else { return nil }
      do throws(Objective.Mistake) {
        return try Objective(text)
      } catch {
        report(value, path: path, what: error.what, fix: error.fix)
        return nil
      }
    }
  }
}

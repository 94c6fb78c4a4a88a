import Documents
import SimCore

/// What is left out at the start of a run, whose requests are served but not counted.
public enum WarmUp: Sendable, Hashable {
  /// Requests that arrive before some time.
  case time(Interval)
  /// As many as the marginal standard error rule says, for each run by itself.
  case mser5

  /// How a scenario names the rule.
  static let ruleName = "mser-5"
}

extension ProblemLog {
  /// A warm-up: a duration, or the name of the rule.
  ///
  /// - Parameters:
  ///   - value: the value.
  ///   - path: its path.
  ///   - duration: how long requests arrive, where the scenario says it.
  /// - Returns: the warm-up; nil when a problem was reported.
  func warmUp(_ value: JSONValue, _ path: JSONPath, within duration: Interval?) -> WarmUp? {
    if case .string(let text) = value.kind {
      if text == WarmUp.ruleName { return .mser5 }
      if !(text.utf8.first.map { (0x30...0x39).contains($0) } ?? false) {
        report(
          value, path: path, what: "is neither a duration nor a rule, found \(value.shown)",
          fix: "write a duration such as \"10min\", or \"\(WarmUp.ruleName)\"")
        return nil
      }
    }
    guard let time = amount(value, path, in: Interval.zero ... .longest) else { return nil }
    if let duration, time >= duration {
      report(
        value, path: path, what: "leaves nothing to count of a duration of \(duration.text)",
        fix: "write less than the duration, or lengthen it")
      return nil
    }
    return .time(time)
  }
}

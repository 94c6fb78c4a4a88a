import Documents
import Platforms
import Studies

/// What the reader of a comparison should know: how costs were extended, what would help, and what
/// no objective asks for.
struct CompareNotes {
  /// The comparison.
  let comparison: Comparison

  /// From this fraction of failures on, it is said that no objective asks for success.
  private static let silentFailures = 0.001

  /// The notes as a list.
  var text: String {
    let layout = HelpLayout(columns: CompareText.columns)
    return notes.map { note in
      let lines = layout.lines(of: note, width: CompareText.columns - 2)
      return "- " + lines.joined(separator: "\n  ") + "\n"
    }.joined()
  }

  private var notes: [String] {
    let results = comparison.results
    return [
      Self.month(results.scenario.workload), runnerUp, unsure, successes, help, missing,
      CatalogNotes.unsure(results.scenario), PatienceNotes.line(results),
      AssumptionNotes.line(results.scenario.deployments),
    ].compactMap(\.self)
  }

  /// What a month of some requests is.
  static func month(_ workload: Workload) -> String {
    let traffic =
      TrafficCost.duration(workload).map { seconds in
        let times = DecimalText.grouped(TrafficCost.month / seconds, digits: 0)
        let length = RoundedText.significant(seconds, digits: 3)
        return "the workload's \(length) s, \(times) times one after another"
      } ?? "the run, as often as it fits"
    return "USD/month is 30 days of this traffic: \(traffic). Each time begins as the run does, "
      + "with its cold starts. USD/1M is a million of these requests."
  }

  /// By how much the second is dearer.
  private var runnerUp: String? {
    let meeting = comparison.meeting
    guard meeting.count > 1, let first = meeting[0].month.mean, first > 0,
      let second = meeting[1].month.mean
    else { return nil }
    let percent = RoundedText.significant((second / first - 1) * 100, digits: 2)
    return "The next, \(Quoted.visible(meeting[1].means.deployment)), costs \(percent) % more than "
      + "\(Quoted.visible(meeting[0].means.deployment))."
  }

  private var unsure: String? {
    let isUnsure = comparison.entries.contains { $0.standings.contains(where: \.isUnsure) }
    return isUnsure
      ? "~ The bound is within the 95 % interval of the mean: more replications may turn it." : nil
  }

  /// Failures that no objective asks about.
  private var successes: String? {
    guard !comparison.objectives.contains(where: { $0.measure == .success }) else { return nil }
    let failing = comparison.meeting.filter { entry in
      entry.means.estimate(of: "success_ratio")?.mean.map { 1 - $0 >= Self.silentFailures } ?? true
    }
    guard let first = failing.first else { return nil }
    let more = failing.count > 1 ? " and \(failing.count - 1) more" : ""
    return "No objective asks for success, and latencies are those of the successful requests: "
      + "\(Quoted.visible(first.means.deployment))\(more) fail 0.1 % or more. Add success>99.9%."
  }

  /// What would help those that miss an objective.
  private var help: String? {
    let kinds = comparison.failing.flatMap(\.bottlenecks).reduce(into: [Bottleneck]()) {
      if !$0.contains($1) { $0.append($1) }
    }
    if kinds.isEmpty { return nil }
    return "What may help: "
      + kinds.map { "\($0.rawValue): \($0.advice)" }.joined(separator: "; ") + "."
  }

  /// What to do without objectives.
  private var missing: String? {
    comparison.objectives.isEmpty
      ? "There is no objective. Give one, such as --objective 'p(99)<200ms', or write "
        + "\"objective\" in the scenario." : nil
  }
}

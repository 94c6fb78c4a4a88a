import Documents
import Platforms
import SimCore
import Studies

/// What a reader of a table should know about the windows of the runs: what a percentile of a whole
/// run hides, and windows that are longer than the scenario asks for.
enum WindowNotes {
  /// How many deployments a line names.
  private static let greatestNames = 3

  /// The notes on the rows of a scenario: a line or none for each.
  static func lines(_ results: StudyResults, hasFiles: Bool) -> [String] {
    var lines: [String] = []
    let peaks = results.means.compactMap(peak).sorted { $0.ratio > $1.ratio }
    if !peaks.isEmpty {
      lines.append(
        "The p99 of the whole run hides much slower windows: "
          + list(peaks.map { text($0, results) })
          + (hasFiles ? ". See latency_p99_s in timeline.csv." : ". Their p99: --out DIR."))
    }
    if hasFiles, let line = coarsened(results) { lines.append(line) }
    return lines
  }

  /// The worst window of a deployment.
  private struct Peak {
    let deployment: String
    let window: LatencyPeak
    let p99: Interval
    var ratio: Double { window.latency.seconds / p99.seconds }
  }

  /// The worst window of the replications, if half of them or more have one that is so bad.
  private static func peak(_ means: ReplicationMeans) -> Peak? {
    let found = means.rows.compactMap { row -> Peak? in
      guard let window = row.latencyPeak, let p99 = row.figures.latency.p99, p99 > .zero
      else { return nil }
      return Peak(deployment: row.label.deployment, window: window, p99: p99)
    }
    guard !found.isEmpty, 2 * found.count >= means.rows.count else { return nil }
    return found.dropFirst().reduce(found[0]) { $1.ratio > $0.ratio ? $1 : $0 }
  }

  private static func text(_ peak: Peak, _ results: StudyResults) -> String {
    let window = peak.window
    let start = (window.start - .zero).text
    return Quoted.visible(peak.deployment)
      + " (\(window.measure == .mean ? "a mean of " : "")"
      + "\(RoundedText.significant(window.latency.seconds, digits: 3)) s in the "
      + "\(window.width.text) from \(start) on, of \(DecimalText.grouped(Int(window.succeeded))) "
      + "requests, where the run has \(RoundedText.significant(peak.p99.seconds, digits: 3)) s)"
  }

  /// Says that windows were joined.
  private static func coarsened(_ results: StudyResults) -> String? {
    let asked = results.scenario.outputs.window
    let found = results.means.compactMap { means -> String? in
      let width = means.rows.figures.map(\.timeline.width).max() ?? asked
      return width > asked
        ? "\(Quoted.visible(means.first.label.deployment)) (\(width.text))" : nil
    }
    if found.isEmpty { return nil }
    let most = DecimalText.grouped(Timeline.greatestCount)
    return "Windows of timeline.csv are longer than outputs.window (\(asked.text)), as a run has "
      + "at most \(most): \(list(found))."
  }

  private static func list(_ texts: [String]) -> String {
    let more = texts.count - greatestNames
    return texts.prefix(greatestNames).joined(separator: ", ")
      + (more > 0 ? " and \(more) more" : "")
  }
}

import Documents
import Platforms
import Studies

/// What a reader of a table should know about its figures: a line for each kind of warning, with
/// the deployments that it concerns.
enum ResultNotes {
  /// How many deployments a line names.
  private static let greatestNames = 3

  /// The notes on the rows of a scenario.
  ///
  /// - Parameters:
  ///   - results: the rows, one for each deployment and replication.
  ///   - hasFiles: whether files are written, which have the 99.9th percentile.
  ///   - layout: the width of the lines.
  /// - Returns: lines of text; nothing when there is nothing to say.
  static func text(_ results: StudyResults, hasFiles: Bool, layout: HelpLayout) -> String {
    var lines: [String] = []
    for kind in RunWarning.Kind.allCases where kind != .fewForP99 && kind != .fewForP999 {
      // That single runs give no interval is said once, above the table.
      if kind.isOfSingleRuns { continue }
      // Clients who wait for their answers offer no more than is done.
      if kind == .overloaded || kind == .queueGrows,
        case .closedLoop = results.scenario.workload.arrivals
      {
        continue
      }
      let found = concerns(kinds(of: kind, hasFiles: hasFiles), results)
      if !found.isEmpty { lines.append(line(kind, found, deployments: results.means.count)) }
    }
    lines += WindowNotes.lines(results, hasFiles: hasFiles)
    lines += CatalogNotes.unsure(results.scenario).map { [$0] } ?? []
    if let line = PatienceNotes.line(results) { lines.append(line) }
    if let line = TraceLoadNotes.line(results.scenario.workload) { lines.append(line) }
    if let line = AssumptionNotes.line(results.means.map(\.first.deployment)) { lines.append(line) }
    if lines.isEmpty { return "" }
    return "\nRead with care:\n"
      + lines.map { line in
        let wrapped = layout.lines(of: line, width: layout.columns - 2)
        return "- " + wrapped.joined(separator: "\n  ") + "\n"
      }.joined()
  }

  /// The kinds that one line is about.
  private static func kinds(of kind: RunWarning.Kind, hasFiles: Bool) -> Set<RunWarning.Kind> {
    switch kind {
    case .fewForP95: hasFiles ? [.fewForP95, .fewForP99, .fewForP999] : [.fewForP95, .fewForP99]
    default: [kind]
    }
  }

  /// A deployment with its gravest warning.
  private struct Concern {
    let deployment: String
    let extent: Double
  }

  /// The deployments with warnings of some kinds, in their order.
  ///
  /// Of several replications, half or more must have one: among many, chance gives one a queue that
  /// looks as if it grew.
  private static func concerns(
    _ kinds: Set<RunWarning.Kind>, _ results: StudyResults
  ) -> [Concern] {
    results.means.compactMap { means in
      let extents = means.rows.compactMap { row in
        row.warnings.first { kinds.contains($0.kind) }?.extent
      }
      guard 2 * extents.count >= means.rows.count, let least = extents.min(),
        let greatest = extents.max()
      else { return nil }
      return Concern(
        deployment: means.first.label.deployment,
        extent: kinds.contains(.fewForP99) ? least : greatest)
    }
  }

  private static func line(
    _ kind: RunWarning.Kind, _ found: [Concern], deployments: Int
  ) -> String {
    func names(_ extent: ((Double) -> String)? = nil) -> String {
      let shown = found.prefix(greatestNames).map { concern in
        Quoted.visible(concern.deployment) + (extent.map { " (\($0(concern.extent)))" } ?? "")
      }
      let more = found.count - shown.count
      return shown.joined(separator: ", ") + (more > 0 ? " and \(more) more" : "")
    }
    switch kind {
    case .nothingCounted:
      return "No request arrived after the warm-up: \(names()). Lengthen the run, or shorten "
        + "workload.warm_up."
    case .overloaded:
      let list = names { RoundedText.significant($0, digits: 2) + " times" }
      return "Offered more than it can do, so results depend on the length of the run: \(list). "
        + "Add capacity, or send less."
    case .queueGrows:
      let list = names { "\(DecimalText.grouped($0, digits: 0)) waiting" }
      return "A queue still grows, so latency depends on the length of the run: \(list). See a "
        + "longer run, or add capacity."
    case .survivors:
      return "Latency of the successful requests only: \(names()). Compare success first."
    case .cutOff:
      let list = names { DecimalText.grouped($0, digits: 0) }
      return "Open when workload.patience ended the run, and not in the latency: \(list). Lengthen "
        + "the patience to see them."
    case .warmUpUnsettled:
      return "MSER-5 finds no end of the warm-up in the first half of the run: \(names()). "
        + "Lengthen the run."
    case .fewForP95, .fewForP99, .fewForP999:
      let list = names { DecimalText.grouped($0, digits: 0) }
      return "Few successes for high percentiles (p95 needs 200, p99 1,000, p99.9 10,000): "
        + "\(list). Lengthen the run, or see the bounds in summary.csv."
    case .correlated, .uneven, .tooShort:
      preconditionFailure("Nothing is said of these kinds.")
    }
  }
}

import Platforms

/// What a reader of a table should know about its figures: a line for each kind of warning, with
/// the deployments that it concerns.
enum ResultNotes {
  /// How many deployments a line names.
  private static let greatestNames = 4
  private static let columns = 100

  /// The notes on the rows of a scenario.
  ///
  /// - Parameters:
  ///   - results: the rows, one for each deployment and replication.
  ///   - hasFiles: whether files are written, which have the 99.9th percentile.
  /// - Returns: lines of text; nothing when there is nothing to say.
  static func text(_ results: ScenarioResults, hasFiles: Bool) -> String {
    let rows = results.rows
    var lines: [String] = []
    for kind in RunWarning.Kind.allCases where kind != .fewForP99 && kind != .fewForP999 {
      let hidden: Bool
      switch kind {
      case .correlated: hidden = results.isReplicated
      case .uneven, .tooShort: hidden = true
      default: hidden = false
      }
      if hidden { continue }
      let found = worst(kinds(of: kind, hasFiles: hasFiles), in: rows)
      if !found.isEmpty { lines.append(line(kind, found, deployments: deployments(rows))) }
    }
    if lines.isEmpty { return "" }
    let layout = HelpLayout(columns: columns)
    return "\nRead with care:\n"
      + lines.map { line in
        let wrapped = layout.lines(of: line, width: columns - 2)
        return "- " + wrapped.joined(separator: "\n  ") + "\n"
      }.joined()
  }

  /// The kinds that one line is about.
  private static func kinds(of kind: RunWarning.Kind, hasFiles: Bool) -> Set<RunWarning.Kind> {
    switch kind {
    case .fewForP95: hasFiles ? [.fewForP95, .fewForP99, .fewForP999] : [.fewForP95, .fewForP99]
    case .correlated: [.correlated, .uneven, .tooShort]
    default: [kind]
    }
  }

  private static func deployments(_ rows: [SummaryRow]) -> Int {
    Set(rows.map(\.label.deployment)).count
  }

  /// A deployment with its gravest warning.
  private struct Concern {
    let deployment: String
    var extent: Double
  }

  /// The deployments with warnings of some kinds, in the order of the rows; of several
  /// replications, the gravest.
  private static func worst(
    _ kinds: Set<RunWarning.Kind>, in rows: [SummaryRow]
  ) -> [Concern] {
    let isFewest = kinds.contains(.fewForP99)
    var found: [Concern] = []
    var places: [String: Int] = [:]
    for row in rows {
      guard let warning = row.warnings.first(where: { kinds.contains($0.kind) }) else { continue }
      if let place = places[row.label.deployment] {
        found[place].extent =
          isFewest
          ? min(found[place].extent, warning.extent) : max(found[place].extent, warning.extent)
      } else {
        places[row.label.deployment] = found.count
        found.append(Concern(deployment: row.label.deployment, extent: warning.extent))
      }
    }
    return found
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
      let list = names { RoundedText.significant($0, digits: 2) + " times what it can do" }
      return "More work arrives than can be done: \(list). Latency and success depend on how long "
        + "the run lasts; add capacity, or send less."
    case .queueGrows:
      let list = names { "\(DecimalText.grouped($0, digits: 0)) waiting at the end" }
      return "The queue still grows in the second half of the run: \(list). Latency depends on "
        + "how long the run lasts; see a longer one, or add capacity."
    case .survivors:
      let list = names { failureText($0) }
      return "Latency is that of the requests that succeeded, and many failed: \(list). Compare "
        + "success first."
    case .cutOff:
      let list = names { DecimalText.grouped($0, digits: 0) }
      return "Requests were open when workload.patience ended the run: \(list). What they would "
        + "have taken is not in the latency; a longer patience shows it."
    case .warmUpUnsettled:
      return "MSER-5 finds no end of the warm-up in the first half of the run: \(names()). "
        + "Lengthen the run."
    case .fewForP95, .fewForP99, .fewForP999:
      let list = names { DecimalText.grouped($0, digits: 0) }
      return "Few successes for high percentiles (p95 needs 200, p99 1,000, p99.9 10,000): "
        + "\(list). Lengthen the run; summary.csv has their bounds."
    case .correlated, .uneven, .tooShort:
      let list = found.count == deployments && found.count > 1 ? "all deployments" : names()
      return "One run gives no interval of the mean, because its parts depend on one another, one "
        + "outweighs the rest, or they are too few: \(list). --replications 10 gives one."
    }
  }

  private static func failureText(_ share: Double) -> String {
    RoundedText.significant(share * 100, digits: 2) + " %"
  }
}

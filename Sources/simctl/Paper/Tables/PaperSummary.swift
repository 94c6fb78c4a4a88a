/// The report on the paper's experiments in a few lines.
struct PaperSummary {
  private let report: PaperReport

  /// A summary of a report.
  init(_ report: PaperReport) { self.report = report }

  /// The lines.
  var lines: [String] { [numbers, statements] + intervals }

  private var numbers: String {
    let verdicts = report.results.map(\.verdict)
    let parts = PaperVerdict.allCases.compactMap { verdict in
      let count = verdicts.count { $0 == verdict }
      return count > 0 ? "\(count) \(verdict.rawValue)" : nil
    }
    return "\(verdicts.count) numbers: \(parts.joined(separator: ", "))"
  }

  private var statements: String {
    let verdicts = report.shapes.map(\.verdict)
    let held = verdicts.count { $0 == .held }
    let missing = verdicts.count { $0 == .missing }
    return "\(verdicts.count) statements: \(held) held, \(verdicts.count - held - missing) not held"
      + (missing > 0 ? ", \(missing) missing" : "")
  }

  /// Which numbers lie outside of the intervals of several replications.
  private var intervals: [String] {
    if report.replications < 2 { return [] }
    let excluding = report.results.filter { $0.holdsPublished == false }
    func names(_ results: [PaperReport.Result]) -> String {
      results.isEmpty ? "none" : results.map(\.target.id).joined(separator: ", ")
    }
    let (rounded, far) = excluding.reduce(into: ([PaperReport.Result](), [PaperReport.Result]())) {
      if $1.meetsBand { $0.0.append($1) } else { $0.1.append($1) }
    }
    return [
      "95 % intervals of \(report.replications) replications leave out the published value, but "
        + "not what rounds to it: \(names(rounded))",
      "95 % intervals of \(report.replications) replications leave out the published value and "
        + "all that rounds to it: \(names(far))",
    ]
  }
}

extension PaperReport.Result {
  /// Whether the interval and the band of the published number have a value in common.
  fileprivate var meetsBand: Bool {
    guard let interval else { return false }
    return interval.low <= target.high && interval.high >= target.low
  }
}

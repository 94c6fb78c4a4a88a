import Studies

/// The report on the paper's experiments in a few lines.
package struct PaperSummary {
  private let report: PaperReport

  /// A summary of a report.
  package init(_ report: PaperReport) { self.report = report }

  /// The lines.
  package var lines: [String] { [numbers, statements] + intervals }

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
    let start = "95 % intervals of \(report.replications) replications that leave out the published"
    return lines(
      "\(start) number, but not what rounds to it", excluding.filter(\.meetsBand))
      + lines("\(start) number and all that rounds to it", excluding.filter { !$0.meetsBand })
  }

  private func lines(_ heading: String, _ results: [PaperReport.Result]) -> [String] {
    ["\(heading): \(results.isEmpty ? "none" : "\(results.count)")"]
      + results.map { result in
        let target = result.target
        return "  \(target.id): published \(target.publishedText), "
          + PaperNumberText.shown(result.interval, target.number)
      }
  }
}

extension PaperReport.Result {
  /// Whether the interval and the band of the published number have a value in common.
  fileprivate var meetsBand: Bool {
    guard let interval else { return false }
    return interval.low <= target.high && interval.high >= target.low
  }
}

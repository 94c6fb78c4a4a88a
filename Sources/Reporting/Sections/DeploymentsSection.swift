import Charts
import Platforms

/// The table of deployments, which numbers them, and what to read with care.
enum DeploymentsSection {
  static func html(_ source: RunSource) -> String {
    let table = source.summary
    let headings =
      [.init(heading: "no."), .init(heading: "deployment", isNumber: false)]
      + FigureColumn.all.map { ReportPage.Column(heading: $0.heading) }
    let rows = source.rows.enumerated().map { index, row in
      ["\(index + 1)", source.deployments[index]]
        + FigureColumn.all.map { $0.text(table, row) }
    }
    let note =
      source.isReplicated
      ? ReportPage.paragraph(
        "Means of \(source.replications) replications ± half of their 95 % interval.", "quiet") : ""
    return ReportPage.section(
      "deployments", "Deployments",
      note + ReportPage.table("Deployments", headings, rows, heads: 2) + warnings(source))
  }

  /// What the file warns of, by kind, with the numbers of the deployments.
  private static func warnings(_ source: RunSource) -> String {
    var numbers: [String: [Int]] = [:]
    for (index, row) in source.rows.enumerated() {
      for word in source.summary.text(row, "warnings").split(separator: " ") {
        numbers[String(word), default: []].append(index + 1)
      }
    }
    let items = RunWarning.Kind.allCases.compactMap { kind -> String? in
      guard let found = numbers[kind.rawValue] else { return nil }
      let list =
        found.count == source.deployments.count && found.count > 1
        ? "all" : found.map { "\($0)" }.joined(separator: ", ")
      return "<li>\(MarkupText.escaped(words(kind))): \(list)</li>\n"
    }
    if items.isEmpty { return "" }
    return "<p>Read with care, by the numbers of the deployments:</p>\n"
      + "<ul>\n\(items.joined())</ul>\n"
  }

  private static func words(_ kind: RunWarning.Kind) -> String {
    switch kind {
    case .nothingCounted: "no request arrived after the warm-up"
    case .overloaded: "offered more than it can do, so results depend on the length of the run"
    case .queueGrows: "a queue still grows at the end"
    case .survivors: "latency is that of the successful requests only, and many failed"
    case .cutOff: "requests were still open when the run ended"
    case .warmUpUnsettled: "no end of the warm-up was found"
    case .fewForP95: "too few successes for p95"
    case .fewForP99: "too few successes for p99"
    case .fewForP999: "too few successes for p99.9"
    case .correlated: "no interval from one run: requests depend on one another"
    case .uneven: "no interval from one run: the traffic is too uneven"
    case .tooShort: "no interval from one run: it is too short"
    }
  }
}

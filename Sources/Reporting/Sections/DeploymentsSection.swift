import Charts
import Platforms

/// The table of deployments, which numbers them, and what to read with care.
enum DeploymentsSection {
  private typealias Figure = (
    column: String, heading: String, text: @Sendable (Double) -> String
  )
  private static let columns: [Figure] = [
    ("requests", "requests", { MarkupText.coordinate($0) }),
    ("success_ratio", "success", { FigureText.success($0) }),
    ("latency_mean_s", "mean, s", { FigureText.significant($0) }),
    ("latency_p50_s", "p50, s", { FigureText.significant($0) }),
    ("latency_p95_s", "p95, s", { FigureText.significant($0) }),
    ("latency_p99_s", "p99, s", { FigureText.significant($0) }),
    ("cold_starts", "cold starts", { MarkupText.coordinate($0) }),
    ("instances_peak", "most instances", { MarkupText.coordinate($0) }),
    ("cost_usd", "cost, USD", { FigureText.significant($0) }),
  ]

  static func html(_ source: RunSource) -> String {
    let table = source.summary
    let headings =
      [.init(heading: "no."), .init(heading: "deployment", isNumber: false)]
      + columns.map { ReportPage.Column(heading: $0.heading) }
    let rows = source.rows.enumerated().map { index, row in
      ["\(index + 1)", source.deployments[index]]
        + columns.map { cell(table, row, $0.column, $0.text) }
    }
    let note =
      source.isReplicated
      ? ReportPage.paragraph(
        "Means of \(source.replications) replications ± half of their 95 % interval.", "quiet") : ""
    return ReportPage.section(
      "deployments", "Deployments",
      note + ReportPage.table("Deployments", headings, rows, heads: 2) + warnings(source))
  }

  private static func cell(
    _ table: ReportTable, _ row: [String], _ column: String, _ text: (Double) -> String
  ) -> String {
    guard let value = table.number(row, column) else { return "–" }
    guard let half = table.number(row, column + "_ci95"), half > 0 else { return text(value) }
    let width = column == "success_ratio" ? FigureText.percent(half) : FigureText.significant(half)
    return "\(text(value)) ± \(width)"
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

import Charts

/// A figure as a column of tables of deployments and services.
struct FigureColumn: Sendable {
  /// The column of the file.
  let column: String
  /// The heading of the table.
  let heading: String
  private let shown: @Sendable (Double) -> String

  private init(_ column: String, _ heading: String, _ shown: @escaping @Sendable (Double) -> String)
  {
    (self.column, self.heading, self.shown) = (column, heading, shown)
  }

  /// What clients feel, then what it takes.
  static let all: [FigureColumn] = [
    .init("requests", "requests") { MarkupText.coordinate($0) },
    .init("success_ratio", "success") { FigureText.success($0) },
    .init("latency_mean_s", "mean, s") { FigureText.significant($0) },
    .init("latency_p50_s", "p50, s") { FigureText.significant($0) },
    .init("latency_p95_s", "p95, s") { FigureText.significant($0) },
    .init("latency_p99_s", "p99, s") { FigureText.significant($0) },
    .init("cold_starts", "cold starts") { MarkupText.coordinate($0) },
    .init("instances_peak", "most instances") { MarkupText.coordinate($0) },
    .init("cost_usd", "cost, USD") { FigureText.significant($0) },
  ]

  /// The cell of a row, with half of the interval where the file has one.
  func text(_ table: ReportTable, _ row: [String]) -> String {
    guard let value = table.number(row, column) else { return "–" }
    guard let half = table.number(row, column + "_ci95"), half > 0 else { return shown(value) }
    let width = column == "success_ratio" ? FigureText.percent(half) : FigureText.significant(half)
    return "\(shown(value)) ± \(width)"
  }
}

import Documents
import Platforms
import SimCore
import Studies

/// A comparison as rows for programs: a row a deployment, in the order of the ranking.
enum CompareFields {
  /// The row of a deployment.
  ///
  /// What is true or false stands without quotes in JSON, as numbers do.
  static func row(
    _ entry: Comparison.Entry, of comparison: Comparison
  ) -> [SummaryRow.Field] {
    let row = entry.means.first
    let means = entry.means
    var fields: [SummaryRow.Field] = [
      .init("scenario", row.label.scenario, isNumber: false),
      .init("deployment", row.label.deployment, isNumber: false),
      .init("platform", row.deployment.platform, isNumber: false),
      .init("model", row.deployment.model, isNumber: false),
      .init("runtime", row.deployment.runtime, isNumber: false),
      .init("rank", entry.rank.map { "\($0)" } ?? ""),
      .init("meets", entry.meetsAll ? "true" : "false"),
      .init(
        "binds", entry.bottlenecks.map(\.rawValue).joined(separator: "; "), isNumber: false),
      .init("replications", "\(comparison.results.replications)"), .init("seed", "\(row.seed)"),
    ]
    func append(_ column: String, _ estimate: ReplicationMeans.Estimate?, digits: Int) {
      fields.append(.init(column, text(estimate?.mean, digits)))
      fields.append(
        .init(column + SummaryRow.intervalEnding, text(estimate?.interval?.halfWidth, digits)))
    }
    append("cost_usd", means.estimate(of: "cost_usd"), digits: 15)
    append("cost_month_usd", entry.month, digits: 9)
    append("cost_million_usd", entry.million, digits: 9)
    append("month_above_first_usd", entry.extra, digits: 9)
    append("latency_p99_s", means.estimate(of: "latency_p99_s"), digits: 9)
    append("success_ratio", means.estimate(of: "success_ratio"), digits: 9)
    for (index, standing) in entry.standings.enumerated() {
      let number = index + 1
      fields.append(.init("objective_\(number)", standing.objective.text, isNumber: false))
      append("value_\(number)", standing.estimate, digits: 9)
      fields.append(.init("met_\(number)", standing.isMet ? "true" : "false"))
      fields.append(
        .init("binds_\(number)", standing.bottleneck?.rawValue ?? "", isNumber: false))
    }
    append("answered_within_ratio", means.estimate(of: "answered_within_ratio"), digits: 9)
    fields.append(.init("digest", means.digest.text, isNumber: false))
    fields.append(.init("scenario_digest", row.scenarioDigest?.text ?? "", isNumber: false))
    return fields
  }

  private static func text(_ value: Double?, _ digits: Int) -> String {
    value.map { DecimalText.fixed($0, digits: digits) } ?? ""
  }
}

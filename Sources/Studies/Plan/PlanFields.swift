import Documents
import Platforms
import SimCore

/// A plan as rows for programs.
package enum PlanFields {
  /// Rows of `plan.csv`: one for each candidate, in their order.
  package static func candidates(_ plan: Plan) -> [[SummaryRow.Field]] {
    let fastest = Set(plan.front.map(\.index))
    return plan.entries.map { entry in
      var fields = head(plan, entry)
      fields += [
        .init("verdict", verdict(plan, entry), isNumber: false),
        .init("meets", entry.meetsAll ? "true" : "false"),
        .init("front", fastest.contains(entry.index) ? "true" : "false"),
      ]
      fields += figures(plan, entry)
      let loss = plan.choice.best.map { entry.loss(to: $0) }
      append("month_above_choice_usd", loss, to: &fields)
      let limit = plan.limits[entry.index]
      fields += [
        .init("load_within", text(limit?.holds)), .init("load_beyond", text(limit?.fails)),
        .init("digest", entry.comparison.means.digest.text, isNumber: false),
        .init("scenario_digest", plan.space.base.digest?.text ?? "", isNumber: false),
      ]
      return fields
    }
  }

  /// Rows of `loads.csv`: one for each load, with the choice, or the nearest miss where there is
  /// none.
  package static func loads(_ plan: Plan) -> [[SummaryRow.Field]] {
    plan.choices.compactMap { choice in
      guard let entry = choice.best ?? choice.nearest else { return nil }
      var fields: [SummaryRow.Field] = [
        .init("load", PlainNumber.decimalText(choice.load)), .init("rate_per_s", text(choice.rate)),
        .init("verdict", choice.best == nil ? "nearest miss" : "choice", isNumber: false),
      ]
      fields += head(plan, entry) + figures(plan, entry)
      fields.append(
        .init("next", choice.next.map { plan.candidate($0).plainName } ?? "", isNumber: false))
      append("next_month_above_usd", choice.loss, to: &fields)
      return fields
    }
  }

  /// What became of a candidate, in a word or two.
  private static func verdict(_ plan: Plan, _ entry: PlanEntry) -> String {
    if entry.index == plan.choice.best?.index { return "choice" }
    if entry.index == plan.choice.next?.index { return "next" }
    if entry.index == plan.choice.nearest?.index { return "nearest miss" }
    return entry.meetsAll ? "dearer" : "misses"
  }

  private static func head(_ plan: Plan, _ entry: PlanEntry) -> [SummaryRow.Field] {
    let candidate = plan.candidate(entry)
    let settings = candidate.settings.map { "\($0.path)=\($0.value)" }
    return [
      .init("scenario", plan.space.base.name, isNumber: false),
      .init("candidate", candidate.plainName, isNumber: false),
      .init("platform", candidate.deployment.platform, isNumber: false),
      .init("model", candidate.deployment.model, isNumber: false),
      .init("runtime", candidate.deployment.runtime, isNumber: false),
      .init("settings", settings.joined(separator: " "), isNumber: false),
      .init("replications", "\(entry.replications)"), .init("seed", "\(plan.space.base.seed)"),
      .init(
        "binds", entry.comparison.bottlenecks.map(\.rawValue).joined(separator: "; "),
        isNumber: false),
    ]
  }

  private static func figures(_ plan: Plan, _ entry: PlanEntry) -> [SummaryRow.Field] {
    var fields: [SummaryRow.Field] = []
    append("cost_month_usd", entry.comparison.month, to: &fields)
    append("cost_million_usd", entry.comparison.million, to: &fields)
    for column in [
      "latency_mean_s", "latency_p50_s", "latency_p95_s", "latency_p99_s", "success_ratio",
    ] {
      append(column, entry.estimate(of: column), to: &fields)
    }
    for (index, standing) in entry.comparison.standings.enumerated() {
      let number = index + 1
      fields.append(.init("objective_\(number)", standing.objective.text, isNumber: false))
      append("value_\(number)", standing.estimate, to: &fields)
      fields.append(.init("met_\(number)", standing.isMet ? "true" : "false"))
    }
    return fields
  }

  private static func append(
    _ column: String, _ estimate: ReplicationMeans.Estimate?, to fields: inout [SummaryRow.Field]
  ) {
    fields.append(.init(column, text(estimate?.mean)))
    fields.append(
      .init(column + SummaryRow.intervalEnding, text(estimate?.interval?.halfWidth)))
  }

  private static func text(_ value: Double?) -> String {
    value.map { DecimalText.fixed($0, digits: 9) } ?? ""
  }
}

import Documents
import Platforms
import SimCore
import Studies

/// A plan as people read it, in lines of 80 columns at most, but for names within --set.
struct PlanText {
  /// What is shown.
  let plan: Plan
  /// Where it goes.
  let console: Console

  /// The widest line.
  static let columns = 80
  /// Names are shortened to no fewer columns.
  private static let leastName = 16
  /// The deployment in a name is shortened to no fewer.
  private static let leastOrigin = 8

  /// All of it.
  var text: String {
    var text = title + "\n"
    if let best = plan.choice.best {
      text += console.styled("The cheapest that meets every objective:", .green) + "\n\n"
      text += described(best) + next(best)
    } else if let nearest = plan.choice.nearest {
      text += console.styled("None meets every objective. The nearest miss:", .red) + "\n\n"
      text += described(nearest)
    }
    return text + front + loads + PlanSearchText(plan: plan).text
  }

  private var layout: HelpLayout { HelpLayout(columns: Self.columns) }
  private var question: PlanQuestion { plan.question }

  /// What was asked, and how it can be asked again.
  private var title: String {
    let scenario = plan.space.base
    let about = scenario.about.isEmpty ? "" : ": \(Quoted.brief(scenario.about))"
    let count = plan.space.candidates.count
    let facts =
      "seed \(scenario.seed), \(DecimalText.grouped(count)) "
      + "\(count == 1 ? "candidate" : "candidates"), \(question.replications) "
      + "\(question.replications == 1 ? "replication" : "replications"), "
      + "digest \(plan.digest.text)\n"
    let wanted = question.objectives.map { Quoted.visible($0.text) }.joined(separator: ", ")
    return layout.paragraph(Quoted.visible(scenario.name + about)) + facts
      + layout.paragraph("objectives: \(wanted)")
  }

  /// A candidate with its figures, and what to paste for it.
  private func described(_ entry: PlanEntry) -> String {
    let candidate = plan.candidate(entry)
    let shown = layout.lines(of: Quoted.visible(candidate.name), width: Self.columns - 2)
    var text = shown.map { "  \($0)\n" }.joined() + "\n"
    text += PasteText.lines(candidate).map { "    \($0)\n" }.joined() + "\n"
    let month = entry.comparison.month
    for (title, estimate, factor) in [
      ("a day", month, 1 / 30.0), ("a month", month, 1),
      ("a million requests", entry.comparison.million, 1),
    ] {
      text += "  cost of \(title): \(dollars(estimate, times: factor))\n"
    }
    let times = [
      ("p(50)", "latency_p50_s"), ("p(95)", "latency_p95_s"), ("p(99)", "latency_p99_s"),
    ]
    .map { name, column in
      let mean = entry.estimate(of: column).mean
      return "\(name) "
        + (mean.map { RoundedText.significant($0, digits: RoundedText.latencyDigits) + " s" }
          ?? "-")
    }
    text += "  latency: \(times.joined(separator: ", "))\n"
    let success = entry.estimate(of: "success_ratio").mean
    text += "  success: \(success.map(ObjectiveText.percent) ?? "-")\n"
    for standing in entry.comparison.missed {
      let binds =
        standing.bottleneck.map { "; what binds is \($0.rawValue): \($0.advice)" } ?? ""
      let value = ObjectiveText.phrase(standing.estimate.mean, of: standing.objective)
      text +=
        "  "
        + layout.lines(
          of: "misses \(Quoted.visible(standing.objective.text)) with \(value)\(binds)",
          width: Self.columns - 4
        ).joined(separator: "\n    ") + "\n"
    }
    return text + "\n"
  }

  private func dollars(_ estimate: ReplicationMeans.Estimate, times factor: Double) -> String {
    guard let mean = estimate.mean else { return "-" }
    let half = (estimate.interval?.halfWidth ?? 0) * factor
    return
      (half > 0
      ? IntervalDigits.text(mean * factor, halfWidth: half, digits: 2)
      : ObjectiveText.dollars(mean * factor)) + " USD"
  }

  /// The runner-up, and by how much it loses.
  private func next(_ best: PlanEntry) -> String {
    let ties = plan.ties.count
    let same =
      ties == 0
      ? "" : "\(ties) other \(ties == 1 ? "candidate costs" : "candidates cost") the same. "
    guard let next = plan.choice.next, let loss = plan.choice.loss else {
      return layout.paragraph(same + "No other candidate meets every objective.") + "\n"
    }
    let percent = best.comparison.month.mean.flatMap { first in
      loss.mean.flatMap { first > 0 ? $0 / first * 100 : nil }
    }
    let share = percent.map { " (\(RoundedText.significant($0, digits: 2)) %)" } ?? ""
    return layout.paragraph(
      "\(same)The next costs \(dollars(loss, times: 1))\(share) more a month, in the same "
        + "replications: \(Quoted.visible(plan.candidate(next).name))") + "\n"
  }

  /// The head of the column of latencies.
  private var latencyTitle: String { question.latency.map(ObjectiveText.title) ?? "p(99) s" }

  private func latency(_ entry: PlanEntry) -> String {
    entry.latency.map { RoundedText.significant($0, digits: RoundedText.latencyDigits) } ?? "-"
  }

  /// What faster costs.
  private var front: String {
    let rows = plan.shownFront
    if rows.isEmpty { return "" }
    let rate = plan.choice.rate
    let limited = !plan.limits.isEmpty
    let cells = rows.map { entry -> [String] in
      let limit = plan.limits[entry.index]
      return [
        latency(entry), ObjectiveText.dollars(entry.comparison.month.mean),
        entry.meetsAll ? "yes" : "no",
      ]
        + (limited ? [limit?.text(rate) ?? "-"] : [])
    }
    let titles =
      [latencyTitle, "USD/month", "meets"] + (limited ? ["takes req/s"] : [])
    let left = plan.front.count - rows.count
    let more = left > 0 ? " (\(left) more in --format csv)" : ""
    let takes =
      limited
      ? "; takes: between which mean rates it ceases to meet the objectives, looked for from 1/16 "
        + "to 16 times the traffic with "
        + "\(min(question.replications, PlanLimit.mostReplications)) replications" : ""
    return layout.paragraph("What faster costs\(more)\(takes):") + "\n"
      + table(rows, cells, titles) + "\n"
  }

  /// The choices at other loads.
  private var loads: String {
    guard plan.choices.count > 1 else { return "" }
    let rows = plan.choices.compactMap { choice in
      (choice.best ?? choice.nearest).map { (choice, $0) }
    }
    let cells = rows.map { choice, entry in
      [
        "\(PlainNumber.decimalText(choice.load))x",
        choice.rate.map { RoundedText.significant($0, digits: 3) } ?? "-", latency(entry),
        ObjectiveText.dollars(entry.comparison.month.mean),
        choice.best == nil ? entry.comparison.bottlenecks.first?.rawValue ?? "misses" : "",
      ]
    }
    let titles = ["load", "req/s", latencyTitle, "USD/month", "misses by"]
    let isMissed = rows.contains { $0.0.best == nil }
    let shown = isMissed ? 5 : 4
    return layout.paragraph(
      "The choice as the traffic grows"
        + (isMissed ? "; the nearest miss, and what binds it, where none meets all" : "") + ":")
      + "\n"
      + table(rows.map(\.1), cells.map { Array($0.prefix(shown)) }, Array(titles.prefix(shown)))
      + "\n"
  }

  /// A name in a width; rather what is changed is whole than the deployment, and rather without the
  /// objects that its keys are in than not at all.
  private func name(_ candidate: PlanCandidate, _ width: Int) -> String {
    let short = candidate.changes.map(Self.withoutObjects)
    let keys = short.map { $0.prefix { $0 != " " } }
    // Two keys that end alike, such as two sizes, must not look like one.
    let areClear = Set(keys).count == keys.count
    let forms = areClear ? [candidate.changes, short] : [candidate.changes]
    for changes in forms {
      let shown = changes.map { ", \($0)" }.joined()
      let left = width - DisplayWidth.columns(shown)
      if left >= Self.leastOrigin { return ShortName.of(candidate.origin, left) + shown }
    }
    return ShortName.of(candidate.name, width)
  }

  /// A change such as `client.batch.size 16` by its last key, `size 16`.
  private static func withoutObjects(_ change: String) -> String {
    let key = change.prefix { $0 != " " }
    return String(change.dropFirst(key.count - (key.split(separator: ".").last?.count ?? 0)))
  }

  /// A table of candidates, whose names take what room is left.
  private func table(_ entries: [PlanEntry], _ cells: [[String]], _ titles: [String]) -> String {
    let widths = titles.indices.map { column in
      max(
        DisplayWidth.columns(titles[column]),
        cells.map { DisplayWidth.columns($0[column]) }.max() ?? 0)
    }
    let room = Self.columns - widths.reduce(0) { $0 + $1 + 2 }
    var table = Table([.left("candidate")] + titles.map { Table.Column.right($0) })
    for (entry, row) in zip(entries, cells) {
      table.append([name(plan.candidate(entry), max(room, Self.leastName))] + row)
    }
    return table.text { text, style in console.styled(text, style) }
  }
}

extension PlanLimit {
  /// The bracket as rates, such as `28.3-29.5`; as multiples where the rate is not known.
  func text(_ rate: Double?) -> String {
    func shown(_ value: Double) -> String {
      RoundedText.significant(value * (rate ?? 1), digits: 3) + (rate == nil ? "x" : "")
    }
    switch (holds, fails) {
    case (let holds?, let fails?): return "\(shown(holds))-\(shown(fails))"
    case (let holds?, nil): return "≥ \(shown(holds))"
    case (nil, let fails?): return "< \(shown(fails))"
    case (nil, nil): return "-"
    }
  }
}

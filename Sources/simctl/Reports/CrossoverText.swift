import Documents
import Platforms
import SimCore
import Studies

/// A crossover as people and programs read it.
struct CrossoverText {
  /// What was found.
  let found: Crossover
  /// The key.
  let path: String
  /// Whether nobody wants to read notes.
  let isQuiet: Bool
  /// Where it goes.
  let console: Console

  private var layout: HelpLayout { HelpLayout(columns: CompareText.columns) }
  private var first: String { Quoted.visible(found.names.first) }
  private var second: String { Quoted.visible(found.names.second) }

  /// All of it, in lines of 80 columns at most.
  var text: String {
    let facts =
      "\(Quoted.visible(found.scenario.name)): seed \(found.scenario.seed), "
      + "\(found.replications) \(found.replications == 1 ? "replication" : "replications")"
    var text = facts + "\n\n" + layout.paragraph(answer) + "\n" + table
    if isQuiet { return text }
    if found.changes > 1 {
      text += layout.paragraph(
        "- The cheaper one changes \(found.changes) times in this range, and the first change is "
          + "told. Look at each in a range of its own.")
    }
    return text + layout.paragraph("- Costs are those of 30 days of this traffic, in USD.")
  }

  /// Where the cheaper one changes, in words.
  private var answer: String {
    let (below, above) = found.firstIsCheaperBelow ? (first, second) : (second, first)
    let key = Quoted.visible(path)
    guard let crossing = found.crossing else {
      let (from, to) = (found.curve.first?.text ?? "", found.curve.last?.text ?? "")
      return
        "\(below) is cheaper everywhere from \(from) to \(to) of \(key): there is no crossover. "
        + "Look in a wider range."
    }
    return "\(below) is cheaper below \(key) = \(shown(crossing)), and \(above) above.\(interval)"
  }

  /// Between which values the crossover lies, in words.
  private var interval: String {
    guard found.replications > 1 else { return " For its interval, use --replications." }
    switch (found.low, found.high) {
    case (let low?, let high?): return " 95 % interval: \(shown(low)) to \(shown(high))."
    case (let low?, nil):
      return " 95 % interval: \(shown(low)) to beyond the range. Use more --replications."
    case (nil, let high?):
      return " 95 % interval: below the range to \(shown(high)). Use more --replications."
    case (nil, nil): return " Nowhere in the range is that sure: use more --replications."
    }
  }

  private func shown(_ value: Double) -> String {
    RoundedText.significant(value, digits: 3) + unit
  }

  private var unit: String {
    guard let text = found.curve.last?.text else { return "" }
    return String(text.drop { $0.isNumber || $0 == "." })
  }

  private var table: String {
    var table = Table([
      .right(ShortName.of(path, 24)), .right(ShortName.of(found.names.first, 17)),
      .right(ShortName.of(found.names.second, 17)), .right("difference"),
    ])
    for point in found.curve {
      let half = point.difference.interval?.halfWidth ?? 0
      let mean = point.difference.mean ?? 0
      table.append([
        point.text, ObjectiveText.dollars(point.first.mean),
        ObjectiveText.dollars(point.second.mean),
        (mean > 0 ? "+" : "") + IntervalDigits.text(mean, halfWidth: half, digits: 2),
      ])
    }
    return table.text { text, style in console.styled(text, style) } + "\n"
  }

  /// The costs along the range as rows for programs, each with the crossover.
  static func fields(_ found: Crossover, _ path: String) -> [[SummaryRow.Field]] {
    func text(_ value: Double?) -> String { value.map { DecimalText.fixed($0, digits: 9) } ?? "" }
    return found.curve.map { point in
      [
        .init("scenario", found.scenario.name, isNumber: false),
        .init("path", path, isNumber: false), .init("value", point.text, isNumber: false),
        .init("first", found.names.first, isNumber: false),
        .init("second", found.names.second, isNumber: false),
        .init("first_month_usd", text(point.first.mean)),
        .init("first_month_usd_ci95", text(point.first.interval?.halfWidth)),
        .init("second_month_usd", text(point.second.mean)),
        .init("second_month_usd_ci95", text(point.second.interval?.halfWidth)),
        .init("difference_usd", text(point.difference.mean)),
        .init("difference_usd_ci95", text(point.difference.interval?.halfWidth)),
        .init("crossover", text(found.crossing)), .init("crossover_low", text(found.low)),
        .init("crossover_high", text(found.high)), .init("replications", "\(found.replications)"),
        .init("seed", "\(found.scenario.seed)"),
      ]
    }
  }
}

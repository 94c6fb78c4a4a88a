import Documents
import Platforms
import SimCore
import Studies

/// A comparison as people read it, in lines of 80 columns at most.
struct CompareText {
  /// What is shown.
  let comparison: Comparison
  /// Whether nobody wants to read notes.
  let isQuiet: Bool
  /// Where it goes.
  let console: Console

  /// The widest line.
  static let columns = 80
  /// Names are shortened to no fewer columns.
  private static let leastName = 16

  private var results: StudyResults { comparison.results }

  /// All of it.
  var text: String {
    var text = title + "\n"
    let meeting = comparison.meeting
    if !meeting.isEmpty {
      let words = comparison.objectives.isEmpty ? "By cost" : "Meets every objective"
      text += console.styled("\(words), the cheapest first:", .green) + "\n\n"
      text += meetingTable(meeting) + "\n"
    }
    let failing = comparison.failing
    if !failing.isEmpty {
      if meeting.isEmpty { text += console.styled("None meets every objective.", .red) + "\n\n" }
      text += console.styled("Misses some, the cheapest first:", .yellow) + "\n\n"
      text += failingTable(failing) + "\n"
    }
    if results.isReplicated { text += differences }
    return text + (isQuiet ? "" : CompareNotes(comparison: comparison).text)
  }

  private var layout: HelpLayout { HelpLayout(columns: Self.columns) }

  /// What was asked, and how it can be asked again.
  private var title: String {
    let scenario = results.scenario
    var first = scenario.name
    if !scenario.about.isEmpty { first += ": \(Quoted.brief(scenario.about))" }
    let lines = layout.lines(of: Quoted.visible(first), width: Self.columns)
    let replicated = results.isReplicated ? ", means of \(results.replications) replications" : ""
    let count = scenario.deployments.count
    let facts =
      "seed \(scenario.seed), \(count) \(count == 1 ? "deployment" : "deployments"), "
      + "digest \(results.digest.text)\(replicated)"
    let wanted = comparison.objectives.map { Quoted.visible($0.text) }.joined(separator: ", ")
    return lines.joined(separator: "\n") + "\n" + facts + "\n"
      + (wanted.isEmpty ? "" : layout.paragraph("objectives: \(wanted)"))
  }

  /// A column of figures.
  private struct Figures {
    let title: String
    let text: (Comparison.Entry) -> String
  }

  /// The figures of the objectives, and those that everybody wants to see.
  private var figures: [Figures] {
    let objectives = comparison.objectives
    var figures = objectives.indices.map { index in
      Figures(title: ObjectiveText.title(objectives[index])) { entry in
        let standing = entry.standings[index]
        return ObjectiveText.value(standing.estimate.mean, of: standing.objective)
          + (standing.isUnsure ? "~" : "")
      }
    }
    for text in ["p(99)<1s", "success>0"] {
      guard let measure = try? Objective(text),
        !objectives.contains(where: { $0.measure == measure.measure })
      else { continue }
      let column = measure.wantsMore ? "success_ratio" : "latency_p99_s"
      figures.append(
        Figures(title: ObjectiveText.title(measure)) { entry in
          ObjectiveText.value(entry.means.estimate(of: column)?.mean, of: measure)
        })
    }
    if let limit = objectives.latencyLimit {
      figures.append(
        Figures(title: "within \(limit.text)") { entry in
          let share = entry.means.estimate(of: "answered_within_ratio")?.mean
          return share.map(ObjectiveText.percent) ?? "-"
        })
    }
    return figures
  }

  private func meetingTable(_ entries: [Comparison.Entry]) -> String {
    var shown = figures
    while true {
      let table = meetingTable(entries, shown)
      let isNarrow = table.lines.allSatisfy { DisplayWidth.columns($0) <= Self.columns }
      if isNarrow || shown.isEmpty {
        let left = figures.dropFirst(shown.count).map(\.title)
        let more = left.isEmpty ? "" : "Left out for width: \(left.joined(separator: ", ")).\n"
        return table.text + more
      }
      shown.removeLast()
    }
  }

  private func meetingTable(
    _ entries: [Comparison.Entry], _ figures: [Figures]
  ) -> (text: String, lines: [String]) {
    let rows = entries.map { entry in
      figures.map { $0.text(entry) }
        + [ObjectiveText.dollars(entry.month.mean), ObjectiveText.dollars(entry.million.mean)]
    }
    let titles = figures.map(\.title) + ["USD/month", "USD/1M"]
    let widths = titles.indices.map { column in
      max(titles[column].count, rows.map { DisplayWidth.columns($0[column]) }.max() ?? 0)
    }
    let ranks = entries.map { "\($0.rank ?? 0)" }
    let rankWidth = ranks.map(\.count).max() ?? 1
    let room = Self.columns - rankWidth - 2 - widths.reduce(0) { $0 + $1 + 2 }
    var table = Table(
      [.right(""), .left("deployment")] + titles.map { Table.Column.right($0) })
    for (entry, (rank, row)) in zip(entries, zip(ranks, rows)) {
      table.append([rank, ShortName.of(entry.means.deployment, max(room, Self.leastName))] + row)
    }
    let plain = table.text().split(separator: "\n").map(String.init)
    return (table.text { text, style in console.styled(text, style) }, plain)
  }

  private func failingTable(_ entries: [Comparison.Entry]) -> String {
    let rows = entries.map { entry in
      let missed = entry.missed
      let first = missed.first.map { standing in
        ObjectiveText.phrase(standing.estimate.mean, of: standing.objective)
          + (standing.isUnsure ? "~" : "")
      }
      let more = missed.count > 1 ? ", +\(missed.count - 1)" : ""
      return [
        ObjectiveText.dollars(entry.month.mean), entry.bottlenecks.first?.rawValue ?? "",
        (first ?? "") + more,
      ]
    }
    let titles = ["USD/month", "what binds", "misses"]
    let widths = titles.indices.map { column in
      max(titles[column].count, rows.map { DisplayWidth.columns($0[column]) }.max() ?? 0)
    }
    let room = Self.columns - widths.reduce(0) { $0 + $1 + 2 }
    var table = Table([.left("deployment"), .right(titles[0]), .left(titles[1]), .left(titles[2])])
    for (entry, row) in zip(entries, rows) {
      table.append([ShortName.of(entry.means.deployment, max(room, Self.leastName))] + row)
    }
    return table.text { text, style in console.styled(text, style) }
  }

  /// By how much a month costs more than with the first deployment.
  private var differences: String {
    guard let first = comparison.entries.first, comparison.entries.count > 1 else { return "" }
    var table = Table([.left("deployment"), .right("USD/month"), .left("")])
    for entry in comparison.entries.dropFirst() {
      guard let extra = entry.extra, let mean = extra.mean else { continue }
      let half = extra.interval?.halfWidth ?? 0
      let text = IntervalDigits.text(mean, halfWidth: half, digits: 2)
      table.append([
        ShortName.of(entry.means.deployment, 44), (mean > 0 ? "+" : "") + text,
        extra.interval?.contains(0) == false ? "*" : "",
      ])
    }
    return layout.paragraph(
      "A month costs more than with \(Quoted.visible(first.means.deployment)), in the same "
        + "replications, ± half of the 95 % interval; * where 0 is outside of it:")
      + "\n" + table.text { text, style in console.styled(text, style) } + "\n"
  }
}

/// Names in a width.
enum ShortName {
  /// The name, without its middle where it is too wide.
  static func of(_ name: String, _ width: Int) -> String {
    let name = Quoted.visible(name)
    guard DisplayWidth.columns(name) > width else { return name }
    var (head, tail) = (name[...], name[...])
    head = head.prefix(width / 2)
    tail = tail.suffix(width - 1 - width / 2)
    while DisplayWidth.columns(head + "…" + tail) > width, !tail.isEmpty { tail.removeFirst() }
    while DisplayWidth.columns(head + "…") > width, !head.isEmpty { head.removeLast() }
    return head + "…" + tail
  }
}

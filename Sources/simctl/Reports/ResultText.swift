import Documents
import Platforms
import SimCore
import Studies

/// The results of runs as people and programs read them.
enum ResultFormat: String, CaseIterable {
  case table, csv, json
}

/// Turns the results of runs into the text of a format.
enum ResultText {
  /// Names take no more columns than this.
  private static let widestName = 40

  /// The figures of single runs as a table, or the means of several replications: what clients
  /// feel, then what it takes.
  ///
  /// Columns that would say nothing are left out: what all rows have in common, which
  /// ``common(_:)`` says once, what the deployment's name says already, and the end of the warm-up
  /// where there is none. The first column has the names.
  ///
  /// - Parameters:
  ///   - results: what is shown.
  ///   - width: the columns of a terminal.
  /// - Returns: the table, and the titles of columns that are left out because they would make it
  ///   longer by a part.
  static func table(_ results: StudyResults, width: Int) -> (table: Table, leftOut: [String]) {
    let described = isDescribed(results) ? [] : Description.all.filter { $0.common(results) == nil }
    let bare = table(results, described: [])
    for count in (0...described.count).reversed() {
      let wanted = table(results, described: Array(described.prefix(count)))
      if count == 0
        || wanted.parts(width: width, repeating: 1).count
          == bare.parts(width: width, repeating: 1).count
      {
        return (wanted, described.dropFirst(count).map(\.title))
      }
    }
    return (bare, described.map(\.title))
  }

  private static func table(_ results: StudyResults, described: [Description]) -> Table {
    let warmed = results.scenario.workload.warmUp != nil
    let counted = requests(results) == nil
    let limit = results.scenario.objectives.latencyLimit
    let columns =
      [Table.Column.left("deployment")]
      + (warmed ? [.right("warm-up s")] : []) + (counted ? [.right("requests")] : [])
      + [.right("success")] + (limit.map { [.right("within \($0.text)")] } ?? [])
      + [
        .right("mean s"), .right("p50 s"), .right("p95 s"), .right("p99 s"),
        .right("cold"), .right("peak"), .right("USD"), .right("USD/month"), .right("USD/1M"),
      ] + described.map { .left($0.title) }
    var table = Table(columns)
    for means in results.means {
      var figures = results.isReplicated ? MeansText.cells(means) : cells(means.first)
      // Behind the requests and the success.
      if limit != nil { figures.insert(within(means), at: 2) }
      let costs = means.rows.figures.map { TrafficCost($0, of: results.scenario.workload) }
      table.append(
        [Table.Cell(ShortName.of(means.deployment, widestName))]
          + (warmed ? [warmUp(means)] : []) + figures.dropFirst(counted ? 0 : 1)
          + [price(costs.map(\.perSecond), TrafficCost.month), price(costs.map(\.perRequest), 1e6)]
          + described.map { Table.Cell($0.value(means.first.deployment)) })
    }
    return table
  }

  /// What all deployments have in common, in words; empty where that is nothing.
  static func common(_ results: StudyResults) -> String {
    var facts: [String] = []
    if let requests = requests(results) {
      let each = results.means.count > 1 ? " each" : ""
      facts.append("\(DecimalText.grouped(Int(requests))) requests\(each)")
    }
    if !isDescribed(results), results.means.count > 1 {
      for description in Description.all {
        if let value = description.common(results), !value.isEmpty {
          facts.append("\(description.title) \(value)")
        }
      }
    }
    return facts.joined(separator: ", ")
  }

  /// A part of a deployment's description.
  private struct Description: Sendable {
    let title: String
    let value: @Sendable (Deployment) -> String

    static let all = [
      Description(title: "system") { $0.platform }, Description(title: "model") { $0.model },
      Description(title: "runtime") { $0.runtime },
    ]

    /// What all deployments have, which may be nothing; nil where they differ.
    func common(_ results: StudyResults) -> String? {
      guard let first = results.means.first.map({ value($0.first.deployment) }) else { return nil }
      return results.means.allSatisfy { value($0.first.deployment) == first } ? first : nil
    }
  }

  /// Whether the names of all deployments say what they are.
  private static func isDescribed(_ results: StudyResults) -> Bool {
    results.means.allSatisfy { $0.deployment == defaultName($0.first.deployment) }
  }

  /// How many requests every run got; nil where they differ.
  private static func requests(_ results: StudyResults) -> UInt64? {
    guard let first = results.means.first?.first.figures.requests else { return nil }
    let areAll = results.means.allSatisfy { means in
      means.rows.figures.allSatisfy { $0.requests == first }
    }
    return areAll ? first : nil
  }

  /// What traffic like this costs, as a mean of replications; a dash without any.
  private static func price(_ prices: [Double?], _ factor: Double) -> Table.Cell {
    let known = prices.compactMap { $0 }
    if known.isEmpty { return "-" }
    return Table.Cell(
      ObjectiveText.dollars(known.reduce(0, +) / Double(known.count) * factor))
  }

  /// How the requests ended that were not answered in time: a row for each deployment that has any,
  /// whose numbers add up to its requests; nil when all have succeeded.
  static func failures(_ results: StudyResults) -> Table? {
    let kinds: [(title: String, column: String)] = [
      ("answered", "succeeded"), ("refused", "throttled"), ("queue full", "backlog_full"),
      ("timed out", "timed_out"), ("no answer", "unanswered"),
    ]
    let failed = results.means.filter { $0.rows.figures.contains { $0.failed > 0 } }
    if failed.isEmpty { return nil }
    let shown = kinds.filter { kind in
      kind.column == "succeeded"
        || failed.contains { ($0.estimate(of: kind.column)?.mean ?? 0) > 0 }
    }
    var table = Table([.left("deployment")] + shown.map { .right($0.title) })
    for means in failed {
      table.append(
        [ShortName.of(means.deployment, widestName)]
          + shown.map { kind in
            let digits = results.isReplicated ? 1 : 0
            return means.estimate(of: kind.column)?.mean.map {
              DecimalText.grouped($0, digits: digits)
            } ?? "-"
          })
    }
    return table
  }

  private static func defaultName(_ deployment: Deployment) -> String {
    [deployment.platform, deployment.model, deployment.runtime].filter { !$0.isEmpty }
      .joined(separator: "-")
  }

  private static func cells(_ row: SummaryRow) -> [Table.Cell] {
    let figures = row.figures
    let latency = figures.latency
    func time(_ interval: Interval?) -> Table.Cell {
      Table.Cell(
        interval.map {
          RoundedText.significant($0.seconds, digits: RoundedText.latencyDigits)
        } ?? "-")
    }
    return [
      Table.Cell(DecimalText.grouped(Int(figures.requests))), success(figures),
      Table.Cell(mean(row)), time(latency.p50), time(latency.p95), time(latency.p99),
      Table.Cell(DecimalText.grouped(Int(figures.coldStarts))),
      Table.Cell(DecimalText.grouped(figures.instancesPeak)),
      Table.Cell(figures.cost.decimalText(digits: 4)),
    ]
  }

  /// The fraction of requests that were answered within the time that the objective allows.
  private static func within(_ means: ReplicationMeans) -> Table.Cell {
    let found = means.estimate(of: "answered_within_ratio")
    guard let estimate = found, let mean = estimate.mean else { return "-" }
    guard let interval = estimate.interval, interval.halfWidth > 0 else {
      return Table.Cell(ObjectiveText.percent(mean))
    }
    let text = IntervalDigits.text(mean * 100, halfWidth: interval.halfWidth * 100, digits: 1)
    return Table.Cell(text + " %")
  }

  /// The time before which requests are not counted; of several replications, the mean.
  private static func warmUp(_ means: ReplicationMeans) -> Table.Cell {
    let ends = means.rows.figures.compactMap { $0.warmUp?.end.seconds }
    if ends.isEmpty { return "-" }
    return Table.Cell(
      RoundedText.significant(
        ends.reduce(0, +) / Double(ends.count), digits: RoundedText.latencyDigits))
  }

  /// The mean latency, with the interval that one run gives if it gives one.
  private static func mean(_ row: SummaryRow) -> String {
    guard let mean = row.figures.latency.moments.mean else { return "-" }
    guard let halfWidth = row.steadyState.latency.halfWidth else {
      return RoundedText.significant(mean, digits: RoundedText.latencyDigits)
    }
    return IntervalDigits.text(mean, halfWidth: halfWidth, digits: RoundedText.latencyDigits)
  }

  /// The fraction of successes in per cent; never rounded to 100 % where a request failed, and with
  /// a decimal only where a request is less than that.
  private static func success(_ figures: RunFigures) -> Table.Cell {
    guard figures.requests > 0 else { return "-" }
    if figures.failed == 0 { return Table.Cell("100 %", style: .green) }
    let tenths = figures.succeeded * 1000 / figures.requests
    let style: Style = tenths >= 990 ? .yellow : .red
    let decimal = figures.requests >= 1000 ? ".\(tenths % 10)" : ""
    return Table.Cell("\(tenths / 10)\(decimal) %", style: style)
  }
}

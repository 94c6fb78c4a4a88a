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
  /// The figures of single runs as a table, or the means of several replications.
  ///
  /// Columns that would say nothing are left out: the deployment's name where it only repeats
  /// platform, model and runtime, and the end of the warm-up where there is none.
  static func table(_ results: StudyResults) -> Table {
    let named = results.rows.contains { $0.label.deployment != defaultName($0.deployment) }
    let warmed = results.scenario.workload.warmUp != nil
    let columns =
      (named ? [Table.Column.left("deployment")] : [])
      + [.left("system"), .left("model"), .left("runtime")]
      + (warmed ? [.right("warm-up s")] : [])
      + [
        .right("requests"), .right("success"), .right("mean s"), .right("p50 s"), .right("p95 s"),
        .right("p99 s"), .right("cold starts"), .right("created"), .right("peak"),
        .right("cost USD"),
      ]
    var table = Table(columns)
    for means in results.means {
      let row = means.first
      let names = [row.deployment.platform, row.deployment.model, row.deployment.runtime]
      let figures = results.isReplicated ? MeansText.cells(means) : cells(row)
      table.append(
        (named ? [Table.Cell(row.label.deployment)] : []) + names.map { Table.Cell($0) }
          + (warmed ? [warmUp(means)] : []) + figures)
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
      Table.Cell(DecimalText.grouped(figures.instancesCreated)),
      Table.Cell(DecimalText.grouped(figures.instancesPeak)),
      Table.Cell(figures.cost.decimalText(digits: 4)),
    ]
  }

  /// The time before which requests are not counted; of several replications, the mean.
  private static func warmUp(_ means: ReplicationMeans) -> Table.Cell {
    let ends = means.rows.compactMap { $0.figures.warmUp?.end.seconds }
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

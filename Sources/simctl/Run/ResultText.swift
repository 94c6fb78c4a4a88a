import Platforms
import SimCore

/// The results of runs as people and programs read them.
enum ResultFormat: String, CaseIterable {
  case table, csv, json
}

/// Turns rows of the summary into the text of a format.
enum ResultText {
  /// Rows as CSV with a header.
  static func csv(_ rows: [SummaryRow]) -> String {
    (rows.first?.header ?? "") + rows.map(\.line).joined()
  }

  /// Rows as a JSON array of objects with the columns of the CSV as keys.
  ///
  /// A figure that a run has not is `null`.
  static func json(_ rows: [SummaryRow]) -> String {
    let objects = rows.map { row in
      let members = row.fields.map { field in
        let key = JSONValue(.string(field.column)).compactText
        if field.isNumber { return "    \(key): \(field.text.isEmpty ? "null" : field.text)" }
        return "    \(key): \(JSONValue(.string(field.text)).compactText)"
      }
      return "  {\n" + members.joined(separator: ",\n") + "\n  }"
    }
    return "[\n" + objects.joined(separator: ",\n") + "\n]\n"
  }

  /// Rows as a table.
  ///
  /// Columns that would say the same in every row of a single replication, or nothing, are left
  /// out: the deployment's name where it only repeats platform, model and runtime, and the end of
  /// the warm-up where there is none.
  static func table(_ rows: [SummaryRow], replications: Int) -> Table {
    let named = rows.contains { $0.label.deployment != defaultName($0.deployment) }
    let warmed = rows.contains { $0.figures.warmUp != nil }
    let columns =
      (named ? [Table.Column.left("deployment")] : [])
      + [.left("system"), .left("model"), .left("runtime")]
      + (replications > 1 ? [.right("replication")] : [])
      + (warmed ? [.right("warm-up s")] : [])
      + [
        .right("requests"), .right("success"), .right("mean s"), .right("p50 s"), .right("p95 s"),
        .right("p99 s"), .right("cold starts"), .right("created"), .right("peak"),
        .right("cost USD"),
      ]
    var table = Table(columns)
    for row in rows {
      var cells = cells(row, named: named, replications: replications)
      if warmed { cells.insert(warmUp(row), at: cells.count - 10) }
      table.append(cells)
    }
    return table
  }

  private static func defaultName(_ deployment: Deployment) -> String {
    [deployment.platform, deployment.model, deployment.runtime].filter { !$0.isEmpty }
      .joined(separator: "-")
  }

  private static func cells(
    _ row: SummaryRow, named: Bool, replications: Int
  ) -> [Table.Cell] {
    let figures = row.figures
    let latency = figures.latency
    func time(_ interval: Interval?) -> Table.Cell {
      Table.Cell(
        interval.map {
          RoundedText.significant($0.seconds, digits: RoundedText.latencyDigits)
        } ?? "-")
    }
    let names = [row.deployment.platform, row.deployment.model, row.deployment.runtime]
    var cells = named ? [Table.Cell(row.label.deployment)] : []
    cells += names.map { Table.Cell($0) }
    if replications > 1 { cells.append(Table.Cell("\(row.label.replication)")) }
    cells += [
      Table.Cell(DecimalText.grouped(Int(figures.requests))), success(figures),
      Table.Cell(mean(row)), time(latency.p50), time(latency.p95), time(latency.p99),
      Table.Cell(DecimalText.grouped(Int(figures.coldStarts))),
      Table.Cell(DecimalText.grouped(figures.instancesCreated)),
      Table.Cell(DecimalText.grouped(figures.instancesPeak)),
      Table.Cell(figures.cost.decimalText(digits: 4)),
    ]
    return cells
  }

  /// The time before which requests are not counted.
  private static func warmUp(_ row: SummaryRow) -> Table.Cell {
    Table.Cell(
      row.figures.warmUp.map {
        RoundedText.significant($0.end.seconds, digits: RoundedText.latencyDigits)
      } ?? "-")
  }

  /// The mean latency, with the interval that one run gives if it gives one.
  private static func mean(_ row: SummaryRow) -> String {
    guard let mean = row.figures.latency.moments.mean else { return "-" }
    guard let halfWidth = row.steadyState.latency.halfWidth else {
      return RoundedText.significant(mean, digits: RoundedText.latencyDigits)
    }
    return RoundedText.estimate(mean, halfWidth: halfWidth)
  }

  /// The share of successes in per cent; never rounded to 100 % where a request failed, and with a
  /// decimal only where a request is less than that.
  private static func success(_ figures: RunFigures) -> Table.Cell {
    guard figures.requests > 0 else { return "-" }
    if figures.failed == 0 { return Table.Cell("100 %", style: .green) }
    let tenths = figures.succeeded * 1000 / figures.requests
    let style: Style = tenths >= 990 ? .yellow : .red
    let decimal = figures.requests >= 1000 ? ".\(tenths % 10)" : ""
    return Table.Cell("\(tenths / 10)\(decimal) %", style: style)
  }
}

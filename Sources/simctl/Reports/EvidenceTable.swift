import Documents
import Evidence

extension EvidenceReport {
  /// A line for each quantity of a dataset.
  var shortTable: Table {
    var table = Table([
      .left("dataset"), .left("quantity"), .left("use"), .right("numbers"), .right("close"),
      .right("near"), .right("off"), .right("mean error"),
    ])
    for digest in digests {
      func count(_ verdict: EvidenceRow.Verdict, _ style: Style) -> Table.Cell {
        let count = digest.verdicts[verdict] ?? 0
        return count == 0 ? Table.Cell("0") : Table.Cell("\(count)", style: style)
      }
      table.append([
        Table.Cell(digest.dataset.name), Table.Cell(digest.quantity),
        Table.Cell(digest.use.rawValue), Table.Cell("\(digest.count)"), count(.close, .green),
        count(.near, .yellow), count(.off, .red), Table.Cell(percent(digest.meanError)),
      ])
    }
    return table
  }

  /// A line for each number.
  var table: Table {
    var table = Table([
      .left("dataset"), .left("condition"), .left("quantity"), .right("measured"),
      .right("±"), .right("simulated"), .right("± 95 %"), .right("error"), .left("use"),
      .left("verdict"),
    ])
    for row in rows {
      func shown(_ value: Double) -> String { DecimalText.fixed(value, digits: row.digits) }
      let style: Style =
        switch row.verdict {
        case .close: .green
        case .near: .yellow
        case .off: .red
        }
      table.append([
        Table.Cell(row.dataset.name), Table.Cell(row.condition), Table.Cell(row.quantity),
        Table.Cell(shown(row.measured)), Table.Cell(row.uncertainty.map(shown) ?? ""),
        Table.Cell(shown(row.simulated)),
        Table.Cell(row.halfWidth.map(shown) ?? ""), Table.Cell(percent(row.error)),
        Table.Cell(row.use.rawValue), Table.Cell(row.verdict.rawValue, style: style),
      ])
    }
    return table
  }

  /// What the datasets are, where they come from, and their licences.
  var sources: String {
    datasets.map {
      "\($0.name): \($0.about)\n  \($0.source)\n  \($0.licence)"
    }.joined(separator: "\n")
  }

  private func percent(_ fraction: Double) -> String {
    DecimalText.fixed(100 * fraction, digits: 1) + " %"
  }
}

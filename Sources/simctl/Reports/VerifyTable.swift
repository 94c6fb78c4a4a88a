import Documents
import Platforms
import Verification

extension VerifyReport {
  /// One line a quantity; the name of a system stands in its first line only.
  var table: Table {
    var table = Table([
      .left("system"), .left("quantity"), .right("theory"), .right("simulated"), .right("± 99 %"),
      .left("verdict"), .left("source"),
    ])
    var last = ""
    for row in rows {
      let name = row.name == last ? "" : row.name
      last = row.name
      let style: Style = row.verdict.isFailure ? .red : row.verdict == .chance ? .yellow : .green
      table.append([
        Table.Cell(name), Table.Cell(row.quantity), Table.Cell(text(row.analytic, row)),
        Table.Cell(text(row.simulated, row)),
        Table.Cell(row.halfWidth.map { DecimalText.fixed($0, digits: digits(of: row)) } ?? ""),
        Table.Cell(row.verdict.rawValue, style: style), Table.Cell(row.source),
      ])
    }
    return table
  }

  private func text(_ figure: VerifyFigure, _ row: VerifyRow) -> String {
    switch figure {
    case .number(let value): DecimalText.fixed(value, digits: digits(of: row))
    case .text(let text): text
    }
  }

  /// As many digits after the point as give the half-width two that count.
  private func digits(of row: VerifyRow) -> Int {
    guard let halfWidth = row.halfWidth else { return 0 }
    return Self.decimals(halfWidth, significant: 2)
  }
}

import Platforms

/// The suite's results as people and programs read them.
struct VerifyReport: Sendable {
  /// The lines of the table.
  let rows: [VerifyRow]

  /// How many rows have a verdict.
  func count(_ verdict: VerifyVerdict) -> Int { rows.count { $0.verdict == verdict } }

  /// The rows that fail the suite.
  var failures: [VerifyRow] { rows.filter(\.verdict.isFailure) }

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

  /// What the table comes to, as a sentence.
  var summary: String {
    let compared = rows.count { $0.halfWidth != nil }
    let held = count(.inside)
    return "\(compared) means: \(held) inside their 99 % intervals, \(count(.chance)) outside as "
      + "chance has it, \(count(.vague)) too vague; \(count(.equal)) exact figures equal; "
      + "\(count(.off)) off"
  }

  /// A line for each quantity with nine significant digits.
  var csv: String {
    var text = "case,quantity,analytic,source,simulated,low,high,verdict\n"
    for row in rows {
      var (low, high) = ("", "")
      if let halfWidth = row.halfWidth, case .number(let mean) = row.simulated {
        (low, high) = (Self.significant(mean - halfWidth), Self.significant(mean + halfWidth))
      }
      let fields = [
        row.name, row.quantity, Self.file(row.analytic), row.source, Self.file(row.simulated), low,
        high, row.verdict.rawValue,
      ]
      text += fields.map(CSVField.text).joined(separator: ",") + "\n"
    }
    return text
  }

  private static func file(_ figure: VerifyFigure) -> String {
    switch figure {
    case .number(let value): significant(value)
    case .text(let text): text
    }
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

  private static func significant(_ value: Double) -> String {
    DecimalText.fixed(value, digits: decimals(value.magnitude, significant: 9))
  }

  /// The digits after the point with which a number has so many digits that count.
  private static func decimals(_ value: Double, significant: Int) -> Int {
    var least = 1.0
    for _ in 1..<significant { least *= 10 }
    var (scaled, digits) = (value, 0)
    while scaled > 0 && scaled < least && digits < 15 {
      scaled *= 10
      digits += 1
    }
    return digits
  }
}

import Documents
import Platforms

/// The suite's results as people and programs read them.
package struct VerifyReport: Sendable {
  /// The lines of the table.
  package let rows: [VerifyRow]

  package init(rows: [VerifyRow]) {
    self.rows = rows
  }

  /// How many rows have a verdict.
  package func count(_ verdict: VerifyVerdict) -> Int { rows.count { $0.verdict == verdict } }

  /// The rows that fail the suite.
  package var failures: [VerifyRow] { rows.filter(\.verdict.isFailure) }

  /// What the table comes to, as a sentence.
  package var summary: String {
    let compared = rows.count { $0.halfWidth != nil }
    let held = count(.inside)
    return "\(compared) means: \(held) inside their 99 % intervals, \(count(.chance)) outside as "
      + "chance has it, \(count(.vague)) too vague; \(count(.equal)) exact figures equal; "
      + "\(count(.off)) off"
  }

  /// A line for each quantity with nine significant digits.
  package var csv: String {
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

  private static func significant(_ value: Double) -> String {
    DecimalText.fixed(value, digits: decimals(value.magnitude, significant: 9))
  }

  /// The digits after the point with which a number has so many digits that count.
  package static func decimals(_ value: Double, significant: Int) -> Int {
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

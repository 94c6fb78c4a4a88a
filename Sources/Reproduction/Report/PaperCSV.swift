import Documents
import Platforms
import Studies

/// The report on the paper's experiments as CSV files.
package struct PaperCSV {
  /// What came out.
  package let report: PaperReport

  package init(report: PaperReport) {
    self.report = report
  }

  private func line(_ fields: [String]) -> String {
    fields.map(CSVField.text).joined(separator: ",") + "\n"
  }

  /// The columns of a simulated number: one of a single draw, or those of a distribution.
  private var simulatedColumns: [String] {
    report.isOfMany
      ? [
        "draws", "mean", "ci95_low", "ci95_high", "predictive90_low", "predictive90_high",
      ] : ["simulated"]
  }

  private func simulatedFields(_ number: PaperNumber) -> [String] {
    guard report.isOfMany else { return [PaperNumberText.file(number.value(in: report.runs))] }
    let distribution = report.draws.distribution(of: number)
    let (mean, predictive) = (distribution?.mean, distribution?.predictive(0.9))
    let values = [
      mean?.mean, mean?.low, mean?.high, predictive?.lowerBound, predictive?.upperBound,
    ]
    return ["\(report.draws.count)"] + values.map(PaperNumberText.file)
  }

  /// What is said of a simulated number beside a published one: its error and the verdicts.
  private var verdictColumns: [String] {
    ["relative_error", "verdict"]
      + (report.isOfMany ? ["quantile", "as_draw", "same_fraction", "off_fraction"] : [])
  }

  private func verdictFields(_ result: PaperReport.Result) -> [String] {
    let target = result.target
    let error = result.relativeError.map { DecimalText.fixed($0, digits: 6) } ?? ""
    let own = [error, result.verdict.rawValue]
    guard report.isOfMany else { return own }
    let distribution = result.distribution
    let fractions = [
      distribution?.fraction(target) { $0 == .same || $0 == .inside },
      distribution?.fraction(target) { $0 == .off || $0 == .outside },
    ]
    return own + [
      distribution.map { DecimalText.fixed($0.quantile(of: target), digits: 4) } ?? "",
      result.drawVerdict.rawValue,
    ] + fractions.map { fraction in fraction.map { DecimalText.fixed($0, digits: 4) } ?? "" }
  }

  /// The paper's numbers: `paper.csv`.
  package var numbers: String {
    line(["id", "class", "published", "low", "high"] + simulatedColumns + verdictColumns)
      + report.results.map { result in
        let target = result.target
        return line(
          [
            target.id, target.numberClass.rawValue, target.publishedText, target.lowText,
            target.highText,
          ] + simulatedFields(target.number) + verdictFields(result))
      }.joined()
  }

  /// The statements: `shapes.csv`.
  package var shapes: String {
    line(
      ["id", "statement", "figures"]
        + (report.isOfMany ? ["draws", "held_fraction", "verdict"] : ["holds"]))
      + report.shapes.map { result in
        line(
          [
            result.shape.id, "\(result.shape.statement) [\(result.shape.place)]",
            figures(result).joined(separator: "; "),
          ]
            + (report.isOfMany
              ? [
                "\(result.draws)", PaperNumberText.fraction(result.held, of: result.draws),
                result.verdict.rawValue,
              ] : [holds(result.verdict)]))
      }.joined()
  }

  /// The comparisons of a statement in the first draw; what does not hold in all draws says so.
  private func figures(_ result: PaperReport.ShapeResult) -> [String] {
    zip(result.findings, result.findingsHeld).map { finding, held in
      if report.isOfMany {
        return held == result.draws
          ? finding.text : "\(finding.text) (in \(held) of \(result.draws))"
      }
      return finding.text + (finding.holds.map { $0 ? "" : " (no)" } ?? " (missing)")
    }
  }

  private func holds(_ verdict: ShapeVerdict) -> String {
    switch verdict {
    case .held: "yes"
    case .notHeld, .sometimes: "no"
    case .missing: "missing"
    }
  }

  /// Every cell of every table: `tables.csv`.
  package var tables: String {
    line(
      ["table", "workload", "deployment", "quantity", "id", "published"] + simulatedColumns
        + verdictColumns)
      + PaperGrid.all.flatMap { grid in grid.cells.map { row($0, of: grid) } }.joined()
  }

  private func row(_ cell: PaperGrid.Cell, of grid: PaperGrid) -> String {
    let nothing = ["", cell.origin.word] + verdictColumns.dropFirst(2).map { _ in "" }
    return line(
      [
        grid.name, cell.workload, cell.column.system.deployment, grid.quantity.rawValue,
        cell.target?.id ?? "", cell.target?.publishedText ?? "",
      ] + simulatedFields(cell.number)
        + (cell.target.map { verdictFields(report.result($0)) } ?? nothing))
  }

  /// The cells for which the paper prints nothing: `predictions.csv`.
  package var predictions: String {
    line(["workload", "deployment", "quantity", "paper"] + simulatedColumns)
      + predicted.map { cell in
        let reason =
          if case .figure = cell.origin { "in a figure without a number" } else { "not run" }
        return line(
          [
            cell.workload, cell.column.system.deployment, cell.number.quantity.rawValue, reason,
          ] + simulatedFields(cell.number))
      }.joined()
  }

  /// Each of these cells once, though two tables may have it.
  private var predicted: [PaperGrid.Cell] {
    var seen: Set<PaperNumber> = []
    return PaperGrid.all.flatMap(\.cells).filter { cell in
      cell.target == nil && seen.insert(cell.number).inserted
    }
  }

  /// What every draw gives for every number of the paper: `draws.csv`.
  package var draws: String {
    line(["id", "draw", "simulated"])
      + PaperTarget.all.flatMap { target in
        (report.draws.values(of: target.number) ?? []).enumerated().map { draw, value in
          line([target.id, "\(draw)", PaperNumberText.file(value)])
        }
      }.joined()
  }

  /// The runs of the first draw: `summary.csv`.
  package var summary: String { SummaryText.csv(report.rows.map(\.fields)) }
}

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

  private var isReplicated: Bool { report.replications > 1 }

  private func line(_ fields: [String]) -> String {
    fields.map(CSVField.text).joined(separator: ",") + "\n"
  }

  /// The extra columns of several replications.
  private var intervalColumns: [String] { isReplicated ? ["mean", "ci95_low", "ci95_high"] : [] }

  private func intervalFields(_ interval: MeanInterval?) -> [String] {
    guard isReplicated else { return [] }
    return [interval?.mean, interval?.low, interval?.high].map(PaperNumberText.file)
  }

  /// The paper's numbers: `paper.csv`.
  package var numbers: String {
    line(
      ["id", "published", "low", "high", "simulated", "relative_error", "verdict"]
        + intervalColumns + (isReplicated ? ["published_in_interval"] : []))
      + report.results.map(row).joined()
  }

  private func row(_ result: PaperReport.Result) -> String {
    let target = result.target
    let isInside = result.holdsPublished.map { $0 ? "yes" : "no" } ?? ""
    return line(
      [
        target.id, target.publishedText, target.lowText, target.highText,
        PaperNumberText.file(result.simulated),
        result.relativeError.map { DecimalText.fixed($0, digits: 6) } ?? "",
        result.verdict.rawValue,
      ] + intervalFields(result.interval) + (isReplicated ? [isInside] : []))
  }

  /// The statements: `shapes.csv`.
  package var shapes: String {
    line(
      ["id", "statement", "figures", "holds"]
        + (isReplicated ? ["replications_held", "replications"] : []))
      + report.shapes.map { result in
        let figures = result.findings.map { finding in
          finding.text + (finding.holds.map { $0 ? "" : " (no)" } ?? " (missing)")
        }
        let holds =
          switch result.verdict {
          case .held: "yes"
          case .notHeld: "no"
          case .missing: "missing"
          }
        return line(
          [
            result.shape.id, "\(result.shape.statement) [\(result.shape.place)]",
            figures.joined(separator: "; "), holds,
          ] + (isReplicated ? ["\(result.heldCount)", "\(report.replications)"] : []))
      }.joined()
  }

  /// Every cell of every table: `tables.csv`.
  package var tables: String {
    line(
      [
        "table", "workload", "deployment", "quantity", "id", "published", "simulated",
        "relative_error", "verdict",
      ] + intervalColumns)
      + PaperGrid.all.flatMap { grid in grid.cells.map { row($0, of: grid) } }.joined()
  }

  private func row(_ cell: PaperGrid.Cell, of grid: PaperGrid) -> String {
    let result = cell.target.map(report.result)
    return line(
      [
        grid.name, cell.workload, cell.column.system.deployment, grid.quantity.rawValue,
        cell.target?.id ?? "", cell.target?.publishedText ?? "",
        PaperNumberText.file(cell.number.value(in: report.runs)),
        result?.relativeError.map { DecimalText.fixed($0, digits: 6) } ?? "",
        result?.verdict.rawValue ?? cell.origin.word,
      ] + intervalFields(report.samples.interval(cell.number)))
  }

  /// The cells for which the paper prints nothing: `predictions.csv`.
  package var predictions: String {
    line(["workload", "deployment", "quantity", "paper", "simulated"] + intervalColumns)
      + predicted.map { cell in
        let reason =
          if case .figure = cell.origin { "in a figure without a number" } else { "not run" }
        return line(
          [
            cell.workload, cell.column.system.deployment, cell.number.quantity.rawValue, reason,
            PaperNumberText.file(cell.number.value(in: report.runs)),
          ] + intervalFields(report.samples.interval(cell.number)))
      }.joined()
  }

  /// Each of these cells once, though two tables may have it.
  private var predicted: [PaperGrid.Cell] {
    var seen: Set<PaperNumber> = []
    return PaperGrid.all.flatMap(\.cells).filter { cell in
      cell.target == nil && seen.insert(cell.number).inserted
    }
  }

  /// All runs: `summary.csv`.
  package var summary: String { SummaryText.csv(report.rows.map(\.fields)) }
}

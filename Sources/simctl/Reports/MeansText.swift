import Documents
import Platforms
import Studies

/// Means of replications with their half-widths, as people read them.
enum MeansText {
  /// A figure in tables.
  private struct Shown {
    let figure: SummaryFigure
    /// How many digits after the point a figure has that was the same in all replications.
    let digits: Int
    /// What it is multiplied with: 100 for a fraction that is shown in per cent.
    var factor = 1.0

    init(_ column: String, digits: Int) {
      guard let figure = SummaryFigure.named(column) else {
        preconditionFailure("Tables show columns of the summary.")
      }
      self.figure = figure
      self.digits = digits
      if column == "success_ratio" { factor = 100 }
    }

    /// The figure's text.
    ///
    /// - Parameters:
    ///   - mean: the mean; nil where no replication has the figure.
    ///   - interval: its interval; nil where fewer than two have it.
    ///   - error: by how much the mean may be off beyond chance.
    ///   - unit: what stands behind it; nil for the usual unit.
    /// - Returns: the text, a dash where there is no figure.
    func text(
      _ mean: Double?, _ interval: MeanInterval?, error: Double, unit: String? = nil
    ) -> String {
      guard let mean else { return "-" }
      let unit = unit ?? (factor == 1 ? "" : " %")
      guard let interval else {
        return DecimalText.grouped(mean * factor, digits: digits) + " ± ?" + unit
      }
      return IntervalDigits.text(
        mean * factor, halfWidth: (interval.halfWidth + error) * factor, digits: digits) + unit
    }
  }

  private static let shown = [
    Shown("requests", digits: 0), Shown("success_ratio", digits: 1),
    Shown("latency_mean_s", digits: 3), Shown("latency_p50_s", digits: 3),
    Shown("latency_p95_s", digits: 3), Shown("latency_p99_s", digits: 3),
    Shown("cold_starts", digits: 0), Shown("instances_peak", digits: 0),
    Shown("cost_usd", digits: 4),
  ]

  /// The cells of a deployment's row in the table of results.
  static func cells(_ means: ReplicationMeans) -> [Table.Cell] {
    shown.map { shown in
      let estimate = means[shown.figure]
      let error = shown.figure.relativeError * (estimate.mean?.magnitude ?? 0)
      if shown.figure.column == "success_ratio", let mean = estimate.mean {
        // As in the table of single runs: 100 % only where no request has failed.
        if mean == 1 { return Table.Cell("100 %", style: .green) }
        return Table.Cell(
          shown.text(mean, estimate.interval, error: error), style: mean >= 0.99 ? .yellow : .red)
      }
      return Table.Cell(shown.text(estimate.mean, estimate.interval, error: error))
    }
  }

  /// The differences of deployments from the first as a table; those that chance hardly explains
  /// have an asterisk.
  static func table(_ differences: [[PairedDifference]]) -> Table {
    let titles = ["mean s", "p99 s", "success points", "cost USD"]
    // The place of the asterisk belongs to the number's column, so that they stay together.
    var table = Table([.left("deployment")] + titles.map { Table.Column.right($0 + "  ") })
    for figures in differences {
      guard let first = figures.first else { continue }
      let cells = figures.map { difference in
        text(difference) + (difference.excludesZero == true ? " *" : "  ")
      }
      table.append([first.row.label.deployment] + cells)
    }
    return table
  }

  /// A difference with its sign; fractions differ by points of per cent.
  private static func text(_ difference: PairedDifference) -> String {
    guard let shown = shown.first(where: { $0.figure.column == difference.figure.column }) else {
      preconditionFailure("Deployments are compared by figures that tables show.")
    }
    if difference.mean == 0, difference.interval?.halfWidth == 0 { return "0" }
    let text = shown.text(
      difference.mean, difference.interval, error: difference.error, unit: "")
    return (difference.mean ?? 0) > 0 ? "+" + text : text
  }
}

import Platforms
import SimCore

/// What the replications of a deployment together say about its figures.
struct ReplicationMeans: Sendable {
  /// What is known of one figure.
  struct Estimate: Hashable, Sendable {
    /// The mean over the replications that have the figure; nil when none has it.
    let mean: Double?
    /// The interval of the mean; nil with fewer than two such replications.
    let interval: MeanInterval?

    /// What a figure's values in the replications say.
    init(_ values: [Double]) {
      interval = MeanInterval(values)
      mean = interval?.mean ?? values.first
    }
  }

  /// The rows of the replications, in their order.
  let rows: [SummaryRow]

  /// The means of the rows of one deployment, at least one.
  init(_ rows: [SummaryRow]) {
    precondition(!rows.isEmpty, "a mean is that of something")
    self.rows = rows
  }

  /// What is known of a figure.
  subscript(figure: SummaryFigure) -> Estimate {
    Estimate(rows.compactMap { figure.value(of: $0.figures) })
  }

  /// What the rows are of.
  var first: SummaryRow { rows[0] }

  /// The fingerprint of all replications, in their order.
  var digest: Digest {
    var digest = Digest()
    for row in rows { digest.fold(row.figures.digest.value) }
    return digest
  }

  /// The means as fields of `summary.csv`.
  var fields: [SummaryRow.Field] {
    first.fieldsOfMeans(digest: digest, warnings: warnings) { figure in
      let estimate = self[figure]
      return (estimate.mean, estimate.interval?.halfWidth)
    }
  }

  /// What half of the replications or more warn of, but for what matters to single runs only.
  private var warnings: [RunWarning.Kind] {
    RunWarning.Kind.allCases.filter { kind in
      let count = rows.count { $0.warnings.contains { $0.kind == kind } }
      return !kind.isOfSingleRuns && 2 * count >= rows.count
    }
  }
}

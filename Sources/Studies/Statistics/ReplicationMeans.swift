import Platforms
import SimCore

/// What the replications of a deployment together say about its figures.
public struct ReplicationMeans: Sendable {
  /// What is known of one figure.
  public struct Estimate: Hashable, Sendable {
    /// The mean over the replications that have the figure; nil when none has it.
    public let mean: Double?
    /// The interval of the mean; nil with fewer than two such replications.
    public let interval: MeanInterval?

    /// What a figure's values in the replications say.
    package init(_ values: [Double]) {
      interval = MeanInterval(values)
      mean = interval?.mean ?? values.first
    }
  }

  /// The rows of the replications, in their order.
  package let rows: [SummaryRow]

  /// The means of the rows of one deployment, at least one.
  package init(_ rows: [SummaryRow]) {
    precondition(!rows.isEmpty, "a mean is that of something")
    self.rows = rows
  }

  /// What is known of a figure.
  package subscript(figure: SummaryFigure) -> Estimate {
    Estimate(rows.compactMap { figure.value(of: $0.figures) })
  }

  /// The name of the deployment.
  public var deployment: String { first.label.deployment }

  /// The figures of the replications, in their order.
  ///
  /// - Complexity: O(n), where n is the number of replications.
  public var figures: [RunFigures] { rows.map(\.figures) }

  /// What is known of the figure in a column of `summary.csv`; nil where there is no such column.
  ///
  /// - Complexity: O(n), where n is the number of replications.
  public func estimate(of column: String) -> Estimate? {
    SummaryFigure.named(column).map { self[$0] }
  }

  /// What the rows are of.
  package var first: SummaryRow { rows[0] }

  /// The fingerprint of all replications, in their order.
  package var digest: Digest {
    var digest = Digest()
    for row in rows { digest.fold(row.figures.digest.value) }
    return digest
  }

  /// The means as fields of `summary.csv`.
  package var fields: [SummaryRow.Field] {
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

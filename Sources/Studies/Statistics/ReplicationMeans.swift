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

    /// What sums of a figure say, of which the second have been taken about the mean.
    fileprivate init(_ sums: ValueSums) {
      mean = sums.mean
      interval = sums.interval
    }
  }

  /// The rows of the replications, in their order.
  package let rows: ReplicationRows

  /// What is known of the figures, by their columns.
  private let estimates: [String: Estimate]

  /// The means of the rows of one deployment, at least one.
  ///
  /// - Complexity: O(n), where n is the number of replications.
  package init(_ rows: ReplicationRows) {
    precondition(rows.count > 0, "a mean is that of something")
    self.rows = rows
    // All figures at once, as those of a replication are read anew each time.
    var sums = SummaryFigure.all.map { _ in ValueSums() }
    for figures in rows.figures {
      for (index, figure) in SummaryFigure.all.enumerated() {
        if let value = figure.value(of: figures) { sums[index].add(value) }
      }
    }
    for figures in rows.figures {
      for (index, figure) in SummaryFigure.all.enumerated() {
        if let value = figure.value(of: figures) { sums[index].addSquare(of: value) }
      }
    }
    estimates = Dictionary(
      uniqueKeysWithValues: zip(SummaryFigure.all.map(\.column), sums.map(Estimate.init)))
  }

  /// What is known of a figure.
  package subscript(figure: SummaryFigure) -> Estimate {
    guard let estimate = estimates[figure.column] else {
      preconditionFailure("Every figure is one of the summary's.")
    }
    return estimate
  }

  /// The name of the deployment.
  public var deployment: String { first.label.deployment }

  /// The figures of the replications, in their order.
  ///
  /// - Complexity: O(n), where n is the number of replications.
  public var figures: [RunFigures] { Array(rows.figures) }

  /// What is known of the figure in a column of `summary.csv`; nil where there is no such column.
  public func estimate(of column: String) -> Estimate? {
    SummaryFigure.named(column).map { self[$0] }
  }

  /// What the rows are of.
  package var first: SummaryRow { rows.first }

  /// The fingerprint of all replications, in their order.
  package var digest: Digest {
    var digest = Digest()
    for figures in rows.figures { digest.fold(figures.digest.value) }
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
    var counts: [RunWarning.Kind: Int] = [:]
    for row in rows {
      for kind in Set(row.warnings.map(\.kind)) { counts[kind, default: 0] += 1 }
    }
    return RunWarning.Kind.allCases.filter { kind in
      !kind.isOfSingleRuns && 2 * (counts[kind] ?? 0) >= rows.count
    }
  }
}

import Platforms
import SimCore

/// What the runs of a scenario gave.
public struct StudyResults: Sendable {
  /// The scenario.
  public let scenario: Scenario
  /// The rows of single runs, by deployment and replication.
  package let rows: [SummaryRow]
  /// The means of each deployment.
  public let means: [ReplicationMeans]
  /// How many replications there are.
  public let replications: Int
  /// What was to be known how precisely.
  package let plan: ReplicationPlan
  /// The deployments that are not known as precisely as was asked for.
  public let shortfalls: [ReplicationPlan.Shortfall]

  /// The results of a number of replications.
  package init(
    _ scenario: Scenario, _ rows: [RunKey: SummaryRow], replications: Int, plan: ReplicationPlan
  ) {
    self.scenario = scenario
    self.replications = replications
    self.plan = plan
    let byDeployment = scenario.deployments.indices.map { deployment in
      (0..<replications).compactMap {
        rows[RunKey(deployment: deployment, replication: $0)]
      }
    }
    self.rows = byDeployment.flatMap(\.self)
    means = byDeployment.filter { !$0.isEmpty }.map(ReplicationMeans.init)
    shortfalls = plan.shortfalls(means)
  }

  /// Whether there is something to take a mean of.
  package var isReplicated: Bool { replications > 1 }

  /// The rows of `summary.csv`: those of single runs and, of several replications, those of means.
  package var lines: [[SummaryRow.Field]] {
    rows.map(\.fields) + (isReplicated ? means.map(\.fields) : [])
  }

  /// The differences of the deployments from the first of them; none without replications.
  ///
  /// - Complexity: O(d n), where d is the number of deployments and n that of replications.
  public var differences: [[PairedDifference]] { isReplicated ? PairedDifference.all(means) : [] }

  /// The summary of all runs as CSV: what `summary.csv` has.
  ///
  /// - Complexity: O(d n), where d is the number of deployments and n that of replications.
  public var csv: String { SummaryText.csv(lines) }

  /// The means of a deployment; nil where there is none of that name.
  ///
  /// - Complexity: O(d), where d is the number of deployments.
  public func means(of deployment: String) -> ReplicationMeans? {
    means.first { $0.deployment == deployment }
  }

  /// By how much a figure of one deployment is above that of another, replication by replication.
  ///
  /// - Parameters:
  ///   - column: the figure's column in `summary.csv`.
  ///   - deployment: the name of the one.
  ///   - baseline: the name of the other.
  /// - Returns: the difference; nil where there is no such column or deployment.
  public func difference(
    of column: String, _ deployment: String, from baseline: String
  ) -> PairedDifference? {
    guard let figure = SummaryFigure.named(column), let one = means(of: deployment),
      let other = means(of: baseline)
    else { return nil }
    return PairedDifference(one, from: other, figure)
  }

  /// The fingerprint of all runs.
  package var digest: Digest {
    var digest = Digest()
    for row in rows { digest.fold(row.figures.digest.value) }
    return digest
  }
}

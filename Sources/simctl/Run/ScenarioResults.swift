import Platforms
import SimCore

/// What the runs of a scenario gave.
struct ScenarioResults: Sendable {
  /// The scenario.
  let scenario: Scenario
  /// The rows of single runs, by deployment and replication.
  let rows: [SummaryRow]
  /// The means of each deployment.
  let means: [ReplicationMeans]
  /// How many replications there are.
  let replications: Int
  /// What was to be known how precisely.
  let plan: ReplicationPlan
  /// The deployments that are not known as precisely as was asked for.
  let shortfalls: [ReplicationPlan.Shortfall]

  /// The results of a number of replications.
  init(
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
  var isReplicated: Bool { replications > 1 }

  /// The rows of `summary.csv`: those of single runs and, of several replications, those of means.
  var lines: [[SummaryRow.Field]] {
    rows.map(\.fields) + (isReplicated ? means.map(\.fields) : [])
  }

  /// The differences of the deployments from the first of them; none without replications.
  var differences: [[PairedDifference]] { isReplicated ? PairedDifference.all(means) : [] }

  /// The fingerprint of all runs.
  var digest: Digest {
    var digest = Digest()
    for row in rows { digest.fold(row.figures.digest.value) }
    return digest
  }
}

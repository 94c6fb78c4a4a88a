import Platforms
import SimCore
import Testing

@testable import Studies

/// Replications of small scenarios, without files.
enum Replications {
  /// A scenario from its text.
  static func scenario(_ text: String, name: String = "small") throws -> Scenario {
    try Scenario(
      parsing: Array(text.utf8), file: "\(name).json", name: name, catalog: .builtIn())
  }

  /// The row of one run.
  static func row(
    _ scenario: Scenario, deployment: Int = 0, replication: Int = 0
  ) throws -> SummaryRow {
    let deployment = scenario.deployments[deployment]
    var observer = NoObserver()
    let figures = try scenario.run(deployment, replication: replication, observer: &observer)
    return SummaryRow(
      label: RunLabel(
        scenario: scenario.name, deployment: deployment.name, replication: replication),
      deployment: deployment, seed: scenario.seed, figures: figures,
      scenarioDigest: scenario.digest)
  }

  /// The means of each deployment over some replications.
  static func means(_ scenario: Scenario, _ count: Int) throws -> [ReplicationMeans] {
    try scenario.deployments.indices.map { deployment in
      let rows = try (0..<count).map {
        try row(scenario, deployment: deployment, replication: $0)
      }
      return ReplicationMeans(try ReplicationRows(rows))
    }
  }

  /// A figure by its column.
  static func figure(_ column: String) throws -> SummaryFigure {
    try #require(SummaryFigure.named(column))
  }
}

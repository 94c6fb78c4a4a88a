/// What identifies a run in every row of every file: the scenario, the deployment, the replication.
public struct RunLabel: Sendable, Hashable {
  /// The scenario's name.
  public let scenario: String
  /// The deployment's name.
  public let deployment: String
  /// The index of the replication, from 0.
  public let replication: Int

  /// A label.
  public init(scenario: String, deployment: String, replication: Int) {
    self.scenario = scenario
    self.deployment = deployment
    self.replication = replication
  }

  /// The name of a service of the deployment.
  package func part(_ service: String) -> String {
    Deployment.partName(of: deployment, service)
  }

  /// The first three fields of a row, each with its comma.
  package var prefix: [UInt8] {
    Array("\(CSVField.text(scenario)),\(CSVField.text(deployment)),\(replication),".utf8)
  }
}

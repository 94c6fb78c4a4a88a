/// A run of a scenario by its place: which deployment, which replication.
package struct RunKey: Hashable, Sendable {
  /// The deployment's index in the scenario.
  package let deployment: Int
  /// The replication, from 0.
  package let replication: Int
}

import Documents
import Platforms
import SimCore

/// What a platform does about instances where a log does not say it.
package struct PlatformRules: Hashable, Sendable {
  /// The age in seconds beyond which an instance takes no more requests; nil for none.
  package let greatestAge: Double?
  /// The memory of an instance; nil where the platform offers no sizes.
  package let memory: ByteCount?

  /// The rules of the first deployment of a scenario.
  init(_ scenario: Scenario) {
    let deployment = scenario.deployments.first
    greatestAge = deployment?.capacity.policy.plan.greatestAge?.seconds
    memory = deployment?.memory?.size
  }

  /// How far above the greatest age an instance may be used: its start may take so long, and the
  /// platform's value was measured itself.
  private static let tolerance = 1.05

  /// Whether the platform would have ended an instance that was used at an age in seconds.
  package func isOutlived(_ age: Double) -> Bool {
    greatestAge.map { age > $0 * Self.tolerance } ?? false
  }
}

import SimCore
import Testing

@testable import Platforms

/// An autoscaler of a metric of each instance, shown one evaluation after another.
struct MetricTrace {
  /// What is seen, the same at each evaluation since the last step, and the change that follows
  /// at the last of them; at those before it there is none.
  struct Step: Sendable {
    let ready: Int
    var starting = 0
    /// The mean over the ready instances.
    let value: Double
    let change: Int
    var after = 1
  }

  let policy: ManagedEndpoint
  let autoscaler: ManagedEndpoint.Autoscaler
  var memory: ManagedEndpoint.Memory
  private var evaluations: Int64 = 0

  /// A platform of the catalog with some keys of its capacity.
  init(platform: String, capacity: String = "") throws {
    let deployment = try Decoded.deployment(
      """
      { "platform": "\(platform)", "capacity": { \(capacity) }, "billing": { "per_hour": "1USD" },
        "latency": { "service_time": "10ms" } }
      """)
    guard case .managedEndpoint(let policy) = deployment.capacity,
      let autoscaler = policy.autoscaler
    else { throw Decoded.Unexpected() }
    (self.policy, self.autoscaler, memory) = (policy, autoscaler, policy.initialMemory)
  }

  /// Requests that make a rate on each instance, or the share of its places that they take.
  private func observation(_ step: Step) -> Observation {
    let isShare = autoscaler.metric == .utilisation
    let minutes = autoscaler.period.seconds / 60
    return Observation(
      period: autoscaler.period,
      arrivals: isShare ? 0 : Int((step.value * Double(step.ready) * minutes).rounded()),
      meanReady: Double(step.ready), utilisation: isShare ? step.value : 0)
  }

  /// Goes through steps.
  mutating func check(_ steps: [Step], sourceLocation: SourceLocation = #_sourceLocation) {
    for (index, step) in steps.enumerated() {
      for look in 1...step.after {
        evaluations += 1
        let decision = policy.evaluate(
          observation(step),
          fleet: fleet(
            instances: step.ready + step.starting, starting: step.starting, ready: step.ready),
          at: .zero + autoscaler.period * evaluations, memory: &memory)
        #expect(
          decision.change == (look == step.after ? step.change : 0),
          "step \(index), look \(look): \(decision.reason), \(decision.value)",
          sourceLocation: sourceLocation)
      }
    }
  }
}

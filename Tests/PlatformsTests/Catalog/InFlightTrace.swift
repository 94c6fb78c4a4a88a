import SimCore
import Testing

@testable import Platforms

/// An autoscaler of requests in flight, shown one evaluation after another.
struct InFlightTrace {
  /// What is seen, the same at each evaluation since the last step, and the change that follows
  /// at the last of them; at those before it there is none.
  struct Step: Sendable {
    let ready: Int
    var starting = 0
    /// The mean of requests in service and waiting.
    let load: Double
    let change: Int
    var after = 1
  }

  let policy: ManagedEndpoint
  let tick: Interval
  var memory: ManagedEndpoint.Memory
  private var ticks: Int64 = 0

  /// A platform of the catalog with some keys of its capacity and its autoscaler.
  init(platform: String, capacity: String, autoscaler: String, tick: Interval) throws {
    let keys = [capacity, #""autoscaler": { \#(autoscaler) }"#].filter { !$0.isEmpty }
    let deployment = try Decoded.deployment(
      """
      { "platform": "\(platform)", "billing": { "per_hour": "1USD" },
        "capacity": { \(keys.joined(separator: ", ")) },
        "latency": { "service_time": "10ms" } }
      """)
    guard case .managedEndpoint(let policy) = deployment.capacity else {
      throw Decoded.Unexpected()
    }
    self.policy = policy
    self.tick = tick
    memory = policy.initialMemory
  }

  /// The time of the last evaluation.
  var now: Instant { .zero + tick * ticks }

  /// Goes through steps; half of what is in flight waits.
  mutating func check(_ steps: [Step], sourceLocation: SourceLocation = #_sourceLocation) {
    for (index, step) in steps.enumerated() {
      for look in 1...step.after {
        ticks += 1
        let decision = policy.evaluate(
          Observation(
            period: tick, arrivals: 0, meanReady: Double(step.ready), utilisation: 0,
            meanInService: step.load / 2, meanWaiting: step.load / 2),
          fleet: fleet(
            instances: step.ready + step.starting, starting: step.starting, ready: step.ready),
          at: now, memory: &memory)
        #expect(
          decision.change == (look == step.after ? step.change : 0),
          "step \(index), look \(look): \(decision.reason), \(decision.value)",
          sourceLocation: sourceLocation)
      }
    }
  }

  /// A request arrives where there is nothing.
  mutating func admitFirst() -> Admission {
    policy.admit(fleet(), at: now, memory: &memory)
  }
}

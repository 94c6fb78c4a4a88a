import Documents
import Platforms
import SimCore

/// A deployment as a scenario says it, to which requests are sent at given times.
struct DeploymentReplay: Sendable {
  private let deployment: Deployment

  /// Reads a deployment.
  ///
  /// - Parameters:
  ///   - text: its object in a scenario.
  ///   - catalog: the catalog that it names platforms of.
  /// - Throws: what is wrong with it.
  init(_ text: String, _ catalog: Catalog) throws {
    let scenario = """
      { "seed": 1, "workload": { "duration": "1s", "arrivals": { "constant": { "rate": "1/s" } } },
        "deployments": [\(text)] }
      """
    let decoded = try Scenario(
      parsing: Array(scenario.utf8), file: "evidence", name: "evidence", catalog: catalog)
    guard let first = decoded.deployments.first else {
      preconditionFailure("A scenario has a deployment.")
    }
    deployment = first
  }

  /// Sends requests at given times.
  ///
  /// - Parameter times: when; they do not fall.
  /// - Returns: what each took, in their order, in seconds.
  func latencies(_ times: [Instant]) -> [Double] {
    var arrivals = MeasuredFunction.Times(times)
    var seen = Latencies()
    _ = Simulation.run(
      capacity: deployment.capacity.policy, latency: deployment.latency.policy,
      billing: deployment.billing.policy, client: deployment.client, arrivals: &arrivals,
      options: RunOptions(seed: 1, window: .seconds(3600)), observer: &seen)
    return seen.latencies
  }

  /// What every request took, in seconds.
  private struct Latencies: RunObserver {
    var seesRequests: Bool { true }
    var seesEvents: Bool { false }
    var latencies: [Double] = []

    mutating func request(_ record: RequestRecord) {
      while latencies.count <= record.request { latencies.append(0) }
      latencies[record.request] = record.latency.seconds
    }

    mutating func refused(_ request: Int, _ outcome: RequestOutcome, at now: Instant) {}
    mutating func instance(_ number: Int, _ change: InstanceChange, at now: Instant) {}
    mutating func scaling(_ decision: ScalingDecision, instances: Int, at now: Instant) {}
  }
}

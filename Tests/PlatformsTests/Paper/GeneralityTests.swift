import Platforms
import SimCore
import TestSupport
import Testing

/// The fitted parameters know nothing of the workloads they were fitted on: other loads get answers
/// that make sense, and a workload gets the same whatever it is called.
@Suite struct GeneralityTests {
  private static let lambda = "aws-lambda-mobilenet-ort-1.6"
  private static let server = "aws-cpu-server-mobilenet-tf-1.15"
  private static let endpoint = "aws-sagemaker-mobilenet-tf-1.15"

  /// A workload with some of its values replaced, under any name.
  private func scenario(
    _ workload: Int, named name: String = "other", setting values: [(String, String)] = []
  ) throws -> Scenario {
    var value = try Repository.json("Scenarios/workload-\(workload).json")
    for (path, text) in values { value = try value.setting(path, to: text) }
    return try Scenario(value, file: "other.json", name: name, catalog: .builtIn())
  }

  /// A deployment of a workload as it is, run once for all tests.
  private func usual(_ workload: Int, _ deployment: String) throws -> RunFigures {
    try PaperRuns.figures(workload, deployment)
  }

  private func run(_ scenario: Scenario, _ deployment: String) throws -> RunFigures {
    let deployment = try #require(scenario.deployments.first { $0.name == deployment })
    var observer = NoObserver()
    return try scenario.run(deployment, observer: &observer)
  }

  @Test func `a copy of a workload under another name and with other words gives the same`() throws
  {
    let original = try scenario(120, named: "workload-120")
    let copy = try scenario(120, named: "monday-morning", setting: [("about", "\"anything\"")])
    for deployment in original.deployments {
      let first = try usual(120, deployment.name)
      let second = try run(copy, deployment.name)
      #expect(first.digest == second.digest)
      #expect(first.cost == second.cost)
      #expect(first.latency == second.latency)
    }
  }

  @Test(arguments: [40, 120, 200], Campaign.part(of: [2, 3, 4]))
  func `another seed changes the requests and not the answer`(workload: Int, seed: Int) throws {
    let other = try scenario(workload, setting: [("seed", "\(seed)")])
    for deployment in [Self.lambda, Self.server] {
      let (first, second) = (try usual(workload, deployment), try run(other, deployment))
      #expect(first.digest != second.digest)
      // Of some fifteen cold starts, each worth a hundred warm requests, chance moves a few.
      #expect((first.cost.dollars / second.cost.dollars - 1).magnitude < 0.1)
      #expect((first.success - second.success).magnitude < 0.05)
      #expect(deployment != Self.lambda || second.failed == 0)
    }
  }

  @Test(arguments: [40, 120, 200])
  func `with twice the requests Lambda costs twice as much and servers answer fewer`(
    workload: Int
  ) throws {
    let usual = try #require(try scenario(workload).workload.extent?.count)
    let loads = try [Int64(1), 2, 4].map { factor in
      try scenario(workload, setting: [("workload.requests", "\(usual * factor / 2)")])
    }
    let functions = try loads.map { try run($0, Self.lambda) }
    for (low, high) in zip(functions, functions.dropFirst()) {
      #expect(high.requests == 2 * low.requests && high.failed == 0)
      // Twice the requests never cost much more than twice as much, and less where cold starts
      // are shared by more requests.
      #expect((1.7...2.1).contains(high.cost.dollars / low.cost.dollars))
      // Who brings more instances answers as fast as before.
      #expect(high.mean < 1.2 * low.mean)
    }
    for name in [Self.server, Self.endpoint] {
      let servers = try loads.map { try run($0, name) }
      let latencies = servers.map(\.mean)
      #expect(name != Self.server || latencies[0] < latencies[1] && latencies[1] < latencies[2])
      for (low, high) in zip(servers, servers.dropFirst()) {
        #expect(high.success < low.success || high.failed == 0)
      }
      #expect(servers[2].success < servers[0].success)
    }
  }

  @Test func `the higher the peak of as many requests, the fewer does a server answer`() throws {
    let runs = try [2, 10, 80, 320].map { rate in
      try scenario(
        120, setting: [("workload.arrivals.mmpp.states[1].rate", "\"\(rate)/s\"")])
    }
    let fractions = try runs.map { try run($0, Self.server).success }
    for (low, high) in zip(fractions, fractions.dropFirst()) { #expect(high <= low) }
    #expect(fractions[3] < fractions[0])
    for scenario in runs { #expect(try run(scenario, Self.lambda).failed == 0) }
  }
}

import Documents
import Platforms
import SimCore
import Studies
import Synchronization
import TestSupport
import Testing

@testable import Reproduction

@Suite struct PaperExperimentsTests {
  /// The experiments on the three workloads, on cold starts and on batches.
  private func few() throws -> PaperExperiments {
    PaperExperiments(Array(try PaperExperiments().scenarios.prefix(5)))
  }

  @Test func `the experiments are the paper's three workloads, its cold starts and its batches`()
    throws
  {
    let experiments = try few()
    #expect(
      experiments.scenarios.map(\.name) == [
        "workload-40", "workload-120", "workload-200", "cold-start", "batching",
      ])
    #expect(experiments.tasks().count == 3 * 18 + 3 + 5)
    #expect(experiments.expectedRequests == Double(18 * (15000 + 15000 + 18000) + 150 + 75000))
    #expect(try PaperExperiments().scenarios.map(\.name) == PaperExperiments.names)
  }

  @Test func `a run is that of its scenario, whatever the number of jobs`() throws {
    let (runs, rows) = try PaperExperiments().run(jobs: 3)
    let shared = try PaperSupport.report()
    #expect(rows.map(\.line) == shared.rows.map(\.line))
    let scenario = try #require(try PaperExperiments().scenarios.first)
    let deployment = try #require(scenario.deployments.first)
    var observer = NoObserver()
    let figures = try scenario.run(deployment, observer: &observer)
    #expect(runs[scenario.name, deployment.name]?.digest == figures.digest)
  }

  @Test func `requests are counted while they arrive`() throws {
    let total = Atomic<Int>(0)
    let scenarios = try PaperExperiments(setting: [("workload.requests", "1000")]).scenarios
    _ = try PaperExperiments(Array(scenarios.prefix(5))).run(jobs: 2) {
      total.wrappingAdd($0, ordering: .relaxed)
    }
    #expect(total.load(ordering: .relaxed) == (3 * 18 + 3 + 5) * 1000)
  }

  @Test func `a seed and values can be replaced in all of them`() throws {
    let experiments = try PaperExperiments(
      setting: [("workload.requests", "10")], seed: 5)
    for scenario in experiments.scenarios {
      #expect(scenario.seed == 5)
      #expect(scenario.workload.extent?.count == 10)
    }
    #expect(throws: StudyPoint.Misplaced.self) {
      try PaperExperiments(setting: [("workload[", "1")])
    }
    #expect(throws: ProblemReport.self) { try PaperExperiments(setting: [("sead", "1")]) }
  }
}

import Platforms
import Studies
import TestSupport
import Testing

@testable import Reproduction

@Suite struct PaperDrawsTests {
  /// One system in one workload, with few requests.
  private static func experiments(_ number: PaperNumber) throws -> PaperExperiments {
    PaperExperiments(
      try PaperExperiments(setting: [("workload.requests", "2000")]).scenarios
        .filter { $0.name == number.cell.scenario }.map { scenario in
          var scenario = scenario
          scenario.deployments = scenario.deployments.filter { $0.name == number.cell.deployment }
          return scenario
        })
  }

  @Test func `a draw is a replication, and a report has all of them in order`() throws {
    let number = try PaperSupport.target("lat-gpu-200").number
    let experiments = try Self.experiments(number)
    let values = try (0..<4).map { replication in
      try #require(number.value(in: experiments.run(replication: replication, jobs: 1).runs))
    }
    #expect(Set(values).count == 4)
    for jobs in [1, 3] {
      let report = try experiments.report(draws: 4, jobs: jobs)
      #expect(report.draws.values(of: number) == values)
      #expect(report.draws.distribution(of: number)?.mean == MeanInterval(values))
      #expect(
        report.result(try PaperSupport.target("lat-gpu-200")).simulated
          == MeanInterval(values)?.mean)
    }
  }

  @Test func `a number that a draw lacks has no distribution, and is missing`() throws {
    let target = try PaperSupport.target("lat-gpu-200")
    let runs = try PaperSupport.runs()
    let draws = PaperDraws([PaperDraw(runs), PaperDraw(PaperRuns([:])), PaperDraw(runs)])
    #expect(draws.count == 3)
    #expect(draws.values(of: target.number) == nil)
    #expect(draws.distribution(of: target.number) == nil)
    #expect(draws.allHeld == 0)
  }

  @Test func `statements are counted by the draws in which they hold`() throws {
    let runs = try PaperSupport.runs()
    let report = PaperReport(
      (runs, []), further: [PaperDraw(PaperRuns([:])), PaperDraw(runs), PaperDraw(runs)])
    for result in report.shapes {
      let holds = result.shape.holds(of: runs)
      #expect(result.held == (holds ? 3 : 0))
      #expect(result.verdict == (holds ? .sometimes : .notHeld))
      #expect(
        zip(result.findings, result.findingsHeld).allSatisfy { $1 == ($0.holds == true ? 3 : 0) })
    }
    #expect(ShapeVerdict(held: 9, of: 10) == .held)
    #expect(ShapeVerdict(held: 89, of: 100) == .sometimes)
    #expect(ShapeVerdict(held: 1, of: 10) == .notHeld)
  }
}

import Platforms
import Studies
import TestSupport
import Testing

@testable import Reproduction

@Suite struct PaperNumberTests {
  @Test func `samples of replications give the interval of their values`() throws {
    let experiments = try PaperExperiments()
    let number = try PaperSupport.target("lat-gpu-200").number
    let few = PaperExperiments(
      experiments.scenarios.filter { $0.name == "workload-200" }.map { scenario in
        var scenario = scenario
        scenario.deployments = scenario.deployments.filter { $0.name == number.cell.deployment }
        return scenario
      })
    var samples = PaperSamples(of: [number, number])
    var values: [Double] = []
    for replication in 0..<3 {
      let runs = try few.run(replication: replication, jobs: 1).runs
      samples.add(runs)
      values.append(try #require(number.value(in: runs)))
    }
    #expect(samples.count == 3)
    #expect(Set(values).count == 3)
    #expect(samples.interval(number) == MeanInterval(values))
  }

  @Test func `a number that a replication lacks has no interval`() throws {
    let number = try PaperSupport.target("lat-gpu-200").number
    var samples = PaperSamples(of: [number])
    samples.add(try PaperSupport.runs())
    samples.add(PaperRuns([:]))
    #expect(samples.interval(number) == nil)
    samples.add(try PaperSupport.runs())
    #expect(samples.interval(number) == nil)
  }
}

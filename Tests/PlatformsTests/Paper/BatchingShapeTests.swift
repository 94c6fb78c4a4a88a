import Platforms
import SimCore
import Testing

/// Figure 8: MobileNet on Cloud Functions in workload-120, in batches of several sizes.
@Suite struct BatchingShapeTests {
  private static let figures: [RunFigures] = {
    guard let scenario = try? PaperRuns.scenario("batching") else { return [] }
    return scenario.deployments.compactMap { deployment in
      var observer = NoObserver()
      return try? scenario.run(deployment, observer: &observer)
    }
  }()

  @Test func `the arrivals are those of workload-120, and the batches those of the figure`() throws
  {
    let scenario = try PaperRuns.scenario("batching")
    #expect(scenario.workload == (try PaperRuns.scenario(120).workload))
    #expect(scenario.deployments.map(\.name) == [1, 2, 4, 8, 16].map { "batch-\($0)" })
    #expect(scenario.deployments.compactMap(\.client.batch?.size) == [1, 2, 4, 8, 16])
    #expect(Self.figures.count == 5)
    #expect(Self.figures.allSatisfy { $0.requests == 15000 && $0.failed == 0 })
  }

  @Test func `cost falls with the batch size and is about the same from 4 to 16 [5.1, Fig. 8]`()
    throws
  {
    let costs = Self.figures.map { Double($0.cost.femtodollars) }
    try #require(costs.count == 5)
    #expect(costs == costs.sorted(by: >))
    let (fall, rest) = ((costs[0] - costs[2]) / costs[0], (costs[2] - costs[4]) / costs[0])
    #expect(fall > 0.3)
    // Two doublings there and two here: drawn to the scale of the cost without batches, what is
    // left to gain is hardly seen.
    #expect(rest < 0.1)
  }

  @Test func `mean latency rises with the batch size [5.1, Fig. 8]`() {
    let means = Self.figures.map(\.mean)
    #expect(means == means.sorted())
  }

  @Test func `batches lower the number of cold starts [5.1]`() throws {
    let starts = Self.figures.map(\.coldStarts)
    try #require(starts.count == 5)
    #expect(starts[4] < starts[0])
  }
}

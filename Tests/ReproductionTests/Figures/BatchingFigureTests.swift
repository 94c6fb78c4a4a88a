import TestSupport
import Testing

@testable import Reproduction

@Suite struct BatchingFigureTests {
  @Test func `latency and cost are compared between the smallest and the largest batch`() throws {
    let figure = try #require(BatchingFigure.make(SampleRuns.all))
    #expect(
      figure.seenHere
        == "In batches of 16, $0.030 instead of $0.050 in batches of 1 (40.0 % less), at a mean "
        + "latency of 1.6 s instead of 0.10 s. Batches of 16 cost 0 % less than batches of 4.")
  }

  @Test func `sizes that were not run are left out`() throws {
    let run = SampleRuns.steady(seconds: 3, latency: 50)
    let figure = try #require(BatchingFigure.make(SampleRuns.only("batching", "batch-4", run)))
    #expect(try WellFormed(figure.svg).texts(of: "value") == ["0.0500", "0.0500"])
    #expect(BatchingFigure.make(PaperRuns([:])) == nil)
  }
}

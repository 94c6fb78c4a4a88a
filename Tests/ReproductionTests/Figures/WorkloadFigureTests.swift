import TestSupport
import Testing

@testable import Reproduction

@Suite struct WorkloadFigureTests {
  @Test func `a workload is told with its rates and its peak`() throws {
    let run = SampleRuns.run([
      .init(arrivals: 10, succeeded: 10, latency: 1),
      .init(arrivals: 50, succeeded: 10, latency: 1),
    ])
    let figure = try #require(
      WorkloadFigure.make(SampleRuns.only("workload-120", "aws-sagemaker-mobilenet-tf-1.15", run)))
    #expect(
      figure.seenHere
        == "workload-120: 60 requests in 2.00 s, 30.0 a second in the mean and at most 50.0, "
        + "at t = 1 s.")
    #expect(try WellFormed(figure.svg).texts(of: "strong").count == 1)
  }
}

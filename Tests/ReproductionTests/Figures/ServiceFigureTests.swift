import TestSupport
import Testing

@testable import Reproduction

@Suite struct ServiceFigureTests {
  @Test func `latencies stand on their bars and successes at their marks`() throws {
    let figure = try #require(ServiceFigure.all[0].make(SampleRuns.all))
    let values = try WellFormed(figure.svg).texts(of: "value")
    #expect(values.count { $0 == "8.00" } == 8)
    #expect(values.count { $0 == "0.50" } == 9)
    #expect(values.count { $0 == "1" } == 3)
    #expect(figure.seenHere.contains("workload-40: Lambda 0.14 s, 100 % answered"))
    #expect(figure.seenHere.contains("SageMaker 58 times that, 50.0 %"))
  }

  @Test(arguments: [(0, 1), (1, 2), (2, 1), (3, 2)])
  func `what the paper did not measure is starred`(part: Int, starred: Int) throws {
    let figure = try #require(ServiceFigure.all[part].make(SampleRuns.all))
    let values = try WellFormed(figure.svg).texts(of: "value")
    #expect(values.count { $0 == "8.00*" } == starred)
    #expect(figure.svg.contains("* The paper has no measurement of it."))
  }

  @Test func `a run that is missing is said to be missing`() throws {
    let lambda = "aws-lambda-mobilenet-ort-1.6"
    let runs = SampleRuns.only(
      "workload-40", lambda, SampleRuns.steady(seconds: 3, latency: 50))
    let figure = try #require(ServiceFigure.all[0].make(runs))
    #expect(try WellFormed(figure.svg).texts(of: "value quiet").count { $0 == "run" } == 11)
    #expect(figure.seenHere == "workload-40: Lambda 0.050 s, 100 % answered.")
    #expect(ServiceFigure.all[1].make(runs) == nil)
  }
}

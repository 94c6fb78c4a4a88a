import TestSupport
import Testing

@testable import Reproduction

@Suite struct ComparisonFigureTests {
  private static let lambda = "aws-lambda-mobilenet-ort-1.6"
  private static let sageMaker = "aws-sagemaker-mobilenet-tf-1.15"

  private func figure(_ other: [SampleRuns.Second]) throws -> PaperFigure {
    let runs = PaperRuns([
      PaperCell(scenario: "workload-40", deployment: Self.lambda): SampleRuns.steady(
        seconds: other.count, latency: 50),
      PaperCell(scenario: "workload-40", deployment: Self.sageMaker): SampleRuns.run(other),
    ])
    return try #require(ComparisonFigure.all[0].make(runs))
  }

  @Test func `an outage is a gap in the line and is told with its times`() throws {
    let up = SampleRuns.Second(arrivals: 10, succeeded: 10, latency: 500)
    let down = SampleRuns.Second(arrivals: 10, succeeded: 0, latency: 0)
    let figure = try figure([up, up, down, down, down, up, up])
    let line = try #require(figure.svg.firstMatch(of: /class="line vermilion" d="(M[^"]*M[^"]*)"/))
    #expect(line.1.matches(of: /M/).count == 2)
    #expect(figure.seenHere.contains("the first to fail arrives near t = 2 s"))
    #expect(figure.seenHere.contains("none is answered of those from t = 2 s to 5 s"))
    #expect(figure.seenHere.contains("answers 57.1 % of its requests"))
  }

  @Test func `what did not happen is not told`() throws {
    let up = SampleRuns.Second(arrivals: 10, succeeded: 10, latency: 500)
    let figure = try figure([up, up])
    #expect(
      figure.seenHere
        == "Mean latency: Lambda 0.050 s, SageMaker 0.50 s (10 times that). Highest mean over 1 s: "
        + "Lambda 0.050 s at t = 0 s, SageMaker 0.50 s at t = 0 s. Lambda is the faster in 100 % "
        + "of the intervals in which both answer. No request to SageMaker fails.")
  }

  @Test func `a service that never answers is drawn without a latency`() throws {
    let down = SampleRuns.Second(arrivals: 10, succeeded: 0, latency: 0)
    let figure = try figure([down, down])
    #expect(figure.seenHere.contains("SageMaker answers no request."))
    #expect(try WellFormed(figure.svg).root == "svg")
  }

  @Test func `both runs are needed`() {
    let one = SampleRuns.only(
      "workload-40", Self.lambda, SampleRuns.steady(seconds: 3, latency: 50))
    #expect(ComparisonFigure.all.allSatisfy { $0.make(one) == nil })
  }
}

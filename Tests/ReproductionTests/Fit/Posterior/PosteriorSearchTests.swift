import TestSupport
import Testing

@testable import Reproduction

@Suite struct PosteriorSearchTests {
  /// A report, which takes a minute of a debug build; tests of a whole campaign look at it.
  private static let two = Result { try report(jobs: 2) }

  private static func report(jobs: Int) throws -> PosteriorReport {
    let model = try FitModel(
      FitSources(directory: nil), includingGuesses: true,
      matching: ["aws-lambda/mobilenet/ort-1.6/*", "aws-gpu-server/capacity.backlog"])
    return try PosteriorReport(
      model, from: model.current, draws: 2, steps: 1, leftOut: [], samples: 20, seed: 1,
      jobs: jobs, report: { _ in }, advance: { _ in }, check: {})
  }

  @Test(.enabled(if: Campaign.isWhole))
  func `a service time is learnt from its costs, and a guess from nothing`() throws {
    let values = try Self.two.get().posterior.values
    #expect(values.count == 2)
    let (service, backlog) = (values[0], values[1])
    #expect(service.width < 0.3)
    #expect(service.interval.contains(service.centre))
    let costs = service.taught.filter { $0.target.id.hasPrefix("table2-aws-lambda-mobilenet-ort") }
    #expect(costs.count == 3)
    #expect(costs.reduce(0) { $0 + $1.share } > 0.2)
    #expect(backlog.isUntaught)
  }

  @Test(.enabled(if: Campaign.isWhole)) func `the number of jobs changes nothing`() throws {
    let (one, two) = (try Self.report(jobs: 1), try Self.two.get())
    #expect(one.valuesCSV == two.valuesCSV)
    #expect(one.taughtCSV == two.taughtCSV)
    #expect(one.correlationsCSV == two.correlationsCSV)
  }

  @Test func `a success of 1 is no evidence, and a band is its middle`() throws {
    let ids = FitObservation.all.map(\.target.id)
    #expect(!ids.contains("succ-aws-gpu-200"))
    let band = try #require(FitObservation.all.first { $0.target.id == "count-cf-tf-200-first" })
    #expect(band.observed > 7.09 && band.observed < 7.17)
    #expect(band.logarithm(0) == band.logarithm(1.2))
  }

  @Test func `a check that throws ends the work`() throws {
    struct Ended: Error {}
    let model = try FitSupport.model()
    #expect(throws: Ended.self) {
      try PosteriorReport(
        model, from: model.current, draws: 2, steps: 0, leftOut: [], samples: 20, seed: 1, jobs: 2,
        report: { _ in }, advance: { _ in }, check: { throw Ended() })
    }
  }
}

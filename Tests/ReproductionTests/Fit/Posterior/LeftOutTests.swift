import Testing

@testable import Reproduction

@Suite struct LeftOutTests {
  private static func prediction(
    _ id: String, median: Double?, _ interval: ClosedRange<Double>?
  ) throws -> LeftOutPrediction {
    let target = try #require(PaperTarget.all.first { $0.id == id })
    let leftOut = LeftOut(kind: .tables, name: "text", targets: [target])
    return LeftOutPrediction(leftOut: leftOut, target: target, median: median, interval: interval)
  }

  @Test(arguments: LeftOut.Kind.allCases)
  func `every measured number is left out with its like`(kind: LeftOut.Kind) throws {
    let groups = LeftOut.all(kind, try FitSupport.model())
    let members = groups.flatMap(\.targets).map(\.id)
    if kind == .workloads {
      let measured = PaperTarget.all.filter { !$0.measuredOn.isEmpty }.map(\.id)
      #expect(Set(members) == Set(measured))
    } else {
      #expect(members.count == PaperTarget.all.count)
    }
    #expect(Set(groups.map(\.name)).count == groups.count)
    #expect(groups.count == [.platforms: 8, .tables: 3][kind, default: groups.count])
  }

  @Test func `errors are relative, and none within a band`() throws {
    let id = "table2-aws-lambda-mobilenet-ort1.6-40"
    let cost = try Self.prediction(id, median: 0.018, 0.01...0.03)
    #expect(((cost.error ?? 0) - 1).magnitude < 1e-9)
    #expect(cost.isCovered == false)
    let band = try Self.prediction("count-cf-tf-200-first", median: 1250, 1100...1300)
    #expect(band.error == 0)
    #expect(band.isCovered == true)
    let none = try Self.prediction("count-cf-40", median: nil, nil)
    #expect(none.error == nil && none.isCovered == nil)
  }

  @Test func `a score counts what is missing as missed`() throws {
    let near = try Self.prediction("count-cf-40", median: 75, 60...90)
    let far = try Self.prediction("count-lambda-40", median: 30, 20...40)
    let none = try Self.prediction("lat-gpu-200", median: nil, nil)
    let score = try #require(PosteriorReport.Score([near, far, none]))
    #expect(score.count == 3)
    #expect((score.near - 1.0 / 3).magnitude < 1e-9)
    #expect((score.coverage - 1.0 / 3).magnitude < 1e-9)
    #expect((score.medianError - 1).magnitude < 1e-9)
    #expect(PosteriorReport.Score([]) == nil)
  }
}

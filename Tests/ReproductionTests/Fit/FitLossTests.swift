import Testing

@testable import Reproduction

@Suite struct FitLossTests {
  private static func target(_ published: String, _ low: String, _ high: String, _ kind: String)
    throws -> PaperTarget
  {
    try #require(
      PaperTarget(line: "x,Table 2,cost,workload-40,d,,\(published),\(low),\(high),\(kind)"))
  }

  @Test func `nothing is better than the published number, and further is worse`() throws {
    let target = try Self.target("100", "99.5", "100.5", "cell")
    #expect(FitLoss.of(100, on: target) == 0)
    for sign in [-1.0, 1] {
      let losses = stride(from: 0, through: 60, by: 0.25).map {
        FitLoss.of(100 + sign * $0, on: target)
      }
      #expect(zip(losses, losses.dropFirst()).allSatisfy { $0 < $1 })
    }
    #expect(FitLoss.of(nil, on: target) > FitLoss.of(1e6, on: target))
    #expect(FitLoss.of(.infinity, on: target) == FitLoss.missing)
  }

  @Test func `a band is as good everywhere, and outside of it the distance counts`() throws {
    let target = try Self.target("1200", "1200", "1300", "bound")
    #expect([1200, 1250, 1300].map { FitLoss.of($0, on: target) } == [0, 0, 0])
    #expect(FitLoss.percent(1312, on: target) == 1)
    #expect(FitLoss.percent(1188, on: target) == -1)
    #expect(FitLoss.of(1312, on: target) > 0)
  }

  @Test func `the terms are those of the formula`() throws {
    let target = try Self.target("100", "99.5", "100.5", "cell")
    // 2^2 / 8, and 10 + 5 outside of the band; at 5 % also 30.
    #expect((FitLoss.of(102, on: target) - 15.5).magnitude < 1e-9)
    #expect((FitLoss.of(105, on: target) - 48.125).magnitude < 1e-9)
    // (12.5 + 25 log(10 / 5)) / 4 = 7.4571699
    #expect((FitLoss.of(110, on: target) - 52.4571699).magnitude < 1e-6)
    // Just outside of the band, and what is left of the way at half a percent.
    #expect((FitLoss.of(101, on: target) - 12.625).magnitude < 1e-9)
    #expect(FitLoss.weight(3) == 1 && FitLoss.weight(-10) == 0.25)
  }
}

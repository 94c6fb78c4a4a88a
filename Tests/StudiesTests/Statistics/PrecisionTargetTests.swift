import Platforms
import TestSupport
import Testing

@testable import Studies

@Suite struct PrecisionTargetTests {
  @Test(arguments: [
    ("1%", "latency_mean_s", 0.01), ("100%", "latency_mean_s", 1), (".5%", "latency_mean_s", 0.005),
    ("latency_p99_s=2%", "latency_p99_s", 0.02), ("latency_p99=2%", "latency_p99_s", 0.02),
    ("p99=2%", "latency_p99_s", 0.02), ("p999=2%", "latency_p999_s", 0.02),
    ("mean=2%", "latency_mean_s", 0.02), ("cost=10%", "cost_usd", 0.1),
    ("success=0.25%", "success_ratio", 0.0025), ("cold_starts=5%", "cold_starts", 0.05),
    ("instances_mean=5%", "instances_mean", 0.05), ("end=1%", "end_s", 0.01),
  ])
  func `a fraction may stand alone or behind a figure`(
    text: String, column: String, fraction: Double
  )
    throws
  {
    let target = try PrecisionTarget(text)
    #expect(target.column == column && target.figure.column == column)
    #expect(target.fraction == fraction)
    #expect(text.hasSuffix(target.fractionText))
  }

  @Test(arguments: [
    "", "1", "%", "0%", "0.0%", "100.1%", "-1%", "+1%", "1e1%", "inf%", "nan%", "0x1%", "1 %",
    "1,5%", "1.2.3%", "=1%", "p98=1%", "latency_p99", "latency_p99=", "latency_p99=1%=2%",
    "replication=1%", "seed=1%", "digest=1%", "\u{ff11}%",
  ])
  func `anything else is refused`(text: String) {
    #expect(throws: PrecisionTarget.Mistake.self) { try PrecisionTarget(text) }
  }

  @Test func `a deployment meets a target when its half-width is at most the fraction`() throws {
    let scenario = try Replications.scenario(ExampleScenarios.mixed(["function", "server"]))
    for means in try Replications.means(scenario, 5) {
      let interval = try #require(means[Replications.figure("latency_mean_s")].interval)
      let fraction = interval.halfWidth / interval.mean
      let wide = try PrecisionTarget("\(fraction * 101)%")
      let narrow = try PrecisionTarget("\(fraction * 99)%")
      #expect(wide.standing(of: means) == .met)
      #expect(narrow.standing(of: means) == .unmet(fraction))
      // Nothing was ever throttled: 0 in every replication is known exactly.
      #expect(try PrecisionTarget("throttled=1%").standing(of: means) == .met)
    }
  }

  @Test func `a figure that no replication has, or only one, has no precision`() throws {
    let scenario = try Replications.scenario(ExampleScenarios.mixed(["function"]))
    let target = try PrecisionTarget("1%")
    #expect(target.standing(of: try Replications.means(scenario, 1)[0]) == .unknown)
  }
}

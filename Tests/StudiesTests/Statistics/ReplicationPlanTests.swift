import TestSupport
import Testing

@testable import Studies

@Suite struct ReplicationPlanTests {
  /// The numbers of replications after which a plan looks at its targets.
  private func looks(_ plan: ReplicationPlan, upTo count: Int = 200) -> [Int] {
    var looks = [plan.next(after: 0)]
    while let last = looks.last, last < min(count, plan.limit) {
      looks.append(plan.next(after: last))
    }
    return looks
  }

  @Test func `a fixed number is done in one go`() {
    #expect(looks(ReplicationPlan(limit: 7, targets: [])) == [7])
    #expect(!ReplicationPlan(limit: 1, targets: []).isReplicated)
    #expect(!ReplicationPlan(limit: 7, targets: []).continues(after: 7, []))
  }

  @Test func `targets are looked at after numbers that nothing else decides`() throws {
    let plan = ReplicationPlan(limit: 1000, targets: [try PrecisionTarget("1%")])
    #expect(
      looks(plan) == [
        10, 15, 20, 25, 30, 35, 40, 45, 50, 55, 60, 66, 72, 79, 86, 94, 103, 113, 124, 136, 149,
        163, 179, 196, 215,
      ])
    let short = ReplicationPlan(limit: 12, targets: plan.targets)
    #expect(looks(short) == [10, 12])
    #expect(looks(ReplicationPlan(limit: 10, targets: plan.targets)) == [10])
  }

  @Test func `it goes on below the limit, while something is missing that more could bring`() throws
  {
    let target = try PrecisionTarget("1%")
    let plan = ReplicationPlan(limit: 20, targets: [target])
    func missed(_ standing: PrecisionTarget.Standing) -> ReplicationPlan.Shortfall {
      ReplicationPlan.Shortfall(deployment: "a", target: target, standing: standing)
    }
    #expect(plan.continues(after: 10, [missed(.unmet(0.5))]))
    #expect(!plan.continues(after: 10, []))
    #expect(!plan.continues(after: 20, [missed(.unmet(0.5))]))
    #expect(!plan.continues(after: 10, [missed(.unmet(0.5)), missed(.unknown)]))
  }

  @Test func `every deployment and every target counts`() throws {
    let scenario = try Replications.scenario(ExampleScenarios.mixed(["function", "server"]))
    let means = try Replications.means(scenario, 3)
    let plan = ReplicationPlan(
      limit: 10, targets: [try PrecisionTarget("0.001%"), try PrecisionTarget("p99=0.001%")])
    let missed = plan.shortfalls(means)
    #expect(missed.map(\.deployment) == ["function", "server", "function", "server"])
    #expect(
      missed.map(\.target.column) == [
        "latency_mean_s", "latency_mean_s", "latency_p99_s", "latency_p99_s",
      ])
    #expect(ReplicationPlan(limit: 10, targets: []).shortfalls(means).isEmpty)
  }
}

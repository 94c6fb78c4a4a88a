import Platforms
import SimCore
import Testing

@Suite struct CapacityPolicyTests {
  private struct RefusesAll: CapacityPolicy {
    func admit(_ fleet: FleetView, at now: Instant, memory: inout NoMemory) -> Admission {
      .refuse(.throttled)
    }
  }

  @Test func `a policy of an admission alone has the defaults that its protocol promises`() {
    let policy = RefusesAll()
    var memory = policy.initialMemory
    #expect(policy.plan == CapacityPlan())
    #expect(policy.plan.initialInstances == 0)
    #expect(policy.plan.slots == 1)
    #expect(policy.plan.dispatch == .sharedQueue(.newest))
    #expect(policy.plan.idleLifetime == .unlimited)
    #expect(policy.plan.evaluationPeriod == nil)
    #expect(policy.plan.credits == nil)
    #expect(policy.plan.drainTime == .zero)
    #expect(!policy.plan.servesAbandonedRequests)
    #expect(policy.plan.provisioningTime == .constant(.zero))
    #expect(policy.nextPreWarming(from: .zero, memory: memory) == nil)
    let decision = policy.evaluate(
      Observation(period: .seconds(1), arrivals: 1, meanReady: 1, utilisation: 1), fleet: fleet(),
      at: .zero, memory: &memory)
    #expect(decision.change == 0 && !decision.isLogged)
  }
}

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
    #expect(policy.initialInstances == 0)
    #expect(policy.concurrency == 1)
    #expect(policy.dispatch == .sharedQueue(.newest))
    #expect(policy.keepAlive == nil)
    #expect(policy.evaluationPeriod == nil)
    #expect(policy.credits == nil)
    #expect(policy.drainTime == .zero)
    #expect(!policy.servesAbandonedRequests)
    var random = Random(seed: 1)
    #expect(policy.provisioning(using: &random) == .zero)
    let decision = policy.evaluate(
      Observation(period: .seconds(1), arrivals: 1, meanReady: 1, utilisation: 1), fleet: fleet(),
      at: .zero, memory: &memory)
    #expect(decision.change == 0 && !decision.isLogged)
  }
}

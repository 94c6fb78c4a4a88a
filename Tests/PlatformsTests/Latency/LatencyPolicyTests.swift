import Platforms
import SimCore
import Testing

@Suite struct LatencyPolicyTests {
  private struct ServiceAlone: LatencyPolicy {
    func service(_ load: Load, using random: inout Random) -> Interval { .seconds(1) }
  }

  @Test func `a policy of a service time alone takes no other time and has no limit`() {
    var random = Random(seed: 1)
    let policy = ServiceAlone()
    #expect(policy.network(using: &random) == .zero)
    #expect(policy.startup(using: &random).duration == .zero)
    #expect(policy.startup(using: &random).billed == .zero)
    #expect(policy.firstRequest(using: &random) == .zero)
    #expect(policy.executionLimit == nil)
  }
}

import Platforms
import SimCore
import Testing

@Suite struct BillingPolicyTests {
  private struct Gift: BillingPolicy {}

  @Test func `a policy that says nothing charges nothing`() {
    let gift = Gift()
    #expect(gift.charge(RequestUsage(execution: .seconds(9))).cost == .zero)
    #expect(gift.charge(RequestUsage(execution: .seconds(9))).billed == .zero)
    #expect(gift.charge(startup: .seconds(9)).cost == .zero)
    #expect(gift.charge(instance: .seconds(9)) == .zero)
    #expect(gift.teardown == .zero)
    #expect(gift.settle(TotalUsage(requests: 9, billedNanoseconds: 9)) == .zero)
  }
}

import Documents
import SimCore
import Testing

@testable import Platforms

@Suite struct TariffTests {
  @Test func `a tariff charges as the policy in it`() throws {
    let perUse = PerUseBilling(
      perRequest: Money(femtodollars: 7), perSecond: Money(femtodollars: 3000),
      step: .milliseconds(10), minimum: .milliseconds(30), freeRequests: 2, freeSeconds: 1,
      perProvisionedSecond: Money(femtodollars: 11))
    let perInstance = PerInstanceBilling(
      perHour: Money(femtodollars: 7200), step: .seconds(5), minimum: .seconds(20),
      teardown: .seconds(3))
    let withRequests = PerInstanceBilling(
      exactPerHour: Ratio(7200), step: .seconds(5), minimum: .zero, teardown: .zero,
      perRequest: Money(femtodollars: 5))
    try expectAlike(perUse)
    try expectAlike(perInstance)
    try expectAlike(withRequests)
    #expect(AnyBilling(perUse) == .perUse(perUse))
    #expect(AnyBilling(perInstance) == .perInstance(perInstance))
  }

  private func expectAlike(_ policy: some BillingPolicy) throws {
    let any = try #require(Tariff(policy))
    for milliseconds: Int64 in [0, 1, 10, 11, 40, 12_345] {
      let time = Interval.milliseconds(milliseconds)
      let request = any.charge(RequestUsage(execution: time))
      #expect(request.billed == policy.charge(RequestUsage(execution: time)).billed)
      #expect(request.cost == policy.charge(RequestUsage(execution: time)).cost)
      #expect(any.charge(startup: time).billed == policy.charge(startup: time).billed)
      #expect(any.charge(startup: time).cost == policy.charge(startup: time).cost)
      #expect(any.charge(instance: time) == policy.charge(instance: time))
      #expect(any.charge(provisioned: time) == policy.charge(provisioned: time))
      let total = TotalUsage(
        requests: UInt64(milliseconds), billedNanoseconds: Int128(time.nanoseconds))
      #expect(any.settle(total) == policy.settle(total))
    }
    #expect(any.teardown == policy.teardown)
  }
}

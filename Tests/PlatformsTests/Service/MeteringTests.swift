import Documents
import SimCore
import Testing

@testable import Platforms

@Suite struct MeteringTests {
  private struct Flat: BillingPolicy {
    func charge(_ usage: RequestUsage) -> RequestCharge {
      RequestCharge(
        billed: usage.execution, cost: Money(femtodollars: usage.isProvisioned ? 1 : 10))
    }
    func charge(startup billed: Interval) -> RequestCharge {
      RequestCharge(billed: billed, cost: Money(femtodollars: 100))
    }
    func charge(instance lifetime: Interval) -> Money { Money(femtodollars: 1000) }
    func charge(provisioned lifetime: Interval) -> Money { Money(femtodollars: 10_000) }
    func settle(_ total: TotalUsage) -> Money {
      Money(femtodollars: Int128(total.requests) * 1_000_000)
    }
  }

  @Test func `a billing policy of another kind is asked for every part of the bill`() {
    var metering = Metering(Flat(), window: .seconds(1))
    #expect(
      metering.charge(.seconds(1), isProvisioned: false).cost == Money(femtodollars: 10))
    #expect(metering.charge(.seconds(2), isProvisioned: true).cost == Money(femtodollars: 1))
    #expect(metering.ledger.provisionedNanoseconds == 2_000_000_000)
    metering.charge(startup: .seconds(1))
    metering.charge(warmUp: .seconds(1))
    #expect(metering.ledger.settledCost == Money(femtodollars: 110))
    metering.charge(instance: .seconds(1))
    metering.charge(left: .seconds(1), isProvisioned: true)
    #expect(metering.ledger.instanceCost == Money(femtodollars: 12_000))
    metering.settle()
    // Two requests and the call that warmed an instance up.
    #expect(metering.ledger.settledCost == Money(femtodollars: 3_000_110))
  }

  @Test func `the catalog's tariffs are charged as they say`() {
    let billing = PerUseBilling(
      perRequest: Money(femtodollars: 7), perSecond: Money(femtodollars: 1_000_000),
      step: .milliseconds(100))
    for policy in [billing as any BillingPolicy, AnyBilling.perUse(billing).policy] {
      var metering = Metering(policy, window: .seconds(1))
      let charge = metering.charge(.milliseconds(130), isProvisioned: false)
      #expect(charge.billed == .milliseconds(200))
      #expect(charge.cost == Money(femtodollars: 200_007))
      #expect(metering.ledger.charged == 1)
    }
  }
}

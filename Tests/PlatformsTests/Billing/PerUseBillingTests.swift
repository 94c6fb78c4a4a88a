import Documents
import Platforms
import SimCore
import Testing

@Suite struct PerUseBillingTests {
  /// Lambda with 2048 MB in early 2021: 0.20 USD per million requests and 0.0000166667 USD per
  /// GB-second, by the millisecond.
  private func lambda(freeRequests: UInt64 = 0, freeSeconds: Double = 0) -> PerUseBilling {
    PerUseBilling(
      perRequest: Money(femtodollars: 200_000_000),
      perSecond: Money(femtodollars: 2 * 16_666_700_000), step: .milliseconds(1),
      freeRequests: freeRequests, freeSeconds: freeSeconds)
  }

  private func charge(_ billing: PerUseBilling, _ nanoseconds: Int64) -> RequestCharge {
    billing.charge(RequestUsage(execution: Interval(nanoseconds: nanoseconds)))
  }

  @Test(arguments: [
    // 0.0000333334 USD a second are 33 333 400 femtodollars a millisecond.
    (0, 0, 200_000_000),
    (1, 1, 233_333_400),
    (999_999, 1, 233_333_400),
    (1_000_000, 1, 233_333_400),
    (1_000_001, 2, 266_666_800),
    (52_300_000, 53, 1_966_670_200),
    (1_000_000_000, 1000, 33_533_400_000),
    (2_250_000_000, 2250, 75_200_150_000),
    (900_000_000_000, 900_000, 30_000_260_000_000),
  ])
  func `Lambda charges a request to the femtodollar`(
    nanoseconds: Int64, milliseconds: Int64, femtodollars: Int
  ) {
    let charge = charge(lambda(), nanoseconds)
    #expect(charge.billed == .milliseconds(milliseconds))
    #expect(charge.cost == Money(femtodollars: Int128(femtodollars)))
  }

  @Test func `a million requests of a second cost what the price list says`() {
    let one = charge(lambda(), 1_000_000_000)
    // 0.20 USD for the requests and 33.3334 USD for two million GB-seconds.
    #expect((one.cost * 1_000_000).dollars == 33.5334)
  }

  @Test(arguments: [
    (1, 100), (100_000_000, 100), (100_000_001, 200), (250_000_000, 300), (999_999_999, 1000),
  ])
  func `execution time is rounded up to whole steps`(nanoseconds: Int64, milliseconds: Int64) {
    let billing = PerUseBilling(
      perRequest: .zero, perSecond: Money(femtodollars: 10), step: .milliseconds(100))
    let charge = charge(billing, nanoseconds)
    #expect(charge.billed == .milliseconds(milliseconds))
    #expect(charge.cost == Money(femtodollars: Int128(milliseconds / 100)))
  }

  @Test(arguments: [(0, 250), (1, 250), (250_000_000, 250), (250_000_001, 300), (10, 250)])
  func `a short execution is charged the minimum`(nanoseconds: Int64, milliseconds: Int64) {
    let billing = PerUseBilling(
      perRequest: .zero, perSecond: Money(femtodollars: 1000), step: .milliseconds(50),
      minimum: .milliseconds(250))
    let charge = charge(billing, nanoseconds)
    #expect(charge.billed == .milliseconds(milliseconds))
    #expect(charge.cost == Money(femtodollars: Int128(milliseconds)))
  }

  @Test func `a minimum between two steps is rounded up like any time`() {
    let billing = PerUseBilling(
      perRequest: .zero, perSecond: Money(femtodollars: 1000), step: .milliseconds(100),
      minimum: .milliseconds(250))
    #expect(billing.minimumSteps == 3)
  }

  @Test(arguments: [(1_499, 1), (1_500, 2), (1_501, 2), (499, 0), (500, 1)])
  func `the price of a step is the nearest femtodollar`(perSecond: Int, perStep: Int) {
    let billing = PerUseBilling(
      perRequest: .zero, perSecond: Money(femtodollars: Int128(perSecond)), step: .milliseconds(1))
    #expect(billing.perStep == Money(femtodollars: Int128(perStep)))
  }

  @Test func `the billed part of a start is charged without the price of a request`() {
    let billing = lambda()
    #expect(billing.charge(startup: .zero).cost == .zero)
    #expect(billing.charge(startup: .zero).billed == .zero)
    let charge = billing.charge(startup: Interval(nanoseconds: 1_500_001))
    #expect(charge.billed == .milliseconds(2))
    #expect(charge.cost == Money(femtodollars: 66_666_800))
  }

  @Test func `a start has no minimum, which is one of requests`() {
    let billing = PerUseBilling(
      perRequest: Money(femtodollars: 7), perSecond: Money(femtodollars: 1000),
      step: .milliseconds(10), minimum: .milliseconds(250))
    let charge = billing.charge(startup: .milliseconds(15))
    #expect(charge.billed == .milliseconds(20))
    #expect(charge.cost == Money(femtodollars: 20))
  }

  @Test func `instances cost nothing`() {
    #expect(lambda().charge(instance: .seconds(3600)) == .zero)
    #expect(lambda().teardown == .zero)
  }

  @Test func `without a free tier nothing is settled`() {
    let use = TotalUsage(requests: 1000, billedNanoseconds: 1_000_000_000_000)
    #expect(lambda().settle(use) == .zero)
  }

  @Test(arguments: [
    // Requests, milliseconds; free are 10 requests and 2 s.
    (3, 500, 3, 500),
    (10, 2000, 10, 2000),
    (11, 2001, 10, 2000),
    (1000, 100, 10, 100),
    (2, 1_000_000, 2, 2000),
  ])
  func `the free tier takes off what was used of it and no more`(
    requests: UInt64, milliseconds: Int, freeRequests: Int, freeMilliseconds: Int
  ) {
    let billing = lambda(freeRequests: 10, freeSeconds: 2)
    let settled = billing.settle(
      TotalUsage(requests: requests, billedNanoseconds: Int128(milliseconds) * 1_000_000))
    let expected = freeRequests * 200_000_000 + freeMilliseconds * 33_333_400
    #expect(settled == Money(femtodollars: Int128(-expected)))
  }

  /// A second costs 10 of memory and 4 of processor; 3 s of memory and some of processor are free.
  @Test(arguments: [
    // Milliseconds, free seconds of processor, what is taken off.
    (1000, 1.0, 14), (2000, 1.0, 24), (9000, 1.0, 34), (9000, 5.0, 50), (9000, 0.0, 30),
  ])
  func `memory and processor are free for as long as each says`(
    milliseconds: Int64, processor: Double, off: Int
  ) {
    let billing = PerUseBilling(
      perRequest: .zero, perSecond: Ratio(14_000), step: .milliseconds(1), minimum: .zero,
      freeRequests: 0, freeSeconds: Ratio(3), perSecondProvisioned: nil,
      perProvisionedSecond: .zero, perCPUSecond: Ratio(4000),
      freeCPUSeconds: Ratio(decimal: processor))
    let use = TotalUsage(requests: 1, billedNanoseconds: Int128(milliseconds) * 1_000_000)
    #expect(billing.settle(use) == Money(femtodollars: Int128(-off * 1000)))
  }

  /// A second costs 10, from 100 s on 6, from 300 s on 1.
  @Test(arguments: [(99, 990), (100, 1000), (101, 1006), (300, 2200), (301, 2201), (1000, 2900)])
  func `what is beyond a volume costs what its tier says`(seconds: Int, cost: Int) {
    let billing = PerUseBilling(
      perRequest: .zero, perSecond: Ratio(10), step: .seconds(1), minimum: .zero,
      freeRequests: 0, freeSeconds: .zero, perSecondProvisioned: nil,
      perProvisionedSecond: .zero,
      volumes: [(from: Ratio(100), perSecond: Ratio(6)), (from: Ratio(300), perSecond: Ratio(1))])
    let use = TotalUsage(requests: 1, billedNanoseconds: Int128(seconds) * 1_000_000_000)
    let each = billing.charge(RequestUsage(execution: .seconds(1))).cost
    #expect(each * seconds + billing.settle(use) == Money(femtodollars: Int128(cost)))
  }

  /// The first 150 s are free, 50 of which would cost less by volume.
  @Test(arguments: [(100, 0), (150, 0), (151, 6), (400, 1000)])
  func `what is free is taken off at its price by volume`(seconds: Int, cost: Int) {
    let billing = PerUseBilling(
      perRequest: .zero, perSecond: Ratio(10), step: .seconds(1), minimum: .zero,
      freeRequests: 0, freeSeconds: Ratio(150), perSecondProvisioned: nil,
      perProvisionedSecond: .zero,
      volumes: [(from: Ratio(100), perSecond: Ratio(6)), (from: Ratio(300), perSecond: Ratio(1))])
    let use = TotalUsage(requests: 1, billedNanoseconds: Int128(seconds) * 1_000_000_000)
    let each = billing.charge(RequestUsage(execution: .seconds(1))).cost
    #expect(each * seconds + billing.settle(use) == Money(femtodollars: Int128(cost)))
  }

  @Test func `a use within the free tier costs nothing at all`() {
    let billing = lambda(freeRequests: 100, freeSeconds: 100)
    var cost = Money.zero
    var billed: Int128 = 0
    for index in 0..<50 {
      let charge = charge(billing, Int64(index) * 7_654_321)
      cost += charge.cost
      billed += Int128(charge.billed.nanoseconds)
    }
    #expect(cost > .zero)
    #expect(cost + billing.settle(TotalUsage(requests: 50, billedNanoseconds: billed)) == .zero)
  }

  @Test func `provisioned concurrency costs what AWS's price list says`() {
    let billing = PerUseBilling(
      perRequest: Money(femtodollars: 200_000_000),
      perSecond: Money(femtodollars: 2 * 16_666_700_000), step: .milliseconds(1),
      perSecondProvisioned: Money(femtodollars: 2 * 9_722_200_000),
      perProvisionedSecond: Money(femtodollars: 2 * 4_166_700_000))
    // A GB-hour is 0.01500012 USD; here are two.
    #expect(billing.charge(provisioned: .seconds(3600)).dollars == 0.03000024)
    #expect(billing.charge(provisioned: .milliseconds(1)) == Money(femtodollars: 8_333_400))
    #expect(billing.charge(provisioned: .zero) == .zero)
    let usage = RequestUsage(execution: .seconds(1), isProvisioned: true)
    #expect(billing.charge(usage).cost == Money(femtodollars: 200_000_000 + 19_444_400_000))
    #expect(lambda().charge(usage).cost == charge(lambda(), 1_000_000_000).cost)
    #expect(lambda().charge(provisioned: .seconds(1)) == .zero)
  }

  @Test func `nothing overflows for the dearest instance in the longest run`() {
    let dear = PerUseBilling(
      perRequest: .zero, perSecond: .zero, step: .milliseconds(1),
      perProvisionedSecond: Money(femtodollars: 1_000_000 * Money.femtodollarsPerDollar))
    #expect(dear.charge(provisioned: .longest).dollars > 2e15)
  }

  @Test func `no execution, step and price overflow`() {
    for step in [Interval(nanoseconds: 1), .milliseconds(1), .seconds(86_400), .longest] {
      for price in [Money.zero, Money(femtodollars: 1), .largest] {
        // The dearest price of a run that lasts for 73 years fits only up to the day.
        if price == .largest && step == .longest { continue }
        let billing = PerUseBilling(
          perRequest: .largest, perSecond: price, step: step, minimum: .longest,
          freeRequests: .max, freeSeconds: 1e300, perProvisionedSecond: price)
        for time in [Interval.zero, Interval(nanoseconds: 1), .longest, .longest * 2] {
          let charge = billing.charge(RequestUsage(execution: time))
          #expect(charge.billed >= time && charge.cost >= .largest)
          #expect(billing.charge(startup: time).billed >= time)
          #expect(billing.charge(provisioned: time) >= .zero)
          let total = TotalUsage(
            requests: 1, billedNanoseconds: Int128(charge.billed.nanoseconds))
          #expect((billing.settle(total) + charge.cost) == .zero)
        }
      }
    }
  }

  @Test func `a provisioned instance is charged to the femtodollar, not by the second`() {
    // A third of a femtodollar a second: 1, 2 and 3 femtodollars after 3, 6 and 9 seconds.
    let third = PerUseBilling(
      perRequest: .zero, perSecond: .zero, step: .seconds(1), minimum: .zero, freeRequests: 0,
      freeSeconds: .zero, perSecondProvisioned: nil, perProvisionedSecond: Ratio(1, over: 3))
    for seconds in Int64(0)...30 {
      let nearest = Int128((2 * seconds + 3) / 6)
      #expect(third.charge(provisioned: .seconds(seconds)).femtodollars == nearest)
    }
    #expect(third.charge(provisioned: Interval(nanoseconds: 1_499_999_999)) == .zero)
    #expect(
      third.charge(provisioned: Interval(nanoseconds: 1_500_000_000)) == Money(femtodollars: 1))
  }
}

import Documents
import Platforms
import SimCore
import Testing

@Suite struct PerInstanceBillingTests {
  /// A price that is a whole number of femtodollars a second: 3600 an hour is one a second.
  private let hour = Money(femtodollars: 3600)

  @Test(arguments: [
    (0, 0), (1, 1), (999_999_999, 1), (1_000_000_000, 1), (1_000_000_001, 2),
    (3_600_000_000_000, 3600),
  ])
  func `a lifetime is rounded up to whole seconds`(nanoseconds: Int64, femtodollars: Int) {
    let billing = PerInstanceBilling(perHour: hour)
    #expect(
      billing.charge(instance: Interval(nanoseconds: nanoseconds))
        == Money(femtodollars: Int128(femtodollars)))
  }

  @Test(arguments: [(0, 3600), (3600, 3600), (3601, 7200), (7200, 7200), (7201, 10_800)])
  func `a step of an hour charges begun hours`(seconds: Int64, femtodollars: Int) {
    // An instance that was there for no time at all is charged its minimum.
    let billing = PerInstanceBilling(
      perHour: hour, step: .seconds(3600), minimum: Interval(nanoseconds: 1))
    #expect(
      billing.charge(instance: .seconds(seconds)) == Money(femtodollars: Int128(femtodollars)))
  }

  @Test(arguments: [(0, 60), (59, 60), (60, 60), (61, 61)])
  func `a short lifetime is charged the minimum`(seconds: Int64, femtodollars: Int) {
    let billing = PerInstanceBilling(perHour: hour, minimum: .minutes(1))
    #expect(
      billing.charge(instance: .seconds(seconds)) == Money(femtodollars: Int128(femtodollars)))
  }

  @Test(arguments: [
    // 2, 4, 5 and 7 femtodollars an hour for half an hour: 1, 2, 2.5 and 3.5.
    (2, 1), (4, 2), (5, 3), (7, 4),
  ])
  func `the price is the nearest femtodollar, halves upwards`(perHour: Int, femtodollars: Int) {
    let billing = PerInstanceBilling(perHour: Money(femtodollars: Int128(perHour)))
    #expect(
      billing.charge(instance: .minutes(30)) == Money(femtodollars: Int128(femtodollars)))
  }

  @Test func `ml m4 2xlarge for 1479 seconds costs what the hour's price says`() {
    let billing = PerInstanceBilling(perHour: Money(femtodollars: 560_000_000_000_000))
    // 0.56 USD / 3600 s * 1479 s = 0.230066666... USD
    #expect(
      billing.charge(instance: .seconds(1479)) == Money(femtodollars: 230_066_666_666_667))
  }

  @Test func `the longest lifetime at a million dollars an hour does not overflow`() {
    let price = Money(femtodollars: 1_000_000 * Money.femtodollarsPerDollar)
    let billing = PerInstanceBilling(perHour: price, step: .seconds(3600))
    let hours = (Int128(Interval.longest.nanoseconds) + 3_599_999_999_999) / 3_600_000_000_000
    #expect(
      billing.charge(instance: .longest) == Money(femtodollars: price.femtodollars * hours))
  }

  @Test(arguments: [Interval(nanoseconds: 1), .seconds(1), .longest])
  func `no lifetime, step and minimum overflow`(step: Interval) {
    let price = Money.largest
    for minimum in [Interval.zero, .longest] {
      let billing = PerInstanceBilling(perHour: price, step: step, minimum: minimum)
      // The longest run, a service longer than that, and as long a teardown.
      for lifetime in [Interval.zero, .longest, .longest * 2, .longest * 3] {
        let charged = Int128(max(lifetime, minimum).nanoseconds)
        let length = Int128(step.nanoseconds)
        let steps = charged / length + (charged % length > 0 ? 1 : 0)
        let hours = steps * length / 3_600_000_000_000
        let cost = billing.charge(instance: lifetime).femtodollars
        #expect(cost >= hours * price.femtodollars && cost <= (hours + 1) * price.femtodollars)
      }
    }
  }

  @Test func `requests and starts cost nothing and nothing is settled`() {
    let billing = PerInstanceBilling(perHour: hour, teardown: .minutes(10))
    #expect(billing.charge(RequestUsage(execution: .seconds(5))).cost == .zero)
    #expect(billing.charge(startup: .seconds(5)).cost == .zero)
    #expect(billing.settle(TotalUsage(requests: 5, billedNanoseconds: 5)) == .zero)
    #expect(billing.teardown == .minutes(10))
  }
}

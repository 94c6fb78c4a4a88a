import Documents
import SimCore
import Testing

@testable import Platforms

/// What a month of a run's use is settled for.
@Suite struct VolumeChargeTests {
  /// Settles a femtodollar for each billed nanosecond.
  private struct Echo: BillingPolicy {
    func settle(_ total: TotalUsage) -> Money { Money(femtodollars: total.billedNanoseconds) }
  }

  private func month(_ nanoseconds: Int128, in seconds: Int64) -> Int128 {
    let use = TotalUsage(requests: 1, billedNanoseconds: nanoseconds)
    return VolumeCharge(Echo(), use, lasting: .seconds(seconds)).month.femtodollars
  }

  @Test func `a month is as many runs as fit into it`() {
    #expect(month(7, in: 86_400) == 210)
    #expect(month(7, in: 60 * 86_400) == 3)
  }

  @Test func `an amount whose month is beyond all numbers is the greatest`() {
    // Ten million requests of 73 years each, in a day and a bit.
    let most = Int128(10_000_000) << 61
    #expect(month(most, in: 100_000) == most * 2592 / 100)
    #expect(month(Int128.max / 8, in: 100_000) == .max)
    #expect(month(Int128.max / 8, in: 60 * 86_400) == Int128.max / 16)
    #expect(month(.max, in: 1) == .max)
  }
}

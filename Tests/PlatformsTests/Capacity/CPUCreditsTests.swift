import Platforms
import SimCore
import Testing

@Suite struct CPUCreditsTests {
  /// Of eight slots, so that each uses one vCPU.
  private let credits = CPUCredits(vCPUs: 8, baseline: 2, initial: 60, maximum: 100)

  /// The balance of some vCPU-milliseconds.
  private func balance(_ milliseconds: Int) -> Int128 {
    Int128(milliseconds) * 1_000_000 * 1_000_000_000 * 8
  }

  @Test(arguments: [
    // balance, seconds, slots in use, balance after: 2 earned and 8 spent a second at full use
    (60, 5, 0, 70), (60, 5, 2, 60), (60, 5, 4, 50), (60, 5, 8, 30), (60, 10, 8, 0),
    (60, 100, 8, 0), (60, 100, 0, 100), (0, 4, 0, 8), (0, 4, 8, 0),
  ])
  func `the balance earns the baseline and spends what is in use`(
    before: Int, seconds: Int64, busy: Int, after: Int
  ) {
    #expect(
      credits.balance(balance(before * 1000), after: .seconds(seconds), busy: busy, of: 8)
        == balance(after * 1000))
  }

  @Test func `a balance in steps is the balance in one`() {
    // A third of the slots of a machine with an odd number of vCPUs, in steps of odd lengths.
    let odd = CPUCredits(vCPUs: 1.7, baseline: 0.3, initial: 1000, maximum: 1000)
    var balance = odd.initialBalance(slots: 3)
    var time = Interval.zero
    for step in 1...997 {
      let length = Interval(nanoseconds: Int64(step * 104_729))
      balance = odd.balance(balance, after: length, busy: 1, of: 3)
      time += length
    }
    #expect(
      balance == odd.balance(odd.initialBalance(slots: 3), after: time, busy: 1, of: 3))
    // 0.3 - 1.7 / 3 of a vCPU.
    let spent = odd.initialBalance(slots: 3) - balance
    #expect(spent == (17 - 9) * 100_000_000 * Int128(time.nanoseconds))
  }

  @Test(arguments: [
    // milliseconds of work, balance, slots in use, milliseconds it takes
    // At or below the baseline there is nothing to run out of.
    (1000, 0, 2, 1000), (1000, 0, 1, 1000),
    // Without credits, 8 vCPUs' work is done by 2 and 4 vCPUs' work by 2.
    (1000, 0, 8, 4000), (1000, 0, 4, 2000),
    // Six a second are spent: 3 last half a second, the other half takes two.
    (1000, 3, 8, 2500),
    // Credits for the whole work, or just enough.
    (1000, 60, 8, 1000), (1000, 6, 8, 1000),
  ])
  func `work runs at full speed while credits last and then at the baseline`(
    work: Int64, before: Int, busy: Int, milliseconds: Int64
  ) {
    #expect(
      credits.duration(
        of: .milliseconds(work), balance: balance(before * 1000), busy: busy, of: 8)
        == .milliseconds(milliseconds))
  }

  @Test func `work is rounded once, to the nearest nanosecond`() {
    // Credits for 10 s at 2.9 vCPUs spent, 90 s more of 3 vCPUs' work by 0.1: 10 s + 2700 s. The
    // length at full speed, 29 / 2.9 s, is no binary fraction and was rounded before.
    let small = CPUCredits(vCPUs: 3, baseline: 0.1, initial: 29, maximum: 29)
    #expect(
      small.duration(
        of: .seconds(100), balance: small.initialBalance(slots: 1), busy: 1, of: 1)
        == .seconds(2710))
    // (100 * 3 - 20) / 0.45 = 622.2 s, of which 20 / 2.55 s is a third of nothing whole.
    let other = CPUCredits(vCPUs: 3, baseline: 0.45, initial: 21, maximum: 21)
    #expect(
      other.duration(
        of: .seconds(100), balance: other.initialBalance(slots: 7), busy: 7, of: 7)
        == .seconds(620))
    #expect(
      other.duration(of: Interval(nanoseconds: 1), balance: 0, busy: 7, of: 7)
        == Interval(nanoseconds: 7))
  }

  @Test func `more credits at the start than fit are refused`() async {
    await #expect(processExitsWith: .failure) {
      _ = CPUCredits(vCPUs: 1, baseline: 1, initial: 50, maximum: 10)
    }
  }

  @Test func `a baseline above the machine is refused`() async {
    await #expect(processExitsWith: .failure) {
      _ = CPUCredits(vCPUs: 1, baseline: 2, initial: 0, maximum: 0)
    }
  }

  @Test func `a baseline of nothing is refused`() async {
    await #expect(processExitsWith: .failure) {
      _ = CPUCredits(vCPUs: 1, baseline: 0, initial: 0, maximum: 0)
    }
  }

  @Test func `nothing overflows for the largest machine and the longest work`() {
    let large = CPUCredits(
      vCPUs: 100_000, baseline: 0.001, initial: 6e10, maximum: 6e10)
    for slots in [1, 1000, 1_000_000] {
      let full = large.initialBalance(slots: slots)
      let twice = Interval.longest + .longest
      #expect(large.balance(full, after: twice, busy: slots, of: slots) == 0)
      #expect(large.balance(0, after: twice, busy: 0, of: slots) > 0)
      #expect(large.balance(full, after: twice, busy: 0, of: slots) == full)
      for balance in [0, full] {
        let time = large.duration(of: .longest, balance: balance, busy: slots, of: slots)
        #expect(time == .longest)
      }
    }
  }
}

import Platforms
import SimCore
import Testing

/// All numbers here are sums of powers of two, so that every result is exact.
@Suite struct CPUCreditsTests {
  private let credits = CPUCredits(vCPUs: 8, baseline: 2, initial: 60, maximum: 100)

  @Test(arguments: [
    // balance, seconds, fraction in use, balance after: 2 earned and 8 spent a second at full use
    (60.0, 5, 0.0, 70.0), (60, 5, 0.25, 60), (60, 5, 0.5, 50), (60, 5, 1, 30), (60, 10, 1, 0),
    (60, 100, 1, 0), (60, 100, 0, 100), (0, 4, 0, 8), (0, 4, 1, 0),
  ])
  func `the balance earns the baseline and spends what is in use`(
    balance: Double, seconds: Int64, busy: Double, after: Double
  ) {
    #expect(credits.balance(balance, after: .seconds(seconds), busy: busy) == after)
  }

  @Test func `a balance in steps is the balance in one`() {
    var balance = 60.0
    for _ in 0..<8 { balance = credits.balance(balance, after: .milliseconds(500), busy: 0.75) }
    #expect(balance == credits.balance(60, after: .seconds(4), busy: 0.75))
  }

  @Test(arguments: [
    // milliseconds of work, balance, fraction in use, milliseconds it takes
    // At or below the baseline there is nothing to run out of.
    (1000, 0.0, 0.25, 1000), (1000, 0, 0.125, 1000),
    // Without credits, 8 vCPUs' work is done by 2 and 4 vCPUs' work by 2.
    (1000, 0, 1, 4000), (1000, 0, 0.5, 2000),
    // Six a second are spent: 3 last half a second, the other half takes two.
    (1000, 3, 1, 2500),
    // Credits for the whole work, or just enough.
    (1000, 60, 1, 1000), (1000, 6, 1, 1000),
  ])
  func `work runs at full speed while credits last and then at the baseline`(
    work: Int64, balance: Double, busy: Double, milliseconds: Int64
  ) {
    #expect(
      credits.duration(of: .milliseconds(work), balance: balance, busy: busy)
        == .milliseconds(milliseconds))
  }

  @Test func `more credits at the start than fit raise what fits`() {
    let generous = CPUCredits(vCPUs: 1, baseline: 1, initial: 50, maximum: 10)
    #expect(generous.maximum == 50)
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
}

import SimCore
import Testing

@testable import Platforms

/// How long idle instances are kept by a law.
@Suite struct KeepAliveTests {
  private let law = KeepAlive(
    .seconds(1520), halving: KeepAlive.Halving(period: .seconds(380), alone: .seconds(645)))

  private func ask(
    _ law: KeepAlive, idleFor idle: Int64, since: Int64 = 100, number: Int = 0, of instances: Int,
    isLongestIdle: Bool = true, _ memory: inout KeepAlive.Memory
  ) -> Interval {
    let since = Instant.zero + .seconds(since)
    return law.keep(
      IdleInstance(
        number: number, created: .zero, idleSince: since, isLongestIdle: isLongestIdle),
      of: instances, at: since + .seconds(idle), memory: &memory)
  }

  @Test func `without halving every instance is kept for the same time`() {
    var memory = KeepAlive.Memory()
    let law = KeepAlive(.seconds(600))
    #expect(law.idleLifetime == .fixed(.seconds(600)))
    #expect(ask(law, idleFor: 0, of: 1, &memory) == .seconds(600))
    #expect(ask(law, idleFor: 200, of: 5, &memory) == .seconds(400))
    #expect(ask(law, idleFor: 600, of: 5, &memory) == .zero)
  }

  @Test(arguments: [
    // instances that stop together, and how many of them are left after 1, 2, 3 periods
    (8, [4, 2, 1]), (12, [6, 3, 2]), (20, [10, 5, 3]), (7, [4, 2, 1]), (1, [1, 1, 1]),
  ])
  func `every second one goes of those that have been idle so long`(count: Int, left: [Int]) {
    var memory = KeepAlive.Memory()
    var there = Array(0..<count)
    for (period, expected) in left.enumerated() {
      let idle = Int64(380 * (period + 1))
      there = there.filter { number in
        // One more instance is busy, so that nobody is the only one.
        ask(
          law, idleFor: idle, number: number, of: there.count + 1,
          isLongestIdle: number == there.first, &memory) > .zero
      }
      #expect(there.count == expected)
    }
  }

  @Test func `the one idle longest stays until the end`() {
    var memory = KeepAlive.Memory()
    for idle: Int64 in [0, 380, 760, 1140] {
      #expect(ask(law, idleFor: idle, of: 3, &memory) == .seconds(380))
    }
    #expect(ask(law, idleFor: 1520, of: 3, &memory) == .zero)
  }

  @Test func `an only instance goes when it has been alone for long enough`() {
    var memory = KeepAlive.Memory()
    #expect(ask(law, idleFor: 0, of: 1, &memory) == .seconds(380))
    #expect(ask(law, idleFor: 380, of: 1, &memory) == .seconds(265))
    #expect(ask(law, idleFor: 645, of: 1, &memory) == .zero)
    // Used again, it begins anew; with another beside it, it is not alone.
    #expect(ask(law, idleFor: 0, since: 800, of: 1, &memory) == .seconds(380))
    #expect(ask(law, idleFor: 380, since: 800, of: 2, &memory) == .seconds(380))
    #expect(ask(law, idleFor: 760, since: 800, of: 1, &memory) == .seconds(380))
    #expect(ask(law, idleFor: 1140, since: 800, of: 1, &memory) == .seconds(265))
    #expect(ask(law, idleFor: 1405, since: 800, of: 1, &memory) == .zero)
  }

  @Test func `no law keeps longer than it says at the most`() {
    var memory = KeepAlive.Memory()
    let law = KeepAlive(
      .seconds(100), halving: KeepAlive.Halving(period: .seconds(380), alone: .seconds(645)))
    #expect(ask(law, idleFor: 0, of: 1, &memory) == .seconds(100))
    #expect(ask(law, idleFor: 100, of: 4, &memory) == .zero)
  }
}

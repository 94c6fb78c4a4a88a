import SimCore
import Testing

@testable import Platforms

@Suite struct LifetimesTests {
  private func lifetimes(_ idle: IdleLifetime) -> Lifetimes {
    var plan = CapacityPlan()
    plan.idleLifetime = idle
    return Lifetimes(plan)
  }

  @Test func `without a lifetime nothing is done when an instance becomes idle`() {
    let unlimited = lifetimes(.unlimited)
    let (awaits, keepAlive) = (unlimited.awaitsIdle, unlimited.keepAlive)
    #expect(!awaits && keepAlive == nil)
  }

  @Test func `one timer serves all where the lifetime is the same`() {
    var fixed = lifetimes(.fixed(.seconds(3)))
    var awaits = [fixed.awaitsIdle]
    for isTimed in [true, false] {
      fixed.setTimed(isTimed)
      awaits.append(fixed.awaitsIdle)
    }
    #expect(awaits == [true, false, true])
  }

  @Test func `a policy that decides is asked every time`() {
    var decided = lifetimes(.decided)
    let first = decided.awaitsIdle
    decided.setTimed(true)
    let second = decided.awaitsIdle
    #expect(first && second)
  }
}

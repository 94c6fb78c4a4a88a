import SimCore
import Testing

@testable import Platforms

@Suite struct FleetTests {
  private func plan(
    initial: Int = 0, provisioned: Int = 0, slots: Int = 1, reuse: Reuse = .newest
  ) -> CapacityPlan {
    var plan = CapacityPlan()
    plan.initialInstances = initial
    plan.provisionedInstances = provisioned
    plan.slots = slots
    plan.dispatch = .sharedQueue(reuse)
    return plan
  }

  /// A fleet with some ready instances with room, listed in the order of their creation.
  private func fleet(_ plan: CapacityPlan, _ count: Int) -> Fleet {
    var fleet = Fleet(plan)
    for _ in 0..<count {
      let instance = fleet.create(at: .zero)
      fleet.becomeReady(instance)
      fleet.list(instance)
    }
    return fleet
  }

  @Test func `the newest or the oldest with room takes the next request`() {
    let newest = fleet(plan(), 3)
    #expect(newest.nextFree == 2)
    let oldest = fleet(plan(reuse: .oldest), 3)
    #expect(oldest.nextFree == 0)
  }

  @Test func `provisioned instances go before all others`() {
    var fleet = fleet(plan(initial: 2, provisioned: 2), 4)
    var order: [Int] = []
    while fleet.count.available > 0 {
      order.append(fleet.nextFree)
      fleet.unlist(fleet.nextFree)
    }
    #expect(order == [1, 0, 3, 2])
  }

  @Test func `the counts follow an instance from its creation to its end`() {
    var fleet = Fleet(plan())
    let instance = fleet.create(at: .zero)
    #expect(fleet.count.instances == 1 && fleet.count.starting == 1 && fleet.count.ready == 0)
    fleet.becomeReady(instance)
    #expect(fleet.count.starting == 0 && fleet.count.ready == 1)
    fleet.list(instance)
    #expect(fleet.count.available == 1)
    fleet.unlist(instance)
    fleet.unlist(instance)
    #expect(fleet.count.available == 0)
    let wasReady = fleet.leaveReady(instance)
    let again = fleet.leaveReady(instance)
    #expect(wasReady && !again)
    fleet.remove(instance)
    #expect(fleet.count.instances == 0 && fleet.count.created == 1)
  }

  @Test func `a row is used again, with a new number`() {
    var fleet = fleet(plan(), 2)
    fleet.unlist(0)
    _ = fleet.leaveReady(0)
    fleet.remove(0)
    let row = fleet.create(at: .zero + .seconds(1))
    #expect(row == 0)
    #expect(fleet.rows[row].number == 2)
    #expect(fleet.rows[row].state == .starting)
  }
}

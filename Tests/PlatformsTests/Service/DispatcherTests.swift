import SimCore
import Testing

@testable import Platforms

@Suite struct DispatcherTests {
  private func plan(_ routing: Routing) -> CapacityPlan {
    var plan = CapacityPlan()
    plan.dispatch = .instanceQueues(routing)
    plan.slots = 2
    return plan
  }

  private func fleet(_ count: Int, serving: [Int32]) -> Fleet {
    var fleet = Fleet(plan(.leastOutstanding))
    for index in 0..<count {
      let instance = fleet.create(at: .zero)
      fleet.becomeReady(instance)
      fleet.rows[instance].inService = serving[index]
      fleet.rank(instance)
    }
    return fleet
  }

  private func routes(_ routing: Routing, _ fleet: borrowing Fleet, count: Int) -> [Int] {
    var dispatcher = Dispatcher(plan(routing))
    var random = Random(seed: 1)
    var routes: [Int] = []
    for _ in 0..<count { routes.append(dispatcher.route(routing, fleet, using: &random)) }
    return routes
  }

  @Test func `requests are routed in turn, at random, or to the least busy`() {
    let fleet = fleet(3, serving: [2, 1, 1])
    #expect(routes(.roundRobin, fleet, count: 5) == [0, 1, 2, 0, 1])
    #expect(routes(.leastOutstanding, fleet, count: 2) == [1, 1])
    let random = routes(.random, fleet, count: 300)
    for instance in 0..<3 {
      // Binomial with mean 100 and a standard deviation of 8.2: within five of them.
      #expect(abs(random.count { $0 == instance } - 100) <= 41)
    }
    let none = self.fleet(0, serving: [])
    #expect(routes(.leastOutstanding, none, count: 1) == [-1])
  }

  /// Of the three pairs, each as likely, two have the busiest and one has not: it is never chosen.
  @Test func `of two instances at random that with fewer requests is chosen`() {
    let fleet = fleet(3, serving: [2, 1, 0])
    let routes = routes(.twoChoices, fleet, count: 300)
    #expect(!routes.contains(0))
    // The least busy one is in two of three pairs: mean 200, standard deviation 8.2, five of them.
    #expect(abs(routes.count { $0 == 2 } - 200) <= 41)
    let alike = self.routes(.twoChoices, self.fleet(2, serving: [1, 1]), count: 300)
    // Mean 150, standard deviation 8.7.
    #expect(abs(alike.count { $0 == 0 } - 150) <= 44)
    #expect(self.routes(.twoChoices, self.fleet(1, serving: [2]), count: 2) == [0, 0])
    #expect(self.routes(.twoChoices, self.fleet(0, serving: []), count: 1) == [-1])
  }

  @Test func `the shared queue goes before an instance's own, which alone a draining one takes`() {
    var fleet = fleet(1, serving: [0])
    var dispatcher = Dispatcher(plan(.roundRobin))
    var invocations = Invocations()
    for instance in [-1, 0] as [Int32] {
      let row = invocations.admit(invocations.arrive(at: .zero, window: 0))
      invocations.rows[row].instance = instance
      dispatcher.enter(row, &invocations.rows, &fleet.rows)
    }
    #expect(dispatcher.waiting == 2)
    #expect(dispatcher.queue(of: 0, fleet.rows).head == 0)
    #expect(dispatcher.queue(of: -1, fleet.rows).head == 0)
    fleet.rows[0].state = .draining
    #expect(dispatcher.queue(of: 0, fleet.rows).head == 1)
    dispatcher.leave(0, &invocations.rows, &fleet.rows)
    dispatcher.leave(1, &invocations.rows, &fleet.rows)
    #expect(dispatcher.waiting == 0 && dispatcher.shared.head == -1)
  }
}

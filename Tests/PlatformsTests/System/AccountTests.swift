import SimCore
import Testing

@testable import Platforms

@Suite struct AccountTests {
  private func view(
    instances: Int = 0, starting: Int = 0, forOne: Int = 0, inService: Int = 0, waiting: Int = 0
  ) -> FleetView {
    var view = FleetView()
    view.instances = instances
    view.starting = starting
    view.startingForOne = forOne
    view.inService = inService
    view.waiting = waiting
    return view
  }

  private func calls(_ policy: some CapacityPolicy, _ books: AccountBooks) -> AccountCalls {
    AccountCalls(
      ErasedPolicy(policy).initialMemory, policy.plan, AccountMember(of: books))
  }

  @Test func `members hold what is in service and what an instance is on its way for`() {
    let books = AccountBooks(Account(members: [0, 1], limit: 10))
    let (one, other) = (AccountMember(of: books), AccountMember(of: books))
    one.note(view(inService: 3, waiting: 50), slots: 1)
    other.note(view(starting: 4, forOne: 2, inService: 1, waiting: 9), slots: 2)
    #expect(books.held == 3 + 2 + 1 + 4)
    #expect(books.isFull)
    other.note(view(starting: 4, forOne: 2, inService: 1, waiting: 1), slots: 2)
    #expect(books.held == 3 + 2 + 1 + 1 && !books.isFull)
  }

  @Test func `a full account refuses, and one without starts lets no instance start`() {
    let books = AccountBooks(
      Account(members: [0], limit: 2, starts: StartLimit(burst: 1, rate: 0)))
    let tied = calls(onDemand(), books)
    #expect(tied.admit(view(), at: .zero) == .startInstance)
    #expect(
      tied.admit(view(instances: 1, starting: 1, forOne: 1), at: .zero) == .refuse(.throttled))
    var idle = view(instances: 1)
    idle.available = 1
    #expect(tied.admit(idle, at: .zero) == .serve)
    idle.inService = 2
    #expect(tied.admit(idle, at: .zero) == .refuse(.throttled))
  }

  @Test func `without a start a request waits where an instance will take it`() {
    let books = AccountBooks(Account(members: [0], starts: StartLimit(burst: 1, rate: 0)))
    _ = books.take(1, at: .zero)
    let pool = calls(onDemand(waitsForAny: true), books)
    #expect(pool.admit(view(), at: .zero) == .refuse(.throttled))
    #expect(pool.admit(view(instances: 1, inService: 1), at: .zero) == .wait(starting: 0))
    // Here the queue is looked at again.
    let patient = calls(onDemand(beyondLimit: .wait, waitsForAny: true), books)
    #expect(patient.admit(view(), at: .zero) == .wait(starting: 0))
  }

  @Test func `scaling and pre-warming start what is left of the limit`() {
    let books = AccountBooks(Account(members: [0, 1], starts: StartLimit(burst: 3, rate: 1)))
    let one = calls(ScriptedEndpoint(changes: [2, 2, -1]), books)
    let other = calls(ScriptedEndpoint(changes: [4]), books)
    let seen = Observation(period: .seconds(1), arrivals: 0, meanReady: 1, utilisation: 1)
    func change(_ calls: AccountCalls, _ second: Int64) -> Int {
      calls.evaluate(seen, fleet: view(), at: .zero + .seconds(second)).change
    }
    #expect(change(one, 0) == 2)
    #expect(change(other, 0) == 1)
    #expect(change(one, 1) == 1)
    #expect(change(one, 1) == -1)
  }

  @Test func `two services share a limit as worked by hand`() throws {
    let run = try WatchedSystem(
      SystemPlan(
        services: [.constant("server", backlog: 0), .functions("functions", onDemand())],
        accounts: [Account(members: [1, 0], limit: 2)], stages: [.overflow([0, 1])]),
      at: [0, 10, 20, 105, 106, 115])
    #expect(
      run.log.lines == [
        "0 succeeded 100 @0", "1 succeeded 100 @1", "2 throttled 0 @1", "3 succeeded 100 @0",
        "4 throttled 0 @1", "5 succeeded 100 @1",
      ])
    // Whom the account refuses, the service counts as throttled.
    #expect(run.figures.services.map(\.throttled) == [2, 2])
    #expect(run.figures.services.map(\.backlogFull) == [2, 0])
  }

  @Test func `requests that come at once do not slip past the limit`() throws {
    for waitsForAny in [false, true] {
      let run = try WatchedSystem(
        SystemPlan(
          services: [.functions("functions", onDemand(waitsForAny: waitsForAny), startup: 50)],
          accounts: [Account(members: [0], limit: 2)], stages: [.overflow([0])]),
        at: [0, 0, 0, 0, 200])
      #expect(run.figures.throttled == 2 && run.figures.succeeded == 3)
      #expect(run.figures.services[0].inServicePeak == 2)
    }
  }

  @Test func `two services share starts as worked by hand`() throws {
    let run = try WatchedSystem(
      SystemPlan(
        services: [.functions("one", onDemand()), .functions("other", onDemand())],
        accounts: [Account(members: [0, 1], starts: StartLimit(burst: 1, rate: 2))],
        stages: [.overflow([0, 1])]),
      at: [0, 10, 300, 510, 520])
    // The second start is allowed at 500.
    #expect(
      run.log.lines == [
        "0 succeeded 100 @0", "1 throttled 0 @1", "2 succeeded 100 @0", "3 succeeded 100 @0",
        "4 succeeded 100 @0",
      ])
    #expect(run.figures.services.map(\.instancesCreated) == [2, 0])
  }
}

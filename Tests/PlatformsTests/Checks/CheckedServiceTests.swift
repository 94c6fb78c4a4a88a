import Documents
import SimCore
import Testing

@testable import Platforms

/// Faults that are put into a platform by hand while it runs: each must be found, and told.
@Suite struct CheckedServiceTests {
  private typealias Server = CheckedService<ErasedPolicy>

  private static let billing = PerUseBilling(
    perRequest: Money(femtodollars: 7), perSecond: Money(femtodollars: 1_000_000_000),
    step: .milliseconds(1))

  /// A server of two workers that takes 100 ms a request, with a request every 40 ms.
  ///
  /// After 30 events something is done to it; the run goes on until a violation or its end.
  private func violation(
    timeout: Interval? = nil, tampering: (inout Server, inout Agenda) -> Void
  ) -> InvariantViolation? {
    let capacity = FixedServer(instances: 1, workers: 2, backlog: 5)
    let books = RunBooks(NoObserver(), billing: Self.billing, provisioned: 0)
    var model = Server(
      Service(
        capacity: ErasedPolicy(capacity), latency: ConstantTimes(), billing: Self.billing,
        client: Client(timeout: timeout), window: .seconds(1), seed: 1, replication: 0,
        observer: books), books)
    var engine = Engine()
    model.service.begin(&engine.agenda)
    var arrivals = ArrivalList(milliseconds: (0..<100).map { $0 * 40 })
    for _ in 0..<30 where model.violation == nil {
      _ = engine.advance(&model, arrivals: &arrivals, limit: 1)
    }
    tampering(&model, &engine.agenda)
    while model.violation == nil && engine.advance(&model, arrivals: &arrivals, limit: 1) {}
    while model.violation == nil && !engine.drain(&model, until: .latestHorizon, limit: 1) {}
    if model.violation == nil { _ = model.finish(at: engine.now) }
    return model.violation
  }

  @Test func `nothing is found where nothing is wrong`() {
    #expect(violation { _, _ in } == nil)
    #expect(violation(timeout: .milliseconds(150)) { _, _ in } == nil)
  }

  @Test func `a lost request is found at once`() throws {
    let found = try #require(violation { model, _ in model.service.invocations.open -= 1 })
    #expect(found.what == "a request is lost: neither open nor with outcome")
    #expect(found.expected != found.found)
    let twice = violation { model, _ in model.service.metering.ledger.succeeded += 1 }
    #expect(twice?.what == "a request is lost: neither open nor with outcome")
  }

  @Test func `an event in the past is found before it happens`() throws {
    var arrivals = ArrivalList(milliseconds: [2000, 2500])
    var nobody = NoObserver()
    let found = #expect(throws: InvariantViolation.self) {
      _ = try Simulation.runChecked(
        capacity: FixedServer(workers: 1, backlog: 5), latency: ConstantTimes(service: -500),
        billing: NoBilling(), arrivals: &arrivals, options: RunOptions(seed: 1),
        observer: &nobody)
    }
    #expect(
      found.map { "\($0)" }
        == "at 2.000000000 s: an event is scheduled in the past, for 1.5 s")
  }

  @Test func `an instance that serves more than it may is named`() throws {
    let found = try #require(violation { model, _ in model.service.fleet.rows[0].inService = 5 })
    #expect(found.what.hasPrefix("instance 0 serves more requests at a time than it may"))
    #expect(found.expected == "0 to 2")
    #expect("\(found)".contains(" s: instance 0 serves more"))
  }

  @Test func `a cost that is not the sum of its requests is found at the end`() {
    let found = violation { model, _ in
      model.service.metering.ledger.requestCost += Money(femtodollars: 1)
    }
    #expect(found?.what == "the cost of requests is not their sum")
    let other = violation { model, _ in
      model.service.metering.ledger.instanceCost += Money(femtodollars: 1)
    }
    #expect(other?.what == "the cost of instances is not their sum")
  }

  @Test func `a level that misses a nanosecond breaks a law`() {
    let service = violation { model, _ in model.service.metering.ledger.levels.inService.moment -= 1
    }
    #expect(service?.what.hasPrefix("the utilisation law") == true)
    let waiting = violation { model, _ in
      model.service.metering.ledger.levels.queueLength.moment -= 1
    }
    #expect(waiting?.what.hasPrefix("Little's law") == true)
  }

  @Test func `a percentile outside of its bucket is found`() {
    let wrong = violation { model, _ in
      for _ in 0..<60 { model.service.metering.ledger.latencies.add(.milliseconds(190)) }
    }
    #expect(wrong?.what.hasPrefix("the p50 lies outside of the bucket") == true)
  }

  @Test func `books that no longer fit the rows are found by the next audit`() {
    let found = violation { model, _ in
      model.service.dispatch.waiting += 1
      model.audit(at: .zero + .seconds(2))
    }
    #expect(found?.what == "the waiting requests are not those in the queues")
  }

  @Test func `a checked run is the same run`() throws {
    for seed: UInt64 in 1...40 {
      let setup = RandomSetup(seed: seed)
      let (checked, plain) = try compare(setup.capacity, setup)
      #expect(checked.digest == plain.digest, "seed \(seed)")
      #expect(checked.cost == plain.cost && checked.end == plain.end)
    }
  }

  private func compare(
    _ capacity: some CapacityPolicy, _ setup: RandomSetup
  ) throws -> (checked: RunFigures, plain: RunFigures) {
    var arrivals = ArrivalList(setup.arrivals)
    var log = RunLog()
    let checked = try Simulation.runChecked(
      capacity: capacity, latency: setup.latency.policy, billing: setup.billing.policy,
      client: setup.client,
      arrivals: &arrivals, options: setup.options, observer: &log)
    // The loop without checks, by hand: in a debug build every run of the library has them.
    let plain =
      switch capacity {
      case let policy as OnDemand: unchecked(policy, setup)
      default: unchecked(ErasedPolicy(capacity), setup)
      }
    #expect(log.records.count == setup.arrivals.count)
    return (try #require(checked), plain)
  }

  private func unchecked(_ capacity: some CompiledPolicy, _ setup: RandomSetup) -> RunFigures {
    var service = Service(
      capacity: capacity, latency: setup.latency.policy, billing: setup.billing.policy,
      client: setup.client, window: setup.options.window, seed: setup.options.seed,
      replication: 0, observer: NoObserver())
    var engine = Engine()
    service.begin(&engine.agenda)
    var again = ArrivalList(setup.arrivals)
    while engine.advance(&service, arrivals: &again, limit: 1000) {}
    let horizon = setup.options.patience.map { engine.now + $0 } ?? .latestHorizon
    while !engine.drain(&service, until: horizon, limit: 1000) {}
    return service.finish(at: engine.now)
  }
}

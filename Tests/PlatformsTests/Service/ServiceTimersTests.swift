import SimCore
import Testing

@testable import Platforms

/// What happens first where two things fall on one instant.
@Suite struct ServiceTimersTests {
  @Test func `who would give up as a worker frees is served, whenever the timer was set`() {
    // 0 is served to 50 and 1 to 100, the very moment at which 1 and 2 give up. The timer of both
    // was set at 0, before the service that ends then.
    let run = WatchedRun(
      FixedServer(workers: 1, backlog: 10), ConstantTimes(service: 50), timeout: 100,
      at: [0, 0, 0])
    #expect(
      run.log.lines == ["0 succeeded 50 @0", "1 succeeded 100 @0", "2 timedOut 150 @0"])
    // Here it was set at 10, after the service of 100 ms had begun.
    let later = WatchedRun(
      FixedServer(workers: 1, backlog: 10), ConstantTimes(service: 110), timeout: 100,
      at: [0, 10])
    #expect(later.log.lines == ["0 timedOut 110 @0", "1 timedOut 210 @0"])
  }

  @Test func `a batch that is due goes before its clients give up`() {
    let run = WatchedRun(
      FixedServer(workers: 1, backlog: 10, batching: Batching(9, after: 100)),
      ConstantTimes(service: 20), timeout: 100, at: [0, 40])
    #expect(run.log.lines == ["0 timedOut 120 @0", "1 succeeded 80 @0"])
  }

  @Test func `whoever looks ahead sees what has just ended`() {
    // The instance is idle from 1000, and goes at 2000, when one is wanted.
    let run = WatchedRun(
      onDemand(
        keepAlive: 1000, preWarming: .schedule([.init(at: .zero + .seconds(2), instances: 1)])),
      ConstantTimes(service: 1000), at: [0, 2500])
    let events = run.log.events.map(\.description).filter { !$0.hasPrefix("0: ") }
    #expect(events.prefix(3) == ["2000: 0 revoked", "2000: 1 created", "2000: 1 ready"])
    #expect(run.log.lines.last == "1 succeeded 1000 @1")
  }

  @Test func `an evaluation sees the services that end at its time`() {
    // Evaluations are at whole seconds. The first service ends at 1000 and was scheduled after the
    // evaluation.
    var policy = ScriptedEndpoint()
    policy.changes = [-1, -1, -1]
    policy.plan.initialInstances = 1
    let run = WatchedRun(policy, ConstantTimes(service: 500), at: [500, 1900])
    #expect(run.log.evaluations.map(\.time) == [1000, 2000])
    #expect(run.log.evaluations.map(\.decision.value) == [0.5, 0.1])
  }

  @Test(arguments: 1...150)
  func `on a coarse grid of time, where all things coincide, every run holds`(
    seed: UInt64
  ) throws {
    let setup = RandomSetup(seed: seed).onGrid(seed: seed)
    func figures(_ log: inout some RunObserver) throws -> RunFigures? {
      var arrivals = ArrivalList(setup.arrivals)
      return try Simulation.runChecked(
        capacity: setup.capacity, latency: setup.latency.policy, billing: setup.billing.policy,
        client: setup.client, arrivals: &arrivals, options: setup.options, observer: &log)
    }
    var log = RunLog()
    var nobody = NoObserver()
    let watched = try #require(try figures(&log))
    let alone = try #require(try figures(&nobody))
    #expect(watched.digest == alone.digest)
    #expect(watched.cost == alone.cost && watched.end == alone.end)
    var model = AuditedService(
      setup.capacity, setup.latency.policy, setup.billing.policy, client: setup.client,
      seed: setup.options.seed)
    var engine = Engine()
    model.service.begin(&engine.agenda)
    var arrivals = ArrivalList(setup.arrivals)
    while engine.advance(&model, arrivals: &arrivals, limit: 1000) {}
    let horizon = setup.options.patience.map { engine.now + $0 } ?? .latestHorizon
    while !engine.drain(&model, until: horizon, limit: 1000) {}
    let faults = model.faults
    #expect(faults.isEmpty)
  }
}

extension RandomSetup {
  /// The same with all times in whole seconds, few of them, so that nearly all coincide.
  func onGrid(seed: UInt64) -> RandomSetup {
    var random = Random(seed: seed, stream: RandomStream("grid"))
    func seconds(_ range: ClosedRange<Int64>) -> Interval { .seconds(random.number(range)) }
    var times = ConstantTimes(
      service: 1000 * random.number(0...3), startup: 1000 * random.number(0...2),
      first: 1000 * random.number(0...1), network: 0)
    if random.chance(4) { times.limit = 2000 }
    let capacity: any CapacityPolicy
    let batching =
      random.chance(3)
      ? Batching(Int(random.number(2...4)), after: 1000 * random.number(0...2)) : nil
    switch seed % 3 {
    case 0:
      var time = Instant.zero
      let entries = (0..<3).map { _ in
        time = time + seconds(1...4)
        return PreWarming.Entry(at: time, instances: Int(random.number(1...4)))
      }
      let prediction = PreWarming.Prediction(
        period: seconds(1...2), periods: Int(random.number(2...3)), horizon: seconds(0...2),
        headroom: 1)
      capacity = OnDemand(
        limit: Int(random.number(4...8)),
        starts: StartLimit(burst: Int(random.number(1...6)), rate: 1), keepAlive: seconds(1...3),
        reuse: random.chance(2) ? .newest : .oldest,
        beyondLimit: random.chance(2) ? .refuse : .wait, waitsForAny: random.chance(2),
        provisioned: Int(random.number(0...1)),
        preWarming: random.chance(2) ? .schedule(entries) : .prediction(prediction),
        backlog: 20, pacing: seconds(1...2))
    case 1:
      capacity = FixedServer(
        instances: Int(random.number(1...3)), workers: Int(random.number(1...3)), backlog: 20,
        servesAbandonedRequests: random.chance(2), batching: batching)
    default:
      capacity = ManagedEndpoint(
        minimum: Int(random.number(1...2)), maximum: 6, workers: Int(random.number(1...2)),
        backlog: 9, routing: Routing.allCases[Int(random.next(below: 3))],
        autoscaler: .init(
          metric: random.chance(2) ? .utilisation : .invocationsPerInstance,
          target: random.chance(2) ? 0.5 : 1, period: seconds(1...2),
          scaleOutDatapoints: Int(random.number(1...2)),
          scaleInDatapoints: Int(random.number(1...2)), scaleOutCooldown: seconds(0...3),
          scaleInCooldown: seconds(0...3)),
        provisioningTime: .constant(seconds(0...2)), drainTime: seconds(0...2),
        servesAbandonedRequests: random.chance(2), batching: batching)
    }
    let timeout = random.chance(2) ? seconds(2...5) : nil
    let batch =
      random.chance(4) ? Batching(size: Int(random.number(2...4)), wait: .seconds(1)) : nil
    var clock = Instant.zero
    let arrivals = (0..<random.number(1...60)).map { _ in
      clock = clock + (random.chance(9) ? seconds(3...20) : seconds(0...1))
      return clock
    }
    return RandomSetup(
      capacity: capacity, latency: .custom(CustomPolicy(times, identity: seed)), billing: billing,
      client: Client(timeout: timeout, batch: batch),
      options: RunOptions(
        seed: seed, window: seconds(1...2), patience: random.chance(2) ? seconds(0...5) : nil),
      arrivals: arrivals)
  }
}

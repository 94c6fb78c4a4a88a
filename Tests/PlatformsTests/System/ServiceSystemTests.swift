import Documents
import SimCore
import TestSupport
import Testing

@testable import Platforms

/// Systems that are small enough to be worked by hand, and what holds of all.
@Suite struct ServiceSystemTests {
  @Test func `a pipeline of two stages is as worked by hand`() throws {
    let run = try WatchedSystem(
      SystemPlan(
        services: [
          .constant("first", service: 100, network: 20),
          .constant("second", service: 150, network: 10),
        ],
        stages: [.overflow([0]), .overflow([1])]),
      at: [0, 50])
    // The first is at the second stage from 120 to 280. The other is served from 100 to 200, is
    // there at 220, and waits until 270.
    #expect(
      run.log.visitLines == ["0 succeeded 120 @0", "1 succeeded 170 @0"] + [
        "0 succeeded 160 @1", "1 succeeded 210 @1",
      ])
    #expect(run.log.lines == ["0 succeeded 280 @1", "1 succeeded 380 @1"])
    #expect(run.figures.requests == 2 && run.figures.succeeded == 2)
    #expect(run.figures.latency.moments.mean == 0.33)
    #expect(run.figures.end == .zero + .milliseconds(420))
    #expect(run.figures.services.map(\.requests) == [2, 2])
  }

  @Test func `overflow after a wait is as worked by hand`() throws {
    let run = try WatchedSystem(
      SystemPlan(
        services: [.constant("near"), .constant("far", backlog: 0, service: 300)],
        stages: [.overflow([0, 1], after: .milliseconds(60))]),
      at: [0, 10, 20, 40, 70, 150])
    #expect(
      run.log.lines == [
        "0 succeeded 100 @0",
        // Withdrawn at 70, and served elsewhere up to 370.
        "1 succeeded 360 @1",
        // Withdrawn at 80, when the other is busy.
        "2 backlogFull 60 @1",
        // To be withdrawn at 100, the very moment at which there is room.
        "3 succeeded 160 @0",
        "4 backlogFull 60 @1",
        "5 succeeded 150 @0",
      ])
    #expect(run.figures.sentOn == 3)
    #expect(run.figures.services[0].timedOut == 3 && run.figures.services[1].backlogFull == 2)
    #expect(run.figures.backlogFull == 2 && run.figures.timedOut == 0)
  }

  @Test func `who is withdrawn from a queue holds nothing of the account any more`() throws {
    // One waits at the first service for the instance that starts, and is withdrawn at 60, when the
    // account lets another in.
    let slow = onDemand(limit: 1, beyondLimit: .wait, waitsForAny: true)
    let run = try WatchedSystem(
      SystemPlan(
        services: [
          .functions("near", slow, service: 100, startup: 500), .constant("far", service: 30),
        ],
        accounts: [Account(members: [0, 1], limit: 1)],
        stages: [.overflow([0, 1], after: .milliseconds(60))]),
      at: [0])
    #expect(run.log.lines == ["0 succeeded 90 @1"])
  }

  @Test func `a request that a client gives up on is not sent on`() throws {
    let run = try WatchedSystem(
      SystemPlan(
        services: [
          .constant("near", client: Client(timeout: .milliseconds(40))), .constant("far"),
        ],
        stages: [.overflow([0, 1], after: .milliseconds(60)), .overflow([1])]),
      at: [0, 10])
    #expect(run.log.lines == ["0 timedOut 100 @0", "1 timedOut 40 @0"])
    #expect(run.figures.sentOn == 0)
  }

  @Test func `the first with room takes a request, or else the last`() throws {
    let run = try WatchedSystem(
      SystemPlan(
        services: [
          .constant("server"), .constant("spare", backlog: 1), .constant("none", workers: 1),
        ],
        stages: [.firstWithRoom([0, 2, 1])]),
      at: [0, 10, 20, 30, 40, 100])
    #expect(
      run.log.lines == [
        "0 succeeded 100 @0", "1 succeeded 100 @2", "2 succeeded 100 @1", "3 succeeded 190 @1",
        "4 backlogFull 0 @1", "5 succeeded 100 @0",
      ])
  }

  @Test func `an instance freed at one instant takes what is sent to it then`() throws {
    // Three at once, in step through two stages of the same length; the second has no queue.
    let run = try WatchedSystem(
      SystemPlan(
        services: [.constant("first"), .constant("second", backlog: 0)],
        stages: [.overflow([0]), .overflow([1])]),
      at: [0, 0, 0])
    #expect(
      run.log.lines == ["0 succeeded 200 @1", "1 succeeded 300 @1", "2 succeeded 400 @1"])
  }

  @Test func `at one instant services go in their order`() throws {
    let run = try WatchedSystem(
      SystemPlan(
        services: [
          .constant("c", backlog: 0), .constant("b", backlog: 0),
          .constant("a", backlog: 0),
        ],
        stages: [.overflow([1, 0]), .overflow([2])]),
      at: [0, 0])
    // The first went to the service that comes second, and is answered second.
    #expect(run.log.lines == ["0 backlogFull 100 @2", "1 succeeded 200 @2"])
  }

  @Test func `at one instant what comes from another stage goes before what comes from outside`()
    throws
  {
    let run = try WatchedSystem(
      SystemPlan(
        services: [.constant("both", backlog: 0)], stages: [.overflow([0]), .overflow([0])]),
      at: [0, 100])
    #expect(run.log.lines == ["0 succeeded 200 @0", "1 backlogFull 0 @0"])
  }

  @Test func `a run that is cut books what is under way, and what is between two stages`() throws {
    let plan = SystemPlan(
      services: [.constant("first", network: 500), .constant("second")],
      stages: [.overflow([0]), .overflow([1])])
    let run = try WatchedSystem(plan, at: [0, 50], patience: 100)
    #expect(run.log.lines == ["0 unanswered 150 @0", "1 unanswered 100 @0"])
    #expect(run.figures.end == .zero + .milliseconds(150))
    #expect(run.figures.services.map(\.unanswered) == [1, 0])
    #expect(run.figures.services.map(\.succeeded) == [1, 0])
  }

  @Test func `a system of one service is that service`() throws {
    let capacity = onDemand(limit: 4, keepAlive: 200, beyondLimit: .wait)
    let latency = PreloadedLatency(
      network: .exponential(mean: .milliseconds(5)),
      serviceTime: ServiceTime(.exponential(rate: 10)))
    let client = Client(timeout: .milliseconds(300), batch: Batching(3, after: 20))
    func arrivals() throws -> ArrivalStream {
      try ArrivalStream(.poisson(rate: 60), extent: .requests(2000), seed: 3, replication: 1)
    }
    let service = ServicePlan(
      "alone", capacity: capacity, latency: latency, billing: NoBilling(), client: client)
    for accounts in [
      [], [Account(members: [0], limit: 1000, starts: StartLimit(burst: 9999, rate: 0))],
    ] {
      let run = try WatchedSystem(
        SystemPlan(services: [service], accounts: accounts, stages: [.firstWithRoom([0])]),
        arrivals(), options: RunOptions(seed: 3, replication: 1))
      var (stream, nobody) = (try arrivals(), NoObserver())
      let alone = try #require(
        Simulation.run(
          capacity: capacity, latency: latency, billing: NoBilling(), client: client,
          arrivals: &stream,
          options: RunOptions(seed: Station.seed(of: "alone", in: 3), replication: 1),
          observer: &nobody))
      #expect(run.figures.services[0].digest == alone.digest)
      #expect(run.figures.latency.moments == alone.latency.moments)
      #expect(run.figures.end == alone.end && run.figures.timedOut == alone.timedOut)
      #expect(alone.timedOut > 100 && alone.succeeded > 100)
    }
  }

  /// A system in which everything meets: queues, batches, impatience, accounts, refusals, two
  /// visits of one service, all three routers.
  private func mixture(seed: UInt64) throws -> WatchedSystem {
    let latency = PreloadedLatency(
      network: .exponential(mean: .milliseconds(3)),
      serviceTime: ServiceTime(.exponential(rate: 10)))
    func service(
      _ name: String, _ capacity: some CapacityPolicy, client: Client = Client()
    ) -> ServicePlan {
      ServicePlan(
        name, capacity: capacity, latency: latency,
        billing: PerInstanceBilling(perHour: Money(femtodollars: 1 << 50)), client: client)
    }
    let impatient = Client(timeout: .milliseconds(250))
    let plan = SystemPlan(
      services: [
        service(
          "server", FixedServer(workers: 2, backlog: 6, servesAbandonedRequests: true),
          client: impatient),
        service("functions", onDemand(limit: 5, burst: 3, rate: 2, keepAlive: 300)),
        service(
          "waiting",
          onDemand(
            limit: 3, burst: 1, rate: 5, keepAlive: 50,
            beyondLimit: .wait, waitsForAny: true, backlog: 9), client: impatient),
        service(
          "batches", FixedServer(workers: 1, backlog: 20, batching: Batching(4, after: 30)),
          client: Client(batch: Batching(2, after: 10))),
        service("endpoint", ScriptedEndpoint(backlog: 1, changes: [1, 1, -1, 2, -2, 1])),
      ],
      accounts: [
        Account(members: [1, 2], limit: 4, starts: StartLimit(burst: 5, rate: 3)),
        Account(members: [0, 3], limit: 3),
      ],
      stages: [
        .overflow([0, 3, 1], after: .milliseconds(40)),
        .weighted([WeightedService(2, weight: 1), WeightedService(4, weight: 2)]),
        .firstWithRoom([4, 0, 2]),
      ])
    let arrivals = try ArrivalStream(
      .poisson(rate: 40), extent: .requests(1500), seed: seed, replication: 0)
    return try WatchedSystem(
      plan, arrivals, options: RunOptions(seed: seed, patience: .seconds(1)))
  }

  @Test(arguments: Campaign.part(of: Array(1...20 as ClosedRange<UInt64>), atLeast: 2))
  func `every request has one outcome, and a seed gives one run`(_ seed: UInt64) throws {
    let run = try mixture(seed: seed)
    let figures = run.figures
    #expect(run.log.requests.map(\.request).sorted() == Array(0..<1500))
    #expect(figures.requests == 1500 && figures.succeeded + figures.failed == 1500)
    #expect(figures.services.reduce(0) { $0 + $1.requests } == UInt64(run.log.visits.count))
    for (index, service) in figures.services.enumerated() {
      #expect(run.log.records(of: index).map(\.request) == Array(0..<Int(service.requests)))
      #expect(service.succeeded + service.failed == service.requests && service.requests > 50)
    }
    #expect(figures.cost == figures.services.reduce(.zero) { $0 + $1.cost } && figures.cost > .zero)
    for outcome in [RequestOutcome.succeeded, .throttled, .backlogFull, .timedOut] {
      #expect(run.log.visits.contains { $0.record.outcome == outcome }, "\(outcome)")
    }
    #expect(figures.sentOn > 100)
    #expect(try mixture(seed: seed).figures.digest == figures.digest)
    #expect(try mixture(seed: seed + 1).figures.digest != figures.digest)
  }

  @Test func `a run may have a thousand services`() throws {
    let plan = SystemPlan(
      services: (0..<1000).map { index in
        ServicePlan(
          "service \(index)", capacity: FixedServer(workers: 1, backlog: 100),
          latency: PreloadedLatency(
            network: .constant(.zero),
            serviceTime: ServiceTime(.exponential(mean: Interval(nanoseconds: 40)))),
          billing: NoBilling())
      },
      stages: [.weighted((0..<1000).map { WeightedService($0, weight: 1) })])
    let run = try WatchedSystem(
      plan, ArrivalList((0..<4000).map { Instant(nanoseconds: $0) }),
      options: RunOptions(seed: 5))
    #expect(run.figures.succeeded == 4000)
    // Chance leaves out a service once in 55 times.
    #expect(run.figures.services.count { $0.requests > 0 } > 950)
    // Where requests came together, an event of the earlier time went first.
    #expect(run.log.requests.count == 4000)
    let ends = run.log.requests.map { $0.arrival + $0.latency }
    #expect(ends == ends.sorted())
  }

  /// The numbers of arrivals with which a run asked whether it may go on.
  private final class Questions {
    var arrivals: [Int] = []
  }

  @Test(arguments: [0, 1, 3])
  func `a run asks now and then, and stops when it may not go on`(answers: Int) throws {
    let plan = SystemPlan(
      services: [.constant("first", service: 1), .constant("second", service: 1)],
      stages: [.overflow([0]), .overflow([1])])
    var arrivals = ArrivalList((0..<400_000).map { Instant(nanoseconds: 2_000_000 * $0) })
    var nobody = NoSystemObserver()
    let questions = Questions()
    let figures = try Simulation.run(
      system: plan, arrivals: &arrivals, options: RunOptions(seed: 1), observer: &nobody
    ) { arrivals in
      questions.arrivals.append(arrivals)
      return questions.arrivals.count <= answers
    }
    #expect(figures == nil)
    // An arrival and two or more events for each of two services come between two questions.
    #expect(questions.arrivals.count == answers + 1)
    #expect(questions.arrivals.allSatisfy { $0 <= (answers + 1) * Simulation.portion })
    #expect(questions.arrivals == questions.arrivals.sorted())
  }

  @Test func `an event that takes long is stopped within`() throws {
    // All instances are made in one event.
    let capacity = OnDemand(
      limit: 200_000, starts: StartLimit(burst: 200_000, rate: 1), keepAlive: .milliseconds(1000),
      preWarming: .schedule([PreWarming.Entry(at: .zero, instances: 200_000)]))
    let plan = SystemPlan(
      services: [.functions("many", capacity)], stages: [.overflow([0])])
    var arrivals = ArrivalList([Instant(nanoseconds: 1_000_000_000)])
    var nobody = NoSystemObserver()
    var asked = 0
    let figures = try Simulation.run(
      system: plan, arrivals: &arrivals, options: RunOptions(seed: 1), observer: &nobody
    ) { _ in
      asked += 1
      return false
    }
    #expect(figures == nil)
    #expect(asked == 1)
  }
}

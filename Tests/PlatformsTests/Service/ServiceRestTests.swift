import Documents
import SimCore
import Testing

@testable import Platforms

/// Evaluations that are left out while nothing happens.
@Suite struct ServiceRestTests {
  /// Sees nothing, or every decision and nothing else.
  private struct Watcher: RunObserver {
    var seesDecisions: Bool
    var seesRequests: Bool { false }
    var seesEvents: Bool { seesDecisions }
    var decisions = 0
    mutating func request(_ record: RequestRecord) {}
    mutating func refused(_ request: Int, _ outcome: RequestOutcome, at now: Instant) {}
    mutating func instance(_ number: Int, _ change: InstanceChange, at now: Instant) {}
    mutating func scaling(_ decision: ScalingDecision, instances: Int, at now: Instant) {
      decisions += 1
    }
  }

  private func endpoint(
    minimum: Int = 1, inCooldown: Int64 = 300, drain: Int64 = 7
  ) -> ManagedEndpoint {
    ManagedEndpoint(
      minimum: minimum, maximum: 9, workers: 1, backlog: 100, routing: .leastOutstanding,
      autoscaler: .init(
        metric: .utilisation, target: 0.5, period: .seconds(1), scaleOutDatapoints: 2,
        scaleInDatapoints: 4, scaleOutCooldown: .seconds(3), scaleInCooldown: .seconds(inCooldown)),
      provisioningTime: .constant(.milliseconds(1500)), drainTime: .seconds(drain))
  }

  private func run(
    _ capacity: some CapacityPolicy, at seconds: [Int64], service: Int64, watched: Bool
  ) throws -> (figures: RunFigures, decisions: Int) {
    var arrivals = ArrivalList(seconds.map { .zero + .seconds($0) })
    var watcher = Watcher(seesDecisions: watched)
    let figures = try Simulation.runChecked(
      capacity: capacity, latency: ConstantTimes(service: service),
      billing: PerInstanceBilling(perHour: Money(femtodollars: 3_600_000)), arrivals: &arrivals,
      options: RunOptions(seed: 1), observer: &watcher)
    return (try #require(figures), watcher.decisions)
  }

  /// A run has the same figures whether or not somebody looks at its decisions.
  private func expectAlike(_ capacity: some CapacityPolicy, at seconds: [Int64], service: Int64)
    throws
  {
    let (watched, decisions) = try run(capacity, at: seconds, service: service, watched: true)
    let (alone, _) = try run(capacity, at: seconds, service: service, watched: false)
    #expect(decisions > 100)
    #expect(watched.digest == alone.digest && watched.cost == alone.cost)
    #expect(watched.end == alone.end && watched.instancesMean == alone.instancesMean)
    #expect(watched.instancesPeak == alone.instancesPeak)
    #expect(watched.timeline.windows.count == alone.timeline.windows.count)
  }

  @Test func `what an endpoint does is the same with and without the evaluations left out`() throws
  {
    // Bursts that scale out, and gaps in which it scales in after its cool-down.
    let bursts = [0, 1000, 2001, 4000].flatMap { start in (0..<20).map { Int64(start + $0 / 2) } }
    try expectAlike(endpoint(), at: bursts, service: 1700)
    try expectAlike(endpoint(inCooldown: 990, drain: 100), at: bursts, service: 1700)
    // A service that goes on for hours is nothing that happens.
    try expectAlike(endpoint(minimum: 2), at: [0, 0, 0, 9000], service: 7_200_500)
  }

  /// Means over windows and reports, panic, and the way to zero and back.
  @Test func `an autoscaler of requests in flight does the same too`() throws {
    let bursts = [0, 1000, 2001, 2150, 4000].flatMap { start in
      (0..<20).map { Int64(start + $0 / 2) }
    }
    let settings: [ManagedEndpoint.InFlight] = [
      .init(
        window: .seconds(60), panic: .init(window: .seconds(6), share: 2), stepIn: 2,
        zeroDelay: .seconds(3), silenceResets: true),
      .init(window: .seconds(30), report: .seconds(10), fromZero: 1),
    ]
    for (inFlight, minimum) in zip(settings + settings, [0, 0, 1, 2]) {
      let endpoint = ManagedEndpoint(
        minimum: minimum, maximum: 9, workers: 1, backlog: 100, routing: .twoChoices,
        autoscaler: .init(
          metric: .inFlight, target: 0.7, period: .seconds(2), scaleOutDatapoints: 2,
          scaleInDatapoints: 4, scaleOutCooldown: .zero, scaleInCooldown: .zero,
          inFlight: inFlight),
        provisioningTime: .constant(.milliseconds(1500)))
      try expectAlike(endpoint, at: bursts, service: 1700)
    }
  }

  @Test func `requests that wait for an instance are the same too`() throws {
    // The second waits for the only instance, the others for tokens.
    let full = onDemand(limit: 1, beyondLimit: .wait)
    try expectAlike(full, at: [0, 5], service: 900_000)
    let slow = onDemand(burst: 1, rate: 1.0 / 701, beyondLimit: .wait)
    try expectAlike(slow, at: [0, 1, 2, 3], service: 10_000_000)
  }

  /// Looks every two seconds at the last six.
  private func foreseeing(_ period: Int64 = 2, keepAlive: Int64 = 90_000) -> OnDemand {
    onDemand(
      keepAlive: keepAlive,
      preWarming: .prediction(
        .init(period: .seconds(period), periods: 3, horizon: .seconds(4), headroom: 1.5)))
  }

  @Test func `looks ahead of demand are the same too`() throws {
    // Bursts that end between two looks, and one at the very time of a look.
    let bursts = [0, 1000, 2001, 2150, 4000].flatMap { start in
      (0..<30).map { Int64(start + $0 / 3) }
    }
    try expectAlike(foreseeing(), at: bursts, service: 1700)
    // Instances whose time ends while nothing is looked at, and work that goes on for long.
    try expectAlike(foreseeing(keepAlive: 1999), at: bursts, service: 2000)
    try expectAlike(foreseeing(), at: [0, 0, 7, 3000], service: 900_500)
  }

  @Test func `years with an evaluation each second take no longer than their requests`() throws {
    let gaps = (0..<3).map { Int64($0) * 1_000_000_000 }
    let clock = ContinuousClock()
    let time = try clock.measure {
      let figures = try run(endpoint(), at: gaps, service: 100, watched: false).figures
      #expect(figures.succeeded == 3)
      // It never has more than its minimum, so it costs a thousand a second.
      #expect(figures.cost == Money(femtodollars: 1000 * 2_000_000_001))
      let waiting = onDemand(limit: 1, beyondLimit: .wait)
      let second = try run(waiting, at: [0, 1], service: 1_000_000_000_000, watched: false)
      #expect(second.figures.succeeded == 2)
      let foreseen = try run(foreseeing(1), at: gaps, service: 100, watched: false)
      #expect(foreseen.figures.succeeded == 3)
    }
    #expect(time < .seconds(20))
  }
}

import Documents
import SimCore
import Testing

@testable import Platforms

/// Warm-ups of an M/M/1 that may begin with a backlog: the time in the system is then exponential
/// with the rate mu - lambda.
@Suite struct WarmUpTests {
  private let deployment = Deployment(
    name: "server", platform: "p",
    capacity: .fixedServer(FixedServer(workers: 1, backlog: 1_000_000)),
    latency: .preloaded(
      PreloadedLatency(
        network: .constant(.zero),
        serviceTime: ServiceTime(.exponential(mean: .milliseconds(100))))),
    billing: .perInstance(PerInstanceBilling(perHour: Money(femtodollars: 1_000_000_000))))

  /// Five requests a second, after a burst of some hundred in the first second.
  private func scenario(
    burst: Double, seconds: Int64, seed: UInt64, _ warmUp: WarmUp?
  ) throws -> Scenario {
    let arrivals = try ArrivalProcess.piecewise(
      [
        ArrivalProcess.Piece(rate: burst, length: .seconds(1)),
        ArrivalProcess.Piece(rate: 5, length: .seconds(seconds)),
      ], repeats: false)
    return Scenario(
      name: "test", seed: seed,
      workload: Workload(
        arrivals: .process(arrivals), extent: .duration(.seconds(seconds)), warmUp: warmUp),
      deployments: [deployment])
  }

  private func run(_ scenario: Scenario) throws -> (figures: RunFigures, log: RunLog) {
    var log = RunLog()
    let figures = try scenario.run(deployment, observer: &log)
    return (figures, log)
  }

  @Test func `a given time leaves out what arrives before it, and changes nothing else`() throws {
    let (plain, log) = try run(scenario(burst: 200, seconds: 300, seed: 1, nil))
    let (figures, _) = try run(scenario(burst: 200, seconds: 300, seed: 1, .time(.seconds(60))))
    let counted = log.records.filter { $0.arrival >= .zero + .seconds(60) }
    #expect(figures.requests == UInt64(counted.count))
    #expect(figures.succeeded == figures.requests)
    #expect(figures.warmUp?.requests == plain.requests - figures.requests)
    #expect(figures.warmUp?.end == .zero + .seconds(60))
    let sum = counted.reduce(0) { $0 + Int128($1.latency.nanoseconds) }
    #expect(figures.latency.moments.sum == sum)
    let ordered = counted.map(\.latency).sorted()
    let p99 = ordered[(ordered.count * 99 + 99) / 100 - 1]
    let found = try #require(figures.latency.p99)
    #expect((found.seconds / p99.seconds - 1).magnitude <= 1.0 / 1024)
    // What belongs to the run and not to a request is whole.
    #expect(figures.digest == plain.digest)
    #expect(figures.cost == plain.cost)
    #expect(figures.utilisation == plain.utilisation)
    #expect(figures.timeline.windows.count == plain.timeline.windows.count)
    #expect(plain.warmUp == nil)
  }

  @Test func `outcomes of the warm-up are left out with its requests`() throws {
    let impatient = Deployment(
      name: "server", platform: "p", capacity: .fixedServer(FixedServer(workers: 1, backlog: 3)),
      latency: deployment.latency, billing: deployment.billing,
      client: Client(timeout: .milliseconds(250)))
    let scenario = try scenario(burst: 200, seconds: 300, seed: 2, .time(.seconds(1)))
    var log = RunLog()
    let figures = try scenario.run(impatient, observer: &log)
    let counted = log.records.filter { $0.arrival >= .zero + .seconds(1) }
    func count(_ outcome: RequestOutcome) -> UInt64 {
      UInt64(counted.count { $0.outcome == outcome })
    }
    #expect(figures.backlogFull == count(.backlogFull))
    #expect(figures.timedOut == count(.timedOut))
    #expect(figures.succeeded == count(.succeeded))
    #expect(figures.backlogFull > 0 && figures.timedOut > 0)
    #expect(figures.requests == figures.succeeded + figures.failed)
  }

  @Test func `who watches a run sees all of its requests`() throws {
    let (plain, log) = try run(scenario(burst: 200, seconds: 100, seed: 1, nil))
    let (_, watched) = try run(scenario(burst: 200, seconds: 100, seed: 1, .mser5))
    #expect(watched.lines == log.lines)
    #expect(watched.events == log.events)
    #expect(UInt64(log.records.count) == plain.requests)
    var nobody = NoObserver()
    let unseen = try scenario(burst: 200, seconds: 100, seed: 1, .mser5)
      .run(deployment, observer: &nobody)
    #expect(unseen.warmUp != nil && unseen.digest == plain.digest)
  }

  @Test(arguments: 1...5)
  func `MSER-5 leaves out a backlog, and keeps most of what follows`(seed: UInt64) throws {
    // 200 requests at once take 20 s of service, and the queue is empty after some 40 s.
    let (figures, log) = try run(scenario(burst: 200, seconds: 1500, seed: seed, .mser5))
    let plain = log.records.reduce(0.0) { $0 + $1.latency.seconds } / Double(log.records.count)
    let mean = try #require(figures.latency.moments.mean)
    let warmUp = try #require(figures.warmUp)
    #expect(warmUp.isSettled)
    #expect(warmUp.end >= .zero + .seconds(20))
    #expect(warmUp.end <= .zero + .seconds(400))
    #expect(plain > 0.5)
    // The mean of 1/5 s, as 5000 requests can tell it.
    #expect((mean - 0.2).magnitude < 0.03)
    // The counted are the last ones, to the request.
    let first = log.records.filter { $0.arrival >= warmUp.end }
    #expect(UInt64(first.count) == figures.requests)
    #expect(warmUp.requests + figures.requests == UInt64(log.records.count))
  }

  @Test func `without a backlog MSER-5 leaves out little`() throws {
    let left = try (1...10).map { seed in
      let figures = try run(scenario(burst: 5, seconds: 1000, seed: UInt64(seed), .mser5)).figures
      return Double(figures.warmUp?.requests ?? 0) / 5000
    }
    #expect(left.reduce(0, +) / 10 < 0.15)
  }

  @Test func `a run too short for its backlog has not left its warm-up`() throws {
    // 5 of the 5.26 that it can serve arrive in a second: the backlog is there to the end.
    let slow = Deployment(
      name: "slow", platform: "p", capacity: deployment.capacity,
      latency: .preloaded(
        PreloadedLatency(
          network: .constant(.zero),
          serviceTime: ServiceTime(.exponential(mean: .milliseconds(190))))),
      billing: deployment.billing)
    var nobody = NoObserver()
    let figures = try scenario(burst: 100, seconds: 300, seed: 1, .mser5)
      .run(slow, observer: &nobody)
    #expect(figures.warmUp?.isSettled == false)
    let warnings = RunWarning.all(figures, SteadyState(figures)).map(\.kind)
    #expect(warnings.contains(.warmUpUnsettled))
  }

  @Test(arguments: [nil, WarmUp.mser5, .time(.seconds(20))])
  func `figures read back from bytes have the same warm-up and the same bounds`(
    warmUp: WarmUp?
  ) throws {
    let figures = try run(scenario(burst: 200, seconds: 100, seed: 3, warmUp)).figures
    var bytes: [UInt8] = []
    figures.append(to: &bytes)
    let found = try #require(RunFigures(bytes[...]))
    #expect(found.warmUp == figures.warmUp)
    #expect(found.offeredUtilisation == figures.offeredUtilisation)
    #expect(found.latency == figures.latency)
    #expect(found.latency.bounds.contains { $0.high != nil })
  }

  @Test func `a warm-up longer than the run leaves nothing to count`() throws {
    var scenario = try scenario(burst: 5, seconds: 50, seed: 1, .time(.seconds(60)))
    let (figures, _) = try run(scenario)
    #expect(figures.requests == 0)
    #expect(figures.latency.p50 == nil)
    #expect(SteadyState(figures).latency == .tooShort)
    #expect(RunWarning.all(figures, SteadyState(figures)).map(\.kind) == [.nothingCounted])
    scenario.workload.warmUp = .time(.zero)
    #expect(try run(scenario).figures.requests == figures.warmUp?.requests)
  }

  @Test(arguments: 1...8)
  func `requests that come at one instant are left out together or not at all`(
    group: Int
  ) throws {
    // Groups of an odd size straddle the segments of five. The first requests take long.
    let counter = WarmUpCounter(.mser5)
    var figures = try run(scenario(burst: 5, seconds: 20, seed: 1, nil)).figures
    for request in 0..<1999 {
      let latency = request < 113 ? 5000 - 40 * Int64(request) : 100 + Int64(request % 7)
      counter.add(
        RequestRecord(
          request: request, arrival: .zero + .seconds(Int64(request / group)),
          latency: .milliseconds(latency), outcome: .succeeded, isCold: false, instance: 0,
          charge: .none))
    }
    counter.apply(to: &figures)
    let warmUp = try #require(figures.warmUp)
    let before = (0..<1999).count { Instant.zero + .seconds(Int64($0 / group)) < warmUp.end }
    #expect(warmUp.requests == UInt64(before))
    #expect(figures.requests == UInt64(1999 - before))
    #expect(before >= 100 && before < 400)
  }

  @Test func `where all requests come at once, none is left out`() throws {
    let counter = WarmUpCounter(.mser5)
    var figures = try run(scenario(burst: 5, seconds: 20, seed: 1, nil)).figures
    for request in 0..<500 {
      counter.add(
        RequestRecord(
          request: request, arrival: .zero, latency: .milliseconds(request < 50 ? 900 : 100),
          outcome: .succeeded, isCold: false, instance: 0, charge: .none))
    }
    counter.apply(to: &figures)
    #expect(figures.requests == 500)
    #expect(figures.warmUp?.requests == 0 && figures.warmUp?.end == .zero)
  }
}

@testable import SimCore
import Testing

@testable import Platforms

/// The pool of functions against the general simulation of the same, figure by figure.
@Suite struct FunctionAgreementTests {
  /// Laws of keeping instances, and what else an on-demand platform may have.
  static let platforms: [OnDemand] = [
    platform(KeepAlive(.seconds(4))),
    platform(KeepAlive(.seconds(4)), reuse: .oldest),
    platform(
      KeepAlive(.seconds(9), halving: .init(period: .seconds(2), alone: .seconds(5)))),
    platform(KeepAlive(drawnFrom: .exponential(mean: .seconds(3)))),
    platform(KeepAlive(.seconds(4)), age: .seconds(11)),
    platform(KeepAlive(.seconds(600)), age: .seconds(3)),
  ]

  private static func platform(
    _ keepAlive: KeepAlive, age: Interval? = nil, reuse: Reuse = .newest
  ) -> OnDemand {
    OnDemand(
      limit: 1_000_000, starts: StartLimit(burst: 1_000_000, rate: 0), keepAlive: keepAlive,
      greatestAge: age, reuse: reuse)
  }

  private static func latency(_ service: Distribution) -> StagedLatency {
    StagedLatency(
      network: .exponential(mean: .milliseconds(9)),
      coldStart: ColdStart(
        containerInitialisation: .exponential(mean: .milliseconds(300)),
        libraryImport: .constant(.milliseconds(70)), modelDownload: .constant(.zero),
        modelLoad: .exponential(mean: .milliseconds(200)), firstInference: .constant(.zero),
        billedSteps: [.libraryImport]),
      serviceTime: ServiceTime(service), executionLimit: .seconds(3))
  }

  @Test(arguments: platforms.indices)
  func `one function is what a service is, to the digest`(_ index: Int) throws {
    let capacity = Self.platforms[index]
    let latency = Self.latency(.exponential(mean: .milliseconds(800)))
    let client = Client(timeout: .milliseconds(2500))
    let setup = try FunctionSetup(
      [.poisson(1.5, "one")], capacity: capacity, latency: latency,
      billing: FunctionTrial.billing, client: client, seed: 5, length: .seconds(2000))
    var nobody = NoObserver()
    let pooled = try #require(
      try Simulation.run(functions: setup, patience: .seconds(1), observer: &nobody))
    var arrivals = setup.arrivals
    let general = try #require(
      Simulation.run(
        capacity: capacity, latency: latency, billing: FunctionTrial.billing, client: client,
        arrivals: &arrivals, options: RunOptions(seed: setup.seeds[0], patience: .seconds(1)),
        observer: &nobody))
    #expect(pooled.requests > 2500 && pooled.coldStarts > 50 && pooled.timedOut > 50)
    #expect(pooled.digest == general.digest)
    var same = pooled
    same.functions = nil
    same.offeredUtilisation = general.offeredUtilisation
    var (left, right) = ([UInt8](), [UInt8]())
    same.append(to: &left)
    general.append(to: &right)
    #expect(left == right)
  }

  @Test(arguments: platforms.indices)
  func `functions that share limits are what services of an account are`(_ index: Int) throws {
    let capacity = Self.platforms[index]
    let means: [Int64] = [200, 500, 900, 400]
    let latencies = means.map { Self.latency(.exponential(mean: .milliseconds($0))) }
    let starts = StartLimit(burst: 4, rate: 0.7)
    let plan = SystemPlan(
      services: means.indices.map { index in
        ServicePlan(
          "f\(index)", capacity: capacity, latency: latencies[index],
          billing: FunctionTrial.billing)
      }, accounts: [Account(members: [0, 1, 2, 3], limit: 7, starts: starts)],
      stages: [.weighted(means.indices.map { WeightedService($0, weight: Double($0 + 1)) })])
    let system = try WatchedSystem(
      plan,
      ArrivalStream(
        .poisson(rate: 9), extent: .duration(.seconds(900)), seed: 3, replication: 0),
      options: RunOptions(seed: 3))
    let profiles = means.indices.map { index in
      FunctionProfile(
        name: "f\(index)", memory: .megabytes(128),
        traffic: .times(system.log.records(of: index).map(\.arrival)),
        execution: .exponential(mean: .milliseconds(means[index])))
    }
    let limited = OnDemand(
      limit: 7, starts: starts, keepAlive: capacity.keepAlive, greatestAge: capacity.greatestAge,
      reuse: capacity.reuse)
    let setup = try FunctionSetup(
      profiles, capacity: limited, latency: latencies[0], billing: FunctionTrial.billing, seed: 3,
      length: .seconds(1000))
    var nobody = NoObserver()
    let pooled = try #require(try Simulation.run(functions: setup, observer: &nobody))
    let rows = try #require(pooled.functions?.functions)
    #expect(pooled.end == system.figures.services.map(\.end).max())
    for (row, service) in zip(rows, system.figures.services) {
      #expect(row.counts.requests == service.requests)
      #expect(row.counts.succeeded == service.succeeded)
      #expect(row.counts.throttled == service.throttled && service.throttled > 20)
      #expect(row.counts.coldStarts == service.coldStarts)
      #expect(row.counts.instancesCreated == UInt64(service.instancesCreated))
      #expect(row.counts.latencySum == service.latency.moments.sum)
      let present = Double(row.counts.instanceTime) / Double(service.end.nanoseconds)
      #expect(present == service.instancesMean)
      let busy = Double(row.counts.busyTime) / Double(service.end.nanoseconds)
      #expect(busy == service.inServiceMean)
    }
    #expect(pooled.cost == system.figures.cost)
    #expect(pooled.throttled == system.figures.throttled)
  }
}

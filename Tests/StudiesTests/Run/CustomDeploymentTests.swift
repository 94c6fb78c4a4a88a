import Documents
import Platforms
import SimCore
import Studies
import TestSupport
import Testing

/// Deployments with policies of one's own: nothing here is open to tests alone.
@Suite struct CustomDeploymentTests {
  /// `FixedServer`, written once more outside the library.
  private struct OwnServer: CapacityPolicy, Hashable {
    let workers: Int
    let backlog: Int

    var plan: CapacityPlan {
      var plan = CapacityPlan()
      plan.initialInstances = 1
      plan.greatestInstances = 1
      plan.slots = workers
      return plan
    }

    func admit(_ fleet: FleetView, at now: Instant, memory: inout NoMemory) -> Admission {
      if fleet.available > 0 { return .serve }
      return fleet.waiting < backlog ? .wait(starting: 0) : .refuse(.backlogFull)
    }
  }

  /// The same time for every request.
  private struct OwnTimes: LatencyPolicy, Hashable {
    func service(_ load: Load, using random: inout Random) -> Interval { .milliseconds(100) }
  }

  /// A price for every request.
  private struct OwnPrice: BillingPolicy, Hashable {
    func charge(_ usage: RequestUsage) -> RequestCharge {
      RequestCharge(billed: usage.execution, cost: Money(femtodollars: 7))
    }
  }

  private func deployment(
    _ name: String, _ capacity: AnyCapacity,
    latency: AnyLatency = AnyLatency(
      PreloadedLatency(
        network: .constant(.zero),
        serviceTime: ServiceTime(.constant(.milliseconds(100)))))
  ) -> Deployment {
    Deployment(
      name: name, platform: "own", capacity: capacity, latency: latency,
      billing: AnyBilling(OwnPrice()))
  }

  private func scenario(_ deployments: [Deployment]) throws -> Scenario {
    Scenario(
      name: "own", seed: 1,
      workload: Workload(
        arrivals: .process(try .poisson(rate: 30)), extent: .requests(2000)),
      deployments: deployments)
  }

  @Test func `a policy of one's own goes through a study as those of the catalog do`() throws {
    let own = OwnServer(workers: 4, backlog: 20)
    let scenario = try scenario([
      deployment("built-in", AnyCapacity(FixedServer(workers: 4, backlog: 20))),
      deployment("own", AnyCapacity(own)),
      deployment("own throughout", AnyCapacity(own), latency: AnyLatency(OwnTimes())),
      deployment("slower", AnyCapacity(OwnServer(workers: 3, backlog: 20))),
    ])
    var study = Study(scenario, replications: 3)
    study.checks = true
    let folder = try ScratchDirectory()
    study.output = folder.path
    let results = try study.run()
    let builtIn = try #require(results.means(of: "built-in"))
    for name in ["own", "own throughout"] {
      let own = try #require(results.means(of: name))
      #expect(own.figures.map(\.digest) == builtIn.figures.map(\.digest))
      #expect(
        results.difference(of: "latency_mean_s", name, from: "built-in")?.mean == 0)
    }
    let slower = try #require(
      results.difference(of: "latency_mean_s", "slower", from: "built-in"))
    #expect(slower.excludesZero == true)
    #expect(builtIn.figures.allSatisfy { $0.cost == Money(femtodollars: 7 * Int128($0.requests)) })
    // A row of each run, one of the means of each deployment, and the header.
    #expect(results.csv.split(separator: "\n").count == 1 + 4 * 3 + 4)
    #expect(try folder.text("own/summary.csv") == results.csv)
  }

  @Test func `equal policies make equal deployments`() {
    let one = deployment("a", AnyCapacity(OwnServer(workers: 4, backlog: 20)))
    #expect(one == deployment("a", AnyCapacity(OwnServer(workers: 4, backlog: 20))))
    #expect(one != deployment("a", AnyCapacity(OwnServer(workers: 5, backlog: 20))))
    #expect(one != deployment("a", AnyCapacity(FixedServer(workers: 4, backlog: 20))))
    #expect(Set([one, one]).count == 1)
  }

  @Test func `a policy of the catalog has its own case`() {
    let server = FixedServer(workers: 1, backlog: 0)
    #expect(AnyCapacity(server) == .fixedServer(server))
    let free = PerInstanceBilling(perHour: .zero)
    #expect(AnyBilling(free) == .perInstance(free))
  }
}

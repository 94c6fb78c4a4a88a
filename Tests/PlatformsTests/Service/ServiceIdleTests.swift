import SimCore
import Testing

@testable import Platforms

/// How long instances are kept, by policies that decide and by age.
@Suite struct ServiceIdleTests {
  /// Keeps an instance for as long as a function of its number says.
  private struct ByNumber: CapacityPolicy {
    var milliseconds: @Sendable (Int) -> Int64?
    var initialInstances = 0

    var plan: CapacityPlan {
      var plan = CapacityPlan()
      plan.initialInstances = initialInstances
      plan.idleLifetime = .decided
      return plan
    }

    func admit(_ fleet: FleetView, at now: Instant, memory: inout NoMemory) -> Admission {
      fleet.available > 0 ? .serve : .startInstance
    }

    func keep(
      _ instance: IdleInstance, fleet: FleetView, at now: Instant, memory: inout NoMemory
    ) -> Interval? {
      // What it says is asked for once; when that time has passed, the instance goes.
      if now > instance.idleSince { return .zero }
      return milliseconds(instance.number).map { .milliseconds($0) }
    }
  }

  /// Keeps instances for twice the longest pause that it has seen, and looks again meanwhile.
  private struct Learning: CapacityPolicy {
    struct Memory: Sendable {
      var last: Instant?
      var longest = Interval.zero
    }

    var initialMemory: Memory { Memory() }
    var plan: CapacityPlan {
      var plan = CapacityPlan()
      plan.idleLifetime = .decided
      return plan
    }

    func admit(_ fleet: FleetView, at now: Instant, memory: inout Memory) -> Admission {
      if let last = memory.last { memory.longest = max(memory.longest, now - last) }
      memory.last = now
      return fleet.available > 0 ? .serve : .startInstance
    }

    func keep(
      _ instance: IdleInstance, fleet: FleetView, at now: Instant, memory: inout Memory
    ) -> Interval? {
      let end = instance.idleSince + max(memory.longest * 2, .milliseconds(500))
      return min(end - now, .milliseconds(300))
    }
  }

  private func ends(_ run: WatchedRun) -> [String] {
    run.log.events.filter { $0.text.hasSuffix("revoked") }.map(\.description)
  }

  @Test func `each idle instance is kept for as long as the policy says`() {
    let policy = ByNumber(milliseconds: { [400, 200, nil][$0] })
    let run = WatchedRun(policy, at: [0, 0, 0, 5000])
    // All three idle from 100 on; the third serves the request of 5000.
    #expect(ends(run) == ["300: 1 revoked", "500: 0 revoked"])
    #expect(run.requests.last == "3 succeeded 100 @2")
  }

  @Test func `an instance that is used again is kept anew, and its old timer does nothing`() {
    let policy = ByNumber(milliseconds: { _ in 400 })
    let run = WatchedRun(policy, at: [0, 300, 5000])
    // Idle from 100, serves from 300 to 400, and is kept until 800, not until 500.
    #expect(ends(run) == ["800: 0 revoked"])
    #expect(run.figures.instancesCreated == 2)
  }

  @Test func `no time at all ends an instance at once`() {
    let run = WatchedRun(ByNumber(milliseconds: { _ in 0 }), at: [0, 1000])
    #expect(ends(run) == ["100: 0 revoked"])
    #expect(run.figures.coldStarts == 2)
  }

  @Test func `at the minimum nobody goes, and above it those whose time is over`() {
    let policy = ByNumber(milliseconds: { _ in 200 }, initialInstances: 1)
    let run = WatchedRun(policy, at: [1000, 1050, 5000])
    // At 1050 a second one is created; the first, whose time was over at 200, serves until 1100.
    #expect(ends(run) == ["1300: 0 revoked"])
    #expect(run.requests.last == "2 succeeded 100 @1")
  }

  @Test func `a policy learns from what it sees how long to keep instances`() {
    let first = WatchedRun(Learning(), at: [0, 700, 3000])
    // Nothing is known before 700: the first is kept for 500 ms. Then a pause of 700 ms: 1400 ms.
    #expect(ends(first) == ["600: 0 revoked", "2200: 1 revoked"])
    let second = WatchedRun(Learning(), at: [0, 700, 2100, 4600])
    // The request of 2100 still finds the second, and a pause of 1400 ms makes it stay 2800 ms.
    #expect(second.figures.instancesCreated == 2)
    #expect(second.requests.last == "3 succeeded 100 @1")
  }

  @Test func `an instance beyond its greatest age takes no more requests`() {
    let eager = Aged(greatestAge: .seconds(2))
    let run = WatchedRun(eager, ConstantTimes(service: 300), at: [0, 1000, 1900, 2100, 2300, 6000])
    // Created at 0; the request of 1900 is served to its end, at 2200; the age ends at 2000.
    #expect(
      run.requests == [
        "0 succeeded 300 cold @0", "1 succeeded 300 @0", "2 succeeded 300 @0",
        "3 succeeded 300 cold @1", "4 succeeded 300 cold @2", "5 succeeded 300 cold @3",
      ])
    #expect(run.log.events.contains(.init(2000, "0 draining")))
    #expect(run.log.events.contains(.init(2200, "0 terminated")))
    #expect(run.log.events.contains(.init(4100, "1 terminated")))
  }

  @Test func `an instance that goes by its age is replaced where there must be so many`() {
    var policy = Aged(greatestAge: .seconds(2))
    policy.initialInstances = 2
    let run = WatchedRun(policy, ConstantTimes(startup: 50), at: [3000])
    #expect(
      run.log.events.filter { $0.time >= 2000 && $0.time < 3000 }.map(\.description) == [
        "2000: 0 draining", "2000: 2 created", "2000: 1 draining", "2000: 3 created",
        "2000: 0 terminated", "2000: 1 terminated", "2050: 2 ready", "2050: 3 ready",
      ])
  }

  /// Instances of one request that stay, but for their age.
  private struct Aged: CapacityPolicy {
    var greatestAge: Interval
    var initialInstances = 0

    var plan: CapacityPlan {
      var plan = CapacityPlan()
      plan.greatestAge = greatestAge
      plan.initialInstances = initialInstances
      return plan
    }

    func admit(_ fleet: FleetView, at now: Instant, memory: inout NoMemory) -> Admission {
      fleet.available > 0 ? .serve : .startInstance
    }
  }

  @Test func `many slots, scaling to zero and a keep-alive go together`() {
    var policy = Shared()
    policy.plan.slots = 3
    policy.plan.idleLifetime = .fixed(.seconds(1))
    let run = WatchedRun(policy, ConstantTimes(startup: 200), at: [0, 10, 20, 30, 5000])
    // One instance starts for the first three, which it serves together; another for the fourth.
    #expect(
      run.requests == [
        "0 succeeded 300 cold @0", "1 succeeded 290 @0", "2 succeeded 280 @0",
        "3 succeeded 300 cold @1", "4 succeeded 300 cold @2",
      ])
    #expect(ends(run) == ["1300: 0 revoked", "1330: 1 revoked"])
  }

  /// As many instances as it takes for all requests to have a slot.
  private struct Shared: CapacityPolicy {
    var plan = CapacityPlan()

    func admit(_ fleet: FleetView, at now: Instant, memory: inout NoMemory) -> Admission {
      if fleet.available > 0 { return .serve }
      let slots = fleet.instances * plan.slots
      return .wait(starting: fleet.inService + fleet.waiting + 1 > slots ? 1 : 0)
    }
  }

  private func onDemand(_ keepAlive: KeepAlive, age: Interval? = nil) -> OnDemand {
    OnDemand(
      limit: 100, starts: StartLimit(burst: 100, rate: 1), keepAlive: keepAlive, greatestAge: age)
  }

  @Test func `a burst is released by halves, and its last instance at the end of the law`() {
    let law = KeepAlive(
      .seconds(1520), halving: KeepAlive.Halving(period: .seconds(380), alone: .seconds(645)))
    let run = WatchedRun(onDemand(law), at: [0, 0, 0, 0, 0, 0, 0, 0, 2_000_000])
    let times = ends(run).map { $0.split(separator: ":")[0] }
    #expect(
      times == ["380100", "380100", "380100", "380100", "760100", "760100", "1140100"]
        + ["1520100"])
  }

  @Test func `in a pool that is in use an instance lives longer than an only one`() {
    let law = KeepAlive(
      .seconds(1520), halving: KeepAlive.Halving(period: .seconds(380), alone: .seconds(645)))
    // Two at once, then one every minute for half an hour: the other is idle all that time.
    let used = [0, 0] + (1...30).map { Int64($0) * 60_000 }
    #expect(
      ends(WatchedRun(onDemand(law), at: used + [3_000_000])).map(\.description)
        == ["1520100: 0 revoked", "2445100: 1 revoked"])
  }

  @Test func `an exponential lifetime ends before the next request as often as theory says`() throws
  {
    // Of two exponential times with the means 0.25 and m s the second is the shorter one with the
    // probability 0.25 / (0.25 + m): then the request that comes is cold.
    for (mean, expected) in [("83.333ms", 0.75), ("250ms", 0.5), ("1s", 0.2)] {
      let scenario = try Decoded.scenario(
        """
        { "seed": 3,
          "workload": { "requests": 8000, "arrivals": { "poisson": { "rate": "4/s" } } },
          "deployments": [{ "platform": "aws-lambda",
            "capacity": { "limit": 1, "burst": 1, "starts": "1000000000/s",
              "greatest_age": null, "keep_alive": { "exponential": { "mean": "\(mean)" } } },
            "latency": { "network": "0s", "service_time": "1us",
              "cold_start": { "container_initialisation": "0s", "library_import": "0s",
                "model_download": "0s", "model_load": "0s", "first_inference": "0s" } } }] }
        """)
      let deployment = try #require(scenario.deployments.first)
      var nobody = NoObserver()
      let figures = try scenario.run(deployment, observer: &nobody)
      let share = Double(figures.coldStarts) / Double(figures.succeeded)
      // Three and a half standard errors of 8000 requests at the most.
      #expect(abs(share - expected) < 0.02, "\(mean): \(share)")
      let again = try scenario.run(deployment, observer: &nobody)
      let other = try scenario.run(deployment, replication: 1, observer: &nobody)
      #expect(again.digest == figures.digest && other.digest != figures.digest)
    }
  }

  @Test func `a lifetime that is drawn is one for each time of idleness, and none is for ever`() {
    let lifetime = KeepAlive(drawnFrom: .uniform(from: .milliseconds(200), to: .milliseconds(400)))
    let run = WatchedRun(onDemand(lifetime), at: [0, 0, 0, 150, 300, 5000])
    // The one that is used at 150 and 300 is idle from 400 on at the latest.
    let times = ends(run).compactMap { $0.split(separator: ":").first.flatMap { Int64($0) } }
    #expect(times.count >= 3 && times == times.sorted())
    #expect(times.allSatisfy { $0 < 800 || $0 >= 5000 })
    #expect(Set(times).count == times.count)
  }

  @Test func `a provisioned instance has no greatest age`() {
    let policy = OnDemand(
      limit: 1, starts: StartLimit(burst: 1, rate: 1), keepAlive: KeepAlive(.seconds(1)),
      greatestAge: .milliseconds(250), provisioned: 1)
    let run = WatchedRun(policy, at: [0, 400, 800])
    #expect(run.requests.map { $0.split(separator: "@").last } == ["0", "0", "0"])
    #expect(run.figures.instancesCreated == 1)
  }

  @Test func `no instance serves beyond its greatest age, and one in use ends its request`() {
    let run = WatchedRun(
      onDemand(KeepAlive(.seconds(600)), age: .milliseconds(250)), at: [0, 200, 400])
    #expect(run.requests.map { $0.split(separator: "@").last } == ["0", "0", "1"])
    #expect(run.figures.instancesCreated == 2)
  }
}

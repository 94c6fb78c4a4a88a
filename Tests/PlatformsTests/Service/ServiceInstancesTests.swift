import Platforms
import SimCore
import Testing

/// The life of an instance, on arrivals that can be followed by hand.
@Suite struct ServiceInstancesTests {
  private typealias Entry = RunLog.Entry

  private func run(_ arrivals: [Instant], _ capacity: some CapacityPolicy) -> WatchedRun {
    WatchedRun(
      capacity, ConstantTimes(), billing: NoBilling(), client: Client(),
      options: RunOptions(seed: 1), arrivals: ArrivalList(arrivals))
  }

  @Test func `an idle instance expires exactly when its keep-alive ends and not before`() {
    // Service ends at 100 ms; kept for a second.
    let expiry = Instant.zero + .milliseconds(1100)
    let before = run([.zero, expiry - Interval(nanoseconds: 1)], onDemand(keepAlive: 1000))
    #expect(before.log.lines.last == "1 succeeded 100 @0")
    #expect(before.figures.instancesCreated == 1)
    let after = run([.zero, expiry + Interval(nanoseconds: 1)], onDemand(keepAlive: 1000))
    #expect(after.log.lines.last == "1 succeeded 100 cold @1")
    #expect(after.log.events.contains(Entry(1100, "0 revoked")))
  }

  @Test func `a request at the very moment of an expiry finds the instance gone`() {
    let run = run(
      [.zero, .zero + .milliseconds(1100)], onDemand(keepAlive: 1000))
    #expect(run.log.lines.last == "1 succeeded 100 cold @1")
    #expect(
      run.log.events == [
        Entry(0, "0 created"), Entry(0, "0 ready"), Entry(1100, "0 revoked"),
        Entry(1100, "1 created"), Entry(1100, "1 ready"), Entry(1200, "1 terminated"),
      ])
  }

  @Test func `every use begins the keep-alive anew`() {
    let run = WatchedRun(onDemand(keepAlive: 1000), at: [0, 900, 1800, 2700, 3900])
    // The last use ends at 2800, so the instance would be there until 3800.
    #expect(run.figures.instancesCreated == 2)
    #expect(run.log.events.contains(Entry(3800, "0 revoked")))
  }

  @Test func `an instance that serves for longer than its keep-alive is not revoked meanwhile`() {
    let run = WatchedRun(
      onDemand(keepAlive: 1000), ConstantTimes(service: 5000), at: [0, 5500, 12_000])
    // Idle from 5000 to 5500 and from 10 500 to 11 500.
    #expect(
      run.log.events == [
        Entry(0, "0 created"), Entry(0, "0 ready"), Entry(5500, "0 reused"),
        Entry(11_500, "0 revoked"), Entry(12_000, "1 created"), Entry(12_000, "1 ready"),
        Entry(17_000, "1 terminated"),
      ])
  }

  @Test func `an instance that started for nobody expires like any other`() {
    let run = WatchedRun(
      onDemand(keepAlive: 1000, waitsForAny: true), ConstantTimes(startup: 500),
      at: [0, 550, 5000])
    // Instance 1 is ready at 1050 when nobody waits any more.
    #expect(run.log.events.contains(Entry(2050, "1 revoked")))
    #expect(run.log.events.contains(Entry(1700, "0 revoked")))
  }

  @Test func `provisioned instances never expire`() {
    let run = WatchedRun(
      onDemand(keepAlive: 1000, provisioned: 2), at: [100_000, 100_001, 100_002])
    #expect(
      run.log.lines == [
        "0 succeeded 100 @1", "1 succeeded 100 @0", "2 succeeded 100 cold @2",
      ])
    #expect(!run.log.events.contains { $0.text.hasSuffix("revoked") })
    #expect(run.figures.coldStarts == 1)
  }

  @Test func `beyond the provisioned ones the idle ones expire`() {
    let run = WatchedRun(
      onDemand(keepAlive: 1000, provisioned: 1), at: [0, 1, 2, 50_000])
    let revoked = run.log.events.filter { $0.text.hasSuffix("revoked") }
    #expect(revoked.count == 2)
    #expect(revoked.allSatisfy { $0.time >= 1100 && $0.time <= 1102 })
    #expect(run.figures.instancesLeft == 1)
    #expect(run.log.lines.last?.hasPrefix("3 succeeded 100 @") == true)
  }

  @Test func `the newest idle instance takes the next request`() {
    // 0 is free at 100 and 1 at 110.
    let run = WatchedRun(onDemand(reuse: .newest), at: [0, 10, 1000, 1010, 2000])
    #expect(
      run.log.lines.suffix(3) == [
        "2 succeeded 100 @1", "3 succeeded 100 @0", "4 succeeded 100 @0",
      ])
  }

  @Test func `the oldest idle instance takes the next request`() {
    let run = WatchedRun(onDemand(reuse: .oldest), at: [0, 10, 1000, 2000, 3000])
    #expect(
      run.log.lines.suffix(3) == [
        "2 succeeded 100 @0", "3 succeeded 100 @1", "4 succeeded 100 @0",
      ])
  }

  @Test func `taking turns, each instance gets its fraction`() {
    let run = WatchedRun(
      ScriptedEndpoint(initialInstances: 3, dispatch: .instanceQueues(.roundRobin)),
      ConstantTimes(service: 1000), at: [0, 1, 2, 3, 4, 5])
    #expect(
      run.requests == [
        "0 succeeded 1000 @0", "1 succeeded 1000 @1", "2 succeeded 1000 @2", "3 succeeded 1997 @0",
        "4 succeeded 1997 @1", "5 succeeded 1997 @2",
      ])
  }

  @Test func `the instance with the fewest requests is the next, and the first among equals`() {
    let run = WatchedRun(
      ScriptedEndpoint(initialInstances: 3, slots: 2),
      ConstantTimes(service: 1000), at: [0, 1, 2, 3, 4, 1000, 1000])
    // At 1000 the first instance has one request, the second two and the third one.
    #expect(
      run.requests == [
        "0 succeeded 1000 @0", "1 succeeded 1000 @1", "2 succeeded 1000 @2", "3 succeeded 1000 @0",
        "4 succeeded 1000 @1", "5 succeeded 1000 @0", "6 succeeded 1000 @2",
      ])
  }

  @Test func `at random, every instance is as likely`() {
    let count = 3000
    let run = WatchedRun(
      ScriptedEndpoint(initialInstances: 3, dispatch: .instanceQueues(.random)),
      ConstantTimes(service: 1), at: (0..<Int64(count)).map { $0 * 10 })
    for instance in 0..<3 {
      let served = Double(run.log.records.count { $0.instance == instance })
      // Four standard deviations of a binomial number.
      let deviation = (Double(count) / 3 * 2 / 3).squareRoot()
      #expect(abs(served - Double(count) / 3) < 4 * deviation)
    }
  }

  @Test func `a request waits at its instance even when another is free`() {
    let run = WatchedRun(
      ScriptedEndpoint(initialInstances: 2, dispatch: .instanceQueues(.roundRobin)),
      at: [0, 90, 95, 195])
    // Both are used in turn; 2 waits for 0 until 100 and 3 for 1 until 190, not at all.
    #expect(
      run.requests == [
        "0 succeeded 100 @0", "1 succeeded 100 @1", "2 succeeded 105 @0", "3 succeeded 100 @1",
      ])
  }

  @Test func `each instance has a backlog of its own`() {
    let run = WatchedRun(
      ScriptedEndpoint(
        initialInstances: 2, dispatch: .instanceQueues(.roundRobin), backlog: 1),
      ConstantTimes(service: 1000), at: [0, 1, 2, 3, 4, 5])
    #expect(
      run.requests.suffix(4) == [
        "2 succeeded 1998 @0", "3 succeeded 1998 @1", "4 backlogFull 0", "5 backlogFull 0",
      ])
  }

  @Test func `an instance that is removed finishes its requests and takes no more`() {
    let run = WatchedRun(
      ScriptedEndpoint(drainTime: .milliseconds(250), changes: [1, 0, -1]),
      ConstantTimes(service: 3000), at: [0, 1500, 1600, 1700, 3500, 8000])
    #expect(
      run.requests == [
        "0 succeeded 3000 @0", "1 succeeded 3000 cold @1", "2 succeeded 4400 @0",
        "3 succeeded 5800 @1", "4 succeeded 5500 @0", "5 succeeded 4000 @0",
      ])
    #expect(
      run.log.events.filter { $0.text.hasPrefix("1 ") } == [
        Entry(1000, "1 created"), Entry(1000, "1 ready"), Entry(3000, "1 draining"),
        Entry(4500, "1 reused"), Entry(7750, "1 terminated"),
      ])
  }

  @Test func `an idle instance that is removed goes after its drain time`() {
    let now = WatchedRun(ScriptedEndpoint(changes: [1, -1]), at: [0, 9000])
    #expect(now.log.events.contains(Entry(2000, "1 draining")))
    #expect(now.log.events.contains(Entry(2000, "1 terminated")))
    let later = WatchedRun(
      ScriptedEndpoint(drainTime: .seconds(3), changes: [1, -1]), at: [0, 9000])
    #expect(later.log.events.contains(Entry(5000, "1 terminated")))
    #expect(later.figures.instancesLeft == 1)
  }

  @Test func `no more instances are removed than there are above the minimum`() {
    let run = WatchedRun(
      ScriptedEndpoint(initialInstances: 2, changes: [1, -5, -5]), at: [0, 9000])
    #expect(run.log.events.filter { $0.text.hasSuffix("draining") }.count == 1)
    #expect(run.figures.instancesLeft == 2)
  }

  @Test func `an instance that is being provided serves once it is there`() {
    // Ready at 1000 + 700 + 300; before that there is one instance only.
    let run = WatchedRun(
      ScriptedEndpoint(provisioning: 700, changes: [1]),
      ConstantTimes(service: 5000, startup: 300, first: 40), at: [0, 1999, 2001])
    #expect(
      run.requests == [
        "0 succeeded 5000 @0", "1 succeeded 8001 @0", "2 succeeded 5040 cold @1",
      ])
  }

  @Test func `requests that came before there was any instance are all served, in order`() {
    let run = WatchedRun(
      ScriptedEndpoint(initialInstances: 0, provisioning: 500, changes: [1]), at: [0, 10, 20])
    #expect(
      run.log.lines == [
        "0 succeeded 1600 cold @0", "1 succeeded 1690 @0", "2 succeeded 1780 @0",
      ])
  }

  @Test func `instances with queues of their own may be started by requests too`() {
    let times = ConstantTimes(service: 1000, startup: 50)
    let bound = WatchedRun(EagerEndpoint(isBound: true), times, at: [0, 10])
    #expect(bound.requests == ["0 succeeded 1000 @0", "1 succeeded 1050 cold @1"])
    // 1 waits at instance 0; two more are started, of which 2 gets one.
    let waiting = WatchedRun(EagerEndpoint(isBound: false), times, at: [0, 10, 100])
    #expect(
      waiting.requests == [
        "0 succeeded 1000 @0", "1 succeeded 1990 @0", "2 succeeded 1000 cold @1",
      ])
    #expect(waiting.figures.instancesCreated == 3)
  }

  @Test func `an evaluation sees the arrivals and the use since the last one`() {
    // Two slots; from 0 to 600 one is in use, from 1500 to 2100 too.
    let run = WatchedRun(
      ScriptedEndpoint(slots: 2), ConstantTimes(service: 600), at: [0, 1500, 2500, 2500])
    #expect(run.log.evaluations.map(\.time) == [1000, 2000, 3000])
    #expect(run.log.evaluations.map(\.decision.value) == [0.3, 0.25, 0.55])
    #expect(run.log.evaluations.map(\.decision.threshold) == [60, 60, 120])
    #expect(run.log.evaluations.map(\.instances) == [1, 1, 1])
  }

  @Test func `the slots of an instance that drains count while it has requests`() {
    // From 2000 to 4100 both serve, the second one draining; it is idle for its drain time after.
    let run = WatchedRun(
      ScriptedEndpoint(drainTime: .seconds(10), changes: [1, -1]), ConstantTimes(service: 3000),
      at: [0, 1100, 3000, 6000])
    #expect(run.log.evaluations.map(\.decision.value) == [1, 0.95, 1, 1, 1, 1, 1, 1])
    // Nine seconds of the first, and three of the 3.1 seconds of the second.
    #expect(run.figures.utilisation == 12 / 12.1)
  }

  @Test func `an endpoint follows its autoscaler up and down again`() {
    let endpoint = ManagedEndpoint(
      minimum: 1, maximum: 3, workers: 1, backlog: 100, routing: .leastOutstanding,
      autoscaler: .init(
        metric: .utilisation, target: 0.5, period: .seconds(1), scaleOutDatapoints: 2,
        scaleInDatapoints: 2, scaleOutCooldown: .seconds(1), scaleInCooldown: .seconds(1)),
      provisioningTime: .constant(.milliseconds(500)))
    // Busy without a break until 2100, then now and then.
    let run = WatchedRun(
      endpoint, at: (0..<21).map { $0 * 100 } + [6000, 9000])
    #expect(
      run.log.events.filter { !$0.text.hasSuffix("reused") } == [
        Entry(0, "0 created"), Entry(0, "0 ready"),
        // Utilisation 1 at 1000 and at 2000.
        Entry(2000, "1 created"), Entry(2500, "1 ready"),
        // 0.07 of the slots at 3000 and nothing at 4000.
        Entry(4000, "1 draining"), Entry(4000, "1 terminated"),
        Entry(9100, "0 terminated"),
      ])
  }

  @Test func `a machine without credits is as slow as its baseline`() {
    let server = FixedServer(
      workers: 1, backlog: 5,
      credits: CPUCredits(vCPUs: 1, baseline: 0.25, initial: 0.75, maximum: 10))
    // Credits for one second at full speed; then a quarter of it; three idle seconds earn the
    // credits for another second.
    let run = WatchedRun(
      server, ConstantTimes(service: 1000), at: [0, 1000, 8000, 8500])
    #expect(
      run.log.lines == [
        "0 succeeded 1000 @0", "1 succeeded 4000 @0", "2 succeeded 1000 @0", "3 succeeded 4500 @0",
      ])
  }

  @Test func `half of the workers in use spend half of the machine`() {
    // Two vCPUs, of which half a one is the baseline: a worker alone spends half a credit a second.
    let server = FixedServer(
      workers: 2, backlog: 5,
      credits: CPUCredits(vCPUs: 2, baseline: 0.5, initial: 0.5, maximum: 10))
    let run = WatchedRun(server, ConstantTimes(service: 1000), at: [0, 1000])
    #expect(run.log.lines == ["0 succeeded 1000 @0", "1 succeeded 2000 @0"])
  }
}

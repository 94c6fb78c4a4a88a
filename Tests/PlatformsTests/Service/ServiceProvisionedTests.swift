import Documents
import Platforms
import SimCore
import Testing

@Suite struct ServiceProvisionedTests {
  /// Prices per second: 5 of a provisioned instance, 100 of execution, 30 on provisioned ones; and
  /// 1000 a request.
  private let billing = PerUseBilling(
    perRequest: Money(femtodollars: 1000), perSecond: Money(femtodollars: 100),
    step: .milliseconds(10), perSecondProvisioned: Money(femtodollars: 3000),
    perProvisionedSecond: Money(femtodollars: 5))

  @Test func `provisioned instances are taken first, others are created beyond them`() {
    // 2 is newer than 0 and 1, and still the last choice.
    let run = WatchedRun(
      onDemand(provisioned: 2), ConstantTimes(service: 100, startup: 50),
      at: [0, 0, 0, 1000, 1000, 1000])
    #expect(
      run.requests == [
        "0 succeeded 100 @1", "1 succeeded 100 @0", "2 succeeded 150 cold @2",
        "3 succeeded 100 @0", "4 succeeded 100 @1", "5 succeeded 100 @2",
      ])
    #expect(run.figures.instancesCreated == 3)
  }

  @Test func `with the oldest first, they still go before all others`() {
    let run = WatchedRun(
      onDemand(reuse: .oldest, provisioned: 2), ConstantTimes(service: 100),
      at: [0, 0, 0, 500, 600])
    #expect(
      run.requests.suffix(2) == ["3 succeeded 100 @0", "4 succeeded 100 @1"])
  }

  @Test func `only those beyond the provisioned ones are revoked`() {
    let run = WatchedRun(
      onDemand(keepAlive: 1000, provisioned: 2), ConstantTimes(), at: [0, 0, 0, 60_000])
    let revoked = run.log.events.filter { $0.text.hasSuffix("revoked") }
    #expect(revoked == [RunLog.Entry(1100, "2 revoked")])
    #expect(run.figures.instancesLeft == 2)
  }

  @Test func `they cost by the second, their requests less, and no start`() {
    let run = WatchedRun(
      onDemand(provisioned: 2), ConstantTimes(service: 100, startup: 50, billedStartup: 50),
      billing: billing, at: [0, 0, 0])
    // The run ends at 150 ms: two instances of 0.15 s at 5 a second, to the nearest.
    #expect(run.figures.instanceCost == Money(femtodollars: 2))
    // Two of 10 steps at 30, one of 10 steps at 1, and each by itself.
    #expect(run.figures.requestCost == Money(femtodollars: 3000 + 2 * 300 + 10))
    // One start of 5 steps.
    #expect(run.figures.settledCost == Money(femtodollars: 5))
  }

  @Test func `a request that is cut off by the end is charged by where it was served`() {
    let run = WatchedRun(
      onDemand(provisioned: 1), ConstantTimes(service: 1000), billing: billing, patience: 100,
      at: [0, 0])
    #expect(run.figures.unanswered == 2)
    #expect(run.figures.requestCost == Money(femtodollars: 2000 + 300 + 10))
  }

  @Test func `there is no free tier for what they serve`() {
    let free = PerUseBilling(
      perRequest: .zero, perSecond: Money(femtodollars: 100), step: .milliseconds(10),
      freeSeconds: 1000, perSecondProvisioned: Money(femtodollars: 3000))
    let run = WatchedRun(
      onDemand(provisioned: 1), ConstantTimes(service: 100), billing: free, at: [0, 0])
    #expect(run.figures.settledCost == Money(femtodollars: -10))
    #expect(run.figures.cost == Money(femtodollars: 300))
  }

  @Test func `a pre-warmed instance is ready with everything prepared, and its call is charged`() {
    let run = WatchedRun(
      onDemand(preWarming: .schedule([.init(at: .zero + .seconds(1), instances: 2)])),
      ConstantTimes(service: 100, startup: 500, billedStartup: 20, first: 300), billing: billing,
      at: [0, 1700, 1900, 1900])
    #expect(
      run.requests == [
        "0 succeeded 900 cold @0", "1 succeeded 100 @0", "2 succeeded 100 @0",
        "3 succeeded 100 @1",
      ])
    #expect(run.log.events.contains(RunLog.Entry(1000, "1 created")))
    #expect(run.log.events.contains(RunLog.Entry(1800, "1 ready")))
    #expect(run.figures.instancesCreated == 2)
    #expect(run.figures.coldStarts == 1)
    // Starts of two steps each; the call is a request of 30 steps.
    #expect(run.figures.settledCost == Money(femtodollars: 2 + 2 + 1000 + 30))
    #expect(run.log.evaluations.map(\.time) == [1000])
    #expect(run.log.evaluations.first?.decision.change == 1)
  }

  @Test func `pre-warmed instances that idle for too long are revoked`() {
    let run = WatchedRun(
      onDemand(
        keepAlive: 1000, preWarming: .schedule([.init(at: .zero + .seconds(1), instances: 3)])),
      ConstantTimes(service: 10, startup: 200), at: [10_000])
    #expect(
      run.log.events.filter { $0.text.hasSuffix("revoked") }.map(\.time) == [2200, 2200, 2200])
    #expect(run.figures.coldStarts == 1)
  }

  @Test func `a rising rate is predicted, and fewer requests come to a cold instance`() {
    // Every second two requests more than in the second before, evenly spaced; each takes 300 ms.
    let arrivals: [Int64] = (0..<30).flatMap { second -> [Int64] in
      let count = 2 * (second + 1)
      return (0..<count).map { Int64(second) * 1000 + Int64($0 * 1000 / count) }
    }
    let times = ConstantTimes(service: 300, startup: 800)
    let plain = WatchedRun(onDemand(), times, at: arrivals)
    let foresight = PreWarming.prediction(
      .init(period: .seconds(1), periods: 5, horizon: .seconds(2), headroom: 1.2))
    let warmed = WatchedRun(onDemand(preWarming: foresight), times, at: arrivals)
    #expect(plain.figures.coldStarts > 15)
    // What comes before the first look after two seconds, no forecast can help.
    #expect(warmed.figures.coldStarts <= 6)
    // 60 requests a second of 300 ms keep 18 busy; a fifth more are wanted, and those two seconds
    // ahead.
    #expect(warmed.figures.instancesCreated <= 26)
  }
}

import Documents
import Platforms
import SimCore
import Testing

/// Batches that clients send, on small runs that can be worked out by hand.
@Suite struct ClientBatchTests {
  @Test func `a batch goes when it is complete or when its oldest request has waited`() {
    let run = WatchedRun(
      onDemand(), ConstantTimes(service: 100, marginal: 10, network: 5),
      batch: Batching(3, after: 50), at: [0, 10, 20, 30, 100])
    // 0, 10 and 20 go at 20 and are served for 120 ms; 30 goes alone at 80, for no later one comes
    // in time; 100 is the last, and goes at 150.
    #expect(
      run.requests == [
        "0 succeeded 145 cold @0", "1 succeeded 135 @0", "2 succeeded 125 @0",
        "3 succeeded 155 cold @1", "4 succeeded 155 @0",
      ])
    #expect(run.figures.coldStarts == 2)
    #expect(run.figures.inServicePeak == 2)
  }

  @Test func `who comes when the oldest has waited for long enough is in the next batch`() {
    let run = WatchedRun(
      onDemand(), ConstantTimes(service: 100), batch: Batching(3, after: 50), at: [0, 50, 60])
    #expect(
      run.requests == ["0 succeeded 150 cold @0", "1 succeeded 150 cold @1", "2 succeeded 140 @1"])
  }

  @Test func `batches of one are no batches`() {
    let times: [Int64] = [0, 10, 20, 30, 100]
    let plain = WatchedRun(onDemand(), at: times)
    let ones = WatchedRun(onDemand(), batch: Batching(1, after: 50), at: times)
    #expect(ones.figures.digest == plain.figures.digest)
  }

  @Test func `a batch is charged once, to its oldest request`() {
    let billing = PerUseBilling(
      perRequest: Money(femtodollars: 7), perSecond: Money(femtodollars: 1_000_000),
      step: .milliseconds(100))
    let run = WatchedRun(
      onDemand(), ConstantTimes(service: 100, marginal: 10), billing: billing,
      batch: Batching(2, after: 50), at: [0, 10, 20])
    let records = run.log.records.sorted { $0.request < $1.request }
    // 110 ms are two steps of 100 000 femtodollars; the last request is alone.
    #expect(records.map(\.charge.cost.femtodollars) == [200_007, 0, 100_007])
    #expect(run.figures.billedNanoseconds == 300_000_000)
    #expect(run.figures.requestCost == Money(femtodollars: 300_014))
  }

  @Test func `a free tier counts batches`() {
    let billing = PerUseBilling(
      perRequest: Money(femtodollars: 7), perSecond: .zero, step: .milliseconds(100),
      freeRequests: 100)
    let run = WatchedRun(
      onDemand(), billing: billing, batch: Batching(2, after: 50), at: [0, 10, 20, 30])
    #expect(run.figures.settledCost == .zero - Money(femtodollars: 14))
    #expect(run.figures.cost == .zero)
  }

  @Test func `a batch that is throttled fails as a whole`() {
    let run = WatchedRun(
      onDemand(limit: 1), batch: Batching(2, after: 50), at: [0, 10, 20, 40, 50])
    #expect(
      run.requests == [
        "0 succeeded 110 cold @0", "1 succeeded 100 @0", "2 throttled 20", "3 throttled 0",
        "4 throttled 50",
      ])
    #expect(run.figures.throttled == 3)
    #expect(run.log.events.filter { $0.text.hasPrefix("request") }.map(\.time) == [40, 40, 100])
  }

  @Test func `the backlog counts batches`() {
    let run = WatchedRun(
      FixedServer(workers: 1, backlog: 1), batch: Batching(2, after: 50), at: [0, 0, 1, 1, 2, 2])
    #expect(
      run.requests == [
        "0 succeeded 100 @0", "1 succeeded 100 @0", "2 succeeded 199 @0", "3 succeeded 199 @0",
        "4 backlogFull 0", "5 backlogFull 0",
      ])
    #expect(run.figures.queueLengthPeak == 1)
  }

  @Test func `patience counts from the arrival of the oldest request`() {
    // The second request has waited 105 ms when the answer comes, the first 115.
    let late = WatchedRun(
      onDemand(), ConstantTimes(service: 105), timeout: 110, batch: Batching(2, after: 50),
      at: [0, 10])
    #expect(late.requests == ["0 timedOut 115 cold @0", "1 timedOut 105 @0"])
    let inTime = WatchedRun(
      onDemand(), ConstantTimes(service: 100), timeout: 110, batch: Batching(2, after: 50),
      at: [0, 10])
    #expect(inTime.requests == ["0 succeeded 110 cold @0", "1 succeeded 100 @0"])
  }

  @Test(arguments: [false, true])
  func `a batch that waits is given up on as a whole`(servesAbandoned: Bool) {
    let billing = PerUseBilling(
      perRequest: Money(femtodollars: 7), perSecond: .zero, step: .milliseconds(1))
    let run = WatchedRun(
      FixedServer(workers: 1, backlog: 9, servesAbandonedRequests: servesAbandoned),
      ConstantTimes(service: 200), billing: billing, timeout: 250, batch: Batching(2, after: 50),
      at: [0, 0, 10, 20, 30, 40])
    // The first batch is served until 200, the second until 400, of which its clients wait until
    // 260; the third has gone at 280, and whether it is served all the same is the question.
    #expect(
      run.requests == [
        "0 succeeded 200 @0", "1 succeeded 200 @0", "2 timedOut 390 @0", "3 timedOut 380 @0",
        "4 timedOut 250", "5 timedOut 240",
      ])
    #expect(run.end == 400)
    #expect(run.figures.requestCost == Money(femtodollars: 14))
  }

  @Test func `what still waits for a batch at the end has no answer`() {
    let run = WatchedRun(
      onDemand(), batch: Batching(9, after: 5000), patience: 100, at: [0, 10, 20])
    #expect(run.requests == ["0 unanswered 120", "1 unanswered 110", "2 unanswered 100"])
    #expect(run.figures.instancesCreated == 0)
    #expect(run.end == 120)
  }

  @Test func `a batch in service at the end is charged once`() {
    let billing = PerUseBilling(
      perRequest: Money(femtodollars: 7), perSecond: .zero, step: .milliseconds(1))
    let run = WatchedRun(
      onDemand(), ConstantTimes(service: 1000), billing: billing, timeout: 105,
      batch: Batching(2, after: 50), patience: 100, at: [0, 10])
    #expect(run.requests == ["0 timedOut 110 cold @0", "1 timedOut 100 @0"])
    #expect(run.figures.requestCost == Money(femtodollars: 7))
    #expect(run.figures.billedNanoseconds == 100_000_000)
  }

  @Test func `a batch waits for the instance that starts for it`() {
    let run = WatchedRun(
      onDemand(), ConstantTimes(service: 100, marginal: 10, startup: 300, first: 50),
      batch: Batching(2, after: 50), at: [0, 10])
    #expect(run.requests == ["0 succeeded 470 cold @0", "1 succeeded 460 @0"])
  }

  @Test func `an autoscaler counts what comes to the platform`() {
    var policy = ScriptedEndpoint()
    policy.changes = []
    let run = WatchedRun(
      policy, ConstantTimes(service: 10), batch: Batching(4, after: 100), patience: 2000,
      at: [0, 1, 2, 3, 10, 990, 1200])
    // Of the six requests of the first second, four are a batch, one is another and one is held.
    #expect(run.log.evaluations.first?.decision.threshold == 120)
  }

  @Test func `the delay of a worker's batch counts from when the client sent its own`() {
    // The client sends two of three at 100; the worker waits for others up to 300.
    let run = WatchedRun(
      FixedServer(workers: 1, backlog: 10, batching: Batching(5, after: 200)),
      ConstantTimes(service: 50), batch: Batching(3, after: 100), at: [0, 30])
    #expect(run.log.lines == ["0 succeeded 350 @0", "1 succeeded 320 @0"])
  }
}

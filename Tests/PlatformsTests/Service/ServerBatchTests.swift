import Documents
import Platforms
import SimCore
import Testing

/// Batches that workers take from their queue, on small runs that can be worked out by hand.
@Suite struct ServerBatchTests {
  private func server(
    _ batching: Batching, instances: Int = 1, workers: Int = 1, backlog: Int = 100
  ) -> FixedServer {
    FixedServer(instances: instances, workers: workers, backlog: backlog, batching: batching)
  }

  private func endpoint(_ batching: Batching, _ routing: Routing = .leastOutstanding)
    -> ManagedEndpoint
  {
    ManagedEndpoint(
      minimum: 2, maximum: 2, workers: 1, backlog: 100, routing: routing, autoscaler: nil,
      provisioningTime: .constant(.zero), batching: batching)
  }

  @Test func `without a delay a free worker takes what is there`() {
    let run = WatchedRun(
      server(Batching(3, after: 0)), ConstantTimes(service: 100, marginal: 10),
      at: [0, 10, 20, 30, 40])
    // The first alone until 100, the next three until 220, the last until 320.
    #expect(
      run.requests == [
        "0 succeeded 100 @0", "1 succeeded 210 @0", "2 succeeded 200 @0", "3 succeeded 190 @0",
        "4 succeeded 280 @0",
      ])
    #expect(run.figures.inServicePeak == 1)
    #expect(run.figures.queueLengthPeak == 4)
    #expect(run.figures.utilisation == 1)
  }

  @Test func `with a delay a free worker waits for others`() {
    let run = WatchedRun(
      server(Batching(3, after: 30)), ConstantTimes(service: 100, marginal: 10),
      at: [0, 10, 20, 150])
    // The third completes the batch at 20; the last waits in vain until 180.
    #expect(
      run.requests == [
        "0 succeeded 140 @0", "1 succeeded 130 @0", "2 succeeded 120 @0", "3 succeeded 130 @0",
      ])
  }

  @Test func `a worker that becomes free takes who has waited, and else waits for the rest`() {
    let run = WatchedRun(
      server(Batching(2, after: 30)), ConstantTimes(service: 100), at: [0, 0, 10, 200, 290])
    // 10 has waited long enough at 100. 200 is due at 230; it is served until 330, where 290 has
    // waited long enough too.
    #expect(
      run.requests == [
        "0 succeeded 100 @0", "1 succeeded 100 @0", "2 succeeded 190 @0", "3 succeeded 130 @0",
        "4 succeeded 140 @0",
      ])
    let held = WatchedRun(
      server(Batching(2, after: 30)), ConstantTimes(service: 100), at: [0, 0, 90])
    // At 100 it has waited for 10 ms, and waits for 20 more.
    #expect(held.requests.last == "2 succeeded 130 @0")
  }

  @Test func `workers take batches side by side`() {
    let run = WatchedRun(
      server(Batching(2, after: 50), workers: 2), ConstantTimes(service: 100),
      at: [0, 1, 2, 3, 4, 5, 6])
    // Two workers take two each, at 1 and at 3; the first takes two more at 101, the second at 103
    // the last.
    #expect(
      run.requests == [
        "0 succeeded 101 @0", "1 succeeded 100 @0", "2 succeeded 101 @0", "3 succeeded 100 @0",
        "4 succeeded 197 @0", "5 succeeded 196 @0", "6 succeeded 197 @0",
      ])
    #expect(run.figures.inServicePeak == 2)
  }

  @Test func `machines take turns with batches`() {
    let run = WatchedRun(
      server(Batching(2, after: 50), instances: 2), ConstantTimes(service: 100), at: [0, 1, 2, 3])
    #expect(
      run.requests == [
        "0 succeeded 101 @0", "1 succeeded 100 @0", "2 succeeded 101 @1", "3 succeeded 100 @1",
      ])
  }

  @Test func `instances gather their own batches`() {
    let run = WatchedRun(
      endpoint(Batching(2, after: 30), .roundRobin), ConstantTimes(service: 100), at: [0, 1, 2])
    #expect(
      run.requests == ["0 succeeded 102 @0", "1 succeeded 130 @1", "2 succeeded 100 @0"])
  }

  @Test func `a request goes to the instance with the fewest requests, not batches`() {
    let run = WatchedRun(
      endpoint(Batching(3, after: 0)), ConstantTimes(service: 100), at: [0, 1, 2, 3, 4, 150])
    // From 100 to 200 the first instance serves 2 and 4, the second 3.
    #expect(
      run.requests.suffix(4) == [
        "2 succeeded 198 @0", "3 succeeded 198 @1", "4 succeeded 196 @0", "5 succeeded 151 @1",
      ])
  }

  @Test func `an instance that drains waits for nobody`() {
    var policy = ScriptedEndpoint()
    policy.plan.batching = Batching(9, after: 5000)
    policy.changes = [1, -1]
    // The second instance is there from 1000 to 2000, and the request at 1600 is sent to it.
    let run = WatchedRun(policy, ConstantTimes(service: 100), at: [1500, 1600])
    #expect(run.requests == ["0 succeeded 5100 @0", "1 succeeded 500 cold @1"])
  }

  @Test func `every request of a batch is charged the time in service`() {
    let billing = PerUseBilling(
      perRequest: Money(femtodollars: 7), perSecond: .zero, step: .milliseconds(1))
    let run = WatchedRun(
      server(Batching(2, after: 50)), ConstantTimes(service: 100, marginal: 10), billing: billing,
      at: [0, 10])
    #expect(run.figures.requestCost == Money(femtodollars: 14))
    #expect(run.figures.billedNanoseconds == 220_000_000)
  }

  @Test func `clients give up one by one, and the rest of the queue is served`() {
    let run = WatchedRun(
      server(Batching(2, after: 0)), ConstantTimes(service: 100), timeout: 150, at: [0, 1, 60, 70])
    // 1 and 60 are served from 100 to 200: too late for 1. 70 follows until 300, too late too.
    #expect(
      run.requests == [
        "0 succeeded 100 @0", "1 timedOut 199 @0", "2 succeeded 140 @0", "3 timedOut 230 @0",
      ])
    let held = WatchedRun(
      server(Batching(4, after: 120)), ConstantTimes(service: 100), timeout: 110, at: [0, 100, 105])
    // 0 is given up on at 110, before its batch is complete, and the others at 210 and 215.
    #expect(held.requests == ["0 timedOut 110", "1 timedOut 110", "2 timedOut 110"])
  }

  @Test func `work for clients who have gone is part of a batch`() {
    let policy = FixedServer(
      workers: 1, backlog: 9, servesAbandonedRequests: true, batching: Batching(2, after: 0))
    let run = WatchedRun(
      policy, ConstantTimes(service: 100, marginal: 100), timeout: 90, at: [0, 5, 98])
    // 5 has gone at 95, and is served with 98 from 100 to 300.
    #expect(
      run.requests == ["0 timedOut 100 @0", "1 timedOut 90", "2 timedOut 202 @0"])
    #expect(run.end == 300)
  }

  @Test func `the execution limit ends a batch as a whole`() {
    let run = WatchedRun(
      server(Batching(2, after: 50)), ConstantTimes(service: 100, marginal: 50, limit: 120),
      at: [0, 10])
    #expect(run.requests == ["0 timedOut 130 @0", "1 timedOut 120 @0"])
  }

  @Test func `what is in service at the end has no answer, and is charged`() {
    let billing = PerUseBilling(
      perRequest: Money(femtodollars: 7), perSecond: .zero, step: .milliseconds(1))
    let run = WatchedRun(
      server(Batching(2, after: 50)), ConstantTimes(service: 1000), billing: billing,
      patience: 100, at: [0, 10, 20])
    #expect(run.requests == ["0 unanswered 120 @0", "1 unanswered 110 @0", "2 unanswered 100"])
    #expect(run.figures.requestCost == Money(femtodollars: 14))
  }

  @Test func `workers take several of the batches that clients send`() {
    let run = WatchedRun(
      server(Batching(2, after: 0)), ConstantTimes(service: 100, marginal: 10),
      batch: Batching(2, after: 50), at: [0, 0, 10, 10, 20, 20, 30])
    // Two until 110. Then two batches at once, of 10 and of 20, for 130 ms; 30 comes at 80.
    #expect(
      run.requests == [
        "0 succeeded 110 @0", "1 succeeded 110 @0", "2 succeeded 230 @0", "3 succeeded 230 @0",
        "4 succeeded 220 @0", "5 succeeded 220 @0", "6 succeeded 310 @0",
      ])
  }

  @Test(arguments: [Dispatch.sharedQueue(.newest), .instanceQueues(.leastOutstanding)])
  func `an instance that waits for a batch does not expire`(dispatch: Dispatch) {
    var policy = ScriptedEndpoint(initialInstances: 0, dispatch: dispatch, changes: [1, 0, 1])
    policy.plan.batching = Batching(2, after: 500)
    policy.plan.idleLifetime = .fixed(.milliseconds(300))
    // The first instance is idle from 1000, and would expire at 1300 if the request of 1200 did not
    // wait for another until 1700. Idle again from 1800, it expires at 2100.
    let run = WatchedRun(policy, at: [1200, 3100])
    #expect(run.requests == ["0 succeeded 600 cold @0", "1 succeeded 600 cold @1"])
    #expect(
      run.log.events.filter { $0.text.hasSuffix("revoked") } == [.init(2100, "0 revoked")])
  }
}

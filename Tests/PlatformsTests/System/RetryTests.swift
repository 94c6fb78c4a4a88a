import Documents
import SimCore
import Testing

@testable import Platforms

/// Requests that are sent again, small enough to be worked by hand.
@Suite struct RetryTests {
  private func run(
    _ retry: RetryPolicy?, _ services: [ServicePlan] = [.constant("one", backlog: 0)],
    _ router: Router = .overflow([0]), at times: [Int64], patience: Int64? = nil
  ) throws -> WatchedSystem {
    try WatchedSystem(
      SystemPlan(services: services, stages: [Stage(router, retry: retry)]), at: times,
      patience: patience)
  }

  private func policy(_ attempts: Int, _ backOff: Int64, factor: Double = 2) -> RetryPolicy {
    RetryPolicy(
      attempts: attempts, backOff: .milliseconds(backOff), factor: factor,
      greatest: .milliseconds(300), hasJitter: false)
  }

  @Test func `a refused request comes again after a back-off that grows`() throws {
    let run = try run(policy(3, 50), at: [0, 10])
    // Refused at 10 and at 60, served from 160.
    #expect(run.log.lines == ["0 succeeded 100 @0", "1 succeeded 250 @0"])
    #expect(run.figures.retries == 2 && run.figures.steps == 4)
    #expect(run.figures.requests == 2 && run.figures.services[0].requests == 4)
    #expect(run.figures.services[0].backlogFull == 2 && run.figures.backlogFull == 0)
  }

  @Test func `after the last attempt its outcome is that of a request without retries`() throws {
    let run = try run(policy(2, 50), at: [0, 10])
    #expect(run.log.lines == ["0 succeeded 100 @0", "1 backlogFull 50 @0"])
    #expect(run.figures.retries == 1)
    #expect(try self.run(nil, at: [0, 10]).log.lines[1] == "1 backlogFull 0 @0")
  }

  @Test func `a client that has given up sends again, and the work goes on`() throws {
    let impatient = Client(timeout: .milliseconds(60))
    let run = try run(
      policy(3, 5, factor: 1), [.constant("one", client: impatient)], at: [0])
    // Given up on at 60; the next attempt waits from 65, and is given up on at 125; the third, from
    // 130 on, finds the worker busy with the second up to 200.
    #expect(run.log.lines == ["0 timedOut 190 @0"])
    #expect(run.figures.services[0].timedOut == 3)
  }

  @Test func `nobody waits for an answer that is on its way too late`() throws {
    let impatient = Client(timeout: .milliseconds(100))
    // Served up to 90, and the answer would come at 110.
    let run = try run(
      policy(3, 1000, factor: 1),
      [.constant("one", service: 90, network: 20, client: impatient)], at: [0])
    // At 0, 1.1 s and 2.2 s with the longest wait of 300 ms: at 0, 400 and 800.
    #expect(run.log.lines == ["0 timedOut 910 @0"])
  }

  @Test func `an attempt that was given up on is charged, and its start is one`() throws {
    let scenario = try Decoded.scenario(
      """
      { "seed": 1, "workload": { "requests": 1, "arrivals": { "constant": { "rate": "1/s" } } },
        "deployments": [{ "name": "f",
          "platform": { "name": "own", "capacity": { "policy": "on-demand", "keep_alive": "1min" },
            "latency": { "policy": "staged", "network": "0s",
              "cold_start": { "container_initialisation": "3s" } },
            "billing": { "policy": "per-use", "per_request": "0.002USD" } },
          "latency": { "service_time": "100ms" },
          "client": { "timeout": "1s",
            "retries": { "attempts": 3, "back_off": "1s", "factor": 1, "jitter": "none" } } }] }
      """)
    var observer = RunLog()
    let figures = try scenario.run(scenario.deployments[0], observer: &observer)
    // Attempts at 0, 2 and 4: the third finds the instance that the first made start.
    let record = try #require(observer.records.first)
    #expect(record.outcome == .succeeded && record.latency == .milliseconds(4100))
    #expect(record.isCold && figures.coldStarts == 1)
    #expect(figures.system?.services.first?.figures.requests == 3)
    let sum = observer.records.reduce(Money.zero) { $0 + $1.charge.cost }
    #expect(figures.requestCost == sum)
    #expect(figures.cost == figures.system?.services.first?.figures.cost)
    #expect(record.instance >= 0)
  }

  @Test func `an attempt goes through the whole stage`() throws {
    let run = try run(
      policy(2, 30), [.constant("near", backlog: 0), .constant("far", backlog: 0, service: 300)],
      .overflow([0, 1]), at: [0, 10, 20])
    // Refused by both at 20, and by both at 50.
    #expect(
      run.log.lines == ["0 succeeded 100 @0", "1 succeeded 300 @1", "2 backlogFull 30 @1"])
    #expect(run.figures.sentOn == 3 && run.figures.steps == 4)
  }

  @Test func `a stage counts its own attempts`() throws {
    let run = try WatchedSystem(
      SystemPlan(
        services: [.constant("first", backlog: 0), .constant("second", backlog: 0, service: 150)],
        stages: [
          Stage(.overflow([0]), retry: policy(2, 100, factor: 1)),
          Stage(.overflow([1]), retry: policy(2, 90, factor: 1)),
        ]),
      at: [0, 10])
    // The other is refused at 10, served from 110 to 210, refused at 210 and served from 300.
    #expect(run.log.lines == ["0 succeeded 250 @1", "1 succeeded 440 @1"])
  }

  @Test func `who waits to send again when the run ends has no answer`() throws {
    let run = try run(policy(2, 290), at: [0, 10], patience: 100)
    #expect(run.log.lines == ["0 succeeded 100 @0", "1 unanswered 100 @0"])
    #expect(run.figures.unanswered == 1)
  }

  @Test func `waits grow to the longest, and none is below nothing`() {
    let policy = policy(9, 50)
    #expect(
      (1...5).map { policy.wait(after: $0).nanoseconds / 1_000_000 } == [50, 100, 200, 300, 300])
    let many = RetryPolicy(attempts: 100, backOff: .longest, factor: 100, greatest: .longest)
    #expect(many.wait(after: 99) == .longest)
    #expect(RetryPolicy(attempts: 9, backOff: .zero, greatest: .longest).wait(after: 8) == .zero)
  }

  @Test func `jitter draws evenly between nothing and the wait`() {
    var state = RetryState(
      RetryPolicy(attempts: 2, backOff: .seconds(1)), random: Random(seed: 3))
    let delays = (0..<4000).compactMap { _ in state.delay(after: 1)?.seconds }
    #expect(delays.count == 4000 && delays.allSatisfy { (0..<1).contains($0) })
    // The mean of 4,000 even numbers has a standard error of 0.0046.
    #expect(abs(delays.reduce(0, +) / 4000 - 0.5) < 0.02)
    #expect(state.delay(after: 2) == nil)
  }

  @Test(arguments: [
    (RetryPolicy(attempts: 1), "retries with 1 attempts in all, and needs 2 at least"),
    (
      RetryPolicy(attempts: 2, factor: 0.5),
      "retries after a back-off that grows by 0.5, and needs a factor of 1 at least"
    ),
    (RetryPolicy(attempts: 2, backOff: .zero - .seconds(1)), "retries after less than no time"),
  ])
  func `a policy without a meaning is refused`(policy: RetryPolicy, problem: String) {
    let plan = SystemPlan(
      services: [.constant("one")], stages: [Stage(.overflow([0]), retry: policy)])
    #expect(plan.problem == "stage 0 \(problem)")
  }
}

import Platforms
import SimCore
import Testing

/// A fleet as a policy sees it.
func fleet(
  instances: Int = 0, starting: Int = 0, ready: Int = 0, available: Int = 0, inService: Int = 0,
  waiting: Int = 0, queueLength: Int = 0
) -> FleetView {
  var fleet = FleetView()
  fleet.instances = instances
  fleet.starting = starting
  fleet.ready = ready
  fleet.available = available
  fleet.inService = inService
  fleet.waiting = waiting
  fleet.queueLength = queueLength
  return fleet
}

@Suite struct OnDemandTests {
  private func policy(
    limit: Int = 10, burst: Int = 100, rate: Double = 0,
    beyondLimit: OnDemand.BeyondLimit = .refuse, waitsForAny: Bool = false, backlog: Int = 1000
  ) -> OnDemand {
    OnDemand(
      limit: limit, starts: StartLimit(burst: burst, rate: rate), keepAlive: .minutes(10),
      beyondLimit: beyondLimit, waitsForAny: waitsForAny, backlog: backlog)
  }

  private func admit(
    _ policy: OnDemand, _ fleet: FleetView, taken: Int = 0, at now: Instant = .zero
  ) -> Admission {
    var memory = policy.initialMemory
    _ = policy.starts.take(taken, from: &memory.bucket, at: .zero)
    return policy.admit(fleet, at: now, memory: &memory)
  }

  @Test func `an idle instance takes the request and no token is spent`() {
    let policy = policy()
    var memory = policy.initialMemory
    let full = fleet(instances: 10, ready: 10, available: 1, inService: 9)
    #expect(policy.admit(full, at: .zero, memory: &memory) == .serve)
    #expect(memory.bucket.tokens == 100)
  }

  @Test(arguments: [
    // limit, instances, tokens taken of five
    (10, 0, 0, Admission.startInstance),
    (10, 9, 0, .startInstance),
    (10, 10, 0, .refuse(.throttled)),
    (10, 11, 0, .refuse(.throttled)),
    (10, 3, 4, .startInstance),
    (10, 3, 5, .refuse(.throttled)),
    (0, 0, 0, .refuse(.throttled)),
  ])
  func `a request without an idle instance starts one within both limits`(
    limit: Int, instances: Int, taken: Int, admission: Admission
  ) {
    let policy = policy(limit: limit, burst: 5)
    let view = fleet(instances: instances, ready: instances, inService: instances)
    #expect(admit(policy, view, taken: taken) == admission)
  }

  @Test func `instances that start count for the limit`() {
    #expect(
      admit(policy(limit: 3), fleet(instances: 3, starting: 3)) == .refuse(.throttled))
  }

  @Test func `where a request waits for any instance, it joins the queue and one is started`() {
    #expect(admit(policy(waitsForAny: true), fleet()) == .wait(starting: 1))
    #expect(
      admit(policy(limit: 1, waitsForAny: true), fleet(instances: 1, ready: 1, inService: 1))
        == .refuse(.throttled))
  }

  @Test(arguments: [
    (0, Admission.wait(starting: 0)), (7, .wait(starting: 0)), (8, .refuse(.backlogFull)),
    (9, .refuse(.backlogFull)),
  ])
  func `beyond the limits a request waits while the backlog has room`(
    waiting: Int, admission: Admission
  ) {
    for waitsForAny in [false, true] {
      let policy = policy(
        limit: 2, beyondLimit: .wait, waitsForAny: waitsForAny, backlog: 8)
      let view = fleet(instances: 2, ready: 2, inService: 2, waiting: waiting, queueLength: waiting)
      #expect(admit(policy, view) == admission)
    }
  }

  @Test func `a full fleet spends no token`() {
    let policy = policy(limit: 1, burst: 3, beyondLimit: .wait)
    var memory = policy.initialMemory
    for _ in 0..<10 {
      _ = policy.admit(fleet(instances: 1, ready: 1, inService: 1), at: .zero, memory: &memory)
    }
    #expect(memory.bucket.tokens == 3)
  }

  @Test func `the start limit refills with time`() {
    let policy = policy(burst: 1, rate: 10)
    let refilled = Instant.zero + .milliseconds(100)
    #expect(
      admit(policy, fleet(), taken: 1, at: refilled - Interval(nanoseconds: 1))
        == .refuse(.throttled))
    #expect(admit(policy, fleet(), taken: 1, at: refilled) == .startInstance)
  }

  private func evaluate(_ policy: OnDemand, _ fleet: FleetView, taken: Int = 0) -> ScalingDecision {
    var memory = policy.initialMemory
    _ = policy.starts.take(taken, from: &memory.bucket, at: .zero)
    return policy.evaluate(
      Observation(period: .milliseconds(100), arrivals: 0, meanReady: 0, utilisation: 0),
      fleet: fleet, at: .zero, memory: &memory)
  }

  @Test(arguments: [
    // waiting, starting, instances, tokens taken of five, change
    (0, 0, 0, 0, 0), (3, 0, 0, 0, 3), (3, 2, 2, 0, 1), (3, 3, 3, 0, 0), (9, 0, 0, 0, 5),
    (9, 0, 0, 3, 2), (9, 0, 8, 0, 2), (9, 0, 10, 0, 0), (9, 0, 0, 5, 0),
  ])
  func `an evaluation starts what waiting requests lack, within the limits`(
    waiting: Int, starting: Int, instances: Int, taken: Int, change: Int
  ) {
    let policy = policy(limit: 10, burst: 5, beyondLimit: .wait)
    let view = fleet(instances: instances, starting: starting, waiting: waiting)
    let decision = evaluate(policy, view, taken: taken)
    #expect(decision.change == change)
    // An evaluation is worth a line in the log when something was lacking.
    #expect(decision.isLogged == (waiting > starting))
    if decision.isLogged { #expect(decision.value == Double(waiting - starting)) }
  }

  @Test func `an instance that starts for one request is on its way for no other`() {
    let policy = policy(limit: 10, burst: 5, beyondLimit: .wait)
    var view = fleet(instances: 3, starting: 3, waiting: 2)
    view.startingForOne = 2
    // One of the three is for any of the two that wait.
    #expect(evaluate(policy, view).change == 1)
    #expect(evaluate(policy, view).value == 1)
  }

  @Test func `who comes while others wait joins them, and overtakes nobody`() {
    let policy = policy(beyondLimit: .wait)
    let view = fleet(instances: 1, ready: 1, inService: 1, waiting: 1, queueLength: 1)
    #expect(admit(policy, view) == .wait(starting: 1))
    #expect(admit(policy, fleet(instances: 1, ready: 1, inService: 1)) == .startInstance)
  }

  @Test func `only a policy that lets requests wait is evaluated`() {
    #expect(policy(beyondLimit: .refuse).plan.evaluationPeriod == nil)
    #expect(policy(beyondLimit: .wait).plan.evaluationPeriod == .milliseconds(100))
  }

  @Test func `the parameters say what the platform asks for`() {
    let policy = OnDemand(
      limit: 10, starts: StartLimit(burst: 1, rate: 0), keepAlive: .seconds(7), reuse: .oldest,
      provisioned: 3)
    #expect(policy.plan.idleLifetime == .fixed(.seconds(7)))
    #expect(policy.plan.dispatch == .sharedQueue(.oldest))
    #expect(policy.plan.initialInstances == 3)
    #expect(policy.plan.provisionedInstances == 3)
    #expect(policy.plan.slots == 1)
    #expect(policy.plan.credits == nil)
    #expect(policy.plan.drainTime == .zero)
    #expect(!policy.plan.servesAbandonedRequests)
    #expect(policy.plan.provisioningTime == .constant(.zero))
    #expect(policy.plan.problem == nil)
  }
}

import Platforms
import SimCore
import Testing

@Suite struct AnyCapacityTests {
  private let onDemand = OnDemand(
    limit: 4, starts: StartLimit(burst: 2, rate: 20), idleLifetime: .seconds(5), reuse: .oldest,
    beyondLimit: .wait, waitsForAny: true, minimum: 1, backlog: 3)
  private let fixedServer = FixedServer(
    instances: 2, workers: 3, backlog: 4,
    credits: CPUCredits(vCPUs: 2, baseline: 1, initial: 3, maximum: 4),
    servesAbandonedRequests: true)
  private let endpoint = ManagedEndpoint(
    minimum: 1, maximum: 6, workers: 2, backlog: 3, routing: .roundRobin,
    autoscaler: .init(
      metric: .utilisation, target: 0.5, scaleOutDatapoints: 2, scaleInDatapoints: 3),
    provisioningTime: .exponential(mean: .seconds(10)), drainTime: .seconds(4),
    servesAbandonedRequests: true)

  /// Asks both the same questions about random fleets.
  private func expectAlike<Policy: CapacityPolicy>(_ any: AnyCapacity, _ policy: Policy) {
    #expect(any.initialInstances == policy.initialInstances)
    #expect(any.concurrency == policy.concurrency)
    #expect(any.dispatch == policy.dispatch)
    #expect(any.keepAlive == policy.keepAlive)
    #expect(any.evaluationPeriod == policy.evaluationPeriod)
    #expect(any.credits == policy.credits)
    #expect(any.drainTime == policy.drainTime)
    #expect(any.servesAbandonedRequests == policy.servesAbandonedRequests)
    var random = Random(seed: 11)
    var memory = any.initialMemory
    var expected = policy.initialMemory
    var now = Instant.zero
    for _ in 0..<500 {
      now = now + .milliseconds(Int64(random.next(below: 60_000)))
      let ready = Int(random.next(below: 5))
      let starting = Int(random.next(below: 3))
      let queue = Int(random.next(below: 5))
      let view = fleet(
        instances: ready + starting, starting: starting, ready: ready,
        available: Int(random.next(below: 2)), waiting: queue, queueLength: queue)
      #expect(
        any.admit(view, at: now, memory: &memory)
          == policy.admit(view, at: now, memory: &expected))
      let observation = Observation(
        period: .minutes(1), arrivals: 3, meanReady: 1, utilisation: random.nextUnit())
      let decision = any.evaluate(observation, fleet: view, at: now, memory: &memory)
      let other = policy.evaluate(observation, fleet: view, at: now, memory: &expected)
      #expect(decision.change == other.change)
      #expect(decision.value == other.value && decision.threshold == other.threshold)
      #expect("\(decision.metric) \(decision.reason)" == "\(other.metric) \(other.reason)")
      var first = Random(seed: random.next())
      var second = first
      #expect(any.provisioning(using: &first) == policy.provisioning(using: &second))
    }
  }

  @Test func `each case decides as the policy in it`() {
    expectAlike(.onDemand(onDemand), onDemand)
    expectAlike(.fixedServer(fixedServer), fixedServer)
    expectAlike(.managedEndpoint(endpoint), endpoint)
  }
}

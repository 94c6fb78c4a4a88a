import SimCore
import Testing

@testable import Platforms

@Suite struct ManagedEndpointTests {
  private func endpoint(
    minimum: Int = 1, maximum: Int = 10, out: Int = 3, inward: Int = 5,
    metric: ManagedEndpoint.Metric = .utilisation, target: Double = 0.5
  ) -> ManagedEndpoint {
    ManagedEndpoint(
      minimum: minimum, maximum: maximum, workers: 4, backlog: 6, routing: .random,
      autoscaler: .init(
        metric: metric, target: target, scaleInFraction: 0.5, scaleOutDatapoints: out,
        scaleInDatapoints: inward, scaleOutCooldown: .minutes(5), scaleInCooldown: .minutes(7)),
      provisioningTime: .constant(.minutes(3)), drainTime: .seconds(9))
  }

  /// Steps an autoscaler minute by minute.
  private struct Stepper {
    let endpoint: ManagedEndpoint
    var memory: ManagedEndpoint.Memory
    var minute: Int64 = 0

    init(_ endpoint: ManagedEndpoint) {
      self.endpoint = endpoint
      memory = endpoint.initialMemory
    }

    /// The decisions on a metric that has some values in a row, with a fleet that stays.
    mutating func changes(
      _ values: [Double], ready: Int, starting: Int = 0
    ) -> [Int] {
      values.map { value in
        minute += 1
        return endpoint.evaluate(
          Observation(
            period: .minutes(1), arrivals: 0, meanReady: Double(ready), utilisation: value),
          fleet: fleet(instances: ready + starting, starting: starting, ready: ready),
          at: .zero + .minutes(minute), memory: &memory
        ).change
      }
    }
  }

  private func changes(
    _ endpoint: ManagedEndpoint, _ values: [Double], ready: Int = 1, starting: Int = 0
  ) -> [Int] {
    var stepper = Stepper(endpoint)
    return stepper.changes(values, ready: ready, starting: starting)
  }

  @Test func `instances are added after enough values above the target in a row`() {
    // 2 instances at 0.9 need 3.6 at 0.5.
    #expect(changes(endpoint(), [0.9, 0.9, 0.9], ready: 2) == [0, 0, 2])
  }

  @Test func `a value at the target begins the row anew`() {
    #expect(
      changes(endpoint(), [0.9, 0.9, 0.5, 0.9, 0.9, 0.9], ready: 2) == [0, 0, 0, 0, 0, 2])
  }

  @Test func `the last value of the row says how many are needed`() {
    #expect(changes(endpoint(), [0.51, 0.51, 1], ready: 2) == [0, 0, 2])
    #expect(changes(endpoint(), [1, 1, 0.51], ready: 2) == [0, 0, 1])
  }

  @Test func `never more instances than the maximum`() {
    #expect(changes(endpoint(maximum: 3, out: 1), [1], ready: 2) == [1])
    #expect(changes(endpoint(maximum: 2, out: 1), [1], ready: 2) == [0])
  }

  @Test func `instances that start are counted as if they were there`() {
    #expect(changes(endpoint(out: 1), [1], ready: 2, starting: 1) == [1])
    #expect(changes(endpoint(out: 1), [1], ready: 2, starting: 2) == [0])
  }

  @Test func `after instances were added none are added for the cool-down`() {
    // Added at minute 1; minute 6 is exactly five minutes later.
    #expect(changes(endpoint(out: 1), [1, 1, 1, 1, 1, 1, 1]) == [1, 0, 0, 0, 0, 1, 0])
  }

  @Test func `the row begins anew after instances were added`() {
    // Added at minute 3 and cooled down at minute 8: three values above are there by then.
    #expect(
      changes(endpoint(out: 3), Array(repeating: 1, count: 9)) == [0, 0, 1, 0, 0, 0, 0, 1, 0])
  }

  @Test func `without a cool-down each change needs a row of its own`() {
    func brief(out: Int, inward: Int) -> ManagedEndpoint {
      ManagedEndpoint(
        minimum: 1, maximum: 100, workers: 4, backlog: 6, routing: .random,
        autoscaler: .init(
          metric: .utilisation, target: 0.5, scaleInFraction: 0.5, scaleOutDatapoints: out,
          scaleInDatapoints: inward, scaleOutCooldown: .zero, scaleInCooldown: .zero),
        provisioningTime: .constant(.zero))
    }
    #expect(
      changes(brief(out: 3, inward: 9), Array(repeating: 1, count: 7), ready: 2)
        == [0, 0, 2, 0, 0, 2, 0])
    #expect(
      changes(brief(out: 9, inward: 3), Array(repeating: 0.1, count: 7), ready: 5)
        == [0, 0, -4, 0, 0, -4, 0])
  }

  @Test func `a decision to add nothing does not cool down`() {
    var stepper = Stepper(endpoint(out: 1))
    #expect(stepper.changes([1], ready: 1, starting: 1) == [0])
    #expect(stepper.changes([1], ready: 1) == [1])
  }

  @Test func `instances are removed after enough values below the fraction in a row`() {
    // The fraction is 0.25. 8 instances at 0.2 would be 3.2 at 0.5.
    #expect(changes(endpoint(), [0.2, 0.2, 0.2, 0.2, 0.2], ready: 8) == [0, 0, 0, 0, -4])
  }

  @Test func `between the fraction and the target nothing happens and both rows end`() {
    #expect(
      changes(endpoint(inward: 2), [0.2, 0.25, 0.2, 0.3, 0.2, 0.2], ready: 8)
        == [0, 0, 0, 0, 0, -4])
  }

  @Test func `never fewer instances than the minimum`() {
    #expect(changes(endpoint(minimum: 6, inward: 1), [0.1], ready: 8) == [-2])
    #expect(changes(endpoint(minimum: 8, inward: 1), [0.1], ready: 8) == [0])
    #expect(changes(endpoint(minimum: 1, inward: 1), [0], ready: 8) == [-7])
  }

  @Test func `after any change none are removed for the cool-down`() {
    // Added at minute 1; minute 8 is exactly seven minutes later.
    var stepper = Stepper(endpoint(out: 1, inward: 1))
    #expect(stepper.changes([1], ready: 2) == [2])
    #expect(
      stepper.changes([0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1], ready: 4) == [0, 0, 0, 0, 0, 0, -3])
    // Removed at minute 8, and again at minute 15 at the earliest.
    #expect(
      stepper.changes([0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1], ready: 4) == [0, 0, 0, 0, 0, 0, -3])
  }

  @Test func `removing does not delay adding`() {
    var stepper = Stepper(endpoint(out: 1, inward: 1))
    #expect(stepper.changes([0.1], ready: 4) == [-3])
    #expect(stepper.changes([1], ready: 1) == [1])
  }

  @Test func `requests per instance and minute are held against their target`() {
    let endpoint = endpoint(out: 1, metric: .invocationsPerInstance, target: 100)
    var memory = endpoint.initialMemory
    let decision = endpoint.evaluate(
      Observation(period: .seconds(30), arrivals: 500, meanReady: 2, utilisation: 0.01),
      fleet: fleet(instances: 2, ready: 2), at: .zero + .seconds(30), memory: &memory)
    #expect(decision.value == 500)
    #expect(decision.threshold == 100)
    #expect(decision.change == 8)
    #expect("\(decision.metric)" == "invocations per instance and minute")
  }

  @Test func `an instance counts for the part of the period in which it was ready`() {
    for (meanReady, added) in [(1.0, 0), (1.5, 1), (2, 2)] {
      let endpoint = endpoint(out: 1)
      var memory = endpoint.initialMemory
      let decision = endpoint.evaluate(
        Observation(period: .minutes(1), arrivals: 0, meanReady: meanReady, utilisation: 1),
        fleet: fleet(instances: 2, ready: 2), at: .zero + .minutes(1), memory: &memory)
      #expect(decision.change == added)
    }
  }

  @Test func `rounding adds and removes no instance`() {
    // Of a rate of count a second on one instance, with a target of 60 a minute, come count.
    for count in 1...200 {
      for (out, inward) in [(1, 99), (99, 1)] {
        let policy = endpoint(
          maximum: 1000, out: out, inward: inward, metric: .invocationsPerInstance, target: 60)
        var memory = policy.initialMemory
        let ready = out == 1 ? 1 : 500
        // The instance became ready seven seconds before the end of the period.
        let readyTime = Int128(out == 1 ? 7 : 60 * ready) * 1_000_000_000
        let decision = policy.evaluate(
          Observation(
            period: .minutes(1), arrivals: 60 * count, refused: 0, slots: 4, readyTime: readyTime,
            servingTime: readyTime, serviceTime: 0),
          fleet: fleet(instances: ready, ready: ready), at: .zero + .minutes(1), memory: &memory)
        if out == 1 {
          #expect(decision.change == count - 1)
        } else {
          #expect(decision.change == count - 500)
        }
      }
    }
  }

  @Test(arguments: [1, 3, 6, 7, 9, 11, 13, 57] as [Int])
  func `a share of the slots is at its target when it is exactly that`(hundredths: Int) {
    let policy = endpoint(out: 1, inward: 1, target: Double(hundredths) / 100)
    var memory = policy.initialMemory
    // As much of the time of three slots as the target says, and a nanosecond more or less.
    let time = Int128(100_000_000_007)
    for (surplus, change) in [(-1, 0), (0, 0), (1, 1)] {
      memory = policy.initialMemory
      let decision = policy.evaluate(
        Observation(
          period: Interval(nanoseconds: Int64(time)), arrivals: 0, refused: 0, slots: 100,
          readyTime: 3 * time, servingTime: 3 * time,
          serviceTime: 3 * time * Int128(hundredths) + Int128(surplus)),
        fleet: fleet(instances: 3, ready: 3), at: .zero + .minutes(1), memory: &memory)
      #expect(decision.change == change)
    }
  }

  @Test func `every evaluation has grounds for the log`() {
    var memory = endpoint().initialMemory
    for value in [0, 0.1, 0.4, 0.5, 0.6, 1] {
      let decision = endpoint().evaluate(
        Observation(period: .minutes(1), arrivals: 0, meanReady: 1, utilisation: value),
        fleet: fleet(instances: 1, ready: 1), at: .zero + .minutes(1), memory: &memory)
      #expect(decision.isLogged)
      #expect(decision.value == value)
      #expect(decision.threshold == (value < 0.25 ? 0.25 : 0.5))
    }
  }

  @Test func `from nothing it starts for those who wait as for those who were refused`() {
    let endpoint = endpoint()
    func decision(refused: Int, waiting: Int) -> ScalingDecision {
      var memory = endpoint.initialMemory
      return endpoint.evaluate(
        Observation(
          period: .minutes(1), arrivals: refused + waiting, refused: refused, slots: 4,
          readyTime: 0, servingTime: 0, serviceTime: 0),
        fleet: fleet(instances: 0, ready: 0, waiting: waiting), at: .zero + .minutes(1),
        memory: &memory)
    }
    for (refused, waiting) in [(2, 0), (0, 2), (1, 1), (2, 5)] {
      let found = decision(refused: refused, waiting: waiting)
      #expect(found.change == 1 && found.value == Double(refused + waiting))
    }
    #expect(decision(refused: 0, waiting: 0).change == 0)
  }

  @Test func `an endpoint without an autoscaler decides nothing`() {
    let endpoint = ManagedEndpoint(
      minimum: 2, maximum: 10, workers: 4, backlog: 6, routing: .random, autoscaler: nil,
      provisioningTime: .constant(.zero))
    #expect(endpoint.plan.evaluationPeriod == nil)
    #expect(changes(endpoint, [1, 1, 1, 1, 0, 0, 0]) == Array(repeating: 0, count: 7))
  }

  @Test(arguments: [
    (1, 0, Admission.serve), (0, 0, .wait(starting: 0)), (0, 5, .wait(starting: 0)),
    (0, 6, .refuse(.backlogFull)),
  ])
  func `a request is served, waits at its instance or is refused`(
    available: Int, queueLength: Int, admission: Admission
  ) {
    var memory = endpoint().initialMemory
    let view = fleet(
      instances: 1, ready: 1, available: available, waiting: 100, queueLength: queueLength)
    #expect(endpoint().admit(view, at: .zero, memory: &memory) == admission)
  }

  @Test func `the parameters say what the platform asks for`() {
    let endpoint = endpoint(minimum: 2)
    #expect(endpoint.plan.initialInstances == 2)
    #expect(endpoint.plan.slots == 4)
    #expect(endpoint.plan.dispatch == .instanceQueues(.random))
    #expect(endpoint.plan.idleLifetime == .unlimited)
    #expect(endpoint.plan.evaluationPeriod == .minutes(1))
    #expect(endpoint.plan.drainTime == .seconds(9))
    #expect(endpoint.plan.provisioningTime == .constant(.minutes(3)))
  }
}

import SimCore
import Testing

@testable import Platforms

/// The autoscaler with the settings of Kubernetes' Horizontal Pod Autoscaler, in steps worked out
/// by hand from `replica_calculator.go` and `horizontal.go`.
@Suite struct HorizontalScalingTests {
  /// What is seen at a sync, and the change that follows.
  struct Step: Sendable {
    let ready: Int
    var starting = 0
    let value: Double
    let change: Int
    /// How many syncs of 15 s after the last one.
    var after: Int64 = 1
  }

  /// The platform of the catalog, with a target of 60 requests a minute and 30 pods at most.
  private func policy(_ keys: String = "") throws -> ManagedEndpoint {
    let deployment = try Decoded.deployment(
      """
      { "platform": "kubernetes", "billing": { "per_hour": "1USD" },
        "capacity": { "maximum": 30, "autoscaler": {
          "metric": "invocations-per-instance", "target": 60\(keys) } },
        "latency": { "service_time": "10ms" } }
      """)
    guard case .managedEndpoint(let policy) = deployment.capacity else {
      throw Decoded.Unexpected()
    }
    return policy
  }

  /// Requests in 15 s that make a metric on some pods.
  private func observation(_ value: Double, _ ready: Int) -> Observation {
    Observation(
      period: .seconds(15), arrivals: Int((value * Double(ready) / 4).rounded()),
      meanReady: Double(ready), utilisation: 0)
  }

  private func check(_ policy: ManagedEndpoint, _ steps: [Step]) {
    var memory = policy.initialMemory
    var sync: Int64 = 0
    for (index, step) in steps.enumerated() {
      sync += step.after
      let decision = policy.evaluate(
        observation(step.value, step.ready),
        fleet: fleet(
          instances: step.ready + step.starting, starting: step.starting, ready: step.ready),
        at: .zero + .seconds(15 * sync), memory: &memory)
      #expect(decision.change == step.change, "step \(index): \(decision.reason)")
    }
  }

  /// 1000 a minute need ceil(1000 / 60) = 17 pods; a sync leads to max(4, twice as many) at most.
  @Test func `a burst grows by 1, 4, 8, 16`() throws {
    check(
      try policy(),
      [
        Step(ready: 1, value: 1000, change: 3), Step(ready: 4, value: 250, change: 4),
        Step(ready: 8, value: 125, change: 8),
        // 16 * 62.5 / 60 = 16.7, but within the tolerance.
        Step(ready: 16, value: 62.5, change: 0),
      ])
  }

  /// Pods that start count for the limit, and are not asked for again.
  @Test func `pods that start are counted`() throws {
    check(
      try policy(),
      [
        Step(ready: 1, value: 1000, change: 3), Step(ready: 1, starting: 3, value: 1000, change: 4),
        Step(ready: 1, starting: 7, value: 1000, change: 8),
        Step(ready: 1, starting: 15, value: 1000, change: 1),
        Step(ready: 1, starting: 16, value: 1000, change: 0),
      ])
  }

  @Test func `within a tenth of the target nothing changes`() throws {
    check(
      try policy(),
      [
        // 10 pods and 66 of 60 each: 1.1 is not above it; 66.4 asks for ceil(11.07) = 12.
        Step(ready: 10, value: 66, change: 0), Step(ready: 10, value: 66.4, change: 2),
        Step(ready: 12, value: 60, change: 0), Step(ready: 12, value: 54, change: 0, after: 30),
      ])
  }

  @Test func `the maximum ends a burst`() throws {
    check(
      try policy(),
      [Step(ready: 20, value: 600, change: 10), Step(ready: 30, value: 400, change: 0)])
  }

  /// Silence: the number at first sight holds for five minutes, 20 syncs; then all goes at once.
  @Test func `silence takes five minutes to be believed`() throws {
    check(
      try policy(),
      [Step(ready: 8, value: 0, change: 0)]
        + [Step](repeating: Step(ready: 8, value: 0, change: 0), count: 20)
        + [Step(ready: 8, value: 0, change: -7)])
  }

  /// 8 pods are wanted, then 3, then 5, then 2: the greatest of the last five minutes holds.
  @Test func `removal goes down to the greatest that was wanted`() throws {
    check(
      try policy(),
      [
        Step(ready: 8, value: 60, change: 0),
        // ceil(8 * 20 / 60) = 3, ceil(8 * 35 / 60) = 5, ceil(8 * 12 / 60) = 2
        Step(ready: 8, value: 20, change: 0), Step(ready: 8, value: 35, change: 0, after: 10),
        Step(ready: 8, value: 12, change: 0, after: 5),
        // 8 was wanted 315 s ago, 5 within the window.
        Step(ready: 8, value: 12, change: -3, after: 5),
        Step(ready: 5, value: 19.2, change: 0),
        // ceil(5 * 19.2 / 60) = 2 since; 5 was wanted 300 s ago, which still counts, then no more.
        Step(ready: 5, value: 19.2, change: 0, after: 9),
        Step(ready: 5, value: 19.2, change: -3),
      ])
  }

  @Test func `a burst within the window is answered at once, and holds anew`() throws {
    check(
      try policy(),
      [
        Step(ready: 2, value: 10, change: 0), Step(ready: 2, value: 180, change: 2),
        // 6 were wanted, 4 allowed: the 6 hold, though there are but 4.
        Step(ready: 4, value: 100, change: 3),
        Step(ready: 7, value: 10, change: 0), Step(ready: 7, value: 10, change: 0, after: 18),
        Step(ready: 7, value: 10, change: 0), Step(ready: 7, value: 10, change: -5),
      ])
  }

  @Test func `the minimum is kept`() throws {
    check(
      try policy(#", "scale_in_window": "15s""#),
      [
        Step(ready: 3, value: 0, change: 0), Step(ready: 3, value: 0, change: 0),
        Step(ready: 3, value: 0, change: -2), Step(ready: 1, value: 0, change: 0),
      ])
  }

  /// 50 are needed, twice as many as there are allowed, 30 the maximum.
  @Test func `a step out at most doubles what is above four`() throws {
    check(
      try policy(),
      [
        Step(ready: 5, value: 600, change: 5), Step(ready: 10, value: 300, change: 10),
        Step(ready: 20, value: 150, change: 10), Step(ready: 30, value: 100, change: 0),
      ])
  }

  /// Twelve are wanted at 195 s, which hold up to 495 s, though eight were before and are again.
  @Test func `a second burst holds for five minutes of its own`() throws {
    check(
      try policy(),
      [
        Step(ready: 4, value: 120, change: 4), Step(ready: 8, value: 60, change: 0),
        Step(ready: 8, value: 30, change: 0, after: 10), Step(ready: 8, value: 90, change: 4),
        Step(ready: 12, value: 40, change: 0, after: 20), Step(ready: 12, value: 40, change: -4),
      ])
  }

  @Test func `without a limit a step leads to what is wanted`() throws {
    let deployment = try Decoded.deployment(
      #"{ "platform": "gcp-vertex-ai", "latency": { "service_time": "10ms" } }"#)
    guard case .managedEndpoint(let policy) = deployment.capacity else {
      throw Decoded.Unexpected()
    }
    var memory = policy.initialMemory
    // ceil(5 * 1 / 0.6) = 9
    let decision = policy.evaluate(
      Observation(period: .seconds(15), arrivals: 0, meanReady: 5, utilisation: 1),
      fleet: fleet(instances: 5, ready: 5), at: .zero + .seconds(15), memory: &memory)
    #expect(decision.change == 4)
  }

  /// Container Apps: 10 requests a second a replica; 200 a second want 20, and get 4, 8, 16.
  @Test func `Container Apps steps by 4 and then doubles`() throws {
    let deployment = try Decoded.deployment(
      """
      { "platform": "azure-container-apps", "capacity": { "maximum": 100 },
        "latency": { "service_time": "10ms" } }
      """)
    guard case .managedEndpoint(let policy) = deployment.capacity else {
      throw Decoded.Unexpected()
    }
    check(
      policy,
      [
        Step(ready: 1, value: 12_000, change: 3), Step(ready: 4, value: 3000, change: 4),
        Step(ready: 8, value: 1500, change: 8), Step(ready: 16, value: 750, change: 4),
        Step(ready: 20, value: 600, change: 0),
      ])
  }

  /// With a block `behavior`, as it is filled: at most four more, or twice as many.
  @Test func `a block behavior steps by four or doubles`() throws {
    var scaler = try MetricTrace(
      platform: "kubernetes",
      capacity: """
        "maximum": 50,
        "autoscaler": { "scale_out_least": 1, "scale_out_factor": 2, "scale_out_more": 4,
          "target": 0.01 }
        """)
    scaler.check([
      .init(ready: 1, value: 1, change: 4), .init(ready: 5, value: 1, change: 5),
      .init(ready: 10, value: 1, change: 10), .init(ready: 20, value: 1, change: 20),
      .init(ready: 40, value: 1, change: 10),
    ])
  }

  /// At most two go at a time, and then only to what is wanted.
  @Test func `a limit on removal lets some go at a time`() throws {
    var scaler = try MetricTrace(
      platform: "kubernetes",
      capacity: #""maximum": 50, "autoscaler": { "scale_in_most": 2, "scale_in_window": "0s" }"#)
    scaler.check([
      .init(ready: 8, value: 0.4, change: -2), .init(ready: 6, value: 0.4, change: -2),
      .init(ready: 4, value: 0.6, change: -1), .init(ready: 3, value: 0.8, change: 0),
    ])
  }

  /// Four pods a minute: those of the last 60 s count, a step of just 60 s ago no longer does.
  @Test func `a step out counts what was added of late`() throws {
    var scaler = try MetricTrace(
      platform: "kubernetes",
      capacity: """
        "maximum": 50,
        "autoscaler": { "scale_out_least": 1, "scale_out_factor": 1, "scale_out_more": 4,
          "step_window": "60s", "target": 0.01 }
        """)
    scaler.check([
      .init(ready: 1, value: 1, change: 4), .init(ready: 5, value: 1, change: 0),
      .init(ready: 5, value: 1, change: 0), .init(ready: 5, value: 1, change: 0),
      .init(ready: 5, value: 1, change: 4), .init(ready: 9, value: 1, change: 0),
    ])
  }

  /// A tenth of the pods a minute: floor(30 * 0.9) stay, and of those 27 floor(24.3).
  @Test func `a step in takes a share of what was there before`() throws {
    var scaler = try MetricTrace(
      platform: "kubernetes",
      capacity: """
        "maximum": 50,
        "autoscaler": { "scale_in_most_share": 0.1, "step_window": "60s", "scale_in_window": "0s" }
        """)
    scaler.check([
      .init(ready: 30, value: 0.1, change: -3), .init(ready: 27, value: 0.1, change: 0),
      .init(ready: 27, value: 0.1, change: 0), .init(ready: 27, value: 0.1, change: 0),
      .init(ready: 27, value: 0.1, change: -3), .init(ready: 24, value: 0.1, change: 0),
    ])
  }

  @Test func `of two limits of a step in the wider one holds`() {
    var scaler = ManagedEndpoint.Autoscaler(metric: .utilisation, target: 0.5)
    #expect(scaler.least(afterStepInFrom: 10) == 0)
    scaler.stepInFraction = 0.25
    #expect(scaler.least(afterStepInFrom: 10) == 7)
    scaler.stepIn = 2
    #expect(scaler.least(afterStepInFrom: 10) == 7)
    #expect(scaler.least(afterStepInFrom: 3) == 1)
    scaler.stepInFraction = 1
    #expect(scaler.least(afterStepInFrom: 10) == 0)
  }

  /// What is seen at one look is known two looks later.
  @Test func `a metric that is late is that of before`() throws {
    var scaler = try MetricTrace(
      platform: "kubernetes",
      capacity: #""maximum": 50, "autoscaler": { "delay_datapoints": 2 }"#)
    scaler.check([
      .init(ready: 2, value: 1.6, change: 0), .init(ready: 2, value: 0.8, change: 0),
      // ceil(2 * 1.6 / 0.8), of which two are there.
      .init(ready: 2, value: 0.8, change: 2),
      .init(ready: 4, value: 0.8, change: 0, after: 9), .init(ready: 4, value: 1.6, change: 0),
      .init(ready: 4, value: 0.8, change: 0), .init(ready: 4, value: 0.8, change: 4),
    ])
  }

  @Test func `a limit of one key has the other at one`() throws {
    func stepOut(_ keys: String) throws -> ManagedEndpoint.Autoscaler.StepOut? {
      let deployment = try Decoded.deployment(
        """
        { "platform": "aws-sagemaker", "latency": { "service_time": "10ms" },
          "capacity": { "autoscaler": { \(keys) } } }
        """)
      guard case .managedEndpoint(let policy) = deployment.capacity else {
        throw Decoded.Unexpected()
      }
      return policy.autoscaler?.stepOut
    }
    #expect(try stepOut("") == nil)
    #expect(try stepOut(#""scale_out_least": 4"#) == .init(least: 4, factor: 1))
    #expect(try stepOut(#""scale_out_factor": 1.5"#) == .init(least: 1, factor: 1.5))
    #expect(try stepOut(#""scale_out_more": 4"#) == .init(least: 1, factor: 1, more: 4))
    #expect(ManagedEndpoint.Autoscaler.StepOut(least: 4, factor: 1.5).most(from: 5) == 7)
    #expect(ManagedEndpoint.Autoscaler.StepOut(least: 4, factor: 1.1).most(from: 10) == 11)
  }

  @Test func `the window forgets what is older, and knows the greatest of the rest`() {
    var wanted = WantedInstances()
    #expect(wanted.isEmpty && wanted.greatest == 0)
    let expected: [(Int64, Int, Int)] = [
      (0, 5, 5), (10, 3, 5), (20, 4, 5), (60, 1, 5), (61, 2, 4), (80, 2, 4), (81, 1, 2),
      (200, 1, 1), (201, 9, 9),
    ]
    for (second, count, greatest) in expected {
      wanted.add(count, at: .zero + .seconds(second), within: .minutes(1))
      #expect(wanted.greatest == greatest, "\(second)")
    }
  }
}

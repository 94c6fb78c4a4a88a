import Platforms
import SimCore
import Testing

/// Interruptions and learnt batches, read from scenarios.
@Suite struct InterruptionDecodingTests {
  private static func text(_ policy: String, _ keys: String) -> String {
    let rest =
      policy == "fixed-server" ? "" : #""maximum": 4, "provisioning": "1min", "minimum": 2, "#
    return """
      { "platform": { "name": "own",
          "capacity": { "policy": "\(policy)", \(rest)"workers": 1, "backlog": 9, \(keys) },
          "latency": { "policy": "preloaded" },
          "billing": { "policy": "per-instance", "per_hour": "1USD" } },
        "latency": { "service_time": "10ms" } }
      """
  }

  private func plan(_ policy: String, _ keys: String) throws -> CapacityPlan {
    try Decoded.deployment(Self.text(policy, keys)).capacity.policy.plan
  }

  @Test(arguments: ["fixed-server", "managed-endpoint"])
  func `every key arrives, and what is not there takes no time`(policy: String) throws {
    let full = try plan(
      policy,
      #""interruptions": { "lifetime": { "exponential": { "mean": "2h" } }, "notice": "2min", "#
        + #""replacement": "30s" }, "batch": { "size": 9, "latency_target": "50ms" }"#)
    #expect(
      full.interruptions
        == Interruptions(
          lifetime: .exponential(mean: .seconds(7200)), notice: .minutes(2),
          replacement: .constant(.seconds(30))))
    #expect(
      full.batching == Batching(size: 9, wait: .zero, latencyTarget: .milliseconds(50)))
    let least = try plan(policy, #""interruptions": { "lifetime": "1h" }, "batch": { "size": 9 }"#)
    #expect(least.interruptions == Interruptions(lifetime: .constant(.seconds(3600))))
    #expect(least.batching?.latencyTarget == nil)
    let none = try plan(
      policy, #""interruptions": null, "batch": { "size": 9, "latency_target": null }"#)
    #expect(none.interruptions == nil && none.batching?.latencyTarget == nil)
  }

  @Test(arguments: [
    (#""interruptions": {}"#, "interruptions: the key `lifetime` is missing"),
    (#""interruptions": { "lifetime": "-1s" }"#, "interruptions.lifetime"),
    (#""interruptions": { "lifetime": "1h", "notice": 3 }"#, "interruptions.notice"),
    (#""interruptions": { "lifetime": "1h", "warning": "3s" }"#, "interruptions.warning"),
    (#""batch": { "size": 9, "latency_target": "0s" }"#, "batch.latency_target"),
  ])
  func `what is wrong is told where it stands`(keys: String, start: String) {
    let found = Decoded.messages(
      ScenarioText.scenario(deployments: Self.text("fixed-server", keys)))
    #expect(
      found.contains { $0.hasPrefix("deployments[0].platform.capacity.\(start)") }, "\(found)")
  }

  @Test func `a lifetime of the deployment replaces the platform's whole`() throws {
    let deployment = try Decoded.deployment(
      """
      { "platform": "aws-fargate-spot", "latency": { "service_time": "10ms" },
        "capacity": { "interruptions": {
          "lifetime": { "uniform": { "from": "1h", "to": "3h" } } } } }
      """)
    let found = deployment.capacity.policy.plan.interruptions
    #expect(found?.lifetime == .uniform(from: .seconds(3600), to: .seconds(10_800)))
    #expect(found?.notice == .minutes(2))
    let quiet = try Decoded.deployment(
      """
      { "platform": "aws-fargate-spot", "latency": { "service_time": "10ms" },
        "capacity": { "interruptions": null } }
      """)
    #expect(quiet.capacity.policy.plan.interruptions == nil)
  }
}

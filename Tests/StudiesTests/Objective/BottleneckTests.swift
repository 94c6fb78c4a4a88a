import Documents
import SimCore
import Testing

@testable import Platforms
@testable import Studies

@Suite struct BottleneckTests {
  private func bottleneck(
    _ objective: String, platform: String, rate: String = "1/s", _ more: String = ""
  ) throws -> Bottleneck {
    let text = """
      { "seed": 1, "workload": { "duration": "60s", "patience": "1s",
          "arrivals": { "poisson": { "rate": "\(rate)" } } },
        "deployments": [
          { "platform": \(platform), "model": "mobilenet", "runtime": "ort-1.6"\(more) }] }
      """
    let scenario = try Scenario(
      parsing: Array(text.utf8), file: "a.json", name: "a", catalog: .builtIn())
    let deployment = scenario.deployments[0]
    let figures = try StudyTask(scenario, deployment).figures()
    return Bottleneck(try Objective(objective), figures, deployment)
  }

  private static func machine(_ service: String, backlog: Int = 1000) -> String {
    """
    { "name": "m", "capacity": { "policy": "fixed-server", "workers": 1, "backlog": \(backlog) },
      "latency": { "policy": "preloaded", "service_time": "\(service)" },
      "billing": { "policy": "per-instance", "per_hour": "1USD" } }
    """
  }

  @Test func `each kind is found where it binds`() throws {
    let lambda = #""aws-lambda""#
    #expect(try bottleneck("cost<0.000001", platform: lambda) == .cost)
    #expect(try bottleneck("p(99)<200ms", platform: lambda) == .coldStarts)
    #expect(try bottleneck("max<200ms", platform: lambda) == .coldStarts)
    #expect(
      try bottleneck(
        "success>99%", platform: lambda, rate: "100/s", #", "capacity": { "limit": 1 }"#)
        == .throttle)
    // The median is no cold start, and not far above the mean service.
    let even = #""service_time": { "uniform": { "from": "10ms", "to": "100ms" } }"#
    #expect(
      try bottleneck("p(50)<65ms", platform: lambda, #", "latency": { \#(even) }"#) == .memory)
    // More memory brings more processor, up to the most that a request can use.
    #expect(
      try bottleneck("p(50)<50ms", platform: lambda, #", "memory": "512MB""#) == .memory)
    #expect(
      try bottleneck("p(50)<1ms", platform: lambda, #", "memory": "10240MB""#) == .serviceTime)
    #expect(
      try bottleneck("success>99%", platform: lambda, #", "client": { "timeout": "1ms" }"#)
        == .timeout)
  }

  @Test func `machines are bound by service, or by the queue before it`() throws {
    let slow = Self.machine("300ms")
    #expect(try bottleneck("p(99)<200ms", platform: slow) == .serviceTime)
    #expect(try bottleneck("p(99)<500ms", platform: slow) == .queue)
    #expect(try bottleneck("mean<500ms", platform: slow, rate: "20/s") == .queue)
    #expect(
      try bottleneck("success>99%", platform: Self.machine("300ms", backlog: 1), rate: "20/s")
        == .queue)
  }

  @Test func `requests that nobody gives up are lost with machines that are taken back`() throws {
    let lost = #", "capacity": { "interruptions": { "lifetime": "1500ms" } }"#
    let machine = Self.machine("300ms")
    #expect(try bottleneck("success>99%", platform: machine, lost) == .interruptions)
    #expect(
      try bottleneck("success>99%", platform: machine, lost + #", "client": { "timeout": "2s" }"#)
        == .timeout)
  }

  @Test func `requests wait for machines that are missing, and not for others`() throws {
    func extra(_ lifetime: String) -> String {
      #", "capacity": { "interruptions": { "lifetime": "\#(lifetime)", "replacement": "2s" } }"#
    }
    let machine = Self.machine("100ms")
    #expect(try bottleneck("p(99)<500ms", platform: machine, extra("10s")) == .interruptions)
    let full = Self.machine("100ms", backlog: 0)
    #expect(try bottleneck("success>99%", platform: full, extra("10s")) == .interruptions)
    // Twelve a second are too many for one machine, there or not.
    #expect(
      try bottleneck("p(99)<500ms", platform: machine, rate: "12/s", extra("10s")) == .queue)
    #expect(try bottleneck("p(99)<150ms", platform: machine, rate: "5/s", extra("1h")) == .queue)
  }

  @Test func `beside a machine that stays, requests are lost with another all the same`() throws {
    let text = """
      { "seed": 1, "workload": { "duration": "60s", "arrivals": { "poisson": { "rate": "2/s" } } },
        "deployments": [{ "name": "s",
          "services": [
            { "name": "spot", "platform": "aws-fargate-spot",
              "latency": { "service_time": "300ms" },
              "capacity": { "provisioning": "0s",
                "interruptions": { "lifetime": "1500ms", "notice": "0s" } } },
            { "name": "stays", "platform": "aws-fargate", "latency": { "service_time": "300ms" } }],
          "stages": [{ "first_with_room": ["spot", "stays"] }] }] }
      """
    let scenario = try Scenario(
      parsing: Array(text.utf8), file: "a.json", name: "a", catalog: .builtIn())
    let deployment = scenario.deployments[0]
    let figures = try StudyTask(scenario, deployment).figures()
    #expect(figures.timedOut > 0 && figures.failed == figures.timedOut)
    #expect(Bottleneck(try Objective("success>99.99%"), figures, deployment) == .interruptions)
  }

  @Test func `without requests there is nothing to bind`() throws {
    #expect(
      try bottleneck("p(99)<200ms", platform: Self.machine("1s"), rate: "1/d") == .noRequests)
  }
}

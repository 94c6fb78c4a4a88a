import Documents
import SimCore
import Testing

@testable import Platforms

/// Planners of machines, read from scenarios.
@Suite struct PlannerDecodingTests {
  private func text(_ planner: String, least: Int = 0) -> String {
    ScenarioText.scenario(
      deployments: #"""
        { "name": "both",
          "services": [
            { "name": "small", "platform": "aws-sagemaker",
              "latency": { "service_time": "50ms" },
              "capacity": { "minimum": \#(least), "maximum": 8, "workers": 2,
                "autoscaler": null } },
            { "name": "scaled", "platform": "aws-sagemaker",
              "latency": { "service_time": "50ms" } },
            { "name": "rest", "platform": "aws-lambda", "memory": "1GB",
              "latency": { "service_time": "100ms" } }],
          "stages": [{ "first_with_room": ["small", "scaled", "rest"] }],
          "planner": \#(planner) }
        """#)
  }

  @Test func `a planner is read with the speed and the price of its machines`() throws {
    let system = try #require(
      Decoded.scenario(
        text(
          #"{ "members": ["small"], "period": "30s", "window": "2s", "headroom": 1.5, "#
            + #""look_back": "1h", "launch": "1min", "hold": 3 }"#)
      ).deployments.first?.system)
    let planner = try #require(system.planner)
    #expect(planner.members.map(\.service) == [0] && planner.members[0].machines == 0...8)
    #expect(planner.members[0].perSecond == 40)
    #expect(abs(planner.members[0].price - 0.46 / 3600) < 1e-12)
    #expect(planner.period == .seconds(30) && planner.window == .seconds(2))
    #expect(planner.headroom == 1.5 && planner.lookBack == .seconds(3600))
    #expect(planner.launch == .minutes(1) && planner.hold == 3)
    #expect(system.plan.planner == planner)
  }

  @Test(arguments: [
    (
      #"{ "members": ["small"], ▸"horizon": "1h" }"#, ".horizon", "unknown key", "look_back"
    ),
    (#"{ "members": [▸"none"] }"#, ".members[0]", #"names no service: "none""#, "small"),
    (
      #"{ "members": [▸"scaled"] }"#, ".members[0]", "is no service whose machines can be counted",
      "\"autoscaler\": null"
    ),
    (
      #"{ "members": [▸"rest"] }"#, ".members[0]", "is no service whose machines can be counted",
      "managed-endpoint"
    ),
    (#"{ "members": ["small", ▸"small"] }"#, ".members[1]", "is there already", "once"),
    (
      #"{ "members": ["small"], "window": ▸"2min" }"#, ".window",
      "is longer than the period of 60s", #"write "60s" or less"#
    ),
    (#"{ "members": ["small"], "hold": ▸0 }"#, ".hold", "must be at least 1, found 0", "1 to"),
  ])
  func `what is wrong with a planner is said where it stands`(
    planner: String, path: String, what: String, fix: String
  ) throws {
    try Wrong(text(planner, least: 1), "deployments[0].planner" + path, what, fix).check()
  }

  @Test func `without a planner that names it a service has an instance`() {
    let messages = Decoded.messages(text(#"{ "members": ["scaled"] }"#))
    #expect(messages.contains { $0.contains("is 0 where no autoscaler starts an instance") })
  }
}

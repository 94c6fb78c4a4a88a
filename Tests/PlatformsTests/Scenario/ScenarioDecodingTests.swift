import SimCore
import Testing

@testable import Platforms

struct ScenarioDecodingTests {
  private static let workload = ScenarioText.workload
  private static let deployment = ScenarioText.deployment

  @Test(arguments: [
    Wrong(#"▸[]"#, "(top level)", "must be an object, found an empty array", "write { }"),
    Wrong(
      #"▸{ "workload": W, "deployments": [D] }"#, "(top level)", "the key `seed` is missing",
      #"add "seed""#),
    Wrong(
      #"▸{ "seed": 1, "deployments": [D] }"#, "(top level)", "the key `workload` is missing",
      #"add "workload""#),
    Wrong(
      #"▸{ "seed": 1, "workload": W }"#, "(top level)", "the key `deployments` is missing",
      #"add "deployments""#),
    Wrong(
      #"{ ▸"sed": 2, "seed": 1, "workload": W, "deployments": [D] }"#, "sed", "unknown key",
      "did you mean `seed`?"),
    Wrong(
      #"{ "seed": ▸-1, "workload": W, "deployments": [D] }"#, "seed",
      "must be at least 0, found -1", "write a whole number from 0 to 9007199254740992"),
    Wrong(
      #"{ "seed": ▸1.5, "workload": W, "deployments": [D] }"#, "seed",
      "must be a whole number, found 1.5", "write a whole number"),
    Wrong(
      #"{ "seed": ▸"7", "workload": W, "deployments": [D] }"#, "seed",
      "must be a whole number, found \"7\"", "write 7 without quotes"),
    Wrong(
      #"{ "$schema": ▸1, "seed": 1, "workload": W, "deployments": [D] }"#, #"["$schema"]"#,
      "must be a string, found 1", "write"),
    Wrong(
      #"{ "about": ▸[], "seed": 1, "workload": W, "deployments": [D] }"#, "about",
      "must be a string, found an empty array", "double quotes"),
    Wrong(
      #"{ "seed": 1, "workload": ▸3, "deployments": [D] }"#, "workload",
      "must be an object, found 3", "write { }"),
    Wrong(
      #"{ "seed": 1, "workload": W, "deployments": ▸D }"#, "deployments",
      "must be an array, found an object", "write [ ]"),
    Wrong(
      #"{ "seed": 1, "workload": W, "deployments": ▸[] }"#, "deployments", "is empty",
      "give 1 to 10000 deployments"),
    Wrong(
      #"{ "seed": 1, "workload": W, "deployments": [D, ▸D] }"#, "deployments[1]",
      #"has the same name as deployments[0]: "aws-lambda-mobilenet-ort-1.6""#,
      #"give each a "name" of its own"#),
    Wrong(
      #"{ "seed": 1, "workload": W, "deployments": [D], "outputs": ▸true }"#, "outputs",
      "must be an object, found true", "write { }"),
    Wrong(
      #"{ "seed": 1, "workload": W, "deployments": [D], "outputs": { ▸"event": true } }"#,
      "outputs.event", "unknown key", "did you mean `events`?"),
    Wrong(
      #"{ "seed": 1, "workload": W, "deployments": [D], "outputs": { "window": ▸"0s" } }"#,
      "outputs.window", #"must be at least 1ms, found "0s""#, "write a duration of at least 1ms"),
    Wrong(
      #"{ "seed": 1, "workload": W, "deployments": [D], "outputs": { "window": ▸1 } }"#,
      "outputs.window", "must be a duration with its unit, found the number 1", #"write "1s""#),
    Wrong(
      #"{ "seed": 1, "workload": W, "deployments": [D], "outputs": { "requests": ▸"true" } }"#,
      "outputs.requests", #"must be true or false, found "true""#, "write true without quotes"),
    Wrong(
      #"{ "seed": 1, "workload": W, "deployments": [D], "outputs": { "events": ▸1 } }"#,
      "outputs.events", "must be true or false, found 1", "write true or false"),
  ])
  func `what is wrong with a key of a scenario is said where it stands`(_ wrong: Wrong) throws {
    let text = Wrong(
      wrong.text.split(separator: "W", omittingEmptySubsequences: false)
        .joined(separator: Self.workload)
        .split(separator: "D", omittingEmptySubsequences: false)
        .joined(separator: Self.deployment), wrong.path, wrong.what, wrong.fix)
    try text.check()
  }

  @Test func `several problems are reported at once, in the order of the file`() {
    let problems = problemsOfScenario(
      """
      {
        "seed": -1,
        "workload": { "duration": "10", "arrivals": { "poisson": { "rate": 5 } } },
        "deployments": [
          { "platform": "aws-lamda" },
          {
            "platform": "aws-lambda", "model": { "name": "own", "siez": "1MB" }, "memory": "64MB",
            "capacity": { "limit": 0, "burst": 0 }, "latency": { "network": "x" },
            "billing": { "step": "0s" }, "client": { "timeout": 5 }
          }
        ],
        "outputs": { "window": "1m" }
      }
      """)
    #expect(
      problems.map { $0.path?.description } == [
        "seed", "workload.duration", "workload.arrivals.poisson.rate", "deployments[0].platform",
        "deployments[1].model.siez", "deployments[1].memory", "deployments[1].capacity.limit",
        "deployments[1].capacity.burst", "deployments[1].latency.service_time",
        "deployments[1].latency.network", "deployments[1].billing.step",
        "deployments[1].client.timeout", "outputs.window",
      ])
    #expect(problems.allSatisfy { $0.position != nil })
  }

  @Test func `every key of a scenario arrives`() throws {
    let scenario = try Decoded.scenario(
      """
      {
        "$schema": "scenario.schema.json", "about": "All keys", "seed": 9007199254740992,
        "workload": \(Self.workload), "deployments": [\(Self.deployment)],
        "outputs": { "window": "250ms", "requests": true, "events": true }
      }
      """)
    #expect(scenario.name == "test")
    #expect(scenario.about == "All keys")
    #expect(scenario.seed == 1 << 53)
    #expect(
      scenario.outputs == Outputs(window: .milliseconds(250), requests: true, events: true))
    #expect(scenario.deployments.map(\.name) == ["aws-lambda-mobilenet-ort-1.6"])
  }

  @Test func `without outputs a window has a second and no rows are written`() throws {
    let scenario = try Decoded.scenario(ScenarioText.scenario())
    #expect(scenario.outputs == Outputs(window: .seconds(1), requests: false, events: false))
  }
}

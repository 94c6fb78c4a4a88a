import Platforms
import SimCore
import Testing

struct ReferenceDecodingTests {
  @Test(arguments: [
    Wrong(
      #"▸{ "model": "mobilenet" }"#, "deployments[0]", "the key `platform` is missing",
      #"add "platform""#),
    Wrong(
      #"{ "platform": ▸"aws-lamda" }"#, "deployments[0].platform",
      #""aws-lamda" is not one of the choices"#, #"did you mean "aws-lambda"?"#),
    Wrong(
      #"{ "platform": ▸7 }"#, "deployments[0].platform", "must be a string, found 7",
      "write one of"),
    Wrong(
      #"{ "platform": "aws-lambda", "model": ▸"mobilnet", "runtime": "ort-1.6" }"#,
      "deployments[0].model", #""mobilnet" is not one of the choices"#,
      #"did you mean "mobilenet"?"#),
    Wrong(
      #"{ "platform": "aws-lambda", "model": "mobilenet", "runtime": ▸"ort" }"#,
      "deployments[0].runtime", #""ort" is not one of the choices"#, "ort-1.6"),
    Wrong(
      #"{ "platform": ▸{ "like": "aws-lambda" }, T }"#, "deployments[0].platform",
      "the key `name` is missing", "the name of your own platform"),
    Wrong(
      #"{ "platform": { "name": "p", "like": ▸"lambda" }, T }"#, "deployments[0].platform.like",
      #""lambda" is not one of the choices"#, "aws-lambda"),
    Wrong(
      #"{ "platform": { "name": "p", "like": "aws-lambda", ▸"memroy": {} }, T }"#,
      "deployments[0].platform.memroy", "unknown key", "did you mean `memory`?"),
    Wrong(
      #"{ "platform": { "name": "p", "like": "aws-lambda", ▸"size": "1MB" }, T }"#,
      "deployments[0].platform.size", "unknown key", "write one of `name`, `like`"),
    Wrong(
      #"{ "platform": { "name": "p", "like": "aws-lambda", "about": ▸{} }, T }"#,
      "deployments[0].platform.about", "must be a string, found an empty object", "quotes"),
    Wrong(
      #"{ "platform": "aws-lambda", "model": { "name": "m", ▸"siez": "1MB" }, T }"#,
      "deployments[0].model.siez", "unknown key", "did you mean `size`?"),
    Wrong(
      #"{ "platform": "aws-lambda", "model": { "name": "m", ▸"capacity": {} }, T }"#,
      "deployments[0].model.capacity", "unknown key", "`latency`"),
    Wrong(
      #"{ "platform": "aws-lambda", "runtime": { "name": "r", ▸"packagesize": "1MB" }, T }"#,
      "deployments[0].runtime.packagesize", "unknown key", "did you mean `package_size`?"),
    Wrong(
      #"{ "platform": "aws-lambda", "runtime": { "name": ▸"", "like": "ort-1.6" }, T }"#,
      "deployments[0].runtime.name", "is an empty name", "letters"),
    Wrong(
      #"{ "platform": "aws-lambda", ▸"zone": "us", T }"#, "deployments[0].zone",
      "unknown key", "`platform`"),
    Wrong(#"▸"aws-lambda""#, "deployments[0]", #"must be an object, found "aws-lambda""#, "{ }"),
  ])
  func `what is wrong with a reference is said where the user wrote it`(_ wrong: Wrong) throws {
    try wrong.within {
      ScenarioText.scenario(
        deployments: $0.replacing("T }", with: #""latency": { "service_time": "1s" } }"#))
    }.check()
  }

  @Test(arguments: [
    ("platform", #""like": "aws-lambda", "capacity": { "limit": ▸0 }"#, ".capacity.limit"),
    ("platform", #""like": "aws-lambda", "client": { "timeout": ▸0 }"#, ".client.timeout"),
    (
      "platform", #""like": { "name": "q", "like": "aws-lambda", "billing": { "step": ▸0 } }"#,
      ".like.billing.step"
    ),
    (
      "model", #""latency": { "cold_start": { "model_load": ▸0 } }"#,
      ".latency.cold_start.model_load"
    ),
    ("runtime", #""latency": { "network": ▸0 }"#, ".latency.network"),
  ])
  func `a wrong value has the path the user wrote, not that of the whole`(
    key: String, text: String, path: String
  ) throws {
    let scenario = ScenarioText.scenario(
      deployments: """
        { \(key == "platform" ? "" : #""platform": "aws-lambda","#)
          "\(key)": { "name": "own", \(text) }, "latency": { "service_time": "1s" } }
        """)
    let problem = try #require(problemsOfScenario(scenario.filter { $0 != "▸" }).first)
    #expect(problem.path?.description == "deployments[0].\(key)" + path)
    #expect(problem.position == Wrong(scenario, "", "", "").markedPosition)
  }

  @Test func `a value of the deployment is reported there, also above one of the platform`() throws
  {
    try Wrong(
      """
      { "platform": { "name": "p", "like": "aws-lambda", "capacity": { "limit": 5 } },
        "capacity": { "provisioned": ▸6 }, "latency": { "service_time": "1s" } }
      """, "deployments[0].capacity.provisioned", "must be at most 5, found 6", "from 0 to 5"
    ).inDeployment.check()
  }

  @Test func `objects may be like one another, but not without end`() throws {
    func nested(_ depth: Int) -> String {
      depth == 0
        ? #""aws-lambda""# : #"{ "name": "p\#(depth)", "like": \#(nested(depth - 1)) }"#
    }
    let deployment = try Decoded.deployment(
      #"{ "platform": \#(nested(8)), "latency": { "service_time": "1s" } }"#)
    #expect(deployment.platform == "p8")
    let tooDeep = problemsOfScenario(
      ScenarioText.scenario(deployments: #"{ "platform": \#(nested(9)) }"#))
    #expect(tooDeep.map(\.what) == ["is more than 8 objects deep"])
    let path = "deployments[0].platform" + String(repeating: ".like", count: 9)
    #expect(tooDeep.first?.path?.description == path)
  }

  @Test func `what is like something else has its measured service time`() throws {
    let own = try Decoded.deployment(
      """
      { "platform": { "name": "p", "like": "aws-lambda@2021-03" },
        "model": { "name": "m", "like": "mobilenet" },
        "runtime": { "name": "r", "like": "ort-1.6" } }
      """)
    let catalog = try Decoded.deployment(ScenarioText.deployment)
    #expect(own.latency == catalog.latency)
    #expect(own.name == "p-m-r")
    #expect([own.platform, own.model, own.runtime] == ["p", "m", "r"])
  }
}

import Documents
import SimCore
import Testing

@testable import Platforms

/// Deployments of several services, read from scenarios.
@Suite struct SystemDecodingTests {
  private static let services = """
    "services": [{ "name": "near", "platform": "aws-lambda", "memory": "1GB",
        "latency": { "service_time": "10ms" } },
      { "name": "far", "platform": "aws-cpu-server", "latency": { "service_time": "20ms" } }]
    """

  private func system(_ rest: String) -> String {
    ScenarioText.scenario(deployments: "{ \"name\": \"both\", \(Self.services)\(rest) }")
  }

  private func messages(_ text: String) -> [String] { Decoded.messages(text) }

  @Test func `stages, accounts and retries are read as they stand`() throws {
    let deployment = try #require(
      Decoded.scenario(
        system(
          """
          , "price_per_step": "0.001USD",
          "accounts": [{ "members": ["far", "near"], "limit": 7, "burst": 2, "starts": "5/s" }],
          "stages": [{ "service": "far" }, { "overflow": ["near", "far"], "after": "2s" },
            { "first_with_room": ["near"] },
            { "split": [{ "service": "far", "weight": 3 }, { "service": "near", "weight": 0.5 }],
              "retries": { "attempts": 4, "back_off": "2s", "factor": 3, "longest": "9s",
                "jitter": "none" } }]
          """)
      ).deployments.first)
    let system = try #require(deployment.system)
    #expect(system.services.map(\.name) == ["near", "far"])
    #expect(
      system.accounts == [
        Account(members: [1, 0], limit: 7, starts: StartLimit(burst: 2, rate: 5))
      ])
    #expect(system.stepPrice == Money(femtodollars: 1_000_000_000_000))
    #expect(
      system.stages == [
        Stage(.overflow([1])), Stage(.overflow([0, 1], after: .seconds(2))),
        Stage(.firstWithRoom([0])),
        Stage(
          .weighted([WeightedService(1, weight: 3), WeightedService(0, weight: 0.5)]),
          retry: RetryPolicy(
            attempts: 4, backOff: .seconds(2), factor: 3, greatest: .seconds(9), hasJitter: false)),
      ])
    #expect(deployment.platform == "aws-lambda + aws-cpu-server" && deployment.model == "")
    #expect(deployment.parts.map(\.name) == ["both / near", "both / far"])
  }

  @Test func `clients that send again make a system of one service`() throws {
    let deployment = try Decoded.deployment(
      #"{ "platform": "aws-cpu-server", "latency": { "service_time": "20ms" }, "#
        + #""client": { "retries": { "attempts": 2 } } }"#)
    #expect(deployment.client.retries == RetryPolicy(attempts: 2))
    #expect(deployment.system == nil && deployment.systemPlan?.services.count == 1)
    let silent = try Decoded.deployment(
      #"{ "platform": "aws-cpu-server", "latency": { "service_time": "20ms" }, "#
        + #""client": { "retries": null } }"#)
    #expect(silent.systemPlan == nil)
  }

  @Test(arguments: [
    ("", ["deployments[0]: the key `stages` is missing"]),
    (#", "stages": []"#, ["deployments[0].stages: is empty"]),
    (
      #", "stages": [{}]"#, ["deployments[0].stages[0]: does not say where requests go"]
    ),
    (
      #", "stages": [{ "service": "near", "overflow": ["far"] }]"#,
      ["deployments[0].stages[0]: says in 2 ways where requests go"]
    ),
    (
      #", "stages": [{ "service": "neat" }, { "overflow": ["far", "x"] }]"#,
      [
        "deployments[0].stages[0].service: names no service: \"neat\"",
        "deployments[0].stages[1].overflow[1]: names no service: \"x\"",
      ]
    ),
    (
      #", "stages": [{ "service": "near", "after": "1s" }]"#,
      [
        "deployments[0].stages[0].after: is how long requests wait before they overflow, and this "
          + "stage has no \"overflow\""
      ]
    ),
    (
      #", "stages": [{ "overflow": ["near", "far", "near"] }]"#,
      ["deployments[0].stages[0].overflow[2]: is there already"]
    ),
    (
      #", "stages": [{ "service": "far" }, { "first_with_room": ["near", "near"] }]"#,
      ["deployments[0].stages[1].first_with_room[1]: is there already"]
    ),
    (
      #", "stages": [{ "service": "near" }]"#,
      ["deployments[0].services[1]: is a service that no stage names"]
    ),
    (
      #", "stages": [{ "overflow": ["near"], "after": "1s" }, { "service": "far" }]"#,
      [
        "deployments[0].stages[0].after: is how long requests wait before they overflow, and there "
          + "is no service to go to"
      ]
    ),
    (
      #", "stages": [{ "split": [{ "service": "near", "weight": 0 }] }]"#,
      ["deployments[0].stages[0].split: has weights of zero alone"]
    ),
    (
      #", "stages": [{ "overflow": ["near", "far"] }], "#
        + #""accounts": [{ "members": ["far"], "limit": 1 }, "#
        + #"{ "members": ["far", "near"], "burst": 2 }, { "members": ["near", "x"] }]"#,
      [
        "deployments[0].accounts[1].members[0]: is a member of an account already",
        "deployments[0].accounts[2]: limits nothing",
        "deployments[0].accounts[2].members[0]: is a member of an account already",
        "deployments[0].accounts[2].members[1]: names no service: \"x\"",
      ]
    ),
    (
      #", "stages": [{ "service": "near", "retries": { "attempts": 1 } }]"#,
      ["deployments[0].stages[0].retries.attempts: must be at least 2, found 1"]
    ),
    (
      #", "stages": [{ "overflow": ["near", "far"] }], "platform": "aws-lambda""#,
      ["deployments[0].platform: unknown key"]
    ),
  ])
  func `what has no meaning is refused where it stands`(rest: String, expected: [String]) {
    let found = messages(system(rest))
    #expect(found.count == expected.count, "\(found)")
    for (message, start) in zip(found, expected) {
      #expect(message == start || message.hasPrefix(start), "\(message)")
    }
  }

  @Test func `what is optional may be null, and accounts none`() throws {
    for accounts in ["null", "[]"] {
      let scenario = try Decoded.scenario(
        system(
          ", \"accounts\": \(accounts), \"stages\": [{ \"overflow\": [\"near\", \"far\"], "
            + "\"retries\": null }]"))
      let found = try #require(scenario.deployments[0].system)
      #expect(found.accounts.isEmpty && found.stages[0].retry == nil)
    }
  }

  @Test func `what is wrong with services, stages and accounts is told at once`() {
    let found = messages(
      ScenarioText.scenario(
        deployments: """
          { "name": "s",
            "services": [
              { "name": "a", "platform": "aws-lambda", "memory": "1",
                "latency": { "service_time": "1s" } },
              { "name": "b", "platform": "aws-lambda", "latency": { "service_time": "1s" },
                "client": { "batch": { "size": 3, "wait": "2s" } } },
              { "name": "c", "platform": "aws-lambda", "functions": {},
                "latency": { "service_time": "1s" },
                "client": { "retries": { "attempts": 2 } } }],
            "stages": [{ "service": "a" }, { "overflow": ["b", "c"], "after": "1s" },
              { "service": "d" }],
            "accounts": [{ "members": ["a"] }] }
          """))
    let starts = [
      "deployments[0].services[0].memory", "deployments[0].services[2].functions",
      "deployments[0].services[2].client.retries",
      "deployments[0].stages[1].after: withdraws requests before the clients of \"b\"",
      "deployments[0].stages[2].service: names no service: \"d\"",
      "deployments[0].accounts[0]: limits nothing",
    ]
    #expect(found.count == starts.count, "\(found)")
    for (message, start) in zip(found, starts) { #expect(message.hasPrefix(start), "\(found)") }
  }

  @Test(arguments: ["stages", "accounts", "price_per_step"])
  func `where services are forgotten, that is what is said`(key: String) {
    let found = messages(
      ScenarioText.scenario(
        deployments: "{ \"name\": \"s\", \"platform\": \"aws-lambda\", \"\(key)\": null }"))
    #expect(found.contains { $0.contains("the key `services` is missing") }, "\(found)")
  }

  @Test(arguments: [
    (#""burst": 1"#, false), (#""starts": "1/h""#, false), (#""limit": 5"#, true),
    (#""burst": 1, "starts": "4/h""#, true),
  ])
  func `an account starts instances for those who wait for them`(limits: String, isValid: Bool) {
    func messages(_ capacity: String) -> [String] {
      self.messages(
        ScenarioText.scenario(
          deployments: """
            { "name": "s", "stages": [{ "service": "a" }],
              "accounts": [{ "members": ["a"], \(limits) }],
              "services": [{ "name": "a", "platform": "aws-lambda", "memory": "1GB",
                "latency": { "service_time": "1s" }, "capacity": \(capacity) }] }
            """))
    }
    let found = messages(#"{ "beyond_limit": "wait" }"#)
    #expect(found.isEmpty == isValid, "\(found)")
    #expect(
      isValid || found.first?.contains("requests at a could wait for ever") == true, "\(found)")
    #expect(messages("{}") == [])
    #expect(messages(#"{ "beyond_limit": "wait", "provisioned": 1 }"#) == [])
  }

  @Test(arguments: [
    (#"{ "name": "near", "platform": "aws-lambda" }"#, "has the name of another service: \"near\""),
    (#"{ "name": "x", "services": [] }"#, "is a service of several services"),
    (
      #"{ "name": "x", "platform": "aws-lambda", "client": { "retries": { "attempts": 2 } } }"#,
      "has clients that send requests again"
    ),
    (
      #"{ "name": "x", "platform": "aws-lambda", "functions": {} }"#,
      "keeps instances as many functions need them, and this is one service"
    ),
    (
      #"{ "name": "x", "platform": "aws-lambda", "#
        + #""latency": { "service_time": "0s", "column_times": [["a", "1s"]] } }"#,
      "has service times by columns of a trace"
    ),
  ])
  func `a service is not everything that a deployment is`(service: String, what: String) {
    let timed = service.replacing(
      #""platform": "aws-lambda" }"#,
      with: #""platform": "aws-lambda", "latency": { "service_time": "1s" } }"#
    ).replacing(
      #""aws-lambda", "client""#,
      with: #""aws-lambda", "latency": { "service_time": "1s" }, "client""#
    ).replacing(
      #""aws-lambda", "functions""#,
      with: #""aws-lambda", "latency": { "service_time": "1s" }, "functions""#)
    let text = ScenarioText.scenario(
      deployments: """
        { "name": "both", "stages": [{ "first_with_room": ["near", "x"] }], "services": [
          { "name": "near", "platform": "aws-lambda", "latency": { "service_time": "1s" } },
          \(timed)] }
        """)
    let found = messages(text)
    #expect(found.count == 1 && found.allSatisfy { $0.hasSuffix(what) }, "\(found)")
  }

  @Test(arguments: [
    (#"{ "closed_loop": { "clients": 2 } }"#, "clients in a closed loop"),
    (#"{ "functions": { "count": 2 } }"#, "functions of an account"),
  ])
  func `requests come from a process or a trace`(arrivals: String, noun: String) {
    func text(_ deployment: String) -> String {
      """
      { "seed": 1, "workload": { "duration": "10s", "arrivals": \(arrivals) },
        "deployments": [\(deployment)] }
      """
    }
    let several = messages(
      text(
        "{ \"name\": \"both\", \(Self.services), "
          + "\"stages\": [{ \"overflow\": [\"near\", \"far\"] }] }"))
    #expect(several == ["deployments[0]: has several services, which cannot serve \(noun)"])
    let again = messages(
      text(
        #"{ "platform": "aws-lambda", "memory": "1GB", "latency": { "service_time": "1s" }, "#
          + #""client": { "retries": { "attempts": 2 } } }"#))
    #expect(
      again == [
        "deployments[0]: has clients that send requests again, which \(noun) do by their own rules"
      ])
  }

  @Test func `all deployments together have no more services than there may be deployments`() {
    let services = Array(repeating: #"{ "platform": "aws-lambda" }"#, count: 101)
    let system = "{ \"name\": \"s\", \"services\": [\(services.joined(separator: ","))] }"
    let systems = Array(repeating: system, count: 100).joined(separator: ",")
    let found = messages(ScenarioText.scenario(deployments: systems))
    #expect(found == ["deployments: have 10100 services"])
  }

  @Test func `the catalog knows what the services of a system use`() throws {
    let catalog = try Catalog.builtIn()
    let document = try JSONParser.parse(
      Array(system(#", "stages": [{ "service": "near" }]"#).utf8), file: "a.json")
    let names = catalog.uses(of: document).map(\.entry.subject)
    #expect(names.contains("aws-lambda") && names.contains("aws-cpu-server"))
    // A newer edition of what a service names is another scenario.
    let keyed = catalog.keyed(document).compactText
    #expect(keyed.contains(try #require(catalog.entry(.platforms, named: "aws-lambda")).name))
  }
}

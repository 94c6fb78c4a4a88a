import TestSupport
import Testing

/// What a wrong scenario leads to: every problem with its place, status 1, and nothing written.
@Suite struct InvalidScenarioTests {
  private static let wrong = """
    {
      "seed": 1,
      "workload": {
        "duration": "10 sec",
        "arrivals": { "poisson": { "rat": "5/s" } }
      },
      "deployments": [
        { "platform": "aws-lamda", "model": "mobilenet", "runtime": "ort-1.6" },
        { "platform": "aws-lambda@2021-03", "model": "mobilenet", "runtime": "ort-1.6",
          "capacity": { "limit": 0 } }
      ]
    }
    """

  private static let places = [
    "wrong.json:4:17: workload.duration: ", "wrong.json:5:32: workload.arrivals.poisson.rat: ",
    "wrong.json:8:19: deployments[0].platform: ",
    "wrong.json:10:30: deployments[1].capacity.limit: ",
  ]

  @Test(arguments: ["run", "validate"])
  func `every problem is told with file, line, column and path`(command: String) throws {
    let workplace = try Workplace(["wrong": Self.wrong])
    let result = try workplace.run(command, "wrong.json")
    #expect(result.status == 1)
    #expect(result.output.isEmpty)
    for place in Self.places { #expect(result.messages.contains(place), "\(place)") }
    #expect(result.messages.contains("did you mean `rate`?"))
    #expect(result.messages.contains("did you mean \"aws-lambda\"?"))
  }

  /// A scenario of one deployment.
  private static func scenario(_ deployment: String) -> String {
    """
    {
      "seed": 1,
      "workload": { "requests": 1, "arrivals": { "constant": { "rate": "1/s" } } },
      "deployments": [
        { "model": "mobilenet", \(deployment) }
      ]
    }
    """
  }

  @Test(arguments: [
    (
      #""platform": "aws-lambda", "runtime": "tf-1.15", "latency": { "service_time": "0.2s" }"#,
      """
      simctl: error: large.json:5:66: deployments[0].runtime: has a package of 1000MB, more \
      than the 250MB that the platform takes; choose a runtime with a smaller package

      """
    ),
    (
      #""platform": "aws-lambda", "runtime": "tf-1.4", "memory": "128MB""#,
      """
      simctl: error: large.json:5:86: deployments[0].memory: is 128MB, which cannot hold a model \
      of 16MB and a package of 196MB; write "memory": "212MB" or more

      """
    ),
  ])
  func `what does not fit into a function is refused in words`(
    deployment: String, message: String
  ) throws {
    let workplace = try Workplace(["large": Self.scenario(deployment)])
    let result = try workplace.run("run", "large.json", "--out", "out")
    #expect(result.status == 1)
    #expect(result.output.isEmpty)
    #expect(result.messages == message)
    #expect(try workplace.tree().keys.sorted() == ["large.json"])
  }

  @Test func `a run with a wrong scenario among others writes nothing`() throws {
    let workplace = try Workplace(["good": ExampleScenarios.byHand, "wrong": Self.wrong])
    let before = try workplace.tree()
    let result = try workplace.run("run", "good", "wrong", "--requests", "--out", "out")
    #expect(result.status == 1)
    #expect(result.output.isEmpty)
    #expect(try workplace.tree() == before)
  }

  @Test func `validate goes on after a wrong scenario`() throws {
    let workplace = try Workplace(["good": ExampleScenarios.byHand, "wrong": Self.wrong])
    let result = try workplace.run("validate", "nothing", "wrong", "good")
    #expect(result.status == 1)
    #expect(
      result.output == """
        good: valid, 2 deployments
          quick: at most 4.00 requests/s = 1 instance x 1 at a time / 0.250s of
            service
          slow: at most 0.400 requests/s = 1 instance x 1 at a time / 2.50s of service

        """)
    #expect(result.messages.contains("there is no scenario 'nothing'"))
    #expect(result.messages.contains("wrong.json:4:17: "))
    #expect(try workplace.run("validate", "good").status == 0)
  }

  @Test(arguments: [
    ("", "1:1"), ("{", "1:2"), ("[]", "1:1"), ("{}", "1:1"), ("{ \"seed\": 1, }", "1:12"),
    ("\u{0}\u{1}\u{2}", "1:1"),
  ])
  func `what is no scenario is refused with its place`(text: String, place: String) throws {
    let workplace = try Workplace()
    let result = try workplace.run("run", "-", "--out", "out", input: text)
    #expect(result.status == 1)
    #expect(result.messages.hasPrefix("simctl: error: standard input:\(place): "))
    #expect(try workplace.tree().isEmpty)
  }

  @Test func `a missing file, a folder and an unknown name are refused`() throws {
    let workplace = try Workplace()
    for (name, message) in [
      ("./nothing.json", "cannot read './nothing.json': No such file or directory"),
      ("/", "cannot read '/': Is a directory"),
      ("nothing", "there is no scenario 'nothing' here, in Scenarios/ or built in"),
      ("quik-start", "Did you mean 'quick-start'?"),
      ("quik-start.json", "Did you mean 'quick-start.json'?"),
    ] {
      let result = try workplace.run("run", name, "--out", "out")
      #expect(result.status == 1)
      #expect(result.output.isEmpty)
      #expect(result.messages.contains(message), "\(result.messages)")
    }
    #expect(try workplace.tree().isEmpty)
  }
}

import Documents
import Platforms
import TestSupport
import Testing

@testable import Studies

@Suite struct PlanSearchTests {
  private static func deployment(_ parts: String) -> String {
    """
    { "seed": 1, "workload": { "duration": "10s", "arrivals": { "poisson": { "rate": "10/s" } } },
      "deployments": [\(parts)] }
    """
  }

  private static let function = deployment(
    #"{ "platform": "aws-lambda@2021-03", "model": "mobilenet", "runtime": "ort-1.6" }"#)

  @Test func `a function has sizes, provisioned instances and other platforms for neighbours`()
    throws
  {
    let space = try PlanSupport.space(Self.function)
    let name = "aws-lambda-mobilenet-ort-1.6"
    // 10/s times 10.933 ms keep 0.11 instances busy, and 0.11 + 2 √0.11 is below 1.
    let own = ["", ", memory 1GB", ", memory 1.5GB", ", memory 3GB", ", memory 4GB"].flatMap {
      [name + $0, name + $0 + ", provisioned 1"]
    }
    let other = "gcp-cloud-functions-mobilenet-ort-1.6"
    let google = ["", ", memory 512MB", ", memory 1GB", ", memory 4GB"].map { other + $0 }
    #expect(space.names == own + google)
    #expect(space.candidates[1].settings.map(\.path) == ["deployments[0].capacity.provisioned"])
    #expect(
      space.candidates[10].settings.map { [$0.path, $0.value] }
        == [["deployments[0].platform", "gcp-cloud-functions@2021-03"]])
    #expect(space.unsearched.contains { $0.contains("no price for them") })
  }

  @Test func `what a candidate sets makes its deployment out of the scenario`() throws {
    let text = Self.deployment(
      """
      { "name": "own", "platform": "aws-lambda@2021-03", "model": "mobilenet", "runtime": "ort-1.6",
        "memory": "3GB", "client": { "timeout": "5s" } },
      { "platform": "aws-sagemaker@2021-03", "model": "albert", "runtime": "tf-1.15" }
      """)
    let space = try PlanSupport.space(text)
    let source = ScenarioText(Array(text.utf8), shownName: "a.json")
    let catalog = try Catalog.builtIn()
    #expect(space.candidates.count > 40)
    for candidate in space.candidates {
      let scenario = try source.scenario(catalog, at: StudyPoint(candidate.settings))
      #expect(
        scenario.deployments.contains { $0 == candidate.deployment }, "\(candidate.name)")
    }
    // On another platform memory and name are not those of the first, but its clients are.
    let moved = try #require(
      space.candidates.first { $0.deployment.platform == "gcp-cloud-functions" })
    #expect(moved.name == "gcp-cloud-functions-mobilenet-ort-1.6")
    #expect(moved.deployment.client.timeout == .seconds(5))
    #expect(moved.deployment.memory?.size == .megabytes(2048))
  }

  @Test func `equal candidates are one, whatever they are called`() throws {
    let twice = PlanSupport.machines([("one", "1USD", "10ms"), ("two", "1USD", "10ms")])
    #expect(
      try PlanSupport.space(twice).names
        == ["one", "one, instances 2", "one, instances 3", "one, instances 4"])
    let axis = SweepAxis(path: "deployments.one.billing.per_hour", values: ["1USD", "1.00USD"])
    #expect(try PlanSupport.space(twice, axes: [axis]).candidates.count == 1)
  }

  @Test func `axes take the place of neighbours, each for its deployment`() throws {
    let text = PlanSupport.machines([("one", "1USD", "10ms"), ("two", "2USD", "10ms")])
    let space = try PlanSupport.space(
      text,
      axes: [
        SweepAxis(path: "deployments.two.capacity.workers", values: ["1", "2"]),
        SweepAxis(path: "deployments[1].capacity.backlog", values: ["3", "4"]),
      ])
    #expect(
      space.names == [
        "one", "two, capacity.workers 1, capacity.backlog 3",
        "two, capacity.workers 1, capacity.backlog 4",
        "two, capacity.workers 2, capacity.backlog 3",
        "two, capacity.workers 2, capacity.backlog 4",
      ])
  }

  @Test func `combinations that are no deployment are counted and told`() throws {
    let text = Self.deployment(
      """
      { "platform": "gcp-cloud-functions@2021-03", "model": "mobilenet", "runtime": "tf-1.15" }
      """)
    let space = try PlanSupport.space(text, platforms: ["gcp-cloud-functions"])
    #expect(!space.names.contains { $0.contains("512MB") })
    #expect(
      space.unsearched.contains {
        $0.hasPrefix("1 combinations that are no valid") && $0.contains("cannot hold a model")
      }, "\(space.unsearched)")
  }

  @Test func `chosen platforms are searched with the runtimes that they have`() throws {
    let space = try PlanSupport.space(
      Self.function, platforms: ["aws-gpu-server", "gcp-gpu-server"])
    #expect(space.searched.map(\.name).count == 2)
    #expect(space.candidates.allSatisfy { $0.deployment.runtime == "tf-1.15" })
    #expect(space.unsearched[0] == "Other platforms than aws-gpu-server, gcp-gpu-server.")
  }

  @Test func `a platform that was left out of the scenario is searched as the scenario has it`()
    throws
  {
    let text = Self.deployment(
      """
      { "platform": "aws-lambda@2021-03", "model": "mobilenet", "runtime": "ort-1.6" },
      { "platform": "gcp-cloud-functions@2021-03", "model": "mobilenet", "runtime": "ort-1.6",
        "memory": "1GB" }
      """)
    let space = try PlanSupport.space(text) { $0.platform == "aws-lambda" }
    let moved = space.candidates.filter { $0.deployment.platform == "gcp-cloud-functions" }
    #expect(moved.first?.settings.isEmpty == true)
    #expect(moved.first?.deployment.memory?.size == .megabytes(1024))
    #expect(moved.count > 3)
  }

  @Test func `service times of one's own are carried to no other platform`() throws {
    let text = Self.function.replacing(
      #""ort-1.6" }"#, with: #""ort-1.6", "latency": { "service_time": "1ms" } }"#)
    let space = try PlanSupport.space(text)
    #expect(space.searched.count == 1)
    #expect(space.unsearched.contains { $0.contains("a service time of one's own") })
  }

  private func mistake(
    _ text: String = function, axes: [SweepAxis] = [], platforms: [String]? = nil
  ) throws -> PlanMistake {
    try #require(throws: PlanMistake.self) {
      _ = try PlanSupport.space(text, axes: axes, platforms: platforms)
    }
  }

  @Test func `mistakes are told with what would be right`() throws {
    #expect(try mistake(platforms: ["aws-lamda"]).suggestion == "aws-lambda")
    let own = PlanSupport.machines([("one", "1USD", "10ms")])
    #expect(try mistake(own, platforms: ["aws-lambda"]).problem.contains("no service time"))
    let load = SweepAxis(path: "workload.load", values: ["1", "2"])
    #expect(try mistake(axes: [load]).problem.contains("'simctl sweep' any"))
    let memory = SweepAxis(path: "deployments[0].memory", values: ["1GB"])
    let twice = SweepAxis(
      path: "deployments.aws-lambda-mobilenet-ort-1.6.memory", values: ["2GB"])
    #expect(try mistake(axes: [memory, twice]).problem.contains("given twice"))
    let many = SweepAxis(path: "deployments[0].memory", values: (0...10_000).map { "\($0)MB" })
    #expect(try mistake(axes: [many]).problem.contains("more than 10,000 candidates"))
    #expect(throws: StudyPoint.Misplaced.self) {
      _ = try PlanSupport.space(
        Self.function, axes: [SweepAxis(path: "deployments.none.memory", values: ["1GB"])])
    }
    let wrong = SweepAxis(path: "deployments[0].memory", values: ["1GB", "64MB"])
    let error = try #require(throws: StudyError.self) {
      _ = try PlanSupport.space(Self.function, axes: [wrong])
    }
    #expect(error.message.hasPrefix("with deployments[0].memory=64MB the scenario is wrong"))
  }
}

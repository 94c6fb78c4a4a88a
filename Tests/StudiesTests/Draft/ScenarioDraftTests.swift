import Documents
import Platforms
import SimCore
import Testing

@testable import Studies

@Suite struct ScenarioDraftTests {
  private func draft(_ size: String, latency: String = "80ms") throws -> ScenarioDraft {
    ScenarioDraft(
      modelSize: try ByteCount(text: size), latency: try DraftLatency(latency) { false },
      traffic: .rate(5))
  }

  private func scenario(_ draft: ScenarioDraft) throws -> Scenario {
    let text = try draft.outcome(.builtIn()).text
    return try ScenarioText(Array(text.utf8), shownName: "draft").scenario(.builtIn())
  }

  @Test func `functions, an endpoint and servers get the model and its time`() throws {
    var draft = try draft("100MB")
    draft.objectives = ["p(99)<500ms"]
    let scenario = try scenario(draft)
    #expect(
      scenario.deployments.map(\.name)
        == ["lambda", "cloud-functions", "sagemaker", "aws-server", "gcp-server"])
    for deployment in scenario.deployments {
      #expect(ServingCapacity(deployment)?.service == 0.08, "\(deployment.name)")
    }
    #expect(scenario.objectives.map(\.text) == ["p(99)<500ms"])
  }

  @Test func `a time measured elsewhere is scaled to the memory`() throws {
    var draft = try draft("100MB")
    draft.memory = .gigabytes(2)
    draft.measuredAt = .gigabytes(1)
    let function = try #require(try scenario(draft).deployments.first)
    let service = try #require(ServingCapacity(function)?.service)
    #expect(service < 0.05)
  }

  @Test func `what cannot hold the model is left out with the reason`() throws {
    let outcome = try draft("7GB").outcome(.builtIn())
    #expect(outcome.names == ["lambda", "sagemaker", "aws-server", "gcp-server"])
    #expect(outcome.leftOut.map(\.name) == ["cloud-functions"])
    #expect(outcome.leftOut[0].reason.contains("4GB, which cannot hold a model of 7GB"))
    var large = try draft("100MB")
    large.packageSize = .megabytes(300)
    let reason = try #require(try large.outcome(.builtIn()).leftOut.first?.reason)
    #expect(reason.contains("more than the 250MB that the platform takes"))
    #expect(try draft("70GB").outcome(.builtIn()).names.isEmpty)
  }

  @Test func `a graphics processor is only there where somebody has measured it`() throws {
    var draft = try draft("20GB")
    draft.graphicsLatency = try DraftLatency("9ms") { false }
    #expect(try draft.outcome(.builtIn()).leftOut.map(\.name).contains("aws-gpu-server"))
    draft.modelSize = .megabytes(100)
    let server = try #require(try scenario(draft).deployments.last)
    #expect(server.name == "aws-gpu-server" && ServingCapacity(server)?.service == 0.009)
  }

  @Test func `memory that nobody names holds the model and its package`() {
    #expect(ScenarioDraft.memory(holding: .megabytes(100), nil) == .gigabytes(2))
    #expect(ScenarioDraft.memory(holding: .gigabytes(2), nil) == .gigabytes(3))
    #expect(ScenarioDraft.memory(holding: .megabytes(2000), .megabytes(48)) == .gigabytes(2))
  }
}

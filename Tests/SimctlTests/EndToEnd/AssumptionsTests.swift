import Foundation
import Testing

/// What `validate` and `run` say of what nobody has said, and of what a deployment can do.
@Suite struct AssumptionsTests {
  private static let scenario = """
    { "seed": 1, "workload": { "requests": 50, "arrivals": { "poisson": { "rate": "1/s" } } },
      "deployments": [
        { "name": "one", "platform": "aws-lambda", "model": { "name": "m", "size": "100MB" },
          "runtime": { "name": "own" }, "memory": "1GB", "latency": { "service_time": "80ms" } },
        { "name": "two", "platform": "aws-gpu-server", "model": { "name": "m", "size": "100MB" },
          "runtime": "tf-1.15", "capacity": { "batch": { "size": 8 } },
          "latency": { "service_time": "20ms" } }] }
    """

  @Test func `validate shows the capacity and all that is assumed`() throws {
    let workplace = try Workplace(["s": Self.scenario])
    let text = try workplace.output(of: "validate", "s")
    #expect(
      text == """
        s: valid, 2 deployments
          one: at most 6,250 requests/s = 1,000 instances x 1 at a time / 0.160s of
            service with 1GB
            assumed: a cold start takes no time for library_import, model_load,
              first_inference: latency.cold_start does not give them
            assumed: the service time was measured with 2GB, as the platform's:
              latency.measured_at is not given
          two: at most 100 requests/s = 1 instance x 2 at a time x 8 in a batch / 8.00
            times 0.0200s of service
            assumed: a batch takes as long as its requests one by one:
              latency.batch_marginal is not given
            assumed: all 2 workers of a machine serve at full speed at the same time:
              latency.parallelism is not given

        """)
  }

  @Test func `a run says it once, in short, unless it is to be quiet`() throws {
    let workplace = try Workplace(["s": Self.scenario])
    let output = try workplace.output(of: "run", "s")
    let words = output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(
      words.contains(
        "Assumed, and told by 'simctl validate': cold starts without library_import, model_load, "
          + "first_inference (one); service times measured with 2GB (one); no gain by batches "
          + "(two); all workers at full speed (two)."))
    #expect(try !workplace.output(of: "run", "s", "--quiet").contains("Assumed"))
  }

  @Test func `a model that does not fit is refused with what would hold it`() throws {
    let workplace = try Workplace(["s": Self.scenario])
    for command in ["run", "validate"] {
      let change = command == "run" ? ["--set", "deployments.two.model.size=20GB"] : []
      if change.isEmpty { try workplace.write(Self.scenario.large, to: "s.json") }
      let result = try Program.run([command, "s"] + change, in: workplace.directory.path)
      #expect(result.status == 1)
      #expect(
        result.messages.contains("the machine has 16GB of graphics memory, which cannot hold"))
      #expect(
        result.messages.contains(
          #"choose "ml.g5.xlarge" (24GB), "ml.g6.xlarge" (24GB), "#))
    }
  }

  @Test func `answers for which nobody waits are named`() throws {
    let workplace = try Workplace(["s": Self.scenario])
    let setting = ["--set", "deployments.two.latency.service_time=70s"]
    let output = try Program.run(["run", "s"] + setting, in: workplace.directory.path).output
    let words = output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(words.contains(/waited for as long as an answer took: two \([0-9,]+ s\)\. API Gateway/))
    let patient = setting + ["--set", #"deployments.two.client={"timeout":"59s"}"#]
    let other = try Program.run(["run", "s"] + patient, in: workplace.directory.path).output
    #expect(!other.contains("API Gateway"))
  }
}

extension String {
  /// The scenario with a second model that is too large.
  fileprivate var large: String {
    guard let place = range(of: "aws-gpu-server") else { return self }
    let rest = self[place.upperBound...]
    guard let size = rest.range(of: "100MB") else { return self }
    return String(self[..<size.lowerBound]) + "20GB" + String(self[size.upperBound...])
  }
}

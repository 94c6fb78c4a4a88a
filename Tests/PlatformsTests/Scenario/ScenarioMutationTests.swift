import Documents
import Platforms
import Testing

/// Puts wrong values everywhere, and looks whether the decoder and the schema keep their word.
struct ScenarioMutationTests {
  private static let values = [
    "null", "true", "0", "-1", "0.5", "1e300", "\"\"", "\"x\"", "\"0s\"", "\"5s\"", "\"1MB\"",
    "\"1/s\"", "\"1USD\"", "[]", "[[0]]", "[\"1s\"]", "{}", "{ \"x\": 1 }", "{ \"name\": \"x\" }",
    "{ \"constant\": \"1s\" }", "\"aws-sagemaker\"", "\"albert\"", "\"tf-1.4\"",
    "\"fixed-server\"", "\"preloaded\"", "\"per-instance\"",
  ]

  /// The paths of everything within a value.
  private func paths(in value: JSONValue, at path: String = "") -> [String] {
    switch value.kind {
    case .object(let members):
      members.flatMap { member in
        let inner = path.isEmpty ? member.key : "\(path).\(member.key)"
        return [inner] + paths(in: member.value, at: inner)
      }
    case .array(let elements):
      elements.enumerated().flatMap { index, element in
        ["\(path)[\(index)]"] + paths(in: element, at: "\(path)[\(index)]")
      }
    default: []
    }
  }

  @Test(arguments: [
    ScenarioText.scenario(
      workload: """
        { "duration": "9s", "patience": "8s", "arrivals": { "mmpp": {
          "states": [{ "name": "a", "rate": "1/s" }, { "rate": "2/s" }],
          "path": [{ "state": "a", "for": "9s" }] } } }
        """,
      deployments: """
        { "name": "n", "memory": "2GB", "runtime": { "name": "r", "like": "ort-1.6" },
          "platform": { "name": "p", "like": "aws-lambda@2021-03", "capacity": { "limit": 5 },
            "memory": { "options": ["2GB"] }, "cpu": { "points": [["1GB", 1]] } },
          "model": { "name": "m", "size": "1MB" },
          "latency": { "service_time": { "quantiles": [[0, "1s"], [1, "2s"]] },
            "overload": { "from": 1, "factor": 2 },
            "cold_start": { "billed": ["library_import"], "model_load": { "base": "1s" } } },
          "billing": { "per_request": "1USD" }, "client": { "timeout": "1s" } }
        """),
    ScenarioText.scenario(
      workload: """
        { "requests": 9, "arrivals": { "mmpp": { "initial": "0",
          "states": [{ "rate": "1/s" }, { "rate": "2/s" }], "generator": [[-1, 1], [1, -1]] } } }
        """,
      deployments: """
        { "platform": "aws-sagemaker@2021-03", "model": "albert", "runtime": "tf-1.15",
          "machine": { "name": "m", "like": "t2.2xlarge", "credits": { "baseline_vcpus": 1 } },
          "capacity": { "autoscaler": { "target": 5 }, "provisioning": { "constant": "1s" } } }
        """),
    ScenarioText.scenario(
      workload: #"{ "duration": "9s", "arrivals": { "map": { "d0": [[-1]], "d1": [[1]] } } }"#),
    ScenarioText.scenario(
      workload: """
        { "duration": "9s", "requests": 5, "arrivals": { "piecewise": {
          "pieces": [{ "rate": "1/s", "for": "9s" }] } } }
        """),
  ])
  func `any value anywhere is taken, or refused with its place; the schema takes what is taken`(
    _ text: String
  ) throws {
    let schema = SchemaValidator(try Repository.json("Scenarios/scenario.schema.json"))
    let scenario = try JSONParser.parse(Array(text.utf8), file: "test.json")
    #expect(problemsOfScenario(text).isEmpty)
    for path in paths(in: scenario) {
      for value in Self.values {
        let changed = try scenario.setting(path, to: value)
        let changedText = changed.prettyText
        do {
          _ = try Decoded.scenario(changedText)
          #expect(try schema.faults(of: changed) == [], "\(path) = \(value)")
        } catch let report as ProblemReport {
          let places = report.problems.map { $0.position != nil && $0.path != nil }
          #expect(!places.contains(false), "\(path) = \(value): \(report)")
        }
      }
    }
  }
}

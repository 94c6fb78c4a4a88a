import SimCore
import TestSupport
import Testing

@testable import Platforms

/// Whatever a scenario can say and a result can show is explained on the model's page.
@Suite struct VocabularyTests {
  private let words: Set<String>

  init() throws {
    let page = MarkdownPage(path: "docs/model.md", text: try Repository.text("docs/model.md"))
    // A key may stand alone or as the end of a path, such as `overload.factor`.
    words = Set(page.codes.flatMap { [$0] + $0.split(separator: ".").map(String.init) })
  }

  @Test(arguments: PolicyGuide.all)
  func `every policy and its keys are explained`(policy: PolicyGuide) {
    #expect(words.contains(policy.name))
    for key in policy.keys { #expect(words.contains(key), "\(policy.kind) \(policy.name): \(key)") }
  }

  @Test func `the keys of autoscalers, cold starts, steps and credits are explained`() {
    let objects = [
      AutoscalerKeys.object, ColdStartKeys.object, StepKeys.object, CreditsKeys.object,
      OverloadKeys.object, CPUKeys.object, PreWarmEntryKeys.object, PreWarmKeys.object,
      PredictionKeys.object, ProvisionedKeys.object, SnapshotKeys.object, PayloadKeys.object,
      MemoryKeys.object, ClientKeys.object,
    ]
    let keys = objects.flatMap(\.names)
    for key in keys { #expect(words.contains(key), "\(key)") }
  }

  @Test func `every arrival process with its keys, and every distribution, is explained`() {
    let objects = [
      ArrivalsKeys.object, PiecewiseKeys.object, ModulatedKeys.object, SojournKeys.object,
      MarkovianKeys.object, TraceKeys.object, SinusoidalKeys.object, HourlyKeys.object,
      DistributionKeys.object,
    ]
    let keys =
      objects.flatMap(\.names)
      + WorkloadKeys.object.names.filter { $0 != "arrivals" && $0 != "requests" }
    for key in keys { #expect(words.contains(key), "\(key)") }
  }

  @Test func `every outcome and every column of the summary is explained`() throws {
    for outcome in RequestOutcome.allCases { #expect(words.contains(outcome.name)) }
    let scenario = try Scenario(
      parsing: Array(
        """
        { "seed": 1, "workload": { "requests": 2, "arrivals": { "constant": { "rate": "1/s" } } },
          "deployments": [{ "platform": "aws-gpu-server", "model": "mobilenet",
            "runtime": "tf-1.15" }] }
        """.utf8), file: "two.json", name: "two", catalog: .builtIn())
    let deployment = try #require(scenario.deployments.first)
    var observer = NoObserver()
    let row = SummaryRow(
      label: RunLabel(scenario: "two", deployment: deployment.name, replication: 0),
      deployment: deployment, seed: 1,
      figures: try scenario.run(deployment, observer: &observer))
    #expect(words.contains(SummaryRow.intervalEnding))
    let columns = row.fields.map(\.column).filter { !$0.hasSuffix(SummaryRow.intervalEnding) }
    for column in columns { #expect(words.contains(column), "\(column)") }
  }
}

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
    let keys =
      AutoscalerKey.allCases.map(\.rawValue) + ColdStartKey.allCases.map(\.rawValue)
      + StepKey.allCases.map(\.rawValue) + CreditsKey.allCases.map(\.rawValue)
      + OverloadKey.allCases.map(\.rawValue) + CPUKey.allCases.map(\.rawValue)
      + PreWarmEntryKey.allCases.map(\.rawValue) + PreWarmKey.allCases.map(\.rawValue)
      + PredictionKey.allCases.map(\.rawValue) + ProvisionedKey.allCases.map(\.rawValue)
      + MemoryKey.allCases.map(\.rawValue) + ClientKey.allCases.map(\.rawValue)
    for key in keys { #expect(words.contains(key), "\(key)") }
  }

  @Test func `every arrival process with its keys, and every distribution, is explained`() {
    let keys =
      ArrivalsKey.allCases.map(\.rawValue) + PiecewiseKey.allCases.map(\.rawValue)
      + ModulatedKey.allCases.map(\.rawValue) + SojournKey.allCases.map(\.rawValue)
      + MarkovianKey.allCases.map(\.rawValue) + TraceKey.allCases.map(\.rawValue)
      + WorkloadKey.allCases.map(\.rawValue).filter { $0 != "arrivals" && $0 != "requests" }
      + DistributionKey.allCases.map(\.rawValue)
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

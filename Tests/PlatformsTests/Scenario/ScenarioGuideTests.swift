import Documents
import SimCore
import Testing

@testable import Platforms

/// A part of the guide that is JSON.
struct GuideSnippet: Sendable, CustomTestStringConvertible {
  /// What it is: the word after `json` at its fence; empty for a whole scenario.
  let kind: String
  /// The line of its fence, from 1.
  let line: Int
  /// The JSON.
  let text: String

  var testDescription: String { "line \(line): \(kind.isEmpty ? "scenario" : kind)" }

  /// The whole scenario that the part belongs into; nil for a kind that is not known.
  var scenario: String? {
    func deployment(_ keys: String, on platform: String) -> String {
      ScenarioText.scenario(deployments: #"{ "platform": \#(platform), \#(keys) }"#)
    }
    let service = #""latency": { "service_time": "1s" }"#
    switch kind {
    case "": return text
    case "workload": return ScenarioText.scenario(workload: text)
    case "arrivals":
      return ScenarioText.scenario(workload: #"{ "duration": "1min", "arrivals": \#(text) }"#)
    case "deployment": return ScenarioText.scenario(deployments: text)
    case "platform": return deployment(service, on: text)
    case "machine":
      return deployment(#""machine": \#(text), \#(service)"#, on: #""aws-cpu-server""#)
    case "model", "runtime", "capacity", "billing":
      return deployment(#""\#(kind)": \#(text), \#(service)"#, on: #""aws-lambda@2021-03""#)
    case "latency": return deployment(#""latency": \#(text)"#, on: #""aws-lambda@2021-03""#)
    case "distribution":
      return deployment(#""latency": { "service_time": \#(text) }"#, on: #""aws-lambda@2021-03""#)
    case "outputs":
      let whole = ScenarioText.scenario()
      return whole.dropLast(2) + #", "outputs": \#(text) }"#
    default: return nil
    }
  }

  /// All JSON of a text in Markdown.
  static func all(in text: String) -> [GuideSnippet] {
    var snippets: [GuideSnippet] = []
    var open: (kind: String, line: Int, lines: [Substring])?
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      if line == "```", let snippet = open {
        snippets.append(
          GuideSnippet(
            kind: snippet.kind, line: snippet.line, text: snippet.lines.joined(separator: "\n")))
        open = nil
      } else if line.hasPrefix("```json") {
        open = (line.dropFirst(7).filter { $0 != " " }, index + 1, [])
      } else {
        open?.lines.append(line)
      }
    }
    return snippets
  }
}

struct ScenarioGuideTests {
  private static func text() throws -> String {
    String(decoding: try Repository.bytes("docs/scenarios.md"), as: UTF8.self)
  }

  @Test(arguments: try GuideSnippet.all(in: text()))
  func `every example of the guide is a valid part of a scenario`(_ snippet: GuideSnippet) throws {
    let scenario = try #require(snippet.scenario)
    #expect(problemsOfScenario(scenario).map(\.description) == [])
    let schema = SchemaValidator(try Repository.json("Scenarios/scenario.schema.json"))
    let value = try JSONParser.parse(Array(scenario.utf8), file: "test.json")
    #expect(try schema.faults(of: value) == [])
  }

  @Test func `the guide shows every policy and every arrival process`() throws {
    let snippets = try GuideSnippet.all(in: Self.text())
    #expect(snippets.contains { $0.kind.isEmpty })
    #expect(try snippets.count == Self.text().split(separator: "```json").count - 1)
    let scenarios = try snippets.compactMap(\.scenario).map(Decoded.scenario)
    let processes = scenarios.compactMap { scenario -> String? in
      guard case .process(let process) = scenario.workload.arrivals else { return "trace" }
      return "\(process.shape)".split(separator: "(").first.map(String.init)
    }
    let all: Set = [
      "constant", "poisson", "piecewise", "modulated", "pinned", "markovian", "trace",
    ]
    #expect(Set(processes) == all)
    let shown = snippets.map(\.text).joined()
    for policy in PolicyGuide.all where policy.name != "preloaded" {
      #expect(shown.contains(#""policy": "\#(policy.name)""#), "\(policy.name)")
    }
  }

  @Test func `the guide explains every key of the decoder and every column of the files`() throws {
    let rows = try Self.text().split(separator: "\n").filter { $0.hasPrefix("| `") }
    let named = rows.flatMap { row in
      row.split(separator: "|").prefix(2).flatMap { $0.split(separator: "`") }
    }
    let known = Set(named)
    let text = try Self.text()
    for (object, keys) in ScenarioSchemaTests.keys {
      for key in keys {
        // A process has a heading of its own.
        let isExplained = known.contains(Substring(key)) || text.contains("**`\(key)`**")
        #expect(isExplained, "\(object).\(key)")
      }
    }
    let scenario = try Decoded.scenario(ScenarioText.scenario())
    let deployment = try #require(scenario.deployments.first)
    var observer = NoObserver()
    let figures = try scenario.run(deployment, observer: &observer)
    #expect(known.contains(Substring(SummaryRow.intervalEnding)))
    let label = RunLabel(scenario: "test", deployment: deployment.name, replication: 0)
    let summary = SummaryRow(label: label, deployment: deployment, seed: 1, figures: figures)
    for header in [
      summary.header, TimelineRows.header, RowRecorder.requestsHeader, RowRecorder.eventsHeader,
    ] {
      for column in header.dropLast().split(separator: ",") {
        // Every figure has such a column, and all of them one explanation.
        if column.hasSuffix(SummaryRow.intervalEnding) { continue }
        #expect(known.contains(column), "\(column)")
      }
    }
  }
}

import SimCore
import Testing

@testable import Platforms

/// The rows of a trace that are sent, as scenarios say them.
@Suite struct TraceChoiceDecodingTests {
  private func scenario(_ trace: String) throws -> Scenario {
    try Decoded.scenario(
      """
      { "seed": 1, "workload": { "arrivals": { "trace": { "file": "a.csv"\(trace) } } },
        "deployments": [{ "platform": "aws-cpu-server", "latency": { "service_time": "5ms" } }] }
      """)
  }

  @Test func `texts stand with their columns`() throws {
    let found = try scenario(#", "column": "at", "only": [["fn", "x"], ["kind", ""]]"#)
    guard case .trace(let trace) = found.workload.arrivals else { throw RunError.stopped }
    #expect(
      trace.only == [
        ColumnText(column: "fn", text: "x"), ColumnText(column: "kind", text: ""),
      ])
  }

  @Test(arguments: [
    (#", "only": [["fn", "x"]]"#, "the column of the times is not named"),
    (#", "column": "at", "only": []"#, "has 0 elements"),
    (#", "column": "at", "only": [["fn"]]"#, "must be a pair"),
    (#", "column": "at", "only": [["", "x"]]"#, "is empty"),
    (#", "column": "at", "only": [["f", "x"], ["f", "y"]]"#, "another pair names too"),
    (#", "column": "at", "only": [["f", 5]]"#, "must be a string"),
  ])
  func `what has no meaning is refused`(trace: String, what: String) throws {
    let report = try #require(throws: (any Error).self) { _ = try scenario(trace) }
    #expect("\(report)".contains(what) && "\(report)".contains("only"), "\(report)")
  }
}

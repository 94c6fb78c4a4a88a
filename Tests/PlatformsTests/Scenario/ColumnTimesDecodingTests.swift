import SimCore
import Testing

@testable import Platforms

/// Service times that come of columns of a trace, as scenarios say them.
@Suite struct ColumnTimesDecodingTests {
  private static let trace = #"{ "trace": { "file": "a.csv", "column": "at" } }"#

  private func scenario(
    _ columns: String, arrivals: String = trace, extra: String = ""
  ) throws -> Scenario {
    try Decoded.scenario(
      """
      { "seed": 1, "workload": { "duration": "1min", "arrivals": \(arrivals) },
        "deployments": [{ "platform": "aws-cpu-server"\(extra),
          "latency": { "service_time": "5ms", "column_times": \(columns) } }] }
      """)
  }

  @Test func `columns have a time for each unit`() throws {
    let found = try scenario(#"[["in", "200us"], ["out", "0s"]]"#)
    #expect(
      found.deployments.first?.latency.policy.columnTimes == [
        ColumnTime("in", each: Interval(nanoseconds: 200_000)), ColumnTime("out", each: .zero),
      ])
    // What such requests take is known to nobody before the run.
    #expect(found.deployments.first.flatMap { ServingCapacity($0) } == nil)
  }

  @Test(arguments: [
    ("[]", "has 0 elements"), (#"[["in"]]"#, "must be a pair"), (#"[["", "1s"]]"#, "is empty"),
    (#"[["in", "1s"], ["in", "2s"]]"#, "names a column that another pair names too"),
    (#"[["at", "1s"]]"#, "has the column of the arrival times"), (#"[["in", "1"]]"#, "unit"),
  ])
  func `what has no meaning is refused`(columns: String, what: String) throws {
    let report = try #require(throws: (any Error).self) { _ = try scenario(columns) }
    #expect("\(report)".contains(what) && "\(report)".contains("column_times"), "\(report)")
  }

  @Test(arguments: [
    (#"{ "poisson": { "rate": "1/s" } }"#, "", "needs the columns of a trace"),
    (#"{ "trace": { "file": "a.csv" } }"#, "", "needs the header of the trace"),
    (
      #"{ "trace": { "file": "a.csv", "column": "at", "period": "1s" } }"#, "",
      "needs the columns of a trace"
    ),
    (trace, #", "capacity": { "batch": { "size": 4 } }"#, "requests are served in batches"),
    (
      trace, #", "client": { "batch": { "size": 4, "wait": "1ms" } }"#,
      "requests are served in batches"
    ),
  ])
  func `they need a trace that has them, and requests that are served one by one`(
    arrivals: String, extra: String, what: String
  ) throws {
    let report = try #require(throws: (any Error).self) {
      _ = try scenario(#"[["in", "1ms"]]"#, arrivals: arrivals, extra: extra)
    }
    #expect("\(report)".contains(what), "\(report)")
    #expect("\(report)".contains("deployments[0].latency.column_times"), "\(report)")
  }

  @Test func `what columns add is slowed by load like the rest, and never beyond the longest`() {
    let time = ServiceTime(
      .constant(.milliseconds(10)), parallelism: 2, batchTimes: nil,
      columnTimes: [ColumnTime("in", each: .milliseconds(1))])
    var random = Random(seed: 1)
    func taken(_ inService: Int, adding work: Interval) -> Interval {
      time.sample(Load(inService: inService, waiting: 0), adding: work, using: &random)
    }
    #expect(taken(1, adding: .milliseconds(30)) == .milliseconds(40))
    #expect(taken(4, adding: .milliseconds(30)) == .milliseconds(80))
    #expect(taken(1, adding: .longest) == .longest)
  }
}

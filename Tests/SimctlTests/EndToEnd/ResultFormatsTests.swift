import TestSupport
import Testing

/// What `run` prints, against figures found by hand: see ``ExampleScenarios/byHand``.
///
/// Of the requests at 0 to 9 s, deployment `slow` serves those of 0 (until 2.5), 1 (until 5, 4 s
/// after its arrival and just in time), 3, 5 and 8, the last three too late for clients that wait
/// for 4 s; the queue is full for the others. Percentiles may be off by 0.1 %, all else is exact.
/// Machines cost 0.001 USD a second from the start to the whole second after the last answer.
@Suite struct ResultFormatsTests {
  private static let header =
    ColumnsTests.summary + ColumnsTests.furtherSummary + ColumnsTests.bounds
    + ColumnsTests.intervals
  /// The columns of intervals, which these runs are too short for.
  private static let noIntervals = String(repeating: ",", count: ColumnsTests.intervals.count)

  @Test func `the table shows the figures that one finds by hand`() throws {
    let workplace = try Workplace(["small": ExampleScenarios.byHand])
    let output = try workplace.output(of: "run", "small")
    let digest = try #require(output.firstMatch(of: /digest (d[0-9a-f]{16})\n/)).1
    #expect(
      output == """
        small: Ten requests, one a second
        seed 7, 2 deployments, digest \(digest)
        10 requests each, system machine; one run of each (--replications 10 gives
        intervals)

        deployment  success  mean s  p50 s  p95 s  p99 s  cold  peak     USD  USD/month
        quick         100 %   0.250  0.250  0.250  0.250     0     1  0.0100      2,802
        slow           20 %    3.25   2.50   4.00   4.00     0     1  0.0130      2,696

        deployment  USD/1M
        quick        1,000
        slow         1,300

        how the requests ended, of deployments with failures

        deployment  answered  queue full  timed out
        slow               2           5          3

        Read with care:
        - Latency of the successful requests only: slow. Compare success first.
        - Few successes for high percentiles (p95 needs 200, p99 1,000, p99.9 10,000):
          quick (10), slow (2). Lengthen the run, or see the bounds in summary.csv.

        """)
  }

  @Test func `CSV has the figures that one finds by hand`() throws {
    let workplace = try Workplace(["small": ExampleScenarios.byHand])
    let output = try workplace.output(of: "run", "small", "--format", "csv")
    let digests = CSVTable(output).column("digest")
    try #require(digests.count == 2)
    #expect(Set(digests).count == 2)
    let scenarioDigest = try #require(CSVTable(output).column("scenario_digest").first)
    for digest in digests + [scenarioDigest] {
      #expect(digest.wholeMatch(of: /d[0-9a-f]{16}/) != nil)
    }
    #expect(
      output == """
        \(Self.header.joined(separator: ","))
        small,quick,machine,,,0,7,10,10,0,1.000000,0.250000000,0.000000000,0.250000000,0.250000000,\
        0.250000000,0.250000000,0.250000000,0,1,1,0.000000000,0.010000000000000,\(digests[0]),\
        0,0,0,0,0.250000000,0.250000000,1.000000,1,0.270270,0,0.000000,0.270270,9.250000000,\
        0.000000000000000,0.010000000000000,0.000000000000000,1,,0,0.270270,,,2802.162162,\
        \(scenarioDigest),\
        0.250000000,0.250000000,0.250000000,,0.250000000,,0.250000000,,\
        few_for_p95 few_for_p99 few_for_p999 too_short\
        \(Self.noIntervals)
        small,slow,machine,,,0,7,10,2,8,0.200000,3.250000000,1.060660172,2.501902335,3.999268863,\
        3.999268863,3.999268863,4.000000000,0,1,1,0.000000000,0.013000000000000,\(digests[1]),\
        0,5,3,0,2.500000000,3.999268863,1.000000,1,1.000000,1,0.640000,1.000000,12.500000000,\
        0.000000000000000,0.013000000000000,0.000000000000000,1,,0,2.500000,,,2695.680000,\
        \(scenarioDigest),\
        ,,2.501902335,,2.501902335,,2.501902335,,\
        survivors few_for_p95 few_for_p99 few_for_p999 too_short\
        \(Self.noIntervals)

        """)
  }

  @Test func `JSON has the same members as CSV, with numbers as they are there`() throws {
    let workplace = try Workplace(["small": ExampleScenarios.byHand])
    let csv = CSVTable(try workplace.output(of: "run", "small", "--format", "csv"))
    let texts: Set = [
      "scenario", "deployment", "platform", "model", "runtime", "digest", "scenario_digest",
      "warnings",
    ]
    let objects = csv.rows.map { row in
      let members = csv.columns.map { column in
        let value = row[column] ?? ""
        let number = value.isEmpty ? "null" : value
        return "    \"\(column)\": " + (texts.contains(column) ? "\"\(value)\"" : number)
      }
      return "  {\n\(members.joined(separator: ",\n"))\n  }"
    }
    #expect(
      try workplace.output(of: "run", "small", "-f", "json")
        == "[\n\(objects.joined(separator: ",\n"))\n]\n")
  }

  @Test func `a figure that does not exist is empty in CSV, null in JSON and a dash in tables`()
    throws
  {
    let workplace = try Workplace(["small": ExampleScenarios.byHand])
    func output(_ format: String) throws -> String {
      try workplace.output(
        of: "run", "small", "--only", "quick", "--set",
        #"deployments[0].client={ "timeout": "100ms" }"#, "--format", format)
    }
    let row = try #require(CSVTable(output("csv")).rows.first)
    #expect(row["succeeded"] == "0")
    #expect(row["latency_mean_s"] == "")
    #expect(row["latency_p999_s"] == "")
    #expect(try output("json").contains("\"latency_mean_s\": null,"))
    #expect(
      try output("table").contains(
        "quick           0 %       -      -      -      -"))
  }

  @Test func `requests and timeline have the rows that one finds by hand`() throws {
    let workplace = try Workplace(["small": ExampleScenarios.byHand])
    try workplace.output(of: "run", "small", "--only", "slow", "--requests", "--out", "out")
    let requests = try workplace.table("out/small/requests.csv").rows
      .sorted { $0.count("request") < $1.count("request") }
    let found = requests.map { row in
      ["request", "arrival_s", "latency_s", "outcome", "instance"].map { row[$0] ?? "" }
        .joined(separator: " ")
    }
    #expect(
      found == [
        "0 0 2.5 succeeded 0", "1 1 4 succeeded 0", "2 2 0 backlog_full ", "3 3 4.5 timed_out 0",
        "4 4 0 backlog_full ", "5 5 5 timed_out 0", "6 6 0 backlog_full ", "7 7 0 backlog_full ",
        "8 8 4.5 timed_out 0", "9 9 0 backlog_full ",
      ])
    let columns = [
      "time_s", "arrivals", "succeeded", "failed", "latency_mean_s", "instances", "queue_length",
      "in_service",
    ]
    let lines = try workplace.table("out/small/timeline.csv").rows.map { row in
      columns.map { row[$0] ?? "" }.joined(separator: ",")
    }
    #expect(
      lines.prefix(5) == [
        "0.000,1,1,0,2.500000000,1.000000,0.000000,1.000000",
        "1.000,1,1,0,4.000000000,1.000000,1.000000,1.000000",
        "2.000,1,0,1,,1.000000,0.500000,1.000000", "3.000,1,0,1,,1.000000,1.000000,1.000000",
        "4.000,1,0,1,,1.000000,1.000000,1.000000",
      ])
    #expect(lines.count == 13)
  }
}

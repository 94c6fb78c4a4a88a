import TestSupport
import Testing

/// The columns of the files, which other programs read by name and by position.
@Suite struct ColumnsTests {
  /// The columns with which `summary.csv` begins.
  static let summary = [
    "scenario", "deployment", "platform", "model", "runtime", "replication", "seed", "requests",
    "succeeded", "failed", "success_ratio", "latency_mean_s", "latency_stddev_s", "latency_p50_s",
    "latency_p90_s", "latency_p95_s", "latency_p99_s", "latency_max_s", "cold_starts",
    "instances_created", "instances_peak", "billed_s", "cost_usd", "digest",
  ]
  /// The columns that follow, to which more may be added at the end.
  static let furtherSummary = [
    "throttled", "backlog_full", "timed_out", "unanswered", "latency_min_s", "latency_p999_s",
    "instances_mean", "in_service_peak", "in_service_mean", "queue_length_peak",
    "queue_length_mean", "utilisation", "end_s", "cost_requests_usd", "cost_instances_usd",
    "cost_other_usd", "instances_needed", "warm_up_s", "warm_up_requests", "offered_utilisation",
    "answered_within_limit_s", "answered_within_ratio", "cost_usd_per_month", "scenario_digest",
  ]
  /// Bounds of percentiles and warnings, which have no interval.
  static let bounds = [
    "latency_p50_low_s", "latency_p50_high_s", "latency_p95_low_s", "latency_p95_high_s",
    "latency_p99_low_s", "latency_p99_high_s", "latency_p999_low_s", "latency_p999_high_s",
    "warnings",
  ]
  /// The columns that end each row: an interval for each figure.
  static let intervals = (summary + furtherSummary).filter { column in
    ![
      "scenario", "deployment", "platform", "model", "runtime", "replication", "seed", "digest",
      "scenario_digest",
    ].contains(column)
  }.map { $0 + "_ci95" }
  private static let timeline = [
    "scenario", "deployment", "replication", "time_s", "arrivals", "succeeded", "failed",
    "latency_mean_s", "instances", "queue_length", "in_service", "digest", "instances_created",
    "instances_ready", "instances_busy_peak", "latency_p50_s", "latency_p95_s", "latency_p99_s",
  ]
  private static let requests = [
    "scenario", "deployment", "replication", "request", "arrival_s", "latency_s", "outcome",
    "cold", "instance", "billed_s", "cost_usd",
  ]
  private static let events = [
    "scenario", "deployment", "replication", "time_s", "event", "instance", "request", "instances",
    "metric", "value", "threshold", "change", "reason",
  ]

  @Test func `--out writes a folder for each scenario, and in it the files asked for`() throws {
    let small = ExampleScenarios.byHand
    let workplace = try Workplace(["small": small, "other": small])
    let result = try workplace.run("run", "small", "other", "--out", "results/today")
    #expect(result.status == 0)
    #expect(
      result.messages == """
        simctl: wrote results/today/small/
        simctl: wrote results/today/other/

        """)
    #expect(
      Set(try workplace.tree("results").keys) == [
        "today/", "today/small/", "today/small/summary.csv", "today/small/timeline.csv",
        "today/small/run.json", "today/other/", "today/other/summary.csv",
        "today/other/timeline.csv", "today/other/run.json",
      ])
    try workplace.output(of: "run", "small", "--out", "more", "--requests", "--events", "--quiet")
    #expect(
      Set(try workplace.tree("more/small").keys) == [
        "summary.csv", "timeline.csv", "requests.csv", "events.csv", "run.json",
      ])
  }

  @Test func `summary.csv has the same columns whatever the number of replications`() throws {
    let workplace = try Workplace(["small": ExampleScenarios.byHand])
    try workplace.output(of: "run", "small", "--out", "one")
    try workplace.output(of: "run", "small", "--out", "two", "--replications", "2")
    let (one, two) = (
      try workplace.table("one/small/summary.csv"), try workplace.table("two/small/summary.csv")
    )
    #expect(one.columns == Self.summary + Self.furtherSummary + Self.bounds + Self.intervals)
    #expect(two.columns == one.columns)
    // The first replication is the single one.
    #expect(two.rows.first == one.rows.first)
    // So few requests have no interval by themselves; and there is no warm-up.
    for row in one.rows { #expect(Self.intervals.allSatisfy { row[$0] == "" }) }
    for row in two.rows {
      let isMean = row["replication"] == ""
      // There is neither a warm-up nor an objective.
      let absent = ["warm_up_s", "answered_within_limit_s", "answered_within_ratio"]
      for column in Self.intervals where !absent.contains(String(column.dropLast(5))) {
        #expect((row[column] != "") == isMean, "\(column)")
      }
    }
  }

  @Test(arguments: [
    ("summary.csv", summary), ("timeline.csv", timeline), ("requests.csv", requests),
    ("events.csv", events),
  ])
  func `each file begins with its columns`(file: String, columns: [String]) throws {
    let workplace = try Workplace(["small": ExampleScenarios.byHand])
    try workplace.output(of: "run", "small", "--out", "out", "--requests", "--events")
    let table = try workplace.table("out/small/\(file)")
    #expect(Array(table.columns.prefix(columns.count)) == columns)
    #expect(Set(table.columns).count == table.columns.count)
    #expect(!table.rows.isEmpty)
  }

  @Test func `summary.csv is what --format csv prints`() throws {
    let workplace = try Workplace(["mixed": ExampleScenarios.mixed])
    let output = try workplace.output(of: "run", "mixed", "--format", "csv", "--out", "out")
    #expect(try workplace.directory.text("out/mixed/summary.csv") == output)
  }
}

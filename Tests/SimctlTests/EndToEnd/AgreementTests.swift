import TestSupport
import Testing

/// The files of a run say the same, each in its own detail.
@Suite struct AgreementTests {
  private let workplace: Workplace
  private let summary: CSVTable
  private let requests: [CSVTable.Run: [[String: String]]]
  private let timeline: [CSVTable.Run: [[String: String]]]

  init() throws {
    workplace = try Workplace(["mixed": ExampleScenarios.mixed])
    try workplace.output(
      of: "run", "mixed", "--replications", "2", "--requests", "--out", "out")
    summary = try workplace.table("out/mixed/summary.csv")
    requests = try workplace.table("out/mixed/requests.csv").byRun
    timeline = try workplace.table("out/mixed/timeline.csv").byRun
  }

  /// The rows of the summary with the run each is about; those of means are about none.
  private var runs: [(CSVTable.Run, [String: String])] {
    summary.byRun.flatMap { run, rows in rows.map { (run, $0) } }
      .filter { !$0.0.replication.isEmpty }
  }

  @Test func `every kind of outcome occurs, and the summary counts each`() throws {
    #expect(runs.count == 10)
    let names = ["succeeded", "throttled", "backlog_full", "timed_out", "unanswered"]
    var seen: Set<String> = []
    for (run, row) in runs {
      let rows = try #require(requests[run])
      #expect(rows.count == row.count("requests"))
      let outcomes = rows.compactMap { $0["outcome"] }
      #expect(Set(outcomes).isSubset(of: names))
      for name in names {
        #expect(outcomes.count { $0 == name } == row.count(name), "\(run), \(name)")
      }
      #expect(row.count("requests") - row.count("succeeded") == row.count("failed"))
      #expect(rows.count { $0["cold"] == "true" } == row.count("cold_starts"), "\(run)")
      seen.formUnion(outcomes)
    }
    #expect(seen == Set(names))
  }

  @Test func `the costs of requests, instances and the rest add up to the last digit`() throws {
    for (run, row) in runs {
      let each = try #require(requests[run]).map { $0.femtodollars("cost_usd") }
      let ofRequests = try each.reduce(0) { $0 + (try #require($1)) }
      let ofInstances = try #require(row.femtodollars("cost_instances_usd"))
      let others = try #require(row.femtodollars("cost_other_usd"))
      #expect(ofRequests == row.femtodollars("cost_requests_usd"), "\(run)")
      #expect(ofRequests + ofInstances + others == row.femtodollars("cost_usd"), "\(run)")
    }
    // All three kinds of cost occur, the last as a free tier that is taken off.
    let amounts = ["cost_requests_usd", "cost_instances_usd", "cost_other_usd"].map { column in
      runs.compactMap { $0.1.femtodollars(column) }
    }
    #expect(amounts[0].contains { $0 > 0 } && amounts[1].contains { $0 > 0 })
    #expect(amounts[2].contains { $0 < 0 })
  }

  @Test func `the sums over the timeline are the figures of the summary`() throws {
    for (run, row) in runs {
      let windows = try #require(timeline[run])
      for (column, total) in [
        ("arrivals", "requests"), ("succeeded", "succeeded"), ("failed", "failed"),
      ] {
        let sum = windows.map { $0.count(column) }.reduce(0, +)
        #expect(sum == row.count(total), "\(run), \(column)")
      }
    }
  }

  @Test func `every deployment sees the same requests, each replication others`() throws {
    let arrivals = requests.mapValues { rows in
      rows.sorted { $0.count("request") < $1.count("request") }
        .map { "\($0["request"] ?? "") \($0["arrival_s"] ?? "")" }
    }
    for replication in ["0", "1"] {
      let different = Set(arrivals.filter { $0.key.replication == replication }.values)
      #expect(different.count == 1)
      #expect(different.first?.first?.hasPrefix("0 ") == true)
    }
    #expect(Set(arrivals.values).count == 2)
  }
}

import Foundation
import TestSupport
import Testing

/// Several replications: what is printed and written of them.
@Suite struct ReplicationsTests {
  @Test func `what is the same in every replication is shown without an interval`() throws {
    // Constant arrivals and service times: only the histogram leaves percentiles uncertain.
    let workplace = try Workplace(["small": ExampleScenarios.byHand])
    let output = try workplace.output(of: "run", "small", "--replications", "3")
    let digest = try #require(output.firstMatch(of: /digest (d[0-9a-f]{16})\n/)).1
    // Notes on ten requests may follow.
    let shown = """
      small: Ten requests, one a second
      seed 7, 2 deployments in 3 replications, digest \(digest)
      10 requests each, system machine; means of 3 replications ± half of their 95 %
      interval; without ±, the same in all

      deployment  success  mean s              p50 s              p95 s
      quick         100 %   0.250  0.25000 ± 0.00024  0.25000 ± 0.00024
      slow         20.0 %   3.250    2.5019 ± 0.0024      3.999 ± 0.004

      deployment              p99 s  cold  peak     USD  USD/month  USD/1M
      quick       0.25000 ± 0.00024     0     1  0.0100      2,802   1,000
      slow            3.999 ± 0.004     0     1  0.0130      2,696   1,300

      how the requests ended, of deployments with failures

      deployment  answered  queue full  timed out
      slow             2.0         5.0        3.0

      differences from quick in the same replications; * where 0 is outside the 95 %
      interval

      deployment  mean s             p99 s    success points    cost USD
      slow        +3.000 *  +3.749 ± 0.004 *           -80.0 *   +0.0030 *

      """
    #expect(output.hasPrefix(shown), "\(output)")
  }

  /// The upper 2.5 % point of Student's distribution with two degrees of freedom, from tables.
  private static let quantile = 4.302652729911275

  /// The mean and the half-width of the interval of three values, without the code under test.
  private static func estimate(_ values: [Double]) -> (mean: Double, halfWidth: Double) {
    let mean = values.reduce(0, +) / 3
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (mean, quantile * (squares / 2 / 3).squareRoot())
  }

  private static func number(_ text: String?) throws -> Double {
    try #require(text.flatMap { Double($0) })
  }

  @Test func `rows of means have the means and intervals of the rows above`() throws {
    let workplace = try Workplace(["mixed": ExampleScenarios.mixed])
    try workplace.output(of: "run", "mixed", "--replications", "3", "--out", "out")
    let table = try workplace.table("out/mixed/summary.csv")
    let means = table.rows.filter { $0["replication"] == "" }
    #expect(
      means.map { $0["deployment"] } == ["function", "limited", "server", "endpoint", "free"])
    #expect(table.rows.suffix(5) == means[...])
    var checked = 0
    for row in means {
      let runs = table.rows.filter {
        $0["deployment"] == row["deployment"] && $0["replication"] != ""
      }
      #expect(runs.count == 3)
      let columns = table.columns.filter { table.columns.contains($0 + "_ci95") }
      // There is no warm-up, and what has no limit is not offered a fraction of it.
      for column in columns where !runs.allSatisfy({ $0[column] == "" }) {
        checked += 1
        let (mean, halfWidth) = Self.estimate(try runs.map { try Self.number($0[column]) })
        // Single figures have six decimals or more.
        let margin = 2e-6 + 1e-9 * mean.magnitude
        let found = try Self.number(row[column])
        #expect((found - mean).magnitude < margin, "\(column)")
        let half = try Self.number(row[column + "_ci95"])
        #expect((half - halfWidth).magnitude < 5 * margin, "\(column)")
      }
      for column in ["scenario", "platform", "model", "runtime", "seed", "scenario_digest"] {
        #expect(Set(runs.map { $0[column] }) == [row[column]])
      }
    }
    #expect(checked > 5 * 30)
  }

  @Test func `differences are those of the rows, replication by replication`() throws {
    let workplace = try Workplace(["mixed": ExampleScenarios.mixed])
    try workplace.output(of: "run", "mixed", "--replications", "3", "--out", "out")
    let runs = try workplace.table("out/mixed/summary.csv").byRun
    let differences = try workplace.table("out/mixed/differences.csv").rows
    #expect(differences.count == 4 * 4)
    for row in differences {
      let (deployment, figure) = (try #require(row["deployment"]), try #require(row["figure"]))
      #expect(row["baseline"] == "function" && row["replications"] == "3")
      let values = try ["0", "1", "2"].map { replication in
        func value(_ name: String) throws -> Double {
          let run = CSVTable.Run(deployment: name, replication: replication)
          return try Self.number(runs[run]?.first?[figure])
        }
        return try value(deployment) - value("function")
      }
      let (mean, halfWidth) = Self.estimate(values)
      let found = (try Self.number(row["difference"]), try Self.number(row["difference_ci95"]))
      #expect((found.0 - mean).magnitude < 4e-6 && (found.1 - halfWidth).magnitude < 2e-5)
      #expect(row["excludes_zero"] == "\(found.0.magnitude > found.1)")
    }
    // One replication has nothing to compare, and must not leave the file of three.
    try workplace.output(of: "run", "mixed", "--out", "out")
    #expect(
      Set(try workplace.tree("out/mixed").keys) == ["summary.csv", "timeline.csv", "run.json"])
  }

  @Test func `a replication is the same however many there are`() throws {
    let workplace = try Workplace(["mixed": ExampleScenarios.mixed])
    func runs(_ count: String) throws -> [[String: String]] {
      let text = try workplace.output(of: "run", "mixed", "-f", "csv", "--replications", count)
      return CSVTable(text).rows.filter { ["0", "1"].contains($0["replication"]) }
    }
    #expect(try runs("2") == runs("5"))
  }

  @Test func `JSON has null where CSV has nothing`() throws {
    let workplace = try Workplace(["small": ExampleScenarios.byHand])
    let text = try workplace.output(of: "run", "small", "-f", "json", "--replications", "2")
    let rows = try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [[String: Any]])
    #expect(rows.count == 6)
    #expect(rows.map { $0["replication"] as? Int } == [0, 1, 0, 1, nil, nil])
    #expect(rows.map { $0["latency_mean_s_ci95"] as? Double } == [nil, nil, nil, nil, 0, 0])
    #expect(rows.allSatisfy { $0.count == rows[0].count })
  }

  @Test func `run.json says what the files came from`() throws {
    let workplace = try Workplace(["mixed": ExampleScenarios.mixed])
    func record(_ arguments: String...) throws -> [String: Any] {
      let result = try Program.run(
        ["run", "mixed", "--only", "function,free", "--out", "out"] + arguments,
        in: workplace.directory.path)
      try #require(result.status == 0, "\(result.messages)")
      let text = try workplace.directory.text("out/mixed/run.json")
      return try #require(
        try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }
    let first = try record("--replications", "2", "--seed", "5")
    let rows = try workplace.table("out/mixed/summary.csv").rows
    #expect(first["simctl"] as? String == "0.1.0")
    #expect(first["scenario"] as? String == "mixed")
    #expect(first["scenario_digest"] as? String == rows[0]["scenario_digest"])
    #expect(first["seed"] as? Int == 5 && rows.allSatisfy { $0["seed"] == "5" })
    #expect(first["replications"] as? Int == 2)
    #expect(first["deployments"] as? [String] == ["function", "free"])
    #expect(first["files"] as? [String] == ["summary.csv", "differences.csv", "timeline.csv"])
    let second = try record("--requests", "--events")
    #expect(
      second["files"] as? [String] == [
        "summary.csv", "timeline.csv", "requests.csv", "events.csv",
      ])
    // Neither the seed nor the choice of deployments is what the scenario says; its values are.
    #expect(second["scenario_digest"] as? String == first["scenario_digest"] as? String)
    #expect(second["digest"] as? String != first["digest"] as? String)
    let changed = try record("--set", "deployments[0].memory=1024MB")
    #expect(changed["scenario_digest"] as? String != first["scenario_digest"] as? String)
  }

  @Test func `the digest of a scenario with a trace is also that of the trace`() throws {
    let scenario = ExampleScenarios.machine(
      workload: #"{ "arrivals": { "trace": { "file": "times.csv" } } }"#)
    let workplace = try Workplace(["traced": scenario])
    func digest(_ trace: String) throws -> String? {
      try workplace.write(trace, to: "times.csv")
      let text = try workplace.output(of: "run", "traced", "-f", "csv")
      return CSVTable(text).rows.first?["scenario_digest"]
    }
    let first = try digest("1\n2\n")
    #expect(try digest("1\n2.5\n") != first)
    #expect(try digest("1\n2\n") == first)
  }
}

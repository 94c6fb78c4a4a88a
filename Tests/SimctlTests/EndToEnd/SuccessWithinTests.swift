import Foundation
import TestSupport
import Testing

/// Success within the objective, beside success.
@Suite struct SuccessWithinTests {
  /// Services of 0.25 s and of 2.5 s, of which the clients of the latter give up after 4 s.
  private static let scenario = ExampleScenarios.byHand.replacingOccurrences(
    of: #""seed": 7,"#, with: #""seed": 7, "objective": ["success>0%", "p(99)<2600ms"],"#)

  /// The fraction of the requests of a run that were answered in time, by its rows.
  private func fraction(_ rows: [[String: String]], within seconds: Double) -> Double {
    let good = rows.count {
      $0["outcome"] == "succeeded" && (Double($0["latency_s"] ?? "") ?? .infinity) <= seconds
    }
    return Double(good) / Double(rows.count)
  }

  @Test func `the table and summary.csv have it, as the rows of requests say`() throws {
    let workplace = try Workplace(["s": Self.scenario])
    let output = try workplace.output(of: "run", "s", "--out", "out", "--requests")
    #expect(output.contains("within 2.6s"))
    let requests = try workplace.table("out/s/requests.csv").rows
    for row in try workplace.table("out/s/summary.csv").rows {
      let own = requests.filter { $0["deployment"] == row["deployment"] }
      #expect(row["answered_within_limit_s"] == "2.600000000")
      let share = try #require(row["answered_within_ratio"].flatMap(Double.init))
      #expect(share == fraction(own, within: 2.6), "\(row["deployment"] ?? "")")
    }
  }

  @Test func `compare has it for the objectives of its command line`() throws {
    let workplace = try Workplace(["s": Self.scenario])
    let arguments = ["compare", "s", "--objective", "p(95)<300ms"]
    let table = try Program.run(arguments, in: workplace.directory.path)
    let quiet = try Program.run(arguments + ["-q"], in: workplace.directory.path).output
    #expect(table.output.contains("- USD/month is") && !quiet.contains("- USD/month is"))
    #expect(table.output.contains("within 0.3s") || table.output.contains("within 300ms"))
    let text = try Program.run(arguments + ["--format", "csv"], in: workplace.directory.path)
    let rows = CSVTable(text.output).rows
    #expect(rows.map { $0["answered_within_ratio"] } == ["1.000000000", "0.000000000"])
  }

  @Test func `without an objective of a latency there is no column`() throws {
    let workplace = try Workplace(["s": ExampleScenarios.byHand])
    let output = try workplace.output(of: "run", "s", "--out", "out")
    #expect(!output.contains("within"))
    for row in try workplace.table("out/s/summary.csv").rows {
      #expect(row["answered_within_limit_s"] == "" && row["answered_within_ratio"] == "")
      // The run again and again for 30 days.
      let (cost, end) = (Double(row["cost_usd"] ?? ""), Double(row["end_s"] ?? ""))
      let month = try #require(row["cost_usd_per_month"].flatMap(Double.init))
      #expect(abs(month - (cost ?? 0) / (end ?? 1) * 2_592_000) < 1e-5)
    }
  }
}

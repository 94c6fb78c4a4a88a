import Foundation
import TestSupport
import Testing

/// Runs that take as many replications as a figure needs.
@Suite struct PrecisionTests {
  private static let scenario = ExampleScenarios.mixed(["function", "server"])

  /// The relative half-widths of a figure in the rows of means.
  private static func fractions(_ table: CSVTable, _ column: String) throws -> [Double] {
    try table.rows.filter { $0["replication"] == "" }.map { row in
      let mean = try #require(row[column].flatMap { Double($0) })
      let half = try #require(row[column + "_ci95"].flatMap { Double($0) })
      return half / mean
    }
  }

  @Test func `it ends when every deployment's half-width is small enough, and not before`() throws {
    let workplace = try Workplace(["mixed": Self.scenario])
    let result = try workplace.run("run", "mixed", "--until", "8%", "--out", "until")
    #expect(result.status == 0)
    let match = try #require(result.messages.firstMatch(of: /after (\d+) replications every/))
    let count = try #require(Int(match.1))
    // Looks are five apart there.
    try #require(count >= 15 && count <= 50 && count % 5 == 0, "\(count)")
    let table = try workplace.table("until/mixed/summary.csv")
    #expect(table.rows.count == 2 * count + 2)
    #expect(try Self.fractions(table, "latency_mean_s").allSatisfy { $0 <= 0.08 })
    let before = CSVTable(
      try workplace.output(of: "run", "mixed", "-f", "csv", "--replications", "\(count - 5)"))
    #expect(try Self.fractions(before, "latency_mean_s").contains { $0 > 0.08 })
    // What is written is what that number of replications gives.
    try workplace.output(of: "run", "mixed", "--replications", "\(count)", "--out", "fixed")
    var (until, fixed) = (try workplace.tree("until"), try workplace.tree("fixed"))
    #expect(until.removeValue(forKey: "mixed/run.json") != nil)
    #expect(fixed.removeValue(forKey: "mixed/run.json") != nil)
    #expect(until == fixed)
  }

  @Test func `any number of jobs takes the same replications and gives the same bytes`() throws {
    let workplace = try Workplace(["mixed": Self.scenario])
    for jobs in ["1", "3"] {
      try workplace.output(
        of: "run", "mixed", "--until", "8%", "--until", "cost=20%", "--jobs", jobs, "--out", jobs)
    }
    #expect(try workplace.tree("1") == workplace.tree("3"))
  }

  @Test func `a cap that comes first is status 1, and the results are there`() throws {
    let workplace = try Workplace(["mixed": Self.scenario])
    let result = try workplace.run(
      "run", "mixed", "--until", "p99=0.001%", "--replications", "12", "--out", "out")
    #expect(result.status == 1)
    #expect(result.output.contains("2 deployments in 12 replications"))
    #expect(
      result.messages.contains(
        /latency_p99_s of 'function' is known to [0-9.]+% after 12 replications, not to/
      ))
    #expect(result.messages.contains(/About [0-9,]+ replications would be needed/))
    #expect(try workplace.table("out/mixed/summary.csv").rows.count == 2 * 12 + 2)
    #expect(try workplace.directory.text("out/mixed/run.json").contains("latency_p99_s=0.001%"))
  }

  @Test func `a figure that does not exist ends the run at once`() throws {
    let workplace = try Workplace(["mixed": Self.scenario])
    let result = try workplace.run(
      "run", "mixed", "--until", "1%", "--set", #"deployments[0].client={ "timeout": "1ms" }"#)
    #expect(result.status == 1)
    #expect(result.output.contains("in 10 replications"))
    #expect(
      result.messages.contains("latency_mean_s of 'function' has no relative precision after 10"))
  }

  @Test func `what never varies is known after the least number of replications`() throws {
    let workplace = try Workplace(["small": ExampleScenarios.byHand])
    let output = try workplace.output(of: "run", "small", "--until", "0.1%")
    #expect(output.contains("in 10 replications"))
  }
}

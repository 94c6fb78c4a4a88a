import Foundation
import TestSupport
import Testing

/// Deployments that are ranked by cost among those that meet objectives.
@Suite struct CompareCommandTests {
  private func widest(_ text: String) -> Int {
    text.split(separator: "\n").map(\.count).max() ?? 0
  }

  @Test func `the table ranks those that meet all, and says what binds the others`() throws {
    let workplace = try Workplace(["small": ExampleScenarios.byHand])
    let result = try workplace.run(
      "compare", "small", "--objective", "p(99)<1s", "--objective", "success > 99%")
    #expect(result.status == 0)
    let shown = """
      small: Ten requests, one a second
      seed 7, 2 deployments, digest \
      \(try #require(result.output.firstMatch(of: /digest (d[0-9a-f]{16})/)).1)
      objectives: p(99)<1s, success>99%

      Meets every objective, the cheapest first:

         deployment  p(99) s  success  within 1s  USD/month  USD/1M
      1  quick         0.250    100 %      100 %      2,802   1,000

      Misses some, the cheapest first:

      deployment  USD/month  what binds    misses
      slow            2,696  service time  p(99) 4.00 s, +1

      - USD/month is 30 days of this traffic: the run, as often as it fits. Each time

      """
    #expect(result.output.hasPrefix(shown), "\(result.output)")
    #expect(widest(result.output) <= 80)
  }

  @Test func `none that meets the objectives is status 3, whatever the format`() throws {
    let workplace = try Workplace(["small": ExampleScenarios.byHand])
    for format in ["table", "csv", "json"] {
      let result = try workplace.run(
        "compare", "small", "--objective", "p(99)<1ms", "-f", format)
      #expect(result.status == 3)
      #expect(result.output.contains("service time"))
    }
    #expect(try workplace.run("compare", "small", "--objective", "max<1s").status == 0)
  }

  @Test func `the scenario's own objectives hold unless others are given`() throws {
    let text = ExampleScenarios.byHand.replacing(
      #""seed": 7"#, with: #""seed": 7, "objective": ["max<1ms"]"#)
    let workplace = try Workplace(["small": text])
    #expect(try workplace.run("compare", "small").status == 3)
    #expect(try workplace.run("compare", "small", "--objective", "max<1s").status == 0)
    // To run it is the same.
    let result = try workplace.run("run", "small")
    #expect(result.status == 0)
  }

  @Test func `without objectives all are ranked by cost`() throws {
    let workplace = try Workplace(["small": ExampleScenarios.byHand])
    let result = try workplace.run("compare", "small")
    #expect(result.status == 0)
    #expect(result.output.contains("By cost, the cheapest first:"))
    #expect(result.output.contains("There is no objective. Give one"))
  }

  @Test func `no line is wider than 80 columns`() throws {
    let workplace = try Workplace(["mixed": ExampleScenarios.mixed])
    let many = [
      "p(50)<1s", "p(90)<1s", "p(95)<2s", "p(99)<9s", "p(99.9)<99s", "p(99, worst 1s)<99s",
      "mean<9s", "max<99s", "success>1%", "cost<9999/month",
    ].flatMap { ["--objective", $0] }
    for arguments in [[], many, many + ["--replications", "3"]] {
      let output = try Program.run(
        ["compare", "mixed"] + arguments, in: workplace.directory.path
      ).output
      #expect(widest(output) <= 80, "\(output)")
    }
    let long = ExampleScenarios.mixed.replacing(
      #""name": "function""#,
      with: #""name": "a function with a name that is much longer than any line has room for""#)
    try workplace.write(long, to: "long.json")
    for arguments in [[], many, ["--replications", "2"]] {
      let output = try Program.run(
        ["compare", "long"] + arguments, in: workplace.directory.path
      ).output
      #expect(output.contains("a function with") && output.contains("…"))
      let rows = output.split(separator: "\n").filter { !$0.contains("than any line has room") }
      #expect(widest(rows.joined(separator: "\n")) <= 80, "\(output)")
    }
  }

  @Test func `programs get every objective with its value, and files the same`() throws {
    let workplace = try Workplace(["mixed": ExampleScenarios.mixed(["function", "server"])])
    let arguments = [
      "compare", "mixed", "--objective", "p(99, worst 5s)<3s", "--objective", "cost<1/day",
      "--replications", "3", "-f", "csv",
    ]
    let output = try Program.run(arguments, in: workplace.directory.path).output
    // An objective with a comma is in quotes.
    let table = CSVTable(output.replacing("\"p(99, worst 5s)<3s\"", with: "p"))
    #expect(table.rows.count == 2)
    for row in table.rows {
      #expect(row["objective_1"] == "p" && row["objective_2"] == "cost<1/day")
      #expect(Double(row["value_1"] ?? "") != nil && Double(row["value_1_ci95"] ?? "") != nil)
      #expect(["true", "false"].contains(row["met_1"]))
      #expect(row["replications"] == "3")
    }
    #expect(table.rows[0]["month_above_first_usd"] == "")
    #expect(Double(table.rows[1]["month_above_first_usd_ci95"] ?? "") != nil)
    let files = try Program.run(
      arguments + ["--out", "out", "--jobs", "1"], in: workplace.directory.path)
    #expect(files.output == output)
    #expect(try workplace.directory.text("out/mixed/compare.csv") == output)
    #expect(
      Set(try workplace.tree("out/mixed").keys) == [
        "compare.csv", "summary.csv", "differences.csv", "timeline.csv", "run.json",
      ])
    // What an earlier comparison has left would not belong to a later run.
    try workplace.output(of: "run", "mixed", "--out", "out")
    #expect(
      Set(try workplace.tree("out/mixed").keys) == ["summary.csv", "timeline.csv", "run.json"])
  }

  @Test func `ten times the load is ten times the requests, in all commands`() throws {
    let workplace = try Workplace(["mixed": ExampleScenarios.mixed(["function"])])
    for command in ["run", "compare"] {
      let flag = try workplace.output(of: command, "mixed", "--load", "10", "-f", "csv")
      let set = try workplace.output(of: command, "mixed", "--set", "workload.load=10", "-f", "csv")
      #expect(flag == set)
    }
    let table = CSVTable(try workplace.output(of: "run", "mixed", "--load", "10", "-f", "csv"))
    // Poisson with a mean of 4,000.
    #expect((3700...4300).contains(table.rows[0].count("requests")))
  }
}

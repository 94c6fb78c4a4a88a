import TestSupport
import Testing

/// Where of two deployments the cheaper one changes.
@Suite struct CrossoverCommandTests {
  private static let scenario = ExampleScenarios.mixed(["function", "server"])

  @Test func `the answer is a sentence, an interval and the costs along the way`() throws {
    let workplace = try Workplace(["mixed": Self.scenario])
    let arguments = [
      "crossover", "mixed", "--between", "function", "server", "--over", "workload.load=0.1..9",
      "--replications", "4",
    ]
    let result = try Program.run(arguments, in: workplace.directory.path)
    #expect(result.status == 0)
    #expect(result.output.contains(/function is cheaper below workload.load =\s+[0-9.]+, and/))
    #expect(result.output.contains(/95 % interval:\s[0-9.]+\sto\s[0-9.]+/))
    #expect(result.output.split(separator: "\n").allSatisfy { $0.count <= 80 }, "\(result.output)")
    let table = CSVTable(
      try Program.run(arguments + ["-f", "csv"], in: workplace.directory.path).output)
    #expect(table.rows.count == 9 && Set(table.column("crossover")).count == 1)
    let crossing = try #require(Double(table.rows[0]["crossover"] ?? ""))
    for row in table.rows {
      let value = try #require(Double(row["value"] ?? ""))
      let difference = try #require(Double(row["difference_usd"] ?? ""))
      if (value - crossing).magnitude > 1 { #expect((difference < 0) == (value < crossing)) }
    }
  }

  @Test func `the costs go to a file under the lock of its folder, and notes can be left out`()
    throws
  {
    let workplace = try Workplace(["mixed": Self.scenario])
    let arguments = [
      "crossover", "mixed", "--between", "function", "server", "--over", "workload.load=1..2",
      "--replications", "2",
    ]
    let result = try Program.run(arguments + ["--out", "out"], in: workplace.directory.path)
    #expect(result.status == 0 && result.messages == "simctl: wrote out/\n")
    #expect(result.output.contains("- Costs are those of 30 days"))
    let printed = try Program.run(arguments + ["-f", "csv", "-q"], in: workplace.directory.path)
    #expect(try workplace.directory.text("out/crossover.csv") == printed.output)
    let quiet = try Program.run(arguments + ["-q", "-o", "out"], in: workplace.directory.path)
    #expect(quiet.messages == "" && !quiet.output.contains("\n- "))
    // A folder has the place of the file: nothing is run.
    try workplace.write("", to: "taken/crossover.csv/file")
    let taken = try Program.run(arguments + ["-o", "taken"], in: workplace.directory.path)
    #expect(taken.status == 1 && taken.output == "")
  }

  @Test func `a range without a crossover says who is cheaper everywhere`() throws {
    let workplace = try Workplace(["mixed": Self.scenario])
    let output = try workplace.output(
      of: "crossover", "mixed", "--between", "server", "function", "--over",
      "workload.load=0.01..0.02", "--replications", "2")
    #expect(output.contains("function is cheaper everywhere from 0.01 to 0.02 of"))
    #expect(output.contains("Look in a wider"))
  }

  @Test(arguments: [
    (["--between", "function", "servr"], "did you mean 'server'?"),
    (["--between", "function", "function"], "needs two different deployments"),
    (["--between", "function"], "needs a value"), ([], "--between A B is missing"),
  ])
  func `two deployments are needed`(between: [String], message: String) throws {
    let workplace = try Workplace(["mixed": Self.scenario])
    let result = try Program.run(
      ["crossover", "mixed", "--over", "workload.load=1..2"] + between,
      in: workplace.directory.path)
    #expect(result.status == 2)
    #expect(result.messages.contains(message), "\(result.messages)")
  }

  @Test(arguments: [
    ("workload.load=5", 2, "is no range; write both ends"),
    ("deployments.functon.memory=1GB..2GB", 2, "did you mean deployments.function?"),
    ("workload.lod=1..2", 1, "did you mean `load`?"),
  ])
  func `a range is needed that the key can have`(
    over: String, status: Int32, message: String
  ) throws {
    let workplace = try Workplace(["mixed": Self.scenario])
    let result = try workplace.run(
      "crossover", "mixed", "--between", "function", "server", "--over", over)
    #expect(result.status == status)
    #expect(result.messages.contains(message), "\(result.messages)")
  }
}

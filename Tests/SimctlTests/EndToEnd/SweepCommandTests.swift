import Foundation
import SimCore
import TestSupport
import Testing

/// Scenarios at many points, by one machine or several, killed and resumed.
@Suite struct SweepCommandTests {
  private static let scenario = ExampleScenarios.mixed(["function", "server"])
  private static let varied = [
    "--vary", "deployments.function.memory=1024MB,2048MB", "--vary", "workload.load=0.5..2/4",
    "--replications", "3",
  ]

  private func sweep(
    _ workplace: Workplace, _ arguments: [String], environment: [String: String] = [:]
  ) throws -> Program.Result {
    try Program.run(
      ["sweep", "mixed"] + arguments, in: workplace.directory.path, environment: environment)
  }

  @Test func `there is a row for each point, replication and deployment, as runs give them`() throws
  {
    let workplace = try Workplace(["mixed": Self.scenario])
    let result = try sweep(workplace, Self.varied + ["--out", "out"])
    #expect(result.status == 0)
    #expect(result.messages == "simctl: wrote 48 rows to out/\n")
    let table = try workplace.table("out/sweep.csv")
    #expect(table.rows.count == 2 * 4 * 3 * 2)
    #expect(
      Array(table.columns.prefix(4)) == [
        "deployments.function.memory", "workload.load", "scenario", "deployment",
      ])
    #expect(Array(table.columns.dropFirst(2).prefix(24)) == ColumnsTests.summary)
    #expect(Set(table.column("workload.load")) == ["0.5", "1", "1.5", "2"])
    // A point is what a run with the same values gives.
    let run = CSVTable(
      try workplace.output(
        of: "run", "mixed", "--set", "deployments[0].memory=2048MB", "--load", "1.5",
        "--replications", "3", "-f", "csv"))
    let point = table.rows.filter {
      $0["deployments.function.memory"] == "2048MB" && $0["workload.load"] == "1.5"
    }
    #expect(point.count == 6)
    for row in point {
      let same = run.rows.filter {
        $0["deployment"] == row["deployment"] && $0["replication"] == row["replication"]
      }
      #expect(same.count == 1)
      for column in run.columns { #expect(same[0][column] == row[column], "\(column)") }
    }
  }

  @Test(arguments: [2, 3]) func `parts that are merged are what one machine gives`(count: Int)
    throws
  {
    let workplace = try Workplace(["mixed": Self.scenario])
    #expect(try sweep(workplace, Self.varied + ["--out", "one", "--jobs", "1"]).status == 0)
    for part in 1...count {
      let arguments = Self.varied + ["--shard", "\(part)/\(count)", "--out", "part-\(part)"]
      #expect(try sweep(workplace, arguments).status == 0)
    }
    let parts = (1...count).reversed().map { "part-\($0)" }
    let result = try Program.run(
      ["merge"] + parts + ["--out", "all"], in: workplace.directory.path)
    #expect(result.status == 0)
    #expect(try workplace.tree("all") == workplace.tree("one"))
    #expect(Set(try workplace.tree("one").keys) == ["sweep.csv", "sweep.json"])
  }

  @Test func `the part comes from a scheduler's variables unless it is given`() throws {
    let workplace = try Workplace(["mixed": Self.scenario])
    let variables = ["JOB_COMPLETION_INDEX": "1", "JOB_COMPLETIONS": "2"]
    let vary = ["--vary", "workload.load=1,2,3"]
    let result = try sweep(workplace, vary + ["--out", "second"], environment: variables)
    #expect(result.messages.contains("part 2/2, from JOB_COMPLETION_INDEX"))
    #expect(try workplace.table("second/sweep.csv").column("workload.load") == ["2", "2"])
    let all = try sweep(
      workplace, vary + ["--out", "all", "--shard", "1/1"], environment: variables)
    #expect(all.status == 0)
    #expect(try workplace.table("all/sweep.csv").rows.count == 6)
    let none = try sweep(
      workplace, vary + ["--out", "none"], environment: ["JOB_COMPLETION_INDEX": "1"])
    #expect(none.status == 2)
    #expect(none.messages.contains("JOB_COMPLETIONS, the number of parts, is not"))
  }

  @Test func `missing, doubled, foreign and damaged parts are refused by name`() throws {
    let workplace = try Workplace(["mixed": Self.scenario])
    let vary = ["--vary", "workload.load=1,2,3"]
    for (name, more) in [
      ("a", ["--shard", "1/3"]), ("b", ["--shard", "2/3"]), ("c", ["--shard", "3/3"]),
      ("seed", ["--shard", "3/3", "--seed", "5"]), ("two", ["--shard", "1/2"]),
    ] {
      #expect(try sweep(workplace, vary + more + ["--out", name]).status == 0)
    }
    func refused(_ parts: [String], _ message: String) throws {
      let result = try Program.run(
        ["merge"] + parts + ["--out", "all"], in: workplace.directory.path)
      #expect(result.status == 1)
      #expect(result.messages.contains(message), "\(result.messages)")
      #expect(!result.messages.contains("wrote"))
      #expect(!FileManager.default.fileExists(atPath: workplace.directory.file("all/sweep.csv")))
    }
    try refused(["a", "c"], "part 2/3 is missing")
    try refused(["b"], "parts 1/3, 3/3 are missing")
    try refused(["a", "b", "c", "b"], "part 2/3 is there twice, in 'b' and in 'b'")
    try refused(
      ["a", "b", "seed"], "the part in 'seed' has the seed 5, not 11, unlike that in 'a'")
    try refused(["a", "two"], "the part in 'two' is one of 2 parts, not 3")
    try refused(["a", "b", "nowhere"], "'nowhere' has no finished part of a sweep")
    let rows = try workplace.directory.text("c/sweep.csv")
    try workplace.directory.write(rows.replacing(",0,", with: ",1,"), to: "c/sweep.csv")
    try refused(["a", "b", "c"], "'c/sweep.csv' is not as its run has written it")
    try workplace.directory.write(String(rows.dropLast(40)), to: "c/sweep.csv")
    try refused(["a", "b", "c"], "'c/sweep.csv' is not as its run has written it")
    try workplace.directory.write("{}", to: "c/sweep.json")
    try refused(["a", "b", "c"], "'c/sweep.json' is not as its run has written it")
    try workplace.directory.write(rows, to: "c/sweep.csv")
  }

  @Test(.timeLimit(.hang))
  func `a sweep that is killed at random moments and resumed gives the same bytes`() throws {
    let workplace = try Workplace(["mixed": Self.scenario])
    let options =
      ["--vary", "workload.load=1..3/6", "--replications", "10"]
    #expect(try sweep(workplace, options + ["--out", "ref"]).status == 0)
    var random = Random(seed: 4)
    var kills = 0
    let journal = workplace.directory.file("out/.simctl-journal")
    func size() -> Int {
      (try? FileManager.default.attributesOfItem(atPath: journal)[.size] as? Int) ?? 0
    }
    for round in 0..<30 {
      let process = try Program.process(
        ["sweep", "mixed", "--out", "out", "--resume"] + options, in: workplace.directory.path)
      let goal = size() + Int(random.next(below: 20_000))
      try Program.start(process)
      while process.isRunning && size() < goal { usleep(200) }
      if round % 3 == 0 { usleep(UInt32(random.next(below: 20_000))) }
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      // One that is quicker than the kill leaves nothing to go on from: another is begun.
      if process.terminationReason != .uncaughtSignal {
        if kills >= 3 { break }
        continue
      }
      kills += 1
    }
    #expect(kills >= 3)
    let last = try sweep(workplace, options + ["--out", "out", "--resume"])
    #expect(last.status == 0)
    #expect(try workplace.tree("out") == workplace.tree("ref"))
  }

  @Test func `a signal keeps what is done, and another sweep does not take it`() throws {
    let workplace = try Workplace(["mixed": Self.scenario])
    let many = ["--vary", "workload.load=1..9/9", "--replications", "30", "--out", "out"]
    let process = try Program.process(["sweep", "mixed"] + many, in: workplace.directory.path)
    let journal = workplace.directory.file("out/.simctl-journal")
    try Program.start(process)
    func size() -> Int {
      (try? FileManager.default.attributesOfItem(atPath: journal)[.size] as? Int) ?? 0
    }
    while process.isRunning && size() < 5_000 { usleep(200) }
    kill(process.processIdentifier, SIGINT)
    process.waitUntilExit()
    #expect(process.terminationStatus == 130)
    #expect(Set(try workplace.tree("out").keys) == [".simctl-journal"])
    let unfinished = try Program.run(
      ["merge", "out", "--out", "all"], in: workplace.directory.path)
    #expect(unfinished.messages.contains("the part in 'out' is not finished"))
    let other = try sweep(
      workplace, ["--vary", "workload.load=1..8/8", "--out", "out", "--resume"])
    #expect(other.status == 1)
    #expect(other.messages.contains("the unfinished run in 'out' is of a scenario or trace that"))
    let fewer = try sweep(
      workplace,
      ["--vary", "workload.load=1..9/9", "--replications", "2", "--out", "out", "--resume"])
    #expect(fewer.status == 0)
    #expect(fewer.messages.contains("resumed with"))
  }

  @Test func `what is wrong at a point is told before anything runs`() throws {
    let workplace = try Workplace(["mixed": Self.scenario])
    for (vary, message) in [
      ("deployments.function.memory=1024MB,1MB", "with deployments.function.memory=1MB the"),
      ("deployments.function.memry=1024MB", "did you mean `memory`?"),
      ("workload.load=0..1/2", "must be at least 1e-06, found 0"),
    ] {
      let result = try sweep(workplace, ["--vary", vary, "--out", "out"])
      #expect(result.status == 1)
      #expect(result.messages.contains(message), "\(result.messages)")
      #expect(Set(try workplace.tree().keys) == ["mixed.json"])
    }
  }
}

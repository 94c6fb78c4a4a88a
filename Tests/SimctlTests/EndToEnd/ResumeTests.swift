import Foundation
import SimCore
import TestSupport
import Testing

/// Runs that are killed, and go on.
@Suite struct ResumeTests {
  private static let journal = ".simctl-journal"
  private static let scenario = ExampleScenarios.mixed(["function", "limited", "server"])

  /// How many replications a run has that is killed at random moments.
  private static let options =
    Campaign.isWhole
    ? [["--replications", "60"], ["--until", "5%"]]
    : [["--replications", "40"], ["--until", "8%"]]

  /// The replications of a run that is killed long before its end.
  private static let many = Campaign.part(of: 300, atLeast: 40)

  /// What so many replications give without a kill.
  private static let fresh = Result {
    try Workplace(["mixed": scenario]).output(
      of: "run", "mixed", "--replications", "\(many)", "-f", "csv")
  }

  private static func size(_ path: String) -> Int {
    (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? 0
  }

  /// Starts a run and ends it with a signal once its journal has grown by some bytes.
  ///
  /// - Returns: whether the signal came before the end.
  private func interrupt(
    _ arguments: [String], in workplace: Workplace, signal: Int32, after bytes: Int,
    pause: UInt32 = 0
  ) throws -> Bool {
    let process = try Program.process(arguments, in: workplace.directory.path)
    let journal = workplace.directory.file("out/mixed/\(Self.journal)")
    let goal = Self.size(journal) + bytes
    try Program.start(process)
    while process.isRunning && Self.size(journal) < goal { usleep(200) }
    usleep(pause)
    kill(process.processIdentifier, signal)
    process.waitUntilExit()
    return process.terminationReason == .uncaughtSignal || process.terminationStatus > 1
  }

  @Test(.timeLimit(.hang), arguments: options)
  func `a run that is killed at random moments and resumed gives the same bytes`(
    options: [String]
  ) throws {
    let workplace = try Workplace(["mixed": Self.scenario])
    let whole = ["run", "mixed", "--jobs", "2"] + options
    #expect(try Program.run(whole + ["--out", "ref"], in: workplace.directory.path).status == 0)
    var random = Random(seed: 3)
    var kills = 0
    for round in 0..<40 {
      let jobs = ["--jobs", "\(1 + random.next(below: 3))"]
      let bytes = Int(random.next(below: 12_000))
      // Now and then a moment later: in the last steps, when the journal grows no more.
      let pause = round % 3 == 0 ? UInt32(random.next(below: 30_000)) : 0
      let isKilled = try interrupt(
        ["run", "mixed"] + jobs + options + ["--out", "out", "--resume"], in: workplace,
        signal: SIGKILL, after: bytes, pause: pause)
      // One that is quicker than the kill leaves nothing to go on from: another is begun.
      if !isKilled {
        if kills >= 5 { break }
        continue
      }
      kills += 1
      let names = try FileManager.default.contentsOfDirectory(
        atPath: workplace.directory.file("out/mixed"))
      // Nothing stands under a final name that is not whole; a kill within the last renames leaves
      // whole files there.
      for name in names where !name.hasPrefix(".simctl-") {
        #expect(
          try workplace.directory.text("out/mixed/\(name)")
            == workplace.directory.text("ref/mixed/\(name)"))
      }
    }
    #expect(kills >= 5)
    let last = try Program.run(
      whole + ["--out", "out", "--resume"], in: workplace.directory.path)
    #expect(last.status == 0)
    let (found, expected) = (try workplace.tree("out"), try workplace.tree("ref"))
    #expect(Set(found.keys) == Set(expected.keys))
    #expect(found == expected)
  }

  @Test(.timeLimit(.hang), arguments: [SIGINT, SIGTERM])
  func `a run that a signal has stopped keeps its results and goes on`(number: Int32) throws {
    let workplace = try Workplace(["mixed": Self.scenario])
    let arguments = ["run", "mixed", "--replications", "\(Self.many)", "--out", "out"]
    try #require(try interrupt(arguments, in: workplace, signal: number, after: 2000))
    #expect(Set(try workplace.tree("out/mixed").keys) == [Self.journal])
    let result = try Program.run(
      arguments + ["--resume", "-f", "csv"], in: workplace.directory.path)
    #expect(result.status == 0)
    #expect(result.messages.contains(/resumed with \d+ finished runs/))
    #expect(try result.output == Self.fresh.get())
    #expect(!(try workplace.tree("out/mixed").keys.contains(Self.journal)))
  }

  @Test func `fewer or more replications and other deployments can go on from the same results`()
    throws
  {
    let workplace = try Workplace(["mixed": Self.scenario])
    try #require(
      try interrupt(
        ["run", "mixed", "--replications", "\(Self.many)", "--out", "out"], in: workplace,
        signal: SIGKILL, after: 8000))
    let result = try workplace.run(
      "run", "mixed", "--replications", "4", "--only", "function,server", "--resume", "--out",
      "out", "-f", "csv")
    #expect(result.messages.contains("resumed with"))
    #expect(
      try result.output
        == workplace.output(
          of: "run", "mixed", "--replications", "4", "--only", "function,server", "-f", "csv"))
  }

  @Test func `scenarios that were done before the kill are not run again`() throws {
    let workplace = try Workplace(["first": ExampleScenarios.byHand, "mixed": Self.scenario])
    let arguments = ["run", "first", "mixed", "--replications", "\(Self.many)", "--out", "out"]
    try #require(try interrupt(arguments, in: workplace, signal: SIGKILL, after: 4000))
    #expect(try workplace.tree("out/first").keys.contains(Self.journal))
    let result = try Program.run(arguments + ["--resume"], in: workplace.directory.path)
    #expect(result.status == 0)
    #expect(result.messages.contains("resumed with \(2 * Self.many) finished runs"))
    for name in ["first", "mixed"] {
      #expect(!(try workplace.tree("out/\(name)").keys.contains(Self.journal)))
    }
  }

  @Test func `a reader that has gone away leaves no journal`() throws {
    let workplace = try Workplace(["small": ExampleScenarios.byHand])
    let pipe = Pipe()
    try pipe.fileHandleForReading.close()
    let result = try Program.run(
      ["run", "small", "--replications", "3", "--out", "out"], in: workplace.directory.path,
      output: pipe.fileHandleForWriting)
    #expect(result.status == 141)
    #expect(
      Set(try workplace.tree("out/small").keys) == [
        "summary.csv", "differences.csv", "timeline.csv", "run.json",
      ])
  }

  @Test func `without --resume, and without anything to resume, all is run anew`() throws {
    let workplace = try Workplace(["mixed": Self.scenario])
    try #require(
      try interrupt(
        ["run", "mixed", "--replications", "\(Self.many)", "--out", "out"], in: workplace,
        signal: SIGKILL, after: 4000))
    // Another seed: what is there is of no use, and in no way.
    let other = try workplace.run(
      "run", "mixed", "--replications", "3", "--seed", "5", "--out", "out")
    #expect(other.status == 0)
    #expect(other.messages == "simctl: wrote out/mixed/\n")
    let again = try workplace.run("run", "mixed", "--replications", "3", "--resume", "--out", "out")
    #expect(again.status == 0)
    #expect(again.messages.contains("there is nothing to resume: all is run anew"))
  }

  @Test func `what was begun with something else is not mixed in`() throws {
    let workplace = try Workplace(["mixed": Self.scenario])
    let arguments = ["run", "mixed", "--replications", "\(Self.many)", "--out", "out"]
    try #require(try interrupt(arguments, in: workplace, signal: SIGKILL, after: 4000))
    // The lock that the killed process has left means nothing.
    func kept() throws -> [String: Data] {
      try workplace.tree("out").filter { !$0.key.hasSuffix(".simctl-lock") }
    }
    let before = try kept()
    for (change, message) in [
      (["--seed", "5"], "has the seed 11, not 5"),
      (["--set", "workload.duration=21s"], "is of a scenario or trace that says something else"),
    ] {
      let result = try Program.run(
        arguments + ["--resume"] + change, in: workplace.directory.path)
      #expect(result.status == 1)
      #expect(result.output.isEmpty)
      #expect(result.messages.contains("error: the unfinished run in 'out/mixed' \(message)"))
      #expect(result.messages.contains("leave out --resume: then everything is run anew"))
      #expect(try kept() == before)
    }
  }
}

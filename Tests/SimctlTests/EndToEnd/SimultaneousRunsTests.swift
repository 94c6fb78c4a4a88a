import Foundation
import TestSupport
import Testing

/// Several runs at once that would write to the same folder.
@Suite struct SimultaneousRunsTests {
  private static let endless = ExampleScenarios.machine(
    workload: #"{ "requests": 20000000, "arrivals": { "poisson": { "rate": "1000/s" } } }"#)

  /// Ways to write, each with other files or another time at which they are begun.
  private static let ways = [["--requests", "--events"], [], ["--replications", "2"]]

  @Test(.timeLimit(.hang), arguments: ways, ways)
  func `a second run is told who writes to the folder`(first: [String], second: [String]) throws {
    let workplace = try Workplace(["endless": Self.endless])
    let begun = ["run", "endless", "--out", "out"]
    let process = try Program.process(begun + first, in: workplace.directory.path)
    try Program.start(process)
    defer {
      kill(process.processIdentifier, SIGTERM)
      process.waitUntilExit()
    }
    let lock = "out/endless/.simctl-lock"
    while process.isRunning, (try? workplace.directory.text(lock).contains("process")) != true {
      usleep(1000)
    }
    let result = try Program.run(
      begun + second + ["--set", "workload.requests=10"], in: workplace.directory.path)
    #expect(result.status == 1)
    #expect(result.output.isEmpty)
    #expect(
      result.messages == """
        simctl: error: another simctl (process \(process.processIdentifier)) is writing to \
        'out/endless'
        simctl: Wait for it to end, or choose another directory.

        """)
  }

  @Test(.timeLimit(.hang))
  func `of runs that begin together each file is of the one that run json names`() throws {
    let workplace = try Workplace(["small": ExampleScenarios.byHand])
    for round in 0..<Campaign.part(of: 300, atLeast: 30) {
      let processes = try (0..<2).map { index in
        let way = Self.ways[(round + index * (round / 3)) % Self.ways.count]
        return try Program.process(
          ["run", "small", "--seed", "\(2 * round + index)", "--quiet", "--out", "out"] + way,
          in: workplace.directory.path)
      }
      for process in processes { try Program.start(process) }
      for process in processes { process.waitUntilExit() }
      #expect(processes.allSatisfy { $0.terminationReason == .exit })
      #expect(processes.allSatisfy { $0.terminationStatus <= 1 })
      #expect(processes.contains { $0.terminationStatus == 0 })
      try expectOneRun(workplace)
    }
  }

  /// Checks that the files are those that `run.json` names, with its seed.
  private func expectOneRun(_ workplace: Workplace) throws {
    let text = try workplace.directory.text("out/small/run.json")
    let record = try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    let files = try #require(record["files"] as? [String])
    let seed = try #require(record["seed"] as? Int)
    let names = try FileManager.default.contentsOfDirectory(
      atPath: workplace.directory.file("out/small"))
    #expect(Set(names) == Set(files + ["run.json"]))
    let seeds = Set(try workplace.table("out/small/summary.csv").rows.map { $0["seed"] })
    #expect(seeds == ["\(seed)"])
  }
}

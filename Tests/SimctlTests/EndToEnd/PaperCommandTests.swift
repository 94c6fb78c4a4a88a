import Foundation
import Reproduction
import TestSupport
import Testing

@testable import simctl

/// `simctl paper`, as users run it.
@Suite struct PaperCommandTests {
  @Test func `the numbers are those of the runs of the scenarios`() throws {
    let printed = try #require(try SharedRuns.paper().files["draws.csv"])
    let numbers = CSVTable(String(decoding: printed, as: UTF8.self))
    #expect(numbers.rows.count == 2 * 72)
    let first = Dictionary(
      uniqueKeysWithValues: numbers.rows.filter { $0["draw"] == "0" }.map { ($0["id"], $0) })
    let runs = CSVTable(try SharedRuns.scenarios().printed)
    let columns = [
      PaperQuantity.cost: "cost_usd", .success: "success_ratio", .latency: "latency_mean_s",
      .created: "instances_created",
    ]
    var compared = 0
    for target in PaperTarget.all {
      let row = try #require(first[target.id])
      guard let column = columns[target.quantity] else { continue }
      let run = try #require(
        runs.rows.first {
          $0["scenario"] == target.workload && $0["deployment"] == target.deployment
        })
      let simulated = try #require(row["simulated"].flatMap { Double($0) })
      let expected = try #require(run[column].flatMap { Double($0) })
      // The files have six and nine digits after the point.
      #expect((simulated - expected).magnitude < 0.6e-6, "\(target.id)")
      compared += 1
    }
    #expect(compared == 36 + 18 + 2 + 2)
  }

  @Test func `the output does not depend on the number of jobs, nor on files that lie about`()
    throws
  {
    let expected = try SharedRuns.paper()
    // The scenarios of the paper are those of the program.
    let workplace = try Workplace(["workload-40": "{}"])
    let printed = try workplace.output(
      of: "paper", "--draws", "2", "--jobs", "3", "--format", "csv", "--quiet", "--out", "out")
    #expect(printed == expected.printed)
    #expect(try workplace.tree("out") == expected.files)
    // The text, from fewer requests.
    let texts = try ["1", "3"].map { jobs in
      try workplace.output(
        of: "paper", "--draws", "3", "--jobs", jobs, "--set", "workload.requests=100", "--quiet")
    }
    #expect(!texts[0].isEmpty && texts[0] == texts[1])
  }

  @Test func `all files appear`() throws {
    let (printed, files) = (try SharedRuns.paper().printed, try SharedRuns.paper().files)
    let names = Set(files.keys)
    #expect(
      names.isSuperset(of: [
        "paper.csv", "shapes.csv", "tables.csv", "predictions.csv", "summary.csv", "index.html",
        "figure-3.svg", "figure-4.svg", "figure-5a.svg", "figure-6a.svg", "figure-6h.svg",
        "figure-7.svg", "figure-8.svg",
      ]))
    #expect(names.allSatisfy { !$0.hasSuffix(".tmp") })
    #expect(files["paper.csv"] == Data(printed.utf8))
    let page = String(decoding: try #require(files["index.html"]), as: UTF8.self)
    for target in PaperTarget.all { #expect(page.contains(target.words), "\(target.id)") }
  }

  @Test func `new verdicts are written on request, and then nothing is worse`() throws {
    let workplace = try Workplace()
    try workplace.output(
      of: "paper", "--draws", "2", "--set", "workload.requests=100", "--update-verdicts",
      "new.csv", "--quiet")
    let verdicts = try #require(PaperVerdicts(text: try workplace.directory.text("new.csv")))
    #expect(verdicts.entries.map(\.id) == PaperVerdicts.committed.entries.map(\.id))
    #expect(!verdicts.declines(from: .committed).isEmpty)
  }

  @Test func `draws show means, how far they reach, and in how many statements hold`() throws {
    let workplace = try Workplace()
    let output = try workplace.output(
      of: "paper", "--draws", "3", "--set", "workload.requests=1000", "--quiet")
    #expect(output.hasPrefix("The paper's numbers in 3 draws of its experiments\n"))
    #expect(output.contains("One draw on average: "))
    #expect(output.contains("contested  "))
    #expect(output.contains("90 % range"))
    #expect(output.contains(" of draws\n"))
    #expect(output.split(separator: "\n").filter { $0.count > 80 } == [])
  }

  @Test func `a seed alone is a single draw with all its comparisons`() throws {
    let workplace = try Workplace()
    let output = try workplace.output(
      of: "paper", "--seed", "1", "--set", "workload.requests=1000", "--quiet")
    #expect(output.contains("This is one draw"))
    #expect(output.contains("      yes  workload-40: Lambda "))
    func numbers(_ seed: String) throws -> String {
      try workplace.output(
        of: "paper", "--seed", seed, "--set", "workload.requests=100", "--format", "csv", "--quiet")
    }
    let first = try numbers("1")
    #expect(try numbers("1") == first)
    #expect(try numbers("2") != first)
  }

  @Test func `a directory that cannot be written to is told before anything runs`() throws {
    let workplace = try Workplace()
    try workplace.write("", to: "file")
    for arguments in [["--out", "file"], ["--update-verdicts", "nowhere/new.csv"]] {
      let result = try Program.run(["paper"] + arguments, in: workplace.directory.path)
      #expect(result.status == 1)
      #expect(result.output == "")
    }
  }

  @Test(arguments: [
    ["--out", ""], ["--update-verdicts", ""], ["--draws", "0"], ["workload-40"],
    ["--seed", "1", "--update-verdicts", "new.csv"],
    ["--set", "workload[=1"], ["--format", "json"],
  ])
  func `a mistake in the command line is explained`(arguments: [String]) throws {
    let workplace = try Workplace()
    let result = try Program.run(["paper"] + arguments, in: workplace.directory.path)
    #expect(result.status == 2)
    #expect(result.messages.contains("simctl paper --help"))
  }
}

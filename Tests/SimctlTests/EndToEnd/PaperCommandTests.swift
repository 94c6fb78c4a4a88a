import Foundation
import Reproduction
import TestSupport
import Testing

@testable import simctl

/// `simctl paper`, as users run it.
@Suite struct PaperCommandTests {
  @Test func `the numbers are those of the runs of the scenarios`() throws {
    let numbers = CSVTable(try SharedRuns.paper().printed)
    #expect(numbers.rows.count == 72)
    let runs = CSVTable(try SharedRuns.scenarios().printed)
    let columns = [
      PaperQuantity.cost: "cost_usd", .success: "success_ratio", .latency: "latency_mean_s",
      .created: "instances_created",
    ]
    var compared = 0
    for (target, row) in zip(PaperTarget.all, numbers.rows) {
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
      of: "paper", "--jobs", "3", "--format", "csv", "--quiet", "--out", "out")
    #expect(printed == expected.printed)
    #expect(try workplace.tree("out") == expected.files)
    // The text, from fewer requests.
    let texts = try ["1", "3"].map { jobs in
      try workplace.output(
        of: "paper", "--jobs", jobs, "--set", "workload.requests=100", "--update-verdicts",
        "new.csv", "--quiet")
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

  @Test func `worse verdicts end it with status 1, and are named`() throws {
    let workplace = try Workplace()
    // Without patience no request of the ends is answered.
    let result = try workplace.run(
      "paper", "--set", "workload.requests=100", "--out", "out", "--quiet")
    #expect(result.status == 1)
    #expect(result.messages.contains("of the committed verdicts no longer hold"))
    #expect(result.messages.contains("table2-aws-lambda-mobilenet-ort1.6-40 was same and is off"))
    // Results are there all the same.
    #expect(result.output.contains("72 numbers: "))
    #expect(try workplace.tree("out")["paper.csv"] != nil)
  }

  @Test func `new verdicts are written on request, and then nothing is worse`() throws {
    let workplace = try Workplace()
    try workplace.output(
      of: "paper", "--set", "workload.requests=100", "--update-verdicts", "new.csv", "--quiet")
    let verdicts = try #require(PaperVerdicts(text: try workplace.directory.text("new.csv")))
    #expect(verdicts.entries.map(\.id) == PaperVerdicts.committed.entries.map(\.id))
    #expect(!verdicts.declines(from: .committed).isEmpty)
  }

  @Test func `replications show means and name the numbers outside of their intervals`() throws {
    let workplace = try Workplace()
    let output = try workplace.output(
      of: "paper", "--replications", "2", "--set", "workload.requests=1000",
      "--update-verdicts", "new.csv", "--quiet")
    #expect(output.contains("mean of 2"))
    #expect(output.contains(" ± "))
    #expect(output.contains("of 2)\n"))
    #expect(output.contains("95 % intervals of 2 replications that leave out the published number"))
  }

  @Test func `a seed changes results, and the same seed does not`() throws {
    let workplace = try Workplace()
    func numbers(_ seed: String) throws -> String {
      try workplace.run(
        "paper", "--seed", seed, "--set", "workload.requests=100", "--format", "csv", "--quiet"
      ).output
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
    ["--out", ""], ["--update-verdicts", ""], ["--replications", "0"], ["workload-40"],
    ["--set", "workload[=1"], ["--format", "json"],
  ])
  func `a mistake in the command line is explained`(arguments: [String]) throws {
    let workplace = try Workplace()
    let result = try Program.run(["paper"] + arguments, in: workplace.directory.path)
    #expect(result.status == 2)
    #expect(result.messages.contains("simctl paper --help"))
  }
}

import Foundation
import TestSupport
import Testing

/// What changes results, and what does not.
@Suite struct IndependenceTests {
  private static let files = ["summary.csv", "timeline.csv", "requests.csv", "events.csv"]

  /// The lines of all files that are about a deployment, headers included, without the digest of
  /// the scenario, which is another when other deployments are in it.
  private static func lines(
    about deployment: String, in workplace: Workplace, _ folder: String
  ) throws -> [String] {
    let digests = Set(try workplace.table("\(folder)/summary.csv").column("scenario_digest"))
    let digest = try #require(digests.count == 1 ? digests.first : nil)
    return try files.flatMap { file in
      try workplace.directory.text("\(folder)/\(file)").split(separator: "\n")
        .filter { $0.contains(",\(deployment),") || $0.hasPrefix("scenario,") }
        .map { "\(file): \($0.replacing(digest, with: "-"))" }
    }
  }

  @Test(arguments: [
    ["limited", "free"], ["free", "endpoint", "server", "limited", "function"], ["endpoint"],
  ])
  func `a deployment's rows do not depend on what stands beside it`(names: [String]) throws {
    let workplace = try Workplace([
      "all/mixed": ExampleScenarios.mixed, "some/mixed": ExampleScenarios.mixed(names),
    ])
    for folder in ["all", "some"] {
      try workplace.output(
        of: "run", "\(folder)/mixed.json", "--out", folder, "--requests", "--events")
    }
    for name in names {
      let alone = try Self.lines(about: name, in: workplace, "some/mixed")
      #expect(alone.count > 400)
      #expect(try alone == Self.lines(about: name, in: workplace, "all/mixed"))
    }
  }

  @Test func `--only gives the rows that the whole scenario gives, in its order`() throws {
    let workplace = try Workplace(["mixed": ExampleScenarios.mixed])
    try workplace.output(of: "run", "mixed", "--out", "all", "--requests", "--events")
    try workplace.output(
      of: "run", "mixed", "--out", "only", "--requests", "--events", "--only",
      "aws-sagemaker,limited")
    let kept = try workplace.table("only/mixed/summary.csv").column("deployment")
    #expect(kept == ["limited", "endpoint"])
    for name in kept {
      #expect(
        try Self.lines(about: name, in: workplace, "only/mixed")
          == Self.lines(about: name, in: workplace, "all/mixed"))
    }
  }

  @Test func `any number of jobs gives the same bytes in every file`() throws {
    let workplace = try Workplace(["mixed": ExampleScenarios.mixed])
    for jobs in ["1", "2", "5"] {
      try workplace.output(
        of: "run", "mixed", "--replications", "3", "--jobs", jobs, "--requests", "--events",
        "--out", jobs)
    }
    let alone = try workplace.tree("1")
    #expect(alone.count == 7)
    #expect(try workplace.tree("2") == alone)
    #expect(try workplace.tree("5") == alone)
  }

  @Test func `runs that have to wait for their turn to write give the same bytes too`() throws {
    // Each run has more rows than a run may gather before it waits: 8 MiB.
    let scenario = ExampleScenarios.machine(
      workload: #"{ "requests": 120000, "arrivals": { "poisson": { "rate": "1000/s" } } }"#)
    let workplace = try Workplace(["long": scenario])
    for jobs in ["1", "2"] {
      try workplace.output(
        of: "run", "long", "--replications", "2", "--jobs", jobs, "--requests", "--out", jobs)
    }
    let alone = try workplace.tree("1")
    #expect((alone["long/requests.csv"]?.count ?? 0) > 2 << 23)
    #expect(try workplace.tree("2") == alone)
  }

  @Test func `a second run replaces the files of the first with the same bytes`() throws {
    let workplace = try Workplace(["mixed": ExampleScenarios.mixed])
    try workplace.output(of: "run", "mixed", "--requests", "--out", "out")
    let first = try workplace.tree("out")
    try workplace.output(of: "run", "mixed", "--requests", "--out", "out")
    #expect(try workplace.tree("out") == first)
  }
}

import TestSupport
import Testing

/// What the command line changes of a scenario.
@Suite struct OverridesTests {
  private func rows(_ text: String, _ arguments: String...) throws -> String {
    let workplace = try Workplace(["mixed": text])
    let result = try Program.run(
      ["run", "mixed", "--format", "csv"] + arguments, in: workplace.directory.path)
    try #require(result.status == 0, "\(result.messages)")
    return result.output
  }

  @Test func `--set gives what the scenario gives with that value written into it`() throws {
    let mixed = ExampleScenarios.mixed
    let edited = mixed.replacing("\"20/s\"", with: "\"5/s\"")
      .replacing("\"limit\": 8", with: "\"limit\": 2")
    try #require(edited != mixed)
    let set = try rows(
      mixed, "--set", "workload.arrivals.poisson.rate=5/s", "--set",
      "deployments[1].capacity.limit=2")
    #expect(try set == rows(edited))
    #expect(try set != rows(mixed))
  }

  @Test func `--set adds a value that the scenario leaves out`() throws {
    let csv = CSVTable(try rows(ExampleScenarios.mixed, "--set", "workload.requests=123"))
    #expect(csv.column("requests") == Array(repeating: "123", count: 5))
  }

  @Test func `--seed gives what the scenario gives with that seed`() throws {
    let mixed = ExampleScenarios.mixed
    let other = try rows(mixed, "--seed", "12")
    #expect(try other == rows(mixed.replacing("\"seed\": 11", with: "\"seed\": 12")))
    let digests = CSVTable(other).column("digest")
    let before = CSVTable(try rows(mixed)).column("digest")
    #expect(Set(digests).isDisjoint(with: before))
  }

  @Test func `--replications repeats a run with other random numbers, and keeps the first`() throws
  {
    let one = CSVTable(try rows(ExampleScenarios.mixed))
    let three = CSVTable(try rows(ExampleScenarios.mixed, "--replications", "3"))
    #expect(three.rows.count == 20)
    #expect(three.rows.filter { $0["replication"] == "0" } == one.rows)
    #expect(
      three.column("replication")
        == (0..<5).flatMap { _ in ["0", "1", "2"] } + Array(repeating: "", count: 5),
      "Rows stand in the order of deployments, then of replications; means come last.")
    #expect(Set(three.column("digest")).count == 20)
  }

  @Test(arguments: [
    ("workload.reqests=3", "workload.reqests: unknown key; did you mean `requests`?", Int32(1)),
    ("workload.requests=many", "workload.requests: must be a whole number", 1),
    ("nonsense", "--set", 2), ("deployments[9].name=x", "deployments[9]", 2),
    ("=3", "--set", 2),
  ])
  func `--set refuses what makes no sense`(
    assignment: String, message: String, status: Int32
  ) throws {
    let workplace = try Workplace(["mixed": ExampleScenarios.mixed])
    let result = try workplace.run("run", "mixed", "--set", assignment, "--out", "out")
    #expect(result.status == status)
    #expect(result.messages.contains(message))
    #expect(result.output.isEmpty)
    #expect(Set(try workplace.tree().keys) == ["mixed.json"])
  }
}

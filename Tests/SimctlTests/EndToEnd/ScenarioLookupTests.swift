import TestSupport
import Testing

/// Where `run` finds scenarios.
@Suite struct ScenarioLookupTests {
  private static let tiny = ExampleScenarios.machine(
    workload: #"{ "requests": 2, "arrivals": { "constant": { "rate": "1/s" } } }"#)

  private static func scenario(seed: Int) -> String {
    tiny.replacing("\"seed\": 3", with: "\"seed\": \(seed)")
  }

  private static func seed(_ workplace: Workplace, _ name: String) throws -> [String] {
    try CSVTable(
      workplace.output(of: "run", name, "--set", "workload.requests=2", "--format", "csv")
    ).column("seed")
  }

  @Test(arguments: ["quick-start", "quick-start.json", "workload-40", "workload-200.json"])
  func `a scenario that comes with the program runs in an empty directory`(name: String) throws {
    let workplace = try Workplace()
    let output = try workplace.output(of: "run", name, "--set", "workload.requests=50")
    #expect(output.hasPrefix(name.replacing(".json", with: "") + ": "))
    #expect(try workplace.tree().isEmpty)
  }

  @Test func `the working directory comes before Scenarios, and that before what is built in`()
    throws
  {
    let workplace = try Workplace()
    let builtIn = try Self.seed(workplace, "quick-start")
    #expect(!builtIn.contains("5") && !builtIn.contains("6"))
    try workplace.write(Self.scenario(seed: 5), to: "Scenarios/quick-start.json")
    #expect(try Self.seed(workplace, "quick-start") == ["5"])
    try workplace.write(Self.scenario(seed: 6), to: "quick-start.json")
    #expect(try Self.seed(workplace, "quick-start") == ["6"])
    #expect(try Self.seed(workplace, "quick-start.json") == ["6"])
    #expect(try Self.seed(workplace, "Scenarios/quick-start.json") == ["5"])
  }

  @Test func `a dash is standard input, and its folder is called stdin`() throws {
    let workplace = try Workplace(["mixed": ExampleScenarios.mixed])
    let fromFile = try workplace.output(of: "run", "mixed", "--format", "csv")
    let fromInput = try workplace.output(
      of: "run", "-", "--format", "csv", "--out", "out", input: ExampleScenarios.mixed)
    #expect(fromInput == fromFile.replacing("\nmixed,", with: "\nstdin,"))
    #expect(try workplace.directory.text("out/stdin/summary.csv") == fromInput)
  }

  @Test func `several scenarios give one table after another, and one CSV`() throws {
    let workplace = try Workplace(["one": Self.tiny, "two": Self.tiny])
    let tables = try workplace.output(of: "run", "one", "two")
    #expect(tables.hasPrefix("one\nseed ") && tables.contains("\n\ntwo\nseed "))
    #expect(tables.split(separator: "\n").count { $0.hasPrefix("deployment  success") } == 2)
    let csv = CSVTable(try workplace.output(of: "run", "one", "two", "--format", "csv"))
    #expect(csv.column("scenario") == ["one", "two"])
  }

  @Test func `each of several scenarios looks for its trace in its own folder`() throws {
    let trace = ExampleScenarios.machine(
      workload: #"{ "arrivals": { "trace": { "file": "times.csv" } } }"#)
    let workplace = try Workplace(["one/first": Self.tiny, "two/second": trace])
    try workplace.write("0\n1\n2\n", to: "two/times.csv")
    let csv = try workplace.output(
      of: "run", "one/first.json", "two/second.json", "--format", "csv")
    #expect(CSVTable(csv).column("requests") == ["2", "3"])
    // Also where --only leaves out the first of them.
    let other = trace.replacing("\"name\": \"machine\"", with: "\"name\": \"other\"")
    try workplace.write(other, to: "two/second.json")
    let only = try workplace.output(
      of: "run", "one/first.json", "two/second.json", "--only", "other", "--format", "csv")
    #expect(CSVTable(only).column("requests") == ["3"])
  }
}

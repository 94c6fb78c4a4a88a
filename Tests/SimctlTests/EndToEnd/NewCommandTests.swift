import Foundation
import Testing

/// A scenario for a model of one's own, from options and from answers.
@Suite struct NewCommandTests {
  private static let options = [
    "new", "--model-size", "100MB", "--latency", "80ms", "--rate", "1/s",
  ]

  private func run(
    _ workplace: Workplace, _ arguments: [String], input: String? = nil
  ) throws -> Program.Result {
    try Program.run(arguments, in: workplace.directory.path, input: input)
  }

  @Test func `a scenario from options is compared at once`() throws {
    let workplace = try Workplace()
    let made = try run(workplace, Self.options + ["--objective", "p(99)<500ms"])
    #expect(made.status == 0 && made.messages == "")
    #expect(
      made.output.hasPrefix(
        "Wrote my-model.json: lambda, cloud-functions, sagemaker, aws-server, gcp-server.\n"))
    let short = ["my-model.json", "--set", "workload.duration=20min"]
    let compared = try run(workplace, ["compare"] + short)
    #expect(compared.status == 0, "\(compared.messages)")
    #expect(compared.output.contains("Meets every objective, the cheapest first:"))
    #expect(try run(workplace, ["run"] + short).status == 0)
    let plan = ["plan"] + short + ["--only", "lambda", "--replications", "2", "--no-limits"]
    #expect(try run(workplace, plan + ["--loads", "1"]).status == 0)
  }

  @Test func `a file that is there is replaced only by force`() throws {
    let workplace = try Workplace()
    try workplace.write("mine", to: "my-model.json")
    let refused = try run(workplace, Self.options)
    #expect(refused.status == 1)
    #expect(refused.messages.contains("'my-model.json' is there already"))
    #expect(try workplace.directory.text("my-model.json") == "mine")
    // Nothing is asked either.
    #expect(try run(workplace, ["new"], input: "100MB\n").messages.contains("is there already"))
    #expect(try run(workplace, Self.options + ["--force"]).status == 0)
    #expect(try run(workplace, ["validate", "my-model.json"]).status == 0)
  }

  @Test func `answers make the file that options make`() throws {
    let workplace = try Workplace()
    let answers = "100MB\n\n80ms\n\n1/s\np(99)<500ms\n"
    let asked = try run(workplace, ["new", "-o", "asked.json"], input: answers)
    #expect(asked.status == 0)
    #expect(asked.messages.hasPrefix("Size of the model's files, such as 100MB: "))
    let given = Self.options + ["--objective", "p(99)<500ms", "-o", "given.json"]
    #expect(try run(workplace, given).status == 0)
    #expect(
      try workplace.directory.text("asked.json") == workplace.directory.text("given.json"))
  }

  @Test func `what options say is not asked, and bad answers are asked again with the reason`()
    throws
  {
    let workplace = try Workplace()
    let answers = "soon\n\n 90ms \n2GB\n5\n1/s..4/s\n99%\np(99)<1s\n"
    let result = try run(
      workplace, ["new", "--model-size", "50MB", "--package-size", "120MB"], input: answers)
    #expect(result.status == 0)
    #expect(!result.messages.contains("Size of"))
    #expect(result.messages.contains("  No: 'soon' is neither a duration nor a file; write such"))
    #expect(result.messages.contains("  An answer is needed.\n"))
    #expect(result.messages.contains(#"  No: the rate "5" has no unit; "#))
    #expect(result.messages.contains("  No: '99%' "))
    let text = try workplace.directory.text("my-model.json")
    #expect(text.contains(#""sinusoidal""#) && text.contains(#""package_size": "120MB""#))
    #expect(try run(workplace, ["validate", "my-model.json"]).status == 0)
  }

  @Test(arguments: ["", "100MB\n", "100MB\n\n80ms\n\n1/s\n", "100"])
  func `the end of the input ends it, and leaves no file`(input: String) throws {
    let workplace = try Workplace()
    let result = try run(workplace, ["new"], input: input)
    #expect(result.status == 1)
    #expect(result.messages.contains("simctl: error: the input ended before the question"))
    #expect(try workplace.tree().isEmpty)
  }

  @Test func `samples and a trace are files of one's own`() throws {
    let workplace = try Workplace()
    let samples = (1...200).map { "\(Double($0) / 1000)" }.joined(separator: "\n")
    try workplace.write(samples, to: "times.csv")
    try workplace.write("0\n1\n2.5\n", to: "arrivals.csv")
    let arguments = [
      "new", "--model-size", "1GB", "--latency", "times.csv", "--trace", "arrivals.csv",
    ]
    #expect(try run(workplace, arguments).status == 0)
    let text = try workplace.directory.text("my-model.json")
    #expect(text.contains(#""quantiles""#))
    let shown = try run(workplace, ["validate", "my-model.json"])
    #expect(shown.output.contains("trace arrivals.csv: 3 requests"))
    // The trace of a scenario in another folder is looked for there.
    let elsewhere = try run(workplace, arguments + ["--out", "there/mine.json"])
    #expect(elsewhere.status == 2)
    #expect(elsewhere.messages.contains("give the whole path of the trace"))
  }

  @Test(arguments: [
    (["--model-size", "100"], "--model-size: the size \"100\" has no unit"),
    (["--memory", "1KB"], "--memory: the size '1KB' is not from 1MB to"),
    (["--latency", "none.csv"], "--latency: 'none.csv' is neither a duration nor a file"),
    (["--rate", "x/s"], "--rate: the rate \"x/s\" does not begin with a number"),
    (["--daily", "5/s"], "--daily: '5/s' is no pair of rates; write such as 1/s..20/s"),
    (["--trace", "none.csv"], "--trace: there is no file 'none.csv'"),
    (["--rate", "1/s", "--daily", "1/s..2/s"], "--rate and --daily both say when requests come"),
    (["--objective", "p99"], "--objective 'p99' compares nothing"),
    (["--out", ""], "--out needs the name of a file"),
  ])
  func `a wrong option is told before anything is asked`(
    options: [String], message: String
  ) throws {
    let workplace = try Workplace()
    let result = try run(workplace, ["new"] + options, input: "100MB\n")
    #expect(result.status == 2)
    #expect(result.messages.contains(message), "\(result.messages)")
    #expect(!result.messages.contains("Size of"))
  }

  @Test func `a model that nothing holds makes no file`() throws {
    let workplace = try Workplace()
    let arguments = ["new", "--model-size", "70GB", "--latency", "1s", "--rate", "1/s"]
    let result = try run(workplace, arguments)
    #expect(result.status == 1)
    #expect(result.messages.contains("no platform of the catalog can serve such a model"))
    #expect(result.messages.contains("  aws-server: its model does not fit"))
    #expect(try workplace.tree().isEmpty)
  }
}

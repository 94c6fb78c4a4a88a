import Documents
import Platforms
import Studies

extension Command {
  /// The command `simctl check`.
  static let check = Command(
    CommandDescription(
      name: "check",
      summary: "Run a scenario twice and name the first difference, if there is one",
      discussion: [
        """
        Runs the scenario in two processes, one of which does one run at a time and the other
        several, and compares what they write: every request, every event, the timeline and the
        summary, row by row. If they differ, the exit status is 1, and the first difference is
        named with its file, deployment, row and column and with both values.
        """,
        """
        The scenario is read once, from a file, a pipe or, as '-', standard input, and handed to
        both. The rows are kept in a folder of their own under TMPDIR until they are compared; a
        million requests take some 80 MB in each process.
        """,
      ],
      positionals: [.required("SCENARIO", completes: .scenarios, "A scenario file or name")],
      options: [
        .value(
          "only", name: "NAME,...", .list, repeatable: true,
          "Run only the deployments of these names, platforms or models"),
        .value(
          "seed", name: "N", .integer(0...(1 << 53)), "Use this seed instead of the scenario's"),
        .value(
          "replications", name: "N", .integer(1...100_000), default: "2",
          "Run everything N times, each with random numbers of its own"),
        .value(
          "jobs", short: "j", name: "N", .integer(2...4096),
          "Let the second process do at most N runs at a time (default: one for each processor, at "
            + "least 2)"),
        .value(
          "set", name: "PATH=VALUE", .assignment, repeatable: true,
          "Replace a value of the scenario, such as workload.requests=1000"),
        .flag("quiet", short: "q", "Print nothing when there is no difference"),
      ],
      examples: [
        Example("simctl check workload-40", "one of the paper's workloads"),
        Example("simctl check my.json --replications 10 --jobs 8", "with more runs side by side"),
      ])
  ) { arguments, console in
    try CheckCommand(arguments, console).run()
  }
}

/// The work of `simctl check`.
private struct CheckCommand {
  let arguments: ParsedArguments
  let console: Console
  let jobs: [Int]

  /// What is compared, in this order.
  private static let files = ["requests.csv", "events.csv", "timeline.csv", "summary.csv"]

  init(_ arguments: ParsedArguments, _ console: Console) {
    self.arguments = arguments
    self.console = console
    jobs = [1, arguments.integer("jobs") ?? max(2, Workers.processors)]
  }

  func run() throws -> ExitCode {
    // It is read once, as a pipe gives its text once. What is wrong with it is told once, too.
    let file = try ScenarioFile(arguments.positionals.first ?? "")
    let scenario = try file.scenario(Catalog.builtIn(), setting: arguments.assignments("set"))
    if scenario.workload.readsStandardInput {
      throw CommandFailure(
        "the trace comes through standard input, and two processes are to read it",
        advice: "Write it to a file, and name that in the scenario.")
    }
    let folder: String
    do {
      folder = try System.createTemporaryDirectory()
    } catch {
      throw CommandFailure("cannot make a folder for the rows of two runs: \(error.text)")
    }
    defer { System.removeDirectory(folder) }
    let input = Directory.path(folder, "scenario")
    let copy = try OutputFile(input)
    try copy.append(file.text.bytes)
    try copy.commit()
    if case .trace(let trace) = scenario.workload.arrivals {
      do {
        try System.changeDirectory(to: file.directory)
      } catch {
        throw CommandFailure("cannot look for the trace \(Quoted.text(trace.file)): \(error.text)")
      }
    }
    let outputs = try jobs.map { try rows(of: input, jobs: $0, folder: folder) }
    let component = FileNameComponent.make(from: ScenarioFile.inputName)
    var counts: [Int] = []
    for file in Self.files {
      let paths = outputs.map { Directory.path(Directory.path($0, component), file) }
      counts.append(try compare(paths, named: file))
    }
    counts.append(try compare(outputs.map { "\($0).printed" }, named: "the printed summary"))
    if !arguments.flag("quiet") {
      try console.writeLine(
        "\(Quoted.visible(scenario.name)): the same in two processes, with 1 and \(jobs[1]) jobs: "
          + "\(DecimalText.grouped(counts[0])) requests, \(DecimalText.grouped(counts[1])) events, "
          + "\(DecimalText.grouped(counts[2])) rows of the timeline, \(counts[3]) of the summary")
    }
    return .success
  }

  /// Runs the scenario in a process of its own, which reads it as its standard input.
  ///
  /// - Parameters:
  ///   - input: the file with the text of the scenario.
  ///   - jobs: how many runs are done at a time.
  ///   - folder: where the rows go.
  /// - Returns: the folder of what it wrote.
  /// - Throws: ``CommandFailure`` when the run fails.
  private func rows(of input: String, jobs: Int, folder: String) throws -> String {
    let output = Directory.path(folder, "jobs-\(jobs)")
    var words = ["run", "-", "--quiet", "--requests", "--events", "--format", "csv"]
    words += ["--out", output, "--jobs", "\(jobs)"]
    words += ["--replications", "\(arguments.integer("replications") ?? 1)"]
    if let seed = arguments.integer("seed") { words += ["--seed", "\(seed)"] }
    for name in arguments.list("only") { words += ["--only", name] }
    for text in arguments.all("set") { words += ["--set", text] }
    let status: Int32
    do {
      let process = try System.start(
        try System.programPath(), words, input: input, output: "\(output).printed")
      status = try System.wait(for: process)
    } catch {
      throw CommandFailure("cannot run the scenario in another process: \(error.text)")
    }
    try Interruption.check()
    if status != 0 {
      throw CommandFailure(
        "the run with \(jobs) \(jobs == 1 ? "job" : "jobs") failed with status \(status)")
    }
    return output
  }

  /// Compares a file of both processes.
  ///
  /// - Returns: how many rows it has.
  private func compare(_ paths: [String], named name: String) throws -> Int {
    let comparison = try FileComparison(paths[0], paths[1])
    guard let difference = comparison.difference else { return comparison.rows }
    let place = [difference.subject, "row \(difference.row)"].filter { !$0.isEmpty }
    let column = difference.column.isEmpty ? "" : ", column \(difference.column)"
    func shown(_ value: String?) -> String { value.map { Quoted.text($0) } ?? "nothing" }
    throw CommandFailure(
      "two runs of the same scenario differ: \(name), \(place.joined(separator: ", "))\(column): "
        + "\(shown(difference.first)) with 1 job, \(shown(difference.second)) with \(jobs[1])",
      advice: "This is a mistake in the program or in the machine; please report it.")
  }
}

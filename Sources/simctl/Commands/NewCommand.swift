import Documents
import Platforms
import Studies

extension Command {
  /// The command `simctl new`.
  static let new = Command(
    CommandDescription(
      name: "new",
      summary: "Write a scenario for a model of one's own",
      discussion: [
        """
        Asks for the model's size, its measured latency, its traffic and what is wanted of it, and
        writes a scenario that holds it on functions, endpoints and servers of the catalog. With
        --model-size, --latency and one of --rate, --daily and --trace nothing is asked. What cannot
        serve the model is left out, and told.
        """,
        """
        The latency is the time that a warm instance takes for one request, without the network: a
        time, or a file with a sample a line (durations, or numbers of seconds; of milliseconds
        where the first line is a name that ends in ms). Machines are taken to be as fast as where
        it was measured: replace their service_time in the file by times of their own.
        """,
      ],
      options: [
        .value("model-size", name: "SIZE", .text, "The size of the model's files, such as 100MB"),
        .value(
          "package-size", name: "SIZE", .text,
          "The size of a function's package (default: that of OnnxRuntime in the catalog)"),
        .value(
          "latency", name: "TIME|FILE", completes: .files,
          "The time of a request, such as 80ms, or a file of samples"),
        .value(
          "measured-at", name: "SIZE", .text,
          "The memory of the function with which it was measured (default: --memory)"),
        .value(
          "memory", name: "SIZE", .text,
          "The memory of a function (default: 2GB, or what holds the model)"),
        .value(
          "gpu-latency", name: "TIME|FILE", completes: .files,
          "The time of a request on a graphics processor, which adds a server with one"),
        .value("rate", name: "RATE", .text, "Requests at random at this rate, such as 5/s"),
        .value(
          "daily", name: "FROM..TO", .text,
          "Requests whose rate goes up and down with the day, such as 1/s..20/s"),
        .value(
          "trace", name: "FILE", completes: .files, "Requests at the times in this file"),
        .value(
          "objective", name: "OBJECTIVE", repeatable: true,
          "What is wanted, such as 'p(99)<500ms'"),
        .value(
          "out", short: "o", name: "FILE.json", default: "my-model.json", completes: .files,
          "Write the scenario to this file"),
        .flag("force", "Replace a file that is there"),
      ],
      examples: [
        Example("simctl new", "answer questions"),
        Example(
          "simctl new --model-size 100MB --latency 80ms --rate 5/s --objective 'p(99)<500ms'",
          "from options, to my-model.json"),
        Example(
          "simctl new --model-size 1GB --latency times.csv --daily 1/s..20/s -o mine.json",
          "from measured samples, with a daily pattern"),
      ])
  ) { arguments, console in
    try NewCommand(arguments: arguments, console: console).run()
  }
}

/// The work of `simctl new`.
private struct NewCommand {
  let arguments: ParsedArguments
  let console: Console

  func run() throws -> ExitCode {
    let path = arguments.text("out") ?? ""
    try check(path)
    // All options are read before anything is asked.
    let options = try DraftOptions(arguments)
    let draft = try options.draft ?? DraftQuestions(options).draft(console)
    if case .trace(let file) = draft.traffic, Directory.containing(path) != ".", !file.isAbsolute {
      throw UsageError(
        "the scenario would look for \(Quoted.text(file)) beside itself, in "
          + "\(Quoted.text(Directory.containing(path))): give the whole path of the trace",
        command: "new")
    }
    let outcome = try draft.outcome(Catalog.builtIn())
    if outcome.names.isEmpty {
      throw CommandFailure(
        "no platform of the catalog can serve such a model"
          + outcome.leftOut.map { "\n  \($0.name): \($0.reason)" }.joined(),
        advice: "Look at the sizes, or write a scenario with a machine of your own.")
    }
    try Directory.create(Directory.containing(path))
    let file = try OutputFile(path)
    try file.append(outcome.text)
    try file.commit()
    try console.writeLine(
      "Wrote \(Quoted.visible(path)): \(outcome.names.joined(separator: ", ")).")
    let layout = HelpLayout(columns: console.environment.columns)
    for (name, reason) in outcome.leftOut {
      try console.write(layout.paragraph("Left out \(name): \(reason)."))
    }
    try console.write(layout.paragraph(next(path, draft)))
    return .success
  }

  /// Throws when a file cannot be written where it is to go, before anybody has answered anything.
  private func check(_ path: String) throws {
    if path.isEmpty { throw UsageError("--out needs the name of a file", command: "new") }
    let name = ScenarioText.name(ofFile: path)
    if let fault = NameRule.fault(of: name) {
      throw UsageError(
        "--out \(Quoted.text(path)) cannot name a scenario: it \(fault); \(NameRule.advice)",
        command: "new")
    }
    try OutputFile.check(path)
    if !arguments.flag("force"), let kind = try? System.kind(of: path), kind != .directory {
      throw CommandFailure(
        "\(Quoted.text(path)) is there already",
        advice: "Choose another name with --out, or replace it with --force.")
    }
  }

  /// What can be asked now.
  private func next(_ path: String, _ draft: ScenarioDraft) -> String {
    let shown = Quoted.visible(path)
    let plan =
      draft.objectives.isEmpty
      ? "" : ", and 'simctl plan \(shown)' searches for the cheapest way to meet the objective"
    return "'simctl compare \(shown)' shows where it is served best\(plan). 'simctl validate "
      + "\(shown)' says what is assumed."
  }
}

extension String {
  /// Whether a path does not depend on the working directory.
  fileprivate var isAbsolute: Bool { utf8.first == 0x2f }
}

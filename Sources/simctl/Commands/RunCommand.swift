import Platforms
import Reporting
import Studies

extension Command {
  /// The command `simctl run`.
  static let run = Command(
    CommandDescription(
      name: "run",
      summary: "Run scenarios and show latency, success and cost of each deployment",
      discussion: [
        """
        A scenario is a JSON file: a stream of requests, and the deployments that serve it. A bare
        name is looked for in the working directory, in Scenarios/, and among the scenarios that
        come with the program ('simctl list scenarios'); '-' is standard input.
        """,
        """
        The same scenario and seed give the same results to the last byte, on any machine and with
        any number of jobs. With --out, files go to DIR/SCENARIO/: summary.csv, timeline.csv,
        run.json with seed and digests, functions.csv of a workload of functions, and, where asked
        for, requests.csv and events.csv.
        """,
        """
        With --replications or --until, the table shows the mean of each figure over the
        replications, and half the length of its 95 % interval (Student's t) after '±'. Below it
        stand the differences from the first deployment, replication by replication: all serve the
        same requests. With --out they are in differences.csv. docs/uncertainty.md says more.
        """,
      ],
      positionals: [.oneOrMore("SCENARIO", completes: .scenarios, "A scenario file or name")],
      options: [
        .only("Run only"),
        .seed,
        .value(
          "replications", name: "N", .integer(1...100_000),
          "Run everything N times, each with random numbers of its own, or at most N times with "
            + "--until (default: 1; \(StudyOptions.defaultLimit) with --until)"),
        .value(
          "until", name: "SHARE", repeatable: true,
          "Run replications, \(ReplicationPlan.fewest) or more, until the half-width of the mean "
            + "latency, or of FIGURE in FIGURE=SHARE, is at most this share of the mean in every "
            + "deployment, such as 1% or latency_p99=2%"),
        .flag(
          "resume",
          "Go on with a run of several replications that was killed or stopped (needs --out)"),
        .jobs,
        .format("the results"),
        .value(
          "out", short: "o", name: "DIR", completes: .directories,
          "Write the results to DIR/SCENARIO/"),
        .value(
          "report", name: "FILE", completes: .files,
          "Also write a page with charts of the results to FILE, for one scenario"),
        .flag("requests", "Also write a row for each request to requests.csv (needs --out)"),
        .flag(
          "events",
          "Also write what happens to instances and why to events.csv (needs --out)"),
        .set,
        .load,
        .flag(
          "check", "Check all along what must hold in every run, which takes longer"),
        .quiet,
      ],
      examples: [
        Example("simctl run workload-200.json", "the paper's high workload on all its systems"),
        Example("simctl run workload-40 --only aws-lambda --out results", "one system, with CSV"),
        Example(
          "simctl run quick-start --replications 5 --format csv > five.csv", "five replications"),
        Example(
          "simctl run quick-start --until latency_p99=1%", "p99 to one per cent, with ± intervals"),
        Example("simctl run quick-start --report page.html", "a page with charts"),
        Example("simctl run - < my.json", "a scenario from standard input"),
      ])
  ) { arguments, console in
    try RunCommand(arguments, console).run()
  }
}

/// The work of `simctl run`, from its arguments to its results.
private struct RunCommand {
  let arguments: ParsedArguments
  let console: Console
  let options: StudyOptions

  init(_ arguments: ParsedArguments, _ console: Console) throws {
    self.arguments = arguments
    self.console = console
    options = try StudyOptions(arguments)
    if arguments.flag("quiet") { console.beQuiet() }
  }

  func run() throws -> ExitCode {
    let format = arguments.choice("format", as: ResultFormat.self) ?? .table
    // Everything is read and checked before anything runs.
    let loaded = try LoadedScenario.all(arguments, Catalog.builtIn())
    if options.output != nil,
      let clash = FileNameComponent.clash(among: loaded.map(\.scenario.name))
    {
      throw UsageError(
        "the scenarios \(Quoted.text(clash.first)) and \(Quoted.text(clash.second)) would write "
          + "to the same folder", command: "run")
    }
    for item in loaded { try options.check(item.scenario) }
    let report = try arguments.text("report").map { path throws in
      if loaded.count > 1 {
        throw UsageError("--report shows one scenario, not \(loaded.count)", command: "run")
      }
      if path.isEmpty { throw UsageError("--report needs the name of a file", command: "run") }
      // Whether it can be written is known before the runs.
      return try OutputFile(path)
    }
    var all: [StudyResults] = []
    var status = ExitCode.success
    var journals: [Journal] = []
    for (index, item) in loaded.enumerated() {
      var study = options.study(of: item.scenario, in: item.directory)
      study.keepsTimeline = report != nil
      let (results, journal) = try study.runKeepingJournal(StudyProgress(console))
      let text = StudyText(
        results: results, hasFiles: study.output != nil, isQuiet: arguments.flag("quiet"),
        console: console)
      journals += journal.map { [$0] } ?? []
      // From here on nothing is left that could be resumed, whoever reads what is printed.
      if index == loaded.count - 1 { for journal in journals { journal.remove() } }
      if format == .table {
        if index > 0 { try console.writeLine() }
        try text.write()
      }
      if let output = study.output {
        let folder = Directory.path(output, FileNameComponent.make(from: item.scenario.name))
        console.note("wrote \(Quoted.visible(folder))/")
      }
      if let report {
        try write(results, of: item, to: report, output: study.output)
        console.note("wrote \(Quoted.visible(report.path))")
      }
      if !text.tellPrecision() { status = .failure }
      if format != .table { all.append(results) }
    }
    switch format {
    case .table: break
    case .csv: try SummaryText.writeCSV(all) { try console.write($0) }
    case .json: try SummaryText.writeJSON(all) { try console.write($0) }
    }
    return status
  }

  /// Writes the page that shows results: of the folder that has them, or of what is in memory.
  private func write(
    _ results: StudyResults, of item: LoadedScenario, to file: OutputFile, output: String?
  ) throws {
    let name = FileNameComponent.make(from: item.scenario.name)
    let folder =
      try output.map { try ReportFolder(reading: Directory.path($0, name)) }
      ?? ReportFolder(name: name, files: results.files)
    try file.append(try Report.html(folder, Catalog.builtIn()))
    try file.commit()
  }
}

import Platforms
import Reproduction
import Studies
import SimCore
import Synchronization

extension Command {
  /// In what form `simctl paper` prints its results.
  enum PaperFormat: String, CaseIterable {
    case table, csv
  }

  /// The command `simctl paper`.
  static let paper = Command(
    CommandDescription(
      name: "paper",
      summary: "Repeat the paper's experiments and hold them against what it prints",
      discussion: [
        """
        Runs the paper's three workloads on all its systems and shows its tables with the published
        and the simulated numbers, and what it says in words with the figures that decide it. A
        number is 'same' if it rounds to the digits printed, 'within' if it is at most 5 % away,
        else 'off'; a bound or an approximate number is 'inside' or 'outside' its band. Cells that
        the paper leaves empty are predictions.
        """,
        """
        The exit status is 1 when a verdict is worse than the one that this version was committed
        with. docs/paper.md says how each number is measured.
        """,
      ],
      options: [
        .value(
          "seed", name: "N", .integer(0...(1 << 53)), "Use this seed instead of the scenarios'"),
        .value(
          "replications", name: "N", .integer(1...100_000), default: "1",
          "Run everything N times, and show means with 95 % intervals"),
        .value(
          "jobs", short: "j", name: "N", .integer(1...4096),
          "Run at most N simulations at a time (default: one for each processor)"),
        .value(
          "format", short: "f", name: "FORMAT", .choice(of: PaperFormat.self), default: "table",
          "Print the results in this form"),
        .value(
          "out", short: "o", name: "DIR", completes: .directories,
          "Write CSV files, figures and a page with all of it to DIR"),
        .value(
          "update-verdicts", name: "FILE", completes: .files,
          "Write the new verdicts to FILE; worse ones are no failure then"),
        .value(
          "set", name: "PATH=VALUE", .assignment, repeatable: true,
          "Replace a value of every scenario, such as workload.patience=20s"),
        .flag("quiet", short: "q", "Print no progress and no notes"),
      ],
      examples: [
        Example("simctl paper", "all tables and statements"),
        Example("simctl paper --format csv > paper.csv", "the numbers for a program"),
        Example("simctl paper --replications 50 --out paper", "with intervals, and all files"),
      ])
  ) { arguments, console in
    try PaperCommand(arguments, console).run()
  }
}

/// The work of `simctl paper`, from its arguments to its results.
private struct PaperCommand {
  let arguments: ParsedArguments
  let console: Console
  let replications: Int
  let jobs: Int

  init(_ arguments: ParsedArguments, _ console: Console) throws {
    self.arguments = arguments
    self.console = console
    replications = arguments.integer("replications") ?? 1
    jobs = arguments.integer("jobs") ?? Workers.processors
    if arguments.flag("quiet") { console.beQuiet() }
    for (option, noun) in [("out", "directory"), ("update-verdicts", "file")]
    where arguments.text(option) == "" {
      throw UsageError("--\(option) needs the name of a \(noun)", command: "paper")
    }
  }

  func run() throws -> ExitCode {
    let experiments: PaperExperiments
    do {
      experiments = try PaperExperiments(
        BuiltInScenarios.bytes,
        at: StudyPoint(
          arguments.assignments("set"), seed: arguments.integer("seed").map { UInt64($0) }))
    } catch let error as StudyPoint.Misplaced {
      throw UsageError("--set \(error.message)", command: "paper")
    }
    let verdictsPath = arguments.text("update-verdicts")
    let files = try PaperFiles(directory: arguments.text("out"), verdicts: verdictsPath)
    let report = try report(on: experiments)
    switch arguments.choice("format", as: Command.PaperFormat.self) ?? .table {
    case .table: try PaperText(report: report, console: console).write()
    case .csv: try console.write(PaperCSV(report: report).numbers)
    }
    try files.finish(report)
    if let directory = arguments.text("out") {
      console.note("wrote \(Quoted.visible(directory))/")
    }
    let declines = report.verdicts.declines(from: .committed)
    if declines.isEmpty || verdictsPath != nil { return .success }
    let list = declines.map { "\($0.id) was \($0.before.word) and is \($0.now.word)" }
    console.error(
      "\(declines.count) of the committed verdicts no longer hold: "
        + list.joined(separator: "; "),
      advice: "If that is wanted, write the new ones with --update-verdicts.")
    return .failure
  }

  private func report(on experiments: PaperExperiments) throws -> PaperReport {
    let total = experiments.expectedRequests * Double(replications)
    let progress = ProgressLine(
      console, label: "paper", unit: "requests", total: Int64(min(total, 1e18)))
    defer { progress.finish() }
    let arrivals = Atomic<Int>(0)
    func replicate(_ replication: Int) throws -> (runs: PaperRuns, rows: [SummaryRow]) {
      try experiments.run(replication: replication, jobs: jobs) { more in
        progress.update(Int64(arrivals.wrappingAdd(more, ordering: .relaxed).newValue))
      } check: {
        try Interruption.check()
      }
    }
    var report = PaperReport(try replicate(0))
    for replication in 1..<max(replications, 1) { report.add(try replicate(replication)) }
    return report
  }
}

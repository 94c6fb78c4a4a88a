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
        Runs the paper's three workloads on all its systems 200 times, each time with other random
        numbers, and holds the means against what the paper prints: a mean is 'same' if it rounds
        to the digits printed, 'within' if it is at most 5 % away, else 'off'; of a bound or an
        approximate number 'inside' or 'outside' its band. As one more draw of the same experiment
        the published number is 'expected' where nine of ten draws lie, 'unusual' where 99 of 100
        do, else 'contradicted'. Numbers that follow from a parameter or a price without a
        simulation are counted apart.
        """,
        """
        With --seed and no --draws it is a single draw, with the figures behind each statement.
        """,
        """
        The exit status is 1 when a verdict of the 200 draws is worse than the one that this version
        was committed with. docs/paper.md says how each number is measured.
        """,
      ],
      options: [
        .value(
          "draws", name: "N", .integer(1...100_000),
          "Run everything N times (default: 200; with --seed 1)"),
        .value(
          "seed", name: "N", .integer(0...(1 << 53)), "Use this seed instead of the scenarios'"),
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
        Example("simctl paper", "200 draws: the numbers, and in how many each statement holds"),
        Example("simctl paper --seed 7", "one draw: tables as in the paper, and all comparisons"),
        Example("simctl paper --format csv > paper.csv", "the numbers for a program"),
        Example("simctl paper --out paper", "all files, with figures and a page"),
      ])
  ) { arguments, console in
    try PaperCommand(arguments, console).run()
  }
}

/// The work of `simctl paper`, from its arguments to its results.
private struct PaperCommand {
  let arguments: ParsedArguments
  let console: Console
  let draws: Int
  let jobs: Int

  /// How many draws there are unless something else is asked for.
  private static let manyDraws = 200

  init(_ arguments: ParsedArguments, _ console: Console) throws {
    self.arguments = arguments
    self.console = console
    draws = arguments.integer("draws") ?? (arguments.isGiven("seed") ? 1 : Self.manyDraws)
    jobs = arguments.integer("jobs") ?? Workers.processors
    if arguments.flag("quiet") { console.beQuiet() }
    for (option, noun) in [("out", "directory"), ("update-verdicts", "file")]
    where arguments.text(option) == "" {
      throw UsageError("--\(option) needs the name of a \(noun)", command: "paper")
    }
    if arguments.isGiven("update-verdicts"), draws < 2 {
      throw UsageError(
        "--update-verdicts needs two draws at least: one says nothing of the others",
        command: "paper")
    }
  }

  /// Whether it is what the committed verdicts are of.
  private var isComparable: Bool {
    draws == Self.manyDraws && !arguments.isGiven("seed")
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
    guard isComparable, verdictsPath == nil else { return .success }
    let declines = report.verdicts.declines(from: .committed)
    if declines.isEmpty { return .success }
    let list = declines.map { "\($0.id) was \($0.before.text), now \($0.now.text)" }
    console.error(
      "\(declines.count) of the committed verdicts no longer hold: "
        + list.joined(separator: "; "),
      advice: "If that is wanted, write the new ones with --update-verdicts.")
    return .failure
  }

  private func report(on experiments: PaperExperiments) throws -> PaperReport {
    let total = experiments.expectedRequests * Double(draws)
    let progress = ProgressLine(
      console, label: "paper", unit: "requests", total: Int64(min(total, 1e18)))
    defer { progress.finish() }
    let arrivals = Atomic<Int>(0)
    return try experiments.report(draws: draws, jobs: jobs) { more in
      progress.update(Int64(arrivals.wrappingAdd(more, ordering: .relaxed).newValue))
    } check: {
      try Interruption.check()
    }
  }
}

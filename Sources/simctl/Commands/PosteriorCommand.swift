import Documents
import Platforms
import Reproduction
import Studies
import Synchronization

extension Command {
  /// The command `simctl paper posterior`.
  static let paperPosterior = Command(
    CommandDescription(
      name: "paper posterior",
      summary: "Infer the fitted values from the paper's numbers, with how certain each is",
      discussion: [
        """
        Prints each free value with its interval of 90 %, how much narrower that is than what was
        known before, and which of the paper's numbers taught it. Guesses count as free values. The
        likelihood is normal, with means and covariance from simulated draws that 'simctl paper'
        does not show; the model is made linear about a point that moves to the greatest density.
        """,
        """
        With --leave-out, numbers are predicted from the others: those of each platform, of each
        table, or of each platform in each workload. The same numbers come out with any number of
        jobs. docs/fitting.md says how.
        """,
      ],
      options: [
        .value(
          "parameters", short: "p", name: "PATTERN,...", .list, repeatable: true,
          "Infer only values or groups of these names; * stands for any text"),
        .value(
          "draws", name: "N", .integer(2...10_000), default: "32",
          "Take the mean of N draws for each set of values"),
        .value(
          "steps", name: "N", .integer(0...100), default: "4",
          "Move at most N times to where the values are more probable"),
        .value(
          "start", name: "WHERE", .choice(of: FitStart.self), default: "current",
          "Start from the present values or from the middle of the bounds"),
        .value(
          "leave-out", name: "KIND,...", .list, repeatable: true,
          "Leave out the numbers of platforms, tables or workloads in turn, and predict them"),
        .value(
          "samples", name: "N", .integer(20...100_000), default: "200",
          "Predict with N sets of values"),
        .value("seed", name: "N", .integer(0...(1 << 53)), default: "1", "Seed of these sets"),
        .value(
          "jobs", short: "j", name: "N", .integer(1...4096),
          "Run at most N simulations at a time (default: one for each processor)"),
        .value(
          "out", short: "o", name: "DIR", completes: .directories,
          "Write posterior.csv, correlations.csv and taught.csv to DIR, and left-out.csv with "
            + "--leave-out"),
        .value(
          "write", name: "DIR", completes: .directories,
          "Read catalog and scenarios from a checkout of this project, and put the centre of what "
            + "was learnt into their files, to three digits"),
        .flag("quiet", short: "q", "Print no progress and no notes"),
      ],
      examples: [
        Example("simctl paper posterior", "the values, and what taught them"),
        Example(
          "simctl paper posterior --leave-out platforms --out posterior",
          "predict each platform's numbers from the others'"),
        Example("simctl paper posterior --start middle", "the same from elsewhere"),
      ])
  ) { arguments, console in
    try PosteriorCommand(arguments, console).run()
  }
}

/// The work of `simctl paper posterior`, from its arguments to its results.
private struct PosteriorCommand {
  let arguments: ParsedArguments
  let console: Console
  let sources: FitSources
  let model: FitModel
  let kinds: [LeftOut.Kind]

  init(_ arguments: ParsedArguments, _ console: Console) throws {
    self.arguments = arguments
    self.console = console
    if arguments.flag("quiet") { console.beQuiet() }
    for option in ["out", "write"] where arguments.text(option) == "" {
      throw UsageError("--\(option) needs the name of a directory", command: "paper posterior")
    }
    let names = arguments.list("leave-out")
    let known = LeftOut.Kind.allCases
    for name in names where LeftOut.Kind(rawValue: name) == nil {
      throw UsageError(
        "--leave-out knows no \(Quoted.text(name)), but "
          + known.map(\.rawValue).joined(separator: ", "),
        suggestion: Suggestion.nearest(to: name, among: known.map(\.rawValue)),
        command: "paper posterior")
    }
    kinds = known.filter { names.contains($0.rawValue) }
    sources = try FitSources(
      directory: arguments.text("write"), scenarios: BuiltInScenarios.bytes)
    let patterns = arguments.list("parameters")
    model = try FitModel(sources, includingGuesses: true, matching: patterns)
    if model.parameters.isEmpty {
      throw UsageError(
        "no free value or group has a name like "
          + Quoted.text(patterns.joined(separator: ",")), command: "paper posterior")
    }
  }

  func run() throws -> ExitCode {
    let files = try arguments.text("out").map { try PosteriorFiles(directory: $0) }
    let line = ProgressLine(console, label: "posterior", unit: "runs", total: nil)
    defer { line.finish() }
    let runs = Atomic<Int>(0)
    let report = try PosteriorReport(
      model, from: start, draws: arguments.integer("draws") ?? 32,
      steps: arguments.integer("steps") ?? 4, leftOut: kinds,
      samples: arguments.integer("samples") ?? 200,
      seed: UInt64(arguments.integer("seed") ?? 1),
      jobs: arguments.integer("jobs") ?? Workers.processors
    ) { text in
      console.note(text)
    } advance: { more in
      line.update(Int64(runs.wrappingAdd(more, ordering: .relaxed).newValue))
    } check: {
      try Interruption.check()
    }
    line.finish()
    try PosteriorText(report: report, console: console).write()
    if let directory = arguments.text("out") {
      try files?.finish(report)
      console.note("wrote \(Quoted.visible(directory))/")
    }
    if sources.directory != nil {
      for path in try sources.write(model.changes(to: report.posterior.rounded(model.current))) {
        console.note("changed \(Quoted.visible(path))")
      }
    }
    return .success
  }

  private var start: [Double] {
    guard arguments.choice("start", as: FitStart.self) == .middle else { return model.current }
    return model.parameters.map { $0.number(at: 0.5) }
  }
}

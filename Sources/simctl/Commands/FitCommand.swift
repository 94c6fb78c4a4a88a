import Documents
import Platforms
import Reproduction
import Studies

extension Command {
  /// The command `simctl paper fit`.
  static let paperFit = Command(
    CommandDescription(
      name: "paper fit",
      summary: "Search the fitted parameters that bring figures near the paper's numbers",
      discussion: [
        """
        Which values of the catalog and of the paper's scenarios are fitted, within which bounds,
        and which published numbers pin them, is declared in the program. The search starts from
        the present values, goes platform by platform and ends with the workloads, and gives the
        same numbers with any number of jobs. Control-C ends it with the best values so far.
        """,
        """
        With --hold-out, the numbers measured on a workload are left out, and predicted from the
        others; the search then starts in the middle of the bounds, which knows of none of them.
        """,
      ],
      options: [
        .value(
          "parameters", short: "p", name: "PATTERN,...", .list, repeatable: true,
          "Search only parameters or groups of these names; * stands for any text"),
        .value(
          "evaluations", short: "n", name: "N", .integer(0...100_000_000), default: "2000",
          "Try at most N sets of values"),
        .flag("together", "Search all of them at the same time, not platform by platform"),
        .value(
          "hold-out", name: "WORKLOAD,...", .list, repeatable: true,
          "Leave out the numbers and parameters of a workload, and predict them"),
        .value(
          "start", name: "WHERE", .choice(of: FitStart.self),
          "Start from the present values or from the middle of the bounds"),
        .value(
          "draws", name: "N", .integer(1...1000), default: "8",
          "Average the loss over N draws, none of which 'simctl paper' shows"),
        .value("seed", name: "N", .integer(0...(1 << 53)), default: "1", "Seed of the search"),
        .value(
          "jobs", short: "j", name: "N", .integer(1...4096),
          "Run at most N simulations at a time (default: one for each processor)"),
        .value(
          "out", short: "o", name: "DIR", completes: .directories,
          "Write fit.json, and held-out.csv with --hold-out, to DIR"),
        .value(
          "write", name: "DIR", completes: .directories,
          "Read catalog and scenarios from a checkout of this project, and put the values found "
            + "into their files"),
        .flag("quiet", short: "q", "Print no progress and no notes"),
      ],
      examples: [
        Example("simctl paper fit --evaluations 0", "the parameters and how near they come"),
        Example(
          "simctl paper fit --parameters 'aws-sagemaker*' --write .",
          "one platform, with the values put into the catalog"),
        Example(
          "simctl paper fit --hold-out workload-120 --out held-out",
          "predict a workload from the two others"),
      ])
  ) { arguments, console in
    try FitCommand(arguments, console).run()
  }
}

/// The work of `simctl paper fit`, from its arguments to its results.
private struct FitCommand {
  let arguments: ParsedArguments
  let console: Console
  let sources: FitSources
  let model: FitModel
  let start: FitStart
  let plan: FitPlan
  let evaluator: FitEvaluator

  init(_ arguments: ParsedArguments, _ console: Console) throws {
    self.arguments = arguments
    self.console = console
    if arguments.flag("quiet") { console.beQuiet() }
    let heldOut = arguments.list("hold-out")
    for name in heldOut where !PaperRuns.workloads.contains(name) {
      throw UsageError(
        "the paper has no workload \(Quoted.text(name))",
        suggestion: Suggestion.nearest(to: name, among: PaperRuns.workloads),
        command: "paper fit")
    }
    if !heldOut.isEmpty, arguments.isGiven("write") {
      throw UsageError(
        "--write does not go with --hold-out: values that ignore some of the numbers are no "
          + "better ones", command: "paper fit")
    }
    sources = try FitSources(
      directory: arguments.text("write"), scenarios: BuiltInScenarios.bytes)
    model = try FitModel(sources)
    let patterns = arguments.list("parameters")
    start =
      arguments.choice("start", as: FitStart.self) ?? (heldOut.isEmpty ? .current : .middle)
    plan = try FitPlan(
      model, patterns: patterns, heldOut: heldOut, together: arguments.flag("together"),
      start: start)
    if plan.blocks.isEmpty {
      throw UsageError(
        "no fitted parameter or group has a name like "
          + Quoted.text(patterns.joined(separator: ",")), command: "paper fit")
    }
    evaluator = FitEvaluator(
      model, replications: arguments.integer("draws") ?? 8,
      jobs: arguments.integer("jobs") ?? Workers.processors)
  }

  func run() throws -> ExitCode {
    let start = startingPoint
    for name in plan.undetermined { console.warning("nothing is left that pins \(name)") }
    let budget = arguments.integer("evaluations") ?? 0
    let line = ProgressLine(console, label: "fit", unit: "sets", total: Int64(budget))
    var fitter = Fitter(
      evaluator: evaluator, plan: plan, budget: budget,
      seed: UInt64(arguments.integer("seed") ?? 1))
    fitter.progress = { line.update(Int64($0)) }
    fitter.report = { name, before, after in
      if before.isFinite {
        console.note(
          "\(name): loss \(DecimalText.fixed(before, digits: 2)) -> "
            + DecimalText.fixed(after, digits: 2))
      }
    }
    evaluator.check = { try Interruption.check() }
    let result = try fitter.run(from: start)
    line.finish()
    if let interruption = result.interruption {
      try keep(result, from: start)
      return (interruption as? any UserFacingError)?.ending ?? .failure
    }
    let report = try FitReport(evaluator, plan, before: start, after: result.numbers)
    try FitText(report: report, console: console).write(evaluations: result.evaluations)
    try save(report)
    try write(result.numbers)
    return .success
  }

  /// Keeps and shows the best values that a search had found before it was ended.
  ///
  /// There is no time left after a signal to measure what they give in all draws.
  private func keep(_ result: Fitter.Result, from start: [Double]) throws {
    try write(result.numbers)
    try console.write(FitReport.parameters(model, plan, before: start, after: result.numbers))
    try console.writeLine()
    try console.writeLine(
      "ended after \(result.evaluations) evaluations; these are the best values so far, and the "
        + "figures that they give were not measured")
  }

  private var startingPoint: [Double] {
    guard start == .middle else { return model.current }
    var numbers = model.current
    for index in plan.blocks.flatMap(\.parameters) {
      numbers[index] = model.parameters[index].number(at: 0.5)
    }
    return numbers
  }

  private func save(_ report: FitReport) throws {
    guard let folder = arguments.text("out") else { return }
    try Directory.create(folder)
    let transaction = OutputTransaction(try FolderLock(folder))
    try transaction.file(Directory.path(folder, "fit.json")).append(report.json.prettyText + "\n")
    if !plan.heldOut.isEmpty {
      try transaction.file(Directory.path(folder, "held-out.csv")).append(report.heldOutCSV)
    }
    try transaction.commit()
    console.note("wrote \(Quoted.visible(folder))/")
  }

  private func write(_ numbers: [Double]) throws {
    guard sources.directory != nil else { return }
    for path in try sources.write(model.changes(to: numbers)) {
      console.note("changed \(Quoted.visible(path))")
    }
  }
}

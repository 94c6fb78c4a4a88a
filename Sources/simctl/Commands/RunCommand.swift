import Platforms
import SimCore
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
        run.json with seed and digests, and, where asked for, requests.csv and events.csv.
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
        .value(
          "only", name: "NAME,...", .list, repeatable: true,
          "Run only the deployments of these names, platforms or models"),
        .value(
          "seed", name: "N", .integer(0...(1 << 53)), "Use this seed instead of the scenario's"),
        .value(
          "replications", name: "N", .integer(1...100_000),
          "Run everything N times, each with random numbers of its own, or at most N times with "
            + "--until (default: 1; \(defaultLimit) with --until)"),
        .value(
          "until", name: "SHARE", repeatable: true,
          "Run replications, \(ReplicationPlan.fewest) or more, until the half-width of the mean "
            + "latency, or of FIGURE in FIGURE=SHARE, is at most this share of the mean in every "
            + "deployment, such as 1% or latency_p99=2%"),
        .flag(
          "resume",
          "Go on with a run of several replications that was killed or stopped (needs --out)"),
        .value(
          "jobs", short: "j", name: "N", .integer(1...4096),
          "Run at most N simulations at a time (default: one for each processor)"),
        .value(
          "format", short: "f", name: "FORMAT", .choice(of: ResultFormat.self), default: "table",
          "Print the results in this form"),
        .value(
          "out", short: "o", name: "DIR", completes: .directories,
          "Write the results to DIR/SCENARIO/"),
        .flag("requests", "Also write a row for each request to requests.csv (needs --out)"),
        .flag(
          "events",
          "Also write what happens to instances and why to events.csv (needs --out)"),
        .value(
          "set", name: "PATH=VALUE", .assignment, repeatable: true,
          "Replace a value of the scenario, such as workload.requests=1000"),
        .flag(
          "check", "Check all along what must hold in every run, which takes longer"),
        .flag("quiet", short: "q", "Print no progress and no notes"),
      ],
      examples: [
        Example("simctl run workload-200.json", "the paper's high workload on all its systems"),
        Example("simctl run workload-40 --only aws-lambda --out results", "one system, with CSV"),
        Example(
          "simctl run quick-start --replications 5 --format csv > five.csv", "five replications"),
        Example(
          "simctl run quick-start --until latency_p99=1%", "p99 to one per cent, with ± intervals"),
        Example("simctl run - < my.json", "a scenario from standard input"),
      ])
  ) { arguments, console in
    try RunCommand(arguments, console).run()
  }

  /// The greatest number of replications with `--until`, unless another is given.
  private static let defaultLimit = RunCommand.defaultLimit
}

/// The work of `simctl run`, from its arguments to its results.
private struct RunCommand {
  let arguments: ParsedArguments
  let console: Console
  let output: String?
  let plan: ReplicationPlan
  let jobs: Int

  /// The greatest number of replications with `--until`, unless another is given.
  static let defaultLimit = 1000

  init(_ arguments: ParsedArguments, _ console: Console) throws {
    self.arguments = arguments
    self.console = console
    output = arguments.text("out")
    let targets = try arguments.all("until").map { text throws(UsageError) in
      do throws(PrecisionTarget.Mistake) {
        return try PrecisionTarget(text)
      } catch {
        throw UsageError(
          "--until \(Quoted.text(text)): \(error.problem)", suggestion: error.suggestion,
          command: "run")
      }
    }
    plan = ReplicationPlan(
      limit: arguments.integer("replications") ?? (targets.isEmpty ? 1 : Self.defaultLimit),
      targets: targets)
    jobs = arguments.integer("jobs") ?? Workers.processors
    if arguments.flag("quiet") { console.beQuiet() }
    for flag in ["requests", "events"] where arguments.flag(flag) && output == nil {
      throw UsageError("--\(flag) writes a file and needs --out DIR", command: "run")
    }
    if output == "" { throw UsageError("--out needs the name of a directory", command: "run") }
    if !targets.isEmpty && plan.limit < ReplicationPlan.fewest {
      throw UsageError(
        "--until takes \(ReplicationPlan.fewest) replications or more, so --replications must not "
          + "allow fewer", command: "run")
    }
    if arguments.flag("resume") {
      if output == nil {
        throw UsageError("--resume needs the --out DIR of the run", command: "run")
      }
      if !plan.isReplicated {
        throw UsageError(
          "--resume goes on with several replications, and needs --replications or --until",
          command: "run")
      }
    }
  }

  func run() throws -> ExitCode {
    let catalog = try Catalog.builtIn()
    let format = arguments.choice("format", as: ResultFormat.self) ?? .table
    // Everything is read and checked before anything runs.
    let loaded = try select(arguments.positionals.map { try load($0, catalog) })
    if output != nil, let clash = FileNameComponent.clash(among: loaded.map(\.scenario.name)) {
      throw UsageError(
        "the scenarios \(Quoted.text(clash.first)) and \(Quoted.text(clash.second)) would write "
          + "to the same folder", command: "run")
    }
    for (scenario, _) in loaded { try checkRows(of: scenario) }
    var all: [[SummaryRow.Field]] = []
    var status = ExitCode.success
    var journals: [Journal] = []
    for (index, (scenario, directory)) in loaded.enumerated() {
      let (results, journal) = try study(of: scenario, in: directory)
        .runKeepingJournal(StudyProgress(console))
      journals += journal.map { [$0] } ?? []
      // From here on nothing is left that could be resumed, whoever reads what is printed.
      if index == loaded.count - 1 { for journal in journals { journal.remove() } }
      if format == .table {
        if index > 0 { try console.writeLine() }
        try show(results)
      }
      if let output {
        let folder = Directory.path(output, FileNameComponent.make(from: scenario.name))
        console.note("wrote \(Quoted.visible(folder))/")
      }
      if !tellPrecision(of: results) { status = .failure }
      all += results.lines
    }
    switch format {
    case .table: break
    case .csv: try console.write(SummaryText.csv(all))
    case .json: try console.write(SummaryText.json(all))
    }
    return status
  }

  private func study(of scenario: Scenario, in directory: String) -> Study {
    var study = Study(scenario, plan: plan, directory: directory)
    study.jobs = jobs
    study.output = output
    study.resumes = arguments.flag("resume")
    study.checks = arguments.flag("check") || Simulation.checksEveryRun
    return study
  }

  /// Rows of single requests and events cannot be brought back from a journal, and nobody knows
  /// beforehand of how many replications they would be.
  private func checkRows(of scenario: Scenario) throws {
    guard scenario.outputs.requests || scenario.outputs.events else { return }
    if arguments.flag("resume") {
      throw UsageError(
        "--resume cannot bring back the rows of requests.csv and events.csv; a run that writes "
          + "them begins anew", command: "run")
    }
    if output != nil, !plan.targets.isEmpty {
      throw UsageError(
        "--until does not go with requests.csv and events.csv; when it has told how many "
          + "replications it takes, write them with --replications", command: "run")
    }
  }

  /// A number of replications that nobody knows exactly, with two digits that count.
  private static func rounded(_ count: Double) -> Double {
    var unit = 1.0
    while count / unit >= 100, unit < 1e15 { unit *= 10 }
    return (count / unit).rounded(.up) * unit
  }

  /// Tells whether the figures are known as precisely as was asked for.
  private func tellPrecision(of results: StudyResults) -> Bool {
    let name = Quoted.visible(results.scenario.name)
    let (count, targets) = (results.replications, results.plan.targets)
    if targets.isEmpty { return true }
    if results.shortfalls.isEmpty {
      let known = targets.map { "\($0.column) to \($0.shareText)" }.joined(separator: ", ")
      console.note("\(name): after \(count) replications every deployment has \(known)")
      return true
    }
    for missed in results.shortfalls {
      let deployment = Quoted.text(missed.deployment)
      switch missed.standing {
      case .met: break
      case .unknown:
        console.error(
          "\(name): \(missed.target.column) of \(deployment) has no relative precision after "
            + "\(count) replications: hardly one of them has such a figure, or its mean is 0",
          advice: "Leave the deployment out with --only, or choose another figure.")
      case .unmet(let share):
        let ratio = share / missed.target.share
        let needed = DecimalText.grouped(Self.rounded(Double(count) * ratio * ratio), digits: 0)
        console.error(
          "\(name): \(missed.target.column) of \(deployment) is known to "
            + "\(DecimalText.fixed(share * 100, digits: 2))% after \(count) replications, not to "
            + "\(missed.target.shareText)",
          advice: "About \(needed) replications would be needed: see --replications.")
      }
    }
    return false
  }

  private typealias Loaded = (scenario: Scenario, directory: String)

  private func load(_ argument: String, _ catalog: Catalog) throws -> Loaded {
    let file = try ScenarioFile(argument)
    var scenario = try file.scenario(catalog, setting: arguments.assignments("set"))
    if let seed = arguments.integer("seed") { scenario.seed = UInt64(seed) }
    if arguments.flag("requests") { scenario.outputs.requests = true }
    if arguments.flag("events") { scenario.outputs.events = true }
    do {
      try scenario.foldTrace(in: file.directory) { !Interruption.isRequested }
    } catch RunError.stopped {
      try Interruption.check()
    }
    return (scenario, file.directory)
  }

  /// Keeps the deployments that `--only` names; each name must be that of something.
  private func select(_ loaded: [Loaded]) throws -> [Loaded] {
    guard arguments.isGiven("only") else { return loaded }
    let wanted = arguments.list("only")
    let known = loaded.flatMap { $0.scenario.deployments.flatMap(\.handles) }
    for name in wanted where !known.contains(name) {
      throw UsageError(
        "--only \(Quoted.text(name)): no deployment has this name, platform or model",
        suggestion: Suggestion.nearest(to: name, among: known), command: "run")
    }
    return loaded.compactMap { scenario, directory in
      var kept = scenario
      kept.deployments = scenario.deployments.filter { deployment in
        deployment.handles.contains { wanted.contains($0) }
      }
      return kept.deployments.isEmpty ? nil : (kept, directory)
    }
  }

  private func show(_ results: StudyResults) throws {
    let scenario = results.scenario
    var title = console.styled(scenario.name, .bold)
    if !scenario.about.isEmpty { title += ": \(Quoted.brief(scenario.about))" }
    try console.writeLine(title)
    try console.writeLine(facts(results))
    if results.isReplicated {
      try console.writeLine(
        "means of \(results.replications) replications ± half of their 95 % interval; without ±, "
          + "the same in all")
    }
    try console.writeLine()
    try console.write(ResultText.table(results))
    if let baseline = results.differences.first?.first?.baseline {
      try console.writeLine()
      try console.writeLine(
        "differences from \(Quoted.visible(baseline)) in the same replications; * where 0 is "
          + "outside the 95 % interval")
      try console.writeLine()
      try console.write(MeansText.table(results.differences))
    }
    try console.write(ResultNotes.text(results, hasFiles: output != nil))
  }

  /// Seed and digest: whoever has the same two has the same results.
  private func facts(_ results: StudyResults) -> String {
    let count = results.scenario.deployments.count
    let replicated = results.isReplicated ? " in \(results.replications) replications" : ""
    return "seed \(results.scenario.seed), \(count) "
      + "\(count == 1 ? "deployment" : "deployments")\(replicated), digest \(results.digest.text)"
  }
}

extension Deployment {
  /// What `--only` may call it.
  var handles: [String] { [name, platform, model].filter { !$0.isEmpty } }
}

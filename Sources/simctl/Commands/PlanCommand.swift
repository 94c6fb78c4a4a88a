import Documents
import Platforms
import Studies

extension Command {
  /// The command `simctl plan`.
  static let plan = Command(
    CommandDescription(
      name: "plan",
      summary: "Search for the cheapest way to meet objectives",
      discussion: [
        """
        Tries the deployments of the scenario, their neighbours (memory sizes, provisioned
        instances, numbers of machines, batches, the autoscaler's limits and target), and the other
        platforms of the catalog that serve the same model with the same runtime. Prints the
        cheapest that meets every objective, as --set lines to paste; the next and by how much it
        loses; what faster costs; the choice at other loads; how much traffic each takes; and what
        was not searched. The exit status is 3 when none meets all.
        """,
        """
        All candidates serve the same requests. Those that cannot be the choice get one replication
        or three, the others all; --exhaustive gives all of them to everyone. With --vary, keys of
        deployments take the values that it names, as in 'simctl sweep', instead of their
        neighbours. docs/plan.md says more.
        """,
      ],
      positionals: [.required("SCENARIO", completes: .scenarios, "A scenario file or name")],
      options: [
        .value(
          "objective", name: "OBJECTIVE", repeatable: true,
          "Hold the choice to this, such as 'p(99)<200ms' (default: the scenario's)"),
        .value(
          "platforms", name: "NAME,...", .list, repeatable: true, completes: .platforms,
          "Search these platforms only, with any runtime that the catalog knows there"),
        .value(
          "vary", name: "PATH=VALUES", .assignment, repeatable: true,
          "Try these values of a key, such as deployments[0].memory=1GB,2GB"),
        .value(
          "loads", name: "FACTOR,...", .list, repeatable: true, default: "1,2,5,10",
          "Choose at these multiples of the traffic too"),
        .flag("no-limits", "Do not look for how much traffic each choice takes"),
        .flag("exhaustive", "Give all replications to all candidates"),
        .value(
          "replications", name: "N", .integer(1...1000), default: "10",
          "Decide by N replications, each with random numbers of its own"),
        .only("Start from"),
        .seed,
        .jobs,
        .format("the plan, or its candidates as rows,"),
        .value(
          "out", short: "o", name: "DIR", completes: .directories,
          "Write plan.csv, loads.csv and plan.json to DIR"),
        .set,
        .load,
        .quiet,
      ],
      examples: [
        Example(
          "simctl plan workload-120 --only mobilenet --objective 'p(99)<500ms'",
          "where to serve the paper's bursts"),
        Example(
          "simctl plan my.json --vary deployments.function.memory=1GB..4GB/7 --out plan",
          "the memory of one function, with a row for each size"),
      ])
  ) { arguments, console in
    if arguments.flag("quiet") { console.beQuiet() }
    let format = arguments.choice("format", as: ResultFormat.self) ?? .table
    let output = arguments.text("out")
    if output == "" { throw UsageError("--out needs the name of a directory", command: "plan") }
    let (space, question) = try arguments.plan(Catalog.builtIn())
    let lock = try output.map { try PlanFiles.lock($0) }
    let plan = try space.plan(question, StudyProgress(console))
    if let lock {
      try PlanFiles.write(plan, lock)
      console.note("wrote \(Quoted.visible(lock.folder))/")
    }
    switch format {
    case .table: try console.write(PlanText(plan: plan, console: console).text)
    case .csv: try console.write(SummaryText.csv(PlanFields.candidates(plan)))
    case .json: try console.write(SummaryText.json(PlanFields.candidates(plan)))
    }
    return plan.choice.best == nil ? .unmet : .success
  }
}

extension ParsedArguments {
  /// What a command line searches and asks; everything is read and checked before anything runs.
  fileprivate func plan(_ catalog: Catalog) throws -> (PlanSpace, PlanQuestion) {
    let given = try objectives()
    let axes = try self.axes()
    let loads = try self.loads()
    if !axes.isEmpty, isGiven("platforms") {
      throw UsageError(
        "--vary and --platforms do not go together; to vary the platform, write --vary "
          + "'deployments[0].platform=NAME,NAME'", command: command.name)
    }
    let file = try ScenarioFile(positionals[0])
    let whole = try LoadedScenario.whole(file, self, catalog)
    guard let loaded = try LoadedScenario.select([whole], self).first else {
      throw CommandFailure("there is nothing to plan")
    }
    if isGiven("loads"), !loaded.scenario.workload.isScalable, loads.contains(where: { $0 != 1 }) {
      throw UsageError(
        "--loads does not apply to a trace, whose requests are those of its file; remove it",
        command: command.name)
    }
    let objectives = given.isEmpty ? loaded.scenario.objectives : given
    if objectives.isEmpty {
      throw UsageError(
        "there is no objective: give one, such as --objective 'p(99)<200ms', or write "
          + "\"objective\" in the scenario", command: command.name)
    }
    let names = Set(loaded.scenario.deployments.map(\.name))
    var search = PlanSearch(
      file.text, settings: settings, seed: integer("seed").map { UInt64($0) }, catalog: catalog)
    search.axes = axes
    search.platforms = isGiven("platforms") ? list("platforms") : nil
    search.jobs = integer("jobs") ?? Workers.processors
    var question = PlanQuestion(
      objectives: objectives, replications: integer("replications") ?? 10)
    question.loads = loads
    question.isExhaustive = flag("exhaustive")
    question.findsLimits = !flag("no-limits")
    question.jobs = search.jobs
    question.checks = Simulation.checksEveryRun
    do {
      return (try search.space(whole.scenario) { names.contains($0.name) }, question)
    } catch let mistake as PlanMistake {
      throw UsageError(mistake.problem, suggestion: mistake.suggestion, command: command.name)
    } catch let error as StudyPoint.Misplaced {
      throw UsageError("--vary \(error.message)", command: command.name)
    }
  }

  /// The multiples of the traffic.
  private func loads() throws(UsageError) -> [Double] {
    try list("loads").map { text throws(UsageError) in
      guard let load = Double(text), (1e-3...1e3).contains(load) else {
        throw UsageError(
          "--loads \(Quoted.text(text)) is no number from 0.001 to 1000; write such as 1,2,5,10",
          command: command.name)
      }
      return load
    }
  }
}

import Platforms
import Studies

extension Command {
  /// The command `simctl compare`.
  static let compare = Command(
    CommandDescription(
      name: "compare",
      summary: "Rank deployments by cost among those that meet objectives",
      discussion: [
        """
        All deployments of the scenario serve the same requests. Those that meet every objective
        come first, the cheapest of them at the top; for each of the others stands what binds it:
        cold starts, queue, throttle, timeout, memory, service time or cost. The exit status is 3
        when none meets all, so that a pipeline can stop there.
        """,
        """
        An objective has the form known from load tests: p(99)<200ms, 'p(99, worst 1min)<1s',
        mean<50ms, max<2s, success>99.9%, 'success(worst 5s)>99%', cost<5/day. Percentiles are 50,
        90, 95, 99 and 99.9, and latencies those of the successful requests; 'worst 1min' is the
        worst minute of the run; costs are per /hour, /day, /month (30 days) or /million requests of
        such traffic, or those of the run. Without --objective, the scenario's key "objective" says
        them; without that, all are ranked by cost alone.
        """,
        """
        With --replications, figures are means, and the costs are compared replication by
        replication, with 95 % intervals. With --out, the files of 'simctl run' and compare.csv go
        to DIR/SCENARIO/. docs/objectives.md says more.
        """,
      ],
      positionals: [.required("SCENARIO", completes: .scenarios, "A scenario file or name")],
      options: [
        .value(
          "objective", name: "OBJECTIVE", repeatable: true,
          "Hold deployments to this, such as 'p(99)<200ms'"),
        .only("Compare only"),
        .seed,
        .value(
          "replications", name: "N", .integer(1...100_000),
          "Run everything N times, each with random numbers of its own (default: 1)"),
        .flag(
          "resume",
          "Go on with several replications that were killed or stopped (needs --out)"),
        .jobs,
        .format("the comparison"),
        .value(
          "out", short: "o", name: "DIR", completes: .directories,
          "Write the results to DIR/SCENARIO/"),
        .set,
        .load,
        .quiet,
      ],
      examples: [
        Example(
          "simctl compare workload-200 --objective 'p(99)<200ms' --objective 'success>99.9%'",
          "which of the paper's systems are fast and sure, and what they cost"),
        Example(
          "simctl compare my.json --load 10 --replications 10",
          "the scenario's own objectives at ten times its traffic"),
        Example("simctl compare my.json -q > /dev/null || exit 1", "a gate in a pipeline"),
      ])
  ) { arguments, console in
    let options = try StudyOptions(arguments)
    if arguments.flag("quiet") { console.beQuiet() }
    let format = arguments.choice("format", as: ResultFormat.self) ?? .table
    let given = try arguments.objectives()
    // Everything is read and checked before anything runs.
    guard var loaded = try LoadedScenario.all(arguments, Catalog.builtIn()).first else {
      throw CommandFailure("there is nothing to compare")
    }
    try options.check(loaded.scenario)
    let objectives = given.isEmpty ? loaded.scenario.objectives : given
    loaded.scenario.objectives = objectives
    var study = options.study(of: loaded.scenario, in: loaded.directory)
    study.objectives = objectives
    let (results, journal) = try study.runKeepingJournal(StudyProgress(console))
    let comparison = Comparison(results, objectives: objectives)
    let fields = comparison.entries.map { CompareFields.row($0, of: comparison) }
    if let output = study.output {
      let folder = Directory.path(output, FileNameComponent.make(from: loaded.scenario.name))
      let file = try OutputFile(Directory.path(folder, "compare.csv"))
      try file.append(SummaryText.csv(fields))
      try file.commit()
      console.note("wrote \(Quoted.visible(folder))/")
    }
    journal?.remove()
    switch format {
    case .table:
      let isQuiet = arguments.flag("quiet")
      try console.write(
        CompareText(comparison: comparison, isQuiet: isQuiet, console: console).text)
    case .csv: try console.write(SummaryText.csv(fields))
    case .json: try console.write(SummaryText.json(fields))
    }
    return comparison.meeting.isEmpty ? .unmet : .success
  }
}

extension ParsedArguments {
  /// What `--objective` asks for, in the order given.
  func objectives() throws(UsageError) -> [Objective] {
    let texts = all("objective")
    if texts.count > Objective.mostObjectives {
      throw UsageError(
        "there are \(texts.count) objectives; give at most \(Objective.mostObjectives)",
        command: command.name)
    }
    return try texts.map { text throws(UsageError) in
      do throws(Objective.Mistake) {
        return try Objective(text)
      } catch {
        throw UsageError(
          "--objective \(Quoted.text(text)) \(error.what); \(error.fix)", command: command.name)
      }
    }
  }
}

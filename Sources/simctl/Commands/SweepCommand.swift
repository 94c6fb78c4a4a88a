import Documents
import Platforms
import Studies

extension Command {
  /// The command `simctl sweep`.
  static let sweep = Command(
    CommandDescription(
      name: "sweep",
      summary: "Run a scenario at every combination of values of some keys",
      discussion: [
        """
        Each --vary names a key by its path, with the index of a deployment or its name, and the
        values that it takes: a list (1024MB,2048MB), a range of so many evenly spaced values
        (1..10/10), or one of equal ratios (1..100/log/5). Several make every combination. The
        program writes DIR/sweep.csv, a row for each combination, replication and deployment: the
        varied values first, then the columns of summary.csv. DIR/sweep.json says what it is of.
        """,
        """
        A sweep that was killed goes on with --resume. Several machines do a part each with
        --shard I/N; 'simctl merge' joins the parts to the bytes that one machine would have given.
        Without --shard, a part is taken from the variables of a Slurm array
        (SLURM_ARRAY_TASK_ID and _COUNT), of a Kubernetes Indexed Job (JOB_COMPLETION_INDEX and
        JOB_COMPLETIONS) or of an array of AWS Batch (AWS_BATCH_JOB_ARRAY_INDEX and _SIZE).
        docs/sweeps.md says more.
        """,
      ],
      positionals: [.required("SCENARIO", completes: .scenarios, "A scenario file or name")],
      options: [
        .value(
          "vary", name: "PATH=VALUES", .assignment, repeatable: true,
          "Let a key take these values, such as workload.load=1..10/10"),
        .value(
          "replications", name: "N", .integer(1...100_000),
          "Run everything N times, each with random numbers of its own (default: 1)"),
        .value("out", short: "o", name: "DIR", completes: .directories, "Write the files to DIR"),
        .flag("resume", "Go on with a sweep that was killed or stopped"),
        .value(
          "shard", name: "I/N", .text,
          "Do the Ith of N parts; 1/1 is all, whatever the environment"),
        .only("Run only"),
        .seed,
        .jobs,
        .set,
        .load,
        .quiet,
      ],
      examples: [
        Example(
          "simctl sweep quick-start --vary deployments.function.memory=1024MB,2048MB --out memory",
          "two sizes of memory"),
        Example(
          "simctl sweep workload-40 --vary workload.load=0.1..10/log/9 --out load",
          "nine loads"),
        Example(
          "simctl sweep my.json --vary workload.load=1..10/10 --shard 2/8 --out part-2",
          "the second of eight parts"),
        Example("simctl merge part-* --out all", "the parts together"),
      ])
  ) { arguments, console in
    if arguments.flag("quiet") { console.beQuiet() }
    guard let output = arguments.text("out"), !output.isEmpty else {
      throw UsageError("--out DIR is missing: where the rows go", command: "sweep")
    }
    let (shard, source) = try arguments.shard()
    var sweep = try arguments.sweep(Catalog.builtIn())
    sweep.shard = shard
    sweep.jobs = arguments.integer("jobs") ?? Workers.processors
    sweep.checks = Simulation.checksEveryRun
    if let source { console.note("part \(shard.text), from \(source); --shard 1/1 does all") }
    let rows = try sweep.run(
      into: output, resumes: arguments.flag("resume"), StudyProgress(console))
    let noun = rows == 1 ? "row" : "rows"
    console.note("wrote \(DecimalText.grouped(rows)) \(noun) to \(Quoted.visible(output))/")
    return .success
  }
}

extension ParsedArguments {
  /// The part that `--shard` or the environment names, and the variable of the latter.
  fileprivate func shard() throws(UsageError) -> (Shard, source: String?) {
    if let text = text("shard") {
      guard let shard = Shard(text) else {
        throw UsageError(
          "--shard must be a part of several such as 2/8, from 1/8 to 8/8, not "
            + Quoted.text(text), command: "sweep")
      }
      return (shard, nil)
    }
    do throws(Shard.Mistake) {
      guard let found = try Shard.fromEnvironment(System.environmentVariable) else {
        return (.whole, nil)
      }
      return (found.shard, found.source)
    } catch {
      throw UsageError("\(error.what); \(error.fix)", command: "sweep")
    }
  }

  /// The sweep of a command line.
  fileprivate func sweep(_ catalog: Catalog) throws -> Sweep {
    let axes = try self.axes()
    if axes.isEmpty {
      throw UsageError(
        "--vary PATH=VALUES is missing: what is varied, such as workload.load=1..10/10",
        command: "sweep")
    }
    let grid = SweepGrid(axes)
    guard grid.count != nil else {
      throw UsageError(
        "there are more than \(DecimalText.grouped(SweepGrid.mostPoints)) combinations; vary less "
          + "at a time", command: "sweep")
    }
    let file = try ScenarioFile(positionals[0])
    // What is wrong with the scenario itself is told before what is wrong with its variants.
    let base = try file.scenario(catalog, setting: settings, for: self)
    var loaded = [LoadedScenario(scenario: base, directory: file.directory)]
    loaded = try LoadedScenario.select(loaded, self)
    let names = Set(loaded.flatMap { $0.scenario.deployments.map(\.name) })
    do {
      for axis in axes {
        _ = try file.text.scenario(
          catalog, at: StudyPoint(settings + [(axis.path, axis.values[0])]))
      }
    } catch let error as StudyPoint.Misplaced {
      throw UsageError("--vary \(error.message)", command: "sweep")
    } catch is ProblemReport {
      // The sweep says at which values.
    }
    do {
      return try Sweep(
        file.text, settings: settings, seed: integer("seed").map { UInt64($0) }, grid: grid,
        replications: integer("replications") ?? 1, catalog: catalog,
        keeps: { names.contains($0.name) }, isStopped: { Interruption.isRequested })
    } catch RunError.stopped {
      try Interruption.check()
      throw RunError.stopped
    }
  }
}

import Documents
import Platforms
import Studies

extension Command {
  /// The command `simctl crossover`.
  static let crossover = Command(
    CommandDescription(
      name: "crossover",
      summary: "Find where of two deployments the cheaper one changes",
      discussion: [
        """
        Both deployments serve the same requests. The cost of a month of this traffic is compared as
        a key of the scenario rises, such as its load or a price, and the value at which both cost
        the same is found by bisection, with a 95 % interval from the replications and the costs
        along the way. With --out, these costs go to DIR/crossover.csv.
        """
      ],
      positionals: [.required("SCENARIO", completes: .scenarios, "A scenario file or name")],
      options: [
        .value("between", name: "A B", valueCount: 2, "The names of the two deployments"),
        .value(
          "over", name: "PATH=FROM..TO", .assignment,
          "The key and its range, such as workload.load=1..20, or 0.1..100/log for equal ratios"),
        .value(
          "replications", name: "N", .integer(1...10_000), default: "10",
          "Take N replications, each with random numbers of its own"),
        .seed,
        .jobs,
        .format("the costs"),
        .set,
        .value(
          "out", short: "o", name: "DIR", completes: .directories,
          "Write the costs to DIR/\(CrossoverFiles.name)"),
        .load,
        .quiet,
      ],
      examples: [
        Example(
          "simctl crossover quick-start --between function 'graphics server' "
            + "--over workload.load=1..10",
          "from which traffic on the server is cheaper")
      ])
  ) { arguments, console in
    if arguments.flag("quiet") { console.beQuiet() }
    let format = arguments.choice("format", as: ResultFormat.self) ?? .table
    let output = arguments.text("out")
    if output == "" {
      throw UsageError("--out needs the name of a directory", command: "crossover")
    }
    let path = arguments.assignments("over").first?.path ?? ""
    let search = try arguments.crossover(Catalog.builtIn())
    // The folder is taken before anything runs, so that a long search does not end with it.
    let lock = try output.map { try CrossoverFiles.lock($0) }
    let found = try search.run(StudyProgress(console))
    let fields = CrossoverText.fields(found, path)
    if let lock {
      try CrossoverFiles.write(SummaryText.csv(fields), lock)
      console.note("wrote \(Quoted.visible(lock.folder))/")
    }
    switch format {
    case .table:
      let text = CrossoverText(
        found: found, path: path, isQuiet: arguments.flag("quiet"), console: console)
      try console.write(text.text)
    case .csv: try console.write(SummaryText.csv(fields))
    case .json: try console.write(SummaryText.json(fields))
    }
    return .success
  }
}

extension ParsedArguments {
  /// The search of a command line.
  fileprivate func crossover(_ catalog: Catalog) throws -> CrossoverSearch {
    let names = all("between")
    guard names.count == 2 else {
      throw UsageError("--between A B is missing: two deployments", command: command.name)
    }
    guard let (path, text) = assignments("over").first else {
      throw UsageError(
        "--over PATH=FROM..TO is missing, such as --over workload.load=1..20",
        command: command.name)
    }
    let range: CrossoverRange
    do throws(VaryValues.Mistake) {
      range = try CrossoverRange(text)
    } catch {
      throw UsageError(
        "--over \(Quoted.text("\(path)=\(text)")) \(error.what); \(error.fix)",
        command: command.name)
    }
    let file = try ScenarioFile(positionals[0])
    let base = try file.scenario(catalog, setting: settings, for: self)
    let known = base.deployments.map(\.name)
    let indices = try names.map { name throws(UsageError) -> Int in
      if let index = known.firstIndex(of: name) { return index }
      throw UsageError(
        "--between \(Quoted.text(name)): no deployment has this name",
        suggestion: Suggestion.nearest(to: name, among: known), command: command.name)
    }
    if indices[0] == indices[1] {
      throw UsageError("--between needs two different deployments", command: command.name)
    }
    let (settings, seed) = (settings, integer("seed").map { UInt64($0) })
    var search = CrossoverSearch(
      range: range, pair: (indices[0], indices[1]), replications: integer("replications") ?? 1,
      directory: file.directory
    ) { value in
      do {
        return try file.text.scenario(
          catalog, at: StudyPoint(settings + [(path, value)], seed: seed))
      } catch let error as StudyPoint.Misplaced {
        throw UsageError("--over \(error.message)", command: "crossover")
      } catch let error as ProblemReport {
        throw CommandFailure(
          "with \(Quoted.brief("\(path)=\(value)")) the scenario is wrong:\n\(error.message)",
          advice: "Choose a range of values that the key can have.")
      }
    }
    search.jobs = integer("jobs") ?? Workers.processors
    return search
  }
}

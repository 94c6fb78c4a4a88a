import Platforms
import SimCore

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
        any number of jobs. With --out, CSV files go to DIR/SCENARIO/: summary.csv, timeline.csv
        and, where asked for, requests.csv and events.csv.
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
          "replications", name: "N", .integer(1...100_000), default: "1",
          "Run everything N times, each with random numbers of its own"),
        .value(
          "jobs", short: "j", name: "N", .integer(1...4096),
          "Run at most N simulations at a time (default: one for each processor)"),
        .value(
          "format", short: "f", name: "FORMAT", .choice(of: ResultFormat.self), default: "table",
          "Print the results in this form"),
        .value(
          "out", short: "o", name: "DIR", completes: .directories,
          "Write CSV files to DIR/SCENARIO/"),
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
        Example("simctl run - < my.json", "a scenario from standard input"),
      ])
  ) { arguments, console in
    try RunCommand(arguments, console).run()
    return .success
  }
}

/// The work of `simctl run`, from its arguments to its results.
private struct RunCommand {
  let arguments: ParsedArguments
  let console: Console
  let output: String?
  let replications: Int
  let jobs: Int

  init(_ arguments: ParsedArguments, _ console: Console) throws {
    self.arguments = arguments
    self.console = console
    output = arguments.text("out")
    replications = arguments.integer("replications") ?? 1
    jobs = arguments.integer("jobs") ?? System.processorCount
    if arguments.flag("quiet") { console.beQuiet() }
    for flag in ["requests", "events"] where arguments.flag(flag) && output == nil {
      throw UsageError("--\(flag) writes a file and needs --out DIR", command: "run")
    }
    if output == "" { throw UsageError("--out needs the name of a directory", command: "run") }
  }

  func run() throws {
    let catalog = try Catalog.builtIn()
    let format = arguments.choice("format", as: ResultFormat.self) ?? .table
    // Everything is read and checked before anything runs.
    let loaded = try select(arguments.positionals.map { try load($0, catalog) })
    if output != nil, let clash = FileNameComponent.clash(among: loaded.map(\.scenario.name)) {
      throw UsageError(
        "the scenarios \(Quoted.text(clash.first)) and \(Quoted.text(clash.second)) would write "
          + "to the same folder", command: "run")
    }
    var all: [SummaryRow] = []
    for (index, (scenario, directory)) in loaded.enumerated() {
      let rows = try ScenarioRunner(
        scenario: scenario, directory: directory, replications: replications, jobs: jobs,
        output: output, checks: arguments.flag("check") || Simulation.checksEveryRun,
        console: arguments.flag("quiet") ? nil : console
      ).run()
      if format == .table {
        if index > 0 { try console.writeLine() }
        try show(scenario, rows)
      }
      if let output {
        let folder = Directory.path(output, FileNameComponent.make(from: scenario.name))
        console.note("wrote \(Quoted.visible(folder))/")
      }
      all += rows
    }
    switch format {
    case .table: break
    case .csv: try console.write(ResultText.csv(all))
    case .json: try console.write(ResultText.json(all))
    }
  }

  private typealias Loaded = (scenario: Scenario, directory: String)

  private func load(_ argument: String, _ catalog: Catalog) throws -> Loaded {
    let file = try ScenarioFile(argument)
    var scenario = try file.scenario(catalog, setting: arguments.assignments("set"))
    if let seed = arguments.integer("seed") { scenario.seed = UInt64(seed) }
    if arguments.flag("requests") { scenario.outputs.requests = true }
    if arguments.flag("events") { scenario.outputs.events = true }
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

  private func show(_ scenario: Scenario, _ rows: [SummaryRow]) throws {
    var title = console.styled(scenario.name, .bold)
    if !scenario.about.isEmpty { title += ": \(Quoted.visible(scenario.about))" }
    try console.writeLine(title)
    try console.writeLine(facts(scenario, rows))
    try console.writeLine()
    try console.write(ResultText.table(rows, replications: replications))
  }

  /// Seed and digest: whoever has the same two has the same results.
  private func facts(_ scenario: Scenario, _ rows: [SummaryRow]) -> String {
    var digest = Digest()
    for row in rows { digest.fold(row.figures.digest.value) }
    let count = scenario.deployments.count
    let replicated = replications > 1 ? " in \(replications) replications" : ""
    return "seed \(scenario.seed), \(count) \(count == 1 ? "deployment" : "deployments")"
      + "\(replicated), digest \(digest.text)"
  }
}

extension Deployment {
  /// What `--only` may call it.
  var handles: [String] { [name, platform, model].filter { !$0.isEmpty } }
}

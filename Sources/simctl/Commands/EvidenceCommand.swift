import Documents
import Evidence
import Studies

extension Command {
  /// In what form `simctl evidence` prints its results.
  enum EvidenceFormat: String, CaseIterable {
    case table, csv
  }

  /// The command `simctl evidence`.
  static let evidence = Command(
    CommandDescription(
      name: "evidence",
      summary: "Hold the catalog against what others measured on real platforms",
      discussion: [
        """
        Simulates the conditions under which somebody measured a real platform, and shows the
        measured number beside the simulated one. A number is 'close' within what the measurement
        itself leaves open or within 10 %, 'near' within 25 %, and 'off' beyond. 'fitted' says that
        a value of the catalog was chosen by these measurements, 'predicted' that none was.
        """,
        """
        Seeds are fixed. The exit status is 1 when a number has a worse verdict than the committed
        one. docs/evidence.md says what the data are, where they come from, and what was tried.
        """,
      ],
      options: [
        .value(
          "only", name: "NAME,...", .list, repeatable: true,
          "Show only these datasets, such as lambda-runs"),
        .flag("all", short: "a", "Show every number instead of a line for each quantity"),
        .value(
          "jobs", short: "j", name: "N", .integer(1...4096),
          "Run at most N simulations at a time (default: one for each processor)"),
        .value(
          "format", short: "f", name: "FORMAT", .choice(of: EvidenceFormat.self),
          default: "table", "Print the results in this form; csv has every number"),
        .value(
          "out", short: "o", name: "DIR", completes: .directories,
          "Write rows.csv, figures and a page with all of it to DIR"),
        .value(
          "update-verdicts", name: "FILE", .text,
          "Write the verdicts to this file, as they are committed"),
        .flag("quiet", short: "q", "Print no progress and no notes"),
      ],
      examples: [
        Example("simctl evidence", "all datasets"),
        Example("simctl evidence --only lambda-runs --all", "the numbers of one"),
        Example("simctl evidence --format csv > evidence.csv", "the numbers for a program"),
        Example("simctl evidence --out evidence", "all files, with figures and a page"),
      ])
  ) { arguments, console in
    try EvidenceCommand(arguments: arguments, console: console).run()
  }
}

/// The work of `simctl evidence`.
private struct EvidenceCommand {
  let arguments: ParsedArguments
  let console: Console

  func run() throws -> ExitCode {
    if arguments.flag("quiet") { console.beQuiet() }
    for (option, noun) in [("out", "directory"), ("update-verdicts", "file")]
    where arguments.text(option) == "" {
      throw UsageError("--\(option) needs the name of a \(noun)", command: "evidence")
    }
    let suite = EvidenceSuite(try datasets())
    let verdictsPath = arguments.text("update-verdicts")
    let files = try EvidenceFiles(directory: arguments.text("out"), verdicts: verdictsPath)
    let report = try suite.run(
      jobs: arguments.integer("jobs") ?? Workers.processors
    ) {
      try Interruption.check()
    }
    switch arguments.choice("format", as: Command.EvidenceFormat.self) ?? .table {
    case .csv: try console.write(report.csv)
    case .table:
      try console.write(arguments.flag("all") ? report.table : report.shortTable)
      try console.writeLine()
      try console.writeLine(report.sources)
    }
    try files.finish(report)
    if let directory = arguments.text("out") {
      console.note("wrote \(Quoted.visible(directory))/")
    }
    if verdictsPath != nil { return .success }
    let declines = report.declines
    if declines.isEmpty { return .success }
    let list = declines.map { "\($0.row.name) was \($0.before) and is \($0.row.verdict)" }
    console.error(
      "\(declines.count) of the committed verdicts no longer hold: "
        + list.joined(separator: "; "),
      advice: "If that is wanted, write the new ones with --update-verdicts.")
    return .failure
  }

  private func datasets() throws -> [Dataset] {
    guard arguments.isGiven("only") else { return Dataset.all }
    return try arguments.list("only").map { name in
      guard let dataset = Dataset.all.first(where: { $0.name == name }) else {
        throw UsageError(
          "--only \(Quoted.text(name)): no dataset has this name; there are "
            + Dataset.all.map(\.name).joined(separator: ", "),
          suggestion: Suggestion.nearest(to: name, among: Dataset.all.map(\.name)),
          command: "evidence")
      }
      return dataset
    }
  }
}

import Documents
import Platforms
import Studies
import Verification

extension Command {
  /// In what form `simctl verify` prints its results.
  enum VerifyFormat: String, CaseIterable {
    case table, csv
  }

  /// The command `simctl verify`.
  static let verify = Command(
    CommandDescription(
      name: "verify",
      summary: "Hold the simulator against queueing theory and bills worked out by hand",
      discussion: [
        """
        Simulates systems of which theory knows the answer, each in \(VerifyCase.replications)
        independent replications, and shows the analytic value with its source beside the simulated
        mean with its 99 % interval (Student's t). 'inside' is within the interval. One interval in
        a hundred misses by chance: 'chance' is outside of it, but within an interval so wide that
        all of the suite's hold together 999 times of 1000. 'off' is outside of that one, 'vague'
        an interval too wide to say anything, and 'equal' the same to the last digit.
        """,
        """
        Seeds are fixed, so the figures are the same on every machine and with any number of jobs.
        The exit status is 1 when a figure is off or vague. docs/validation.md has the systems, the
        derivations and the sources in full.
        """,
      ],
      options: [
        .value(
          "only", name: "TEXT,...", .list, repeatable: true,
          "Simulate only the systems whose name has one of these texts"),
        .flag("quick", "Simulate a tenth of the time, with wider intervals"),
        .value(
          "jobs", short: "j", name: "N", .integer(1...4096),
          "Run at most N simulations at a time (default: one for each processor)"),
        .value(
          "format", short: "f", name: "FORMAT", .choice(of: VerifyFormat.self), default: "table",
          "Print the results in this form"),
        .flag("quiet", short: "q", "Print no progress and no notes"),
      ],
      examples: [
        Example("simctl verify", "all systems"),
        Example("simctl verify --only M/M/,keep-alive", "some of them"),
        Example("simctl verify --format csv > verify.csv", "the figures for a program"),
      ])
  ) { arguments, console in
    try VerifyCommand(arguments, console).run()
  }
}

/// The work of `simctl verify`.
private struct VerifyCommand {
  let arguments: ParsedArguments
  let console: Console

  init(_ arguments: ParsedArguments, _ console: Console) {
    self.arguments = arguments
    self.console = console
    if arguments.flag("quiet") { console.beQuiet() }
  }

  func run() throws -> ExitCode {
    let suite = try suite()
    let progress = ProgressLine(console, label: "verify", unit: "runs", total: nil)
    let rows = try suite.run(jobs: arguments.integer("jobs") ?? Workers.processors) { done, _ in
      progress.update(Int64(done))
    } check: {
      try Interruption.check()
    }
    progress.finish()
    let report = VerifyReport(rows: rows)
    switch arguments.choice("format", as: Command.VerifyFormat.self) ?? .table {
    case .table:
      try console.write(report.table)
      try console.writeLine()
      try console.writeLine(report.summary)
    case .csv: try console.write(report.csv)
    }
    if report.failures.isEmpty { return .success }
    let list = report.failures.map { "\($0.name): \($0.quantity) (\($0.verdict.rawValue))" }
    console.error(
      "\(list.count) of \(rows.count) figures do not agree with theory: "
        + list.joined(separator: "; "))
    return .failure
  }

  private func suite() throws -> VerifySuite {
    var suite = VerifySuite.all
    if arguments.isGiven("only") {
      let texts = arguments.list("only")
      for text in texts where !suite.cases.contains(where: { $0.isNamed(text) }) {
        throw UsageError(
          "--only \(Quoted.text(text)): no system has this in its name",
          suggestion: Suggestion.nearest(to: text, among: suite.cases.map(\.name)),
          command: "verify")
      }
      suite = VerifySuite(cases: suite.cases.filter { item in texts.contains(where: item.isNamed) })
    }
    if arguments.flag("quick") { suite.effort = 0.1 }
    return suite
  }
}

extension VerifyCase {
  /// Whether a text occurs in the name.
  fileprivate func isNamed(_ text: String) -> Bool { name.contains(text) }
}

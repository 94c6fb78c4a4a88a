import Platforms
import Reporting
import Studies

extension Command {
  /// The command `simctl report`.
  static let report = Command(
    CommandDescription(
      name: "report",
      summary: "Show a folder of results as a page with charts",
      discussion: [
        """
        DIR is what 'simctl run', 'simctl compare', 'simctl sweep' or 'simctl plan' wrote with
        --out: of a run DIR/SCENARIO. The page is one file for any browser, which asks nothing of
        any network: charts of cost, latency, success, traffic and instances, of a sweep's curves
        and maps, or of what faster costs in a plan, with the values in tables behind them, and the
        command, seed, digests and parameters at its foot.
        """,
        """
        A folder that is incomplete, of another program, or of another version is refused.
        docs/report.md says more.
        """,
      ],
      positionals: [
        .required("DIR", completes: .directories, "A folder of results")
      ],
      options: [
        .value(
          "out", short: "o", name: "FILE", completes: .files,
          "Write the page to FILE (default: DIR/\(Report.name))"),
        .flag("quiet", short: "q", "Print no notes"),
      ],
      examples: [
        Example("simctl run quick-start --out out && simctl report out/quick-start", "a run"),
        Example("simctl report sweep --out sweep.html", "a sweep"),
      ])
  ) { arguments, console in
    if arguments.flag("quiet") { console.beQuiet() }
    let path = arguments.positionals[0]
    if path.isEmpty { throw UsageError("DIR needs a name", command: "report") }
    let output = arguments.text("out") ?? Directory.path(path, Report.name)
    if output.isEmpty { throw UsageError("--out needs the name of a file", command: "report") }
    let page = try Report.html(try ReportFolder(reading: path), Catalog.builtIn())
    let file = try OutputFile(output)
    try file.append(page)
    try file.commit()
    console.note("wrote \(Quoted.visible(output))")
    return .success
  }
}

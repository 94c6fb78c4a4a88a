import Calibration
import Documents
import Platforms
import Studies

extension Command {
  /// The command `simctl calibrate`.
  static let calibrate = Command(
    CommandDescription(
      name: "calibrate",
      summary: "Make a scenario of the logs of a real service",
      discussion: [
        """
        Reads AWS Lambda's REPORT lines, Cloud Logging's JSON of Cloud Run, logs of web servers and
        AWS load balancers, CSV and JSON of k6, and requests.csv of a simulated run; '-' is standard
        input. Makes the arrivals, the times of service and of cold starts, and the lifetime of idle
        instances, and says how well they fit.
        """,
        """
        Nothing is fitted to the last third of the requests: the scenario is run, and what it gives
        is shown beside what the log has there. Lines that are not understood are counted, and the
        first of them shown. docs/calibrate.md says what is read and how it is fitted.
        """,
      ],
      positionals: [.oneOrMore("LOG", completes: .files, "A log, in the order of time")],
      options: [
        .value(
          "out", short: "o", name: "FILE.json", completes: .files,
          "Write the scenario to this file, and its trace beside it"),
        .value(
          "report", name: "FILE", completes: .files,
          "Write a page with the quantiles of the log drawn over those of the fits"),
        .value(
          "arrivals", name: "KIND", .choice(of: Calibration.Arrivals.self), default: "trace",
          "Write the arrivals as a trace, or as a Markov-modulated Poisson process"),
        .value(
          "platform", name: "NAME", .choice(["aws-lambda", "gcp-cloud-functions"]),
          default: "aws-lambda",
          "The platform of the catalog whose prices and rules hold"),
        .value(
          "memory", name: "MB", .integer(1...10_000_000),
          "Take only requests of instances with so much memory, or say it where the log does not"),
      ],
      examples: [
        Example("simctl calibrate lambda.log --out mine.json", "a scenario and its trace"),
        Example("gunzip -c access.log.gz | simctl calibrate -", "only look at a log"),
        Example(
          "simctl calibrate lambda.log --arrivals mmpp --out mine.json",
          "arrivals as a process, of which replications differ"),
      ])
  ) { arguments, console in
    try CalibrateCommand(arguments: arguments, console: console).run()
  }
}

/// The work of `simctl calibrate`.
private struct CalibrateCommand {
  let arguments: ParsedArguments
  let console: Console

  /// Throws when a file would be written over one of the logs.
  private func check(_ option: String, _ path: String, _ files: [String]) throws(UsageError) {
    if path.isEmpty {
      throw UsageError("--\(option) needs the name of a file", command: "calibrate")
    }
    for written in files {
      for log in arguments.positionals where log != "-" && System.areSame(written, log) {
        throw UsageError(
          "--\(option) \(Quoted.text(path)) would write over the log \(Quoted.text(log)); choose "
            + "another name", command: "calibrate")
      }
    }
  }

  func run() throws -> ExitCode {
    if let path = arguments.text("out") {
      try check("out", path, [path, CalibrationWork.tracePath(beside: path)])
    }
    let report = try arguments.text("report").map { path throws in
      try check("report", path, [path])
      return try OutputFile(path)
    }
    let folder: String
    do {
      folder = try System.createTemporaryDirectory()
    } catch {
      throw CommandFailure("cannot make a folder for the arrivals: \(error.text)")
    }
    defer { System.removeDirectory(folder) }
    let platform = arguments.text("platform") ?? "aws-lambda"
    let catalog = try Catalog.builtIn()
    let work = CalibrationWork(
      logs: arguments.positionals, memory: arguments.integer("memory"),
      arrivals: arguments.choice("arrivals", as: Calibration.Arrivals.self) ?? .trace,
      platform: platform, folder: folder)
    let (reader, digest, written) = try work.read(catalog) { Interruption.isRequested }
    try Interruption.check()
    let lines = CalibrationText(console: console)
    guard let calibration = work.calibration(of: digest) else {
      try console.write(lines.reading(reader, digest))
      throw CommandFailure(
        "the log holds no request with a time of service",
        advice: reader.formats.contains { $0.format == .webServer }
          ? "The web server does not say how long it took: end nginx's log_format with "
            + "$request_time, as docs/calibrate.md shows."
          : "See 'simctl help calibrate' for the forms that are read, and --memory.")
    }
    let (scenario, rules) = try work.scenario(calibration, written, catalog)
    let predictions = try work.predictions(scenario, catalog) { try Interruption.check() }
    let text =
      lines.reading(reader, digest) + lines.text(calibration, digest, written, rules)
      + lines.text(predictions)
    try console.write(text)
    if let report {
      try report.append(CalibrationPage.html(calibration.groups, text: text))
      try report.commit()
      console.note("wrote \(Quoted.visible(arguments.text("report") ?? ""))")
    }
    guard let path = arguments.text("out") else { return .success }
    let files = try work.write(scenario, to: path)
    try console.writeLine("")
    for file in files { try console.writeLine("Wrote \(Quoted.text(file)).") }
    return .success
  }
}

import Documents
import Platforms
import Studies

/// How the arrivals of a log were written.
package enum WrittenArrivals: Hashable, Sendable {
  /// As times.
  case times
  /// As counts of periods of so many seconds, because the log has no finer times.
  case counts(period: Double)
  /// Not at all: they are a process, or the log has no times.
  case none
}

/// The calibration of some logs, step by step.
package struct CalibrationWork {
  /// The logs, in the order of time.
  package let logs: [String]
  /// The memory in MB of the requests that count, and of those of which logs do not say it; nil for
  /// all, as they are.
  package let memory: Int?
  /// How arrivals are written.
  package let arrivals: Calibration.Arrivals
  /// The platform of the catalog whose prices and rules hold.
  package let platform: String
  /// Where files may be that are not to stay.
  package let folder: String

  private static let traceName = "arrivals.csv"

  /// The calibration of some logs.
  package init(
    logs: [String], memory: Int?, arrivals: Calibration.Arrivals, platform: String, folder: String
  ) {
    self.logs = logs
    self.memory = memory
    self.arrivals = arrivals
    self.platform = platform
    self.folder = folder
  }

  private var trace: String { Directory.path(folder, Self.traceName) }

  /// Reads the logs, and writes their arrivals into the folder.
  ///
  /// - Parameters:
  ///   - catalog: what a simulated run may name that the log is of.
  ///   - isStopped: asked now and then; reading ends when it says so.
  /// - Returns: how lines were read, what is kept of them, and how arrivals were written.
  /// - Throws: what is wrong with a file.
  package func read(
    _ catalog: Catalog, isStopped: () -> Bool
  ) throws -> (reader: LogReader, digest: LogDigest, written: WrittenArrivals) {
    let output = try OutputFile(trace)
    try output.append("arrival_s\n")
    let kept = LogDigest(memory: memory) { time in
      try output.append { bytes in
        bytes += DecimalText.fixed(Double(time) / 1e9, digits: 6).utf8
        bytes.append(0x0a)
      }
    }
    var intake = LogIntake(kept)
    for log in logs {
      intake.begin(log == "-" ? "standard input" : Quoted.brief(log))
      intake.know(SimulatedDeployment.all(beside: log, catalog, isStopped: isStopped))
      try LogFile.forEachLine(log, isStopped: isStopped) { line in
        intake.refuseLong(line)
      } _: { bytes, line in
        try intake.take(bytes, line)
      }
      intake.end()
    }
    try intake.finish()
    let (reader, digest) = (intake.reader, intake.digest)
    guard digest.isTimed == true, digest.span > 0, arrivals == .trace else {
      return (reader, digest, .none)
    }
    let isCoarse = reader.formats.first.map { $0.format == .webServer || $0.format == .k6CSV }
    guard isCoarse == true else {
      try output.commit()
      return (reader, digest, .times)
    }
    output.discard()
    let counts = try OutputFile(trace)
    try counts.append("requests\n" + digest.counts.map { "\($0)\n" }.joined())
    try counts.commit()
    return (reader, digest, .counts(period: digest.period))
  }

  /// What a log says; nil for one without times of service.
  package func calibration(of digest: LogDigest) -> Calibration? {
    Calibration(digest, fitsProcess: arrivals == .mmpp)
  }

  /// The scenario of a calibration, whose trace is in the folder.
  ///
  /// - Parameters:
  ///   - calibration: what was found in the log.
  ///   - written: how its arrivals were written.
  ///   - catalog: where its platform is.
  /// - Returns: the scenario, and the rules of the platform that it has or leaves out.
  /// - Throws: what is wrong with the scenario.
  package func scenario(
    _ calibration: Calibration, _ written: WrittenArrivals, _ catalog: Catalog
  ) throws -> (CalibratedScenario, PlatformRules) {
    var scenario = CalibratedScenario(calibration, platform: platform)
    if written != .none { scenario.trace = Self.traceName }
    if case .counts(let period) = written { scenario.period = period }
    let rules = PlatformRules(try decoded(scenario, catalog))
    scenario.isAgeless = rules.isOutlived(calibration.oldest)
    return (scenario, rules)
  }

  private func decoded(_ scenario: CalibratedScenario, _ catalog: Catalog) throws -> Scenario {
    let text = Array(scenario.value.prettyText.utf8)
    return try ScenarioText(text, shownName: "calibrated", directory: folder).scenario(catalog)
  }

  /// How well the scenario predicts what was held back.
  ///
  /// - Parameters:
  ///   - scenario: the scenario, whose trace is in the folder.
  ///   - catalog: where its platform is.
  ///   - check: called now and then; it ends the runs with what it throws.
  /// - Returns: a prediction for each deployment with enough requests.
  /// - Throws: what is wrong with the scenario, or keeps a run from its end.
  package func predictions(
    _ scenario: CalibratedScenario, _ catalog: Catalog, check: () throws -> Void
  ) throws -> [LogPrediction] {
    let groups = scenario.calibration.groups
    let end = scenario.calibration.span ?? Double(scenario.calibration.requests)
    guard scenario.calibration.cut < end,
      groups.contains(where: { $0.heldBack.count >= LogPrediction.fewest })
    else { return [] }
    var heldBack = scenario
    heldBack.warmUp = scenario.calibration.cut
    return try LogPrediction.all(
      try decoded(heldBack, catalog), scenario.calibration, directory: folder, check: check)
  }

  private static func traceName(beside path: String) -> String {
    ScenarioText.name(ofFile: path) + "-arrivals.csv"
  }

  /// Where the trace of a scenario is written that goes to some path.
  package static func tracePath(beside path: String) -> String {
    let (name, folder) = (traceName(beside: path), Directory.containing(path))
    return folder == "." && !path.hasPrefix(".") ? name : Directory.path(folder, name)
  }

  /// Writes the scenario, and its trace beside it: both or none.
  ///
  /// - Returns: the paths of what was written.
  /// - Throws: `OutputError`, or `InputError` when the trace cannot be read again.
  package func write(_ scenario: CalibratedScenario, to path: String) throws -> [String] {
    var scenario = scenario
    let folder = Directory.containing(path)
    try Directory.create(folder)
    let transaction = OutputTransaction()
    var paths = [path]
    let file = try transaction.file(path)
    if scenario.trace != nil {
      scenario.trace = Self.traceName(beside: path)
      let beside = Self.tracePath(beside: path)
      let copy = try transaction.file(beside)
      paths.append(beside)
      try LogFile.forEachLine(trace) {
        false
      } long: { _ in
      } _: { line, _ in
        try copy.append { bytes in
          bytes += line
          bytes.append(0x0a)
        }
      }
    }
    try file.append(scenario.value.prettyText + "\n")
    try transaction.commit()
    return paths
  }
}

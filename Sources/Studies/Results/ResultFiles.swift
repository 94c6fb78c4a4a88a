import Platforms

/// The files of a scenario's results; they appear together when all is done, or not at all.
package final class ResultFiles: Sendable {
  /// Every file that there may be, in the order in which they are told.
  private static let all = [
    "summary.csv", "differences.csv", "timeline.csv", "functions.csv", "services.csv",
    "requests.csv", "events.csv",
    comparisonName, reportName, RunRecordFile.name,
  ]

  /// The file that a report adds when the others are there.
  package static let reportName = "report.html"

  /// The file that a comparison adds when the others are there.
  static let comparisonName = "compare.csv"

  private let transaction: OutputTransaction
  private let folder: String
  private let summary: OutputFile
  private let timeline: OrderedRows
  /// The rows of functions; nil when the workload has none.
  private let functions: OrderedRows?
  /// The rows of services; nil when each deployment is one.
  private let services: OrderedRows?
  /// The rows of requests; nil when the scenario does not want them.
  let requests: OrderedRows?
  /// The rows of events; nil when the scenario does not want them.
  let events: OrderedRows?

  /// The folder of a scenario's name within a directory.
  static func folder(in directory: String, of scenario: Scenario) -> String {
    Directory.path(directory, FileNameComponent.make(from: scenario.name))
  }

  /// Throws when files in a folder, which exists, could not be given their names.
  static func check(_ folder: String) throws {
    for name in all { try OutputFile.check(Directory.path(folder, name)) }
  }

  /// Starts the files in a folder of the scenario's name within a directory.
  convenience init(directory: String, scenario: Scenario) throws {
    let folder = Self.folder(in: directory, of: scenario)
    try Directory.create(folder)
    try self.init(scenario: scenario, lock: try FolderLock(folder))
  }

  /// Starts the files in a folder that is locked.
  init(scenario: Scenario, lock: FolderLock) throws {
    let folder = lock.folder
    try Self.check(folder)
    let transaction = OutputTransaction(lock)
    (self.transaction, self.folder) = (transaction, folder)
    func file(_ name: String, header: String) throws -> OutputFile {
      let file = try transaction.file(Directory.path(folder, name))
      try file.append(header)
      return file
    }
    summary = try file("summary.csv", header: "")
    timeline = OrderedRows(try file("timeline.csv", header: TimelineRows.header))
    functions =
      scenario.workload.hasFunctions
      ? OrderedRows(try file("functions.csv", header: FunctionTable.header)) : nil
    services =
      scenario.hasSystems
      ? OrderedRows(try file("services.csv", header: ServiceTable.header)) : nil
    requests =
      scenario.outputs.requests
      ? OrderedRows(try file("requests.csv", header: RowRecorder.requestsHeader)) : nil
    events =
      scenario.outputs.events
      ? OrderedRows(try file("events.csv", header: RowRecorder.eventsHeader)) : nil
  }

  /// What went wrong in writing, if anything.
  var failure: OutputError? {
    timeline.failure ?? functions?.failure ?? services?.failure ?? requests?.failure
      ?? events?.failure
  }

  /// Writes the timeline of a run, whose other rows are complete.
  func take(_ figures: RunFigures, of run: Int, label: RunLabel) {
    var bytes: [UInt8] = []
    TimelineRows.append(figures, label: label, to: &bytes)
    timeline.sink(run).take(bytes)
    timeline.end(run)
    if let functions {
      var rows: [UInt8] = []
      FunctionTable.append(figures, label: label, to: &rows)
      functions.sink(run).take(rows)
      functions.end(run)
    }
    if let services {
      var rows: [UInt8] = []
      ServiceTable.append(figures, label: label, to: &rows)
      services.sink(run).take(rows)
      services.end(run)
    }
    requests?.end(run)
    events?.end(run)
  }

  /// Lets runs that wait for their turn go on, after another has failed.
  func abort() {
    timeline.abort()
    functions?.abort()
    services?.abort()
    requests?.abort()
    events?.abort()
  }

  /// Writes the files about all runs and gives all files their names.
  func finish(_ results: StudyResults) throws {
    if let failure { throw failure }
    try SummaryText.writeCSV([results]) { try summary.append($0) }
    let differences = results.differences
    if !differences.isEmpty {
      let file = try transaction.file(Directory.path(folder, "differences.csv"))
      try file.append(PairedDifference.header)
      for difference in differences.joined() { try file.append(difference.line) }
    }
    let written = Self.all.filter { name in
      switch name {
      case "differences.csv": !differences.isEmpty
      case "functions.csv": functions != nil
      case "services.csv": services != nil
      case "requests.csv": requests != nil
      case "events.csv": events != nil
      case Self.comparisonName, Self.reportName: false
      default: true
      }
    }
    let record = try transaction.file(Directory.path(folder, RunRecordFile.name))
    try record.append(
      RunRecordFile.text(results, files: written.filter { $0 != RunRecordFile.name }))
    try results.check()
    try transaction.commit()
    // What an earlier run has left would not belong to the new summary.
    for name in Self.all where !written.contains(name) {
      try? System.remove(Directory.path(folder, name))
    }
  }
}

import Platforms

/// The CSV files of a scenario's results; they appear together when all is done, or not at all.
final class ResultFiles: Sendable {
  private let transaction = OutputTransaction()
  private let folder: String
  /// The files of single requests and events that this run writes.
  private let names: [String]
  private let summary: OutputFile
  private let timeline: OrderedRows
  /// The rows of requests; nil when the scenario does not want them.
  let requests: OrderedRows?
  /// The rows of events; nil when the scenario does not want them.
  let events: OrderedRows?

  /// Starts the files in a folder of the scenario's name within a directory.
  init(directory: String, scenario: Scenario) throws {
    folder = Directory.path(directory, FileNameComponent.make(from: scenario.name))
    names =
      (scenario.outputs.requests ? ["requests.csv"] : [])
      + (scenario.outputs.events ? ["events.csv"] : [])
    try Directory.create(folder)
    let (transaction, folder) = (transaction, folder)
    func file(_ name: String, header: String) throws -> OutputFile {
      let file = try transaction.file(Directory.path(folder, name))
      try file.append(header)
      return file
    }
    summary = try file("summary.csv", header: "")
    timeline = OrderedRows(try file("timeline.csv", header: TimelineRows.header))
    requests =
      scenario.outputs.requests
      ? OrderedRows(try file("requests.csv", header: RowRecorder.requestsHeader)) : nil
    events =
      scenario.outputs.events
      ? OrderedRows(try file("events.csv", header: RowRecorder.eventsHeader)) : nil
  }

  /// Whether rows are written while runs go on.
  var hasRows: Bool { requests != nil || events != nil }

  /// What went wrong in writing, if anything.
  var failure: OutputError? { timeline.failure ?? requests?.failure ?? events?.failure }

  /// Writes the timeline of a run, whose other rows are complete.
  func take(_ figures: RunFigures, of run: Int, label: RunLabel) {
    var bytes: [UInt8] = []
    TimelineRows.append(figures, label: label, to: &bytes)
    timeline.sink(run).take(bytes)
    timeline.end(run)
    requests?.end(run)
    events?.end(run)
  }

  /// Lets runs that wait for their turn go on, after another has failed.
  func abort() {
    timeline.abort()
    requests?.abort()
    events?.abort()
  }

  /// Writes the summary and gives all files their names.
  func finish(_ rows: [SummaryRow]) throws {
    if let failure { throw failure }
    if let first = rows.first { try summary.append(first.header) }
    for row in rows { try summary.append(row.line) }
    try transaction.commit()
    // Rows of an earlier run would not belong to the new summary.
    for name in ["requests.csv", "events.csv"] where !names.contains(name) {
      try? System.remove(Directory.path(folder, name))
    }
  }
}

import Platforms

/// Where the results of runs go while others are still to come, besides their rows of the summary.
protocol RunStore: Sendable {
  /// The journal of the results, to be removed when nothing can be resumed any more; nil for none.
  var journal: Journal? { get }
  /// What went wrong in writing, if anything: no run needs to go on then.
  var failure: OutputError? { get }
  /// The runs whose results are there already, and where.
  var restored: [RunKey: Int] { get }
  /// The result at a place.
  func figures(at place: Int) throws -> RunFigures
  /// Where the rows of the requests and events of a run go; nil for nowhere.
  func sinks(_ index: Int) -> (requests: (any RowSink)?, events: (any RowSink)?)
  /// Takes the result of a run, by its index in the order of the runs.
  ///
  /// - Returns: where it is kept; 0 for nowhere.
  func take(_ figures: RunFigures, of key: RunKey, label: RunLabel, index: Int) throws -> Int
  /// Lets runs that wait for others go on, after one has failed.
  func abort()
  /// Writes what is left, after the last run.
  ///
  /// - Parameters:
  ///   - results: what all runs gave.
  ///   - check: called between files and rows; what it throws ends the work.
  /// - Throws: why files cannot be written, or what `check` throws.
  func finish(_ results: StudyResults, check: () throws -> Void) throws
  /// Says that the runs have not come to their end.
  ///
  /// - Returns: whether what they gave is kept for a study that resumes.
  func leave() -> Bool
}

extension RunStore {
  var journal: Journal? { nil }
  var failure: OutputError? { nil }
  var restored: [RunKey: Int] { [:] }
  func figures(at place: Int) throws -> RunFigures {
    preconditionFailure("Only restored results are asked for.")
  }
  func sinks(_ index: Int) -> (requests: (any RowSink)?, events: (any RowSink)?) { (nil, nil) }
  func abort() {}
  func leave() -> Bool { false }
}

/// Nothing is written.
struct NoStore: RunStore {
  func take(_ figures: RunFigures, of key: RunKey, label: RunLabel, index: Int) -> Int { 0 }
  func finish(_ results: StudyResults, check: () throws -> Void) {}
}

/// Rows go to files as they come.
struct StreamingStore: RunStore {
  let files: ResultFiles

  var failure: OutputError? { files.failure }

  func sinks(_ index: Int) -> (requests: (any RowSink)?, events: (any RowSink)?) {
    (files.requests?.sink(index), files.events?.sink(index))
  }

  func take(_ figures: RunFigures, of key: RunKey, label: RunLabel, index: Int) -> Int {
    files.take(figures, of: index, label: label)
    return 0
  }

  func abort() { files.abort() }

  func finish(_ results: StudyResults, check: () throws -> Void) throws {
    try files.finish(results)
  }
}

/// Results go to a journal, and to files when all have come.
struct JournalStore: RunStore {
  private let results: Journal
  private let scenario: Scenario

  let restored: [RunKey: Int]

  var journal: Journal? { results }

  /// Opens the journal in the folder of a scenario within a directory.
  ///
  /// - Parameters:
  ///   - directory: the directory.
  ///   - scenario: what the runs are of.
  ///   - resumes: whether results that the journal has are kept.
  /// - Throws: why there can be no files or no journal.
  init(directory: String, scenario: Scenario, resumes: Bool) throws {
    let folder = ResultFiles.folder(in: directory, of: scenario)
    try Directory.create(folder)
    let lock = try FolderLock(folder)
    try ResultFiles.check(folder)
    self.scenario = scenario
    results = try Journal(lock, of: scenario, resumes: resumes)
    restored = results.places
  }

  func figures(at place: Int) throws -> RunFigures { try results.figures(at: place) }

  func take(
    _ figures: RunFigures, of key: RunKey, label: RunLabel, index: Int
  ) throws -> Int {
    try results.append(figures, of: key)
  }

  func finish(_ all: StudyResults, check: () throws -> Void) throws {
    let files = try ResultFiles(scenario: scenario, lock: results.lock)
    let places = all.means.lazy.flatMap(\.rows.places)
    for (index, (row, place)) in zip(all.rows, places).enumerated() {
      try check()
      files.take(try results.figures(at: place), of: index, label: row.label)
    }
    try files.finish(all)
  }

  func leave() -> Bool {
    if results.isEmpty { results.remove() }
    return !results.isEmpty
  }
}

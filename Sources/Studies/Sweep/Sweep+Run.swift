import Platforms
import Synchronization

extension Sweep {
  /// Runs every cell of the part, and writes `sweep.csv` and `sweep.json` to a directory.
  ///
  /// - Parameters:
  ///   - directory: the directory; it is created.
  ///   - resumes: whether the cells are kept that an unfinished sweep has left there.
  ///   - monitor: whoever follows it.
  /// - Returns: the number of rows.
  /// - Throws: what is wrong at a point, before anything runs; or why a run or a file failed.
  @discardableResult
  package func run(
    into directory: String, resumes: Bool, _ monitor: any StudyMonitor
  ) throws -> Int {
    let cells = record(digest: "").cells
    let requests = try expectedRequests(monitor)
    try Directory.create(directory)
    for name in [SweepRecord.rowsName, SweepRecord.name] {
      try OutputFile.check(Directory.path(directory, name))
    }
    let names = (0..<(grid.count ?? 0)).map { "\($0)" }
    let lock = try FolderLock(directory)
    let journal = try Journal(lock, of: identity, names: names, resumes: resumes)
    do {
      var work = SweepWork(self, journal, monitor, requests)
      try work.run(cells)
      try write(cells, from: journal, into: lock, monitor)
      journal.remove()
      return cells.count * kept.count
    } catch {
      if journal.isEmpty { journal.remove() } else { monitor.tell(.kept) }
      throw error
    }
  }

  /// About how many requests a run has at each point; nil where only the runs tell.
  ///
  /// - Throws: what is wrong at the first point at which anything is.
  private func expectedRequests(_ monitor: any StudyMonitor) throws -> [Double?] {
    try Workers.collect(grid.count ?? 0, jobs: jobs) { point -> Double? in
      try monitor.check()
      // A part of several looks at its own points; what is wrong at others is told by theirs.
      let isOurs = (0..<replications).contains {
        shard.has(SweepCell(point: point, replication: $0))
      }
      return isOurs ? try scenario(at: point).workload.expectedRequests : nil
    }
  }

  private func write(
    _ cells: [SweepCell], from journal: Journal, into lock: FolderLock,
    _ monitor: any StudyMonitor
  ) throws {
    let files = OutputTransaction(lock)
    let rows = try files.file(Directory.path(lock.folder, SweepRecord.rowsName))
    try rows.append(header)
    var digest = SweepDigest()
    for cell in cells {
      try monitor.check()
      let bytes = Array(try journal.bytes(of: cell.key))
      digest.fold(bytes)
      try rows.append(bytes)
    }
    let record = try files.file(Directory.path(lock.folder, SweepRecord.name))
    try record.append(self.record(digest: digest.text).text)
    try files.commit()
  }
}

extension SweepCell {
  /// Where the journal has the rows of the cell.
  var key: RunKey { RunKey(deployment: point, replication: replication) }
}

/// The cells of a sweep, while they are run.
private struct SweepWork {
  private let sweep: Sweep
  private let journal: Journal
  private let monitor: any StudyMonitor
  private let requests: [Double?]
  private let points: PointCache
  private let arrivals = Counter()

  private final class Counter: Sendable {
    private let count = Atomic<Int>(0)
    func add(_ more: Int) -> Int { count.wrappingAdd(more, ordering: .relaxed).newValue }
  }

  init(
    _ sweep: Sweep, _ journal: Journal, _ monitor: any StudyMonitor, _ requests: [Double?]
  ) {
    self.sweep = sweep
    self.journal = journal
    self.monitor = monitor
    self.requests = requests
    points = PointCache(sweep)
  }

  /// Runs the cells that the journal does not have.
  mutating func run(_ cells: [SweepCell]) throws {
    let known = journal.places
    let missing = cells.filter { known[$0.key] == nil }
    begin(missing)
    defer { monitor.end() }
    try look(at: cells.filter { known[$0.key] != nil })
    _ = try Workers.collect(missing.count, jobs: sweep.jobs) { [self] index in
      let cell = missing[index]
      try journal.append(try rows(cell), of: cell.key)
    }
    try monitor.check()
  }

  /// Tells about how many requests are to come.
  private func begin(_ cells: [SweepCell]) {
    var total: Double? = 0
    for cell in cells {
      total = total.flatMap { sum in requests[cell.point].map { sum + $0 } }
    }
    monitor.begin(sweep.base, requests: total.map { $0 * Double(sweep.kept.count) })
  }

  /// Looks whether this process finds what an earlier one has found.
  private func look(at restored: [SweepCell]) throws {
    guard let first = restored.first else { return }
    guard try rows(first)[...] == journal.bytes(of: first.key) else {
      throw StudyError(
        "the unfinished sweep was made by a simctl that is not this one: its first cell gives "
          + "something else now", advice: Journal.adviceToBeginAnew)
    }
    monitor.tell(.resumed(runs: restored.count * sweep.kept.count))
  }

  private func rows(_ cell: SweepCell) throws -> [UInt8] {
    try monitor.check()
    return try sweep.rows(cell, of: try points.scenario(at: cell.point)) { task in
      var nobody = NoObserver()
      return try task.figures(observer: &nobody, checks: sweep.checks) { more in
        monitor.advance(to: arrivals.add(more))
      } check: {
        try monitor.check()
        if MemoryLimit.isReached { throw MemoryLimit.failure }
      }
    }
  }
}

/// The scenarios of the points that are being run: replications of a point follow one another.
private final class PointCache: Sendable {
  private let sweep: Sweep
  private let kept = Lock<[(point: Int, scenario: Scenario)]>([])

  init(_ sweep: Sweep) { self.sweep = sweep }

  /// The scenario of a point.
  func scenario(at point: Int) throws -> Scenario {
    if let known = kept.withLock({ $0.first { $0.point == point } }) { return known.scenario }
    let scenario = try sweep.scenario(at: point)
    kept.withLock { kept in
      if kept.count > sweep.jobs { kept.removeFirst() }
      kept.append((point, scenario))
    }
    return scenario
  }
}

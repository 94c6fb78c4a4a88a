import Platforms
import SimCore
import Synchronization

/// Every deployment of a scenario in every replication, on all processors, and the files of it.
///
/// ```swift
/// let scenario = try ScenarioText(contentsOf: "chat.json").scenario(.builtIn())
/// let results = try Study(scenario, replications: 20).run()
/// ```
public struct Study: Sendable {
  /// The scenario.
  public private(set) var scenario: Scenario
  /// How many replications there are.
  public var plan: ReplicationPlan
  /// Where the file of a trace is looked for.
  public var directory: String
  /// How many runs are done at a time; nothing of it can be seen in the results.
  public var jobs = Workers.processors
  /// The directory in which a folder of the scenario's name gets the files; nil for none.
  public var output: String?
  /// Whether a study that was killed, and has written to the same output, goes on where it was.
  public var resumes = false
  /// Whether what must hold in every run is checked all along, which takes longer.
  public var checks = false
  /// What the deployments are held to; only then is the worst window of each run looked for.
  public var objectives: [Objective] = []
  /// Whether the results have the rows of the timeline also where no file shows them.
  package var keepsTimeline = false
  /// How many runs are done before their rows are put together.
  ///
  /// Enough for all processors, and few enough for what waits to take little room. Nothing of it
  /// can be seen in the results.
  package var runsAtOnce = 4096
  /// The command line that gives the same, for `run.json`.
  package var command = ""

  /// A study of so many replications as a plan says.
  public init(_ scenario: Scenario, plan: ReplicationPlan, directory: String = ".") {
    self.scenario = scenario
    self.plan = plan
    self.directory = directory
  }

  /// A study of a number of replications.
  public init(_ scenario: Scenario, replications: Int, directory: String = ".") {
    self.init(scenario, plan: ReplicationPlan(limit: replications), directory: directory)
  }

  /// Does all runs, and writes the files.
  ///
  /// - Parameter monitor: whoever follows it; nil for nobody.
  /// - Returns: what the runs gave.
  /// - Throws: what keeps a run or a file from its end, or what the monitor throws.
  public func run(_ monitor: (any StudyMonitor)? = nil) throws -> StudyResults {
    let (results, journal) = try runKeepingJournal(monitor ?? NoMonitor())
    journal?.remove()
    return results
  }

  /// Does all runs, and writes the files.
  ///
  /// - Returns: what the runs gave, and the journal of it, which is to be removed when all studies
  ///   that belong together are done: until then a kill would have this one run anew.
  package func runKeepingJournal(
    _ monitor: any StudyMonitor
  ) throws -> (results: StudyResults, journal: Journal?) {
    let study = try withTrace(monitor)
    let store = try study.store()
    do {
      var results = try study.collect(store, monitor)
      if let memory = store as? MemoryStore { results.timeline = memory.timeline }
      try store.finish(results) { try monitor.check() }
      return (results, store.journal)
    } catch {
      if store.leave() { monitor.tell(.kept) }
      throw error
    }
  }

  /// The study of the scenario whose digest is also that of its trace, which all runs read.
  private func withTrace(_ monitor: any StudyMonitor) throws -> Study {
    var study = self
    var reason: (any Error)?
    do throws(RunError) {
      try study.scenario.foldTrace(in: directory) {
        do {
          try monitor.check()
          return true
        } catch {
          reason = error
          return false
        }
      }
    } catch {
      throw reason ?? error
    }
    return study
  }

  /// Where results go.
  ///
  /// Rows of single requests and events go straight to their files. All other results of
  /// replications, which take little space, are kept in a journal until the end.
  private func store() throws -> any RunStore {
    guard let output else { return keepsTimeline ? MemoryStore() : NoStore() }
    if plan.isReplicated && !scenario.outputs.requests && !scenario.outputs.events {
      return try JournalStore(directory: output, scenario: scenario, resumes: resumes)
    }
    return StreamingStore(files: try ResultFiles(directory: output, scenario: scenario))
  }

  /// Does runs, round by round, until there are enough.
  private func collect(_ store: any RunStore, _ monitor: any StudyMonitor) throws -> StudyResults {
    var work = StudyWork(self, store, monitor)
    work.begin()
    defer { monitor.end() }
    try work.restore()
    var count = 0
    while true {
      let next = plan.next(after: count)
      try work.run(replications: count..<next)
      count = next
      var results = StudyResults(scenario, work.rows, replications: count, plan: plan)
      results.command = command
      try results.check()
      if !plan.continues(after: count, results.shortfalls) { return results }
    }
  }
}

/// The runs of a study, while they are done.
private struct StudyWork {
  /// The rows of the runs that are done, by deployment, in the order of replications.
  private(set) var rows: [ReplicationRows]
  private let study: Study
  private let store: any RunStore
  private let monitor: any StudyMonitor
  private let arrivals = Counter()

  /// How many requests have arrived in all runs.
  private final class Counter: Sendable {
    private let count = Atomic<Int>(0)
    func add(_ more: Int) -> Int { count.wrappingAdd(more, ordering: .relaxed).newValue }
  }

  init(_ study: Study, _ store: any RunStore, _ monitor: any StudyMonitor) {
    self.study = study
    self.store = store
    self.monitor = monitor
    rows = ReplicationRows.of(
      study.scenario.deployments.map { StudyTask(study.scenario, $0).row(of: .none) })
  }

  /// Tells about how many requests are to come.
  func begin() {
    let restored = store.restored.keys.count { $0.replication < study.plan.limit }
    let runs = study.scenario.deployments.count * study.plan.limit - restored
    // Nobody knows how many replications a target will take.
    let perRun = study.plan.targets.isEmpty ? study.scenario.workload.expectedRequests : nil
    monitor.begin(study.scenario, requests: perRun.map { $0 * Double(runs) })
  }

  private func task(_ key: RunKey) -> StudyTask {
    var task = StudyTask(
      study.scenario, study.scenario.deployments[key.deployment], replication: key.replication,
      directory: study.directory)
    task.watched = study.objectives.watched
    task.findsPercentiles = study.output != nil || study.keepsTimeline
    return task
  }

  /// Looks whether this process finds the same as an earlier one, whose results are there.
  func restore() throws {
    let keys = store.restored
    let first = keys.min {
      ($0.key.replication, $0.key.deployment) < ($1.key.replication, $1.key.deployment)
    }
    guard let (first, place) = first else {
      if study.resumes { monitor.tell(.nothingToResume) }
      return
    }
    var (kept, fresh): ([UInt8], [UInt8]) = ([], [])
    try store.figures(at: place).append(to: &kept)
    var nobody = NoObserver()
    try figures(of: task(first), &nobody).append(to: &fresh)
    try monitor.check()
    guard kept == fresh else {
      throw StudyError(
        "the unfinished run was made by a simctl that is not this one: "
          + "\(Quoted.text(task(first).deployment.name)) gives something else now",
        advice: Journal.adviceToBeginAnew)
    }
    monitor.tell(.resumed(runs: keys.count))
  }

  /// Does the runs of some replications, or takes what an earlier process has found.
  mutating func run(replications: Range<Int>) throws {
    let restored = store.restored
    let count = study.scenario.deployments.count * replications.count
    for first in stride(from: 0, to: count, by: study.runsAtOnce) {
      let here = min(study.runsAtOnce, count - first)
      let found = try Workers.collect(here, jobs: study.jobs) { [self] number in
        do {
          try check()
          let (deployment, place) = (first + number).quotientAndRemainder(
            dividingBy: replications.count)
          let key = RunKey(
            deployment: deployment, replication: replications.lowerBound + place)
          return try row(key, at: first + number, restored)
        } catch {
          store.abort()
          throw error
        }
      }
      try check()
      for (number, row) in found.enumerated() {
        try rows[(first + number) / replications.count].append(row)
      }
    }
  }

  /// The row of a run, which is done unless an earlier process has done it.
  private func row(
    _ key: RunKey, at index: Int, _ restored: [RunKey: Int]
  ) throws -> PackedRow {
    let task = task(key)
    if let place = restored[key] {
      return PackedRow(task.row(of: try store.figures(at: place)), place: place)
    }
    let figures = try figures(of: task, at: index)
    let place = try store.take(figures, of: key, label: task.label, index: index)
    return PackedRow(task.row(of: figures), place: place)
  }

  /// Throws what is to end the study.
  private func check() throws {
    try monitor.check()
    if let failure = store.failure { throw failure }
    if MemoryLimit.isReached { throw MemoryLimit.failure }
  }

  /// Does one run, whose rows of requests and events go where they belong.
  private func figures(of task: StudyTask, at index: Int) throws -> RunFigures {
    let sinks = store.sinks(index)
    if sinks.requests == nil && sinks.events == nil {
      var nobody = NoObserver()
      return try figures(of: task, &nobody)
    }
    var recorder = RowRecorder(
      label: task.label, requests: sinks.requests, events: sinks.events)
    let figures = try figures(of: task, &recorder)
    recorder.finish()
    return figures
  }

  private func figures<Observer: RunObserver>(
    of task: StudyTask, _ observer: inout Observer
  ) throws -> RunFigures {
    try task.figures(observer: &observer, checks: study.checks) { more in
      monitor.advance(to: arrivals.add(more))
    } check: {
      try check()
    }
  }
}

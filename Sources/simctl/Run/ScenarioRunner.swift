import Platforms
import SimCore
import Synchronization

/// Runs every deployment of a scenario in every replication, and writes its files.
struct ScenarioRunner {
  /// The scenario.
  let scenario: Scenario
  /// Where the file of a trace is looked for.
  let directory: String
  /// How many replications.
  let plan: ReplicationPlan
  /// How many runs at a time.
  let jobs: Int
  /// The directory of the output files; nil for none.
  let output: String?
  /// Whether a run that was killed goes on.
  let resumes: Bool
  /// Whether what must hold in every run is checked.
  var checks = false
  /// Where progress and notes go; nil for nowhere.
  let console: Console?

  /// Does all runs.
  ///
  /// - Returns: what they gave, and the journal of it, which is to be removed when all scenarios of
  ///   the command are done: until then a kill would have this one run anew.
  func run() throws -> (results: ScenarioResults, journal: Journal?) {
    let store = try store()
    do {
      let results = try collect(store)
      try store.finish(results)
      return (results, store.journal)
    } catch {
      if store.leave() {
        console?.note(
          "the results of finished runs are kept; the same command with --resume goes on from them")
      }
      throw error
    }
  }

  /// Where results go.
  ///
  /// Rows of single requests and events go straight to their files. All other results of
  /// replications, which take little space, are kept in a journal until the end.
  private func store() throws -> any RunStore {
    guard let output else { return NoStore() }
    if plan.isReplicated && !scenario.outputs.requests && !scenario.outputs.events {
      return try JournalStore(directory: output, scenario: scenario, resumes: resumes)
    }
    return StreamingStore(files: try ResultFiles(directory: output, scenario: scenario))
  }

  /// Does runs, round by round, until there are enough.
  private func collect(_ store: any RunStore) throws -> ScenarioResults {
    let work = RunWork(self, store)
    defer { work.progress?.finish() }
    try work.restore()
    var count = 0
    while true {
      let next = plan.next(after: count)
      try work.run(replications: count..<next)
      count = next
      let results = ScenarioResults(scenario, work.rows, replications: count, plan: plan)
      if !plan.continues(after: count, results.shortfalls) { return results }
    }
  }
}

/// The runs of a scenario, while they are done.
private final class RunWork: Sendable {
  let progress: ProgressLine?
  private let runner: ScenarioRunner
  private let store: any RunStore
  private let arrivals = Atomic<Int>(0)
  private let found = Mutex<[RunKey: SummaryRow]>([:])

  init(_ runner: ScenarioRunner, _ store: any RunStore) {
    self.runner = runner
    self.store = store
    let restored = store.restored.count { $0.replication < runner.plan.limit }
    let runs = runner.scenario.deployments.count * runner.plan.limit - restored
    // Nobody knows how many replications a target will take.
    let perRun = runner.plan.targets.isEmpty ? runner.scenario.workload.expectedRequests : nil
    progress = runner.console.map { console in
      ProgressLine(
        console, label: runner.scenario.name, unit: "requests",
        total: perRun.map { Int64(min($0 * Double(runs), 1e18)) })
    }
  }

  /// The rows of the runs that are done.
  var rows: [RunKey: SummaryRow] { found.withLock { $0 } }

  private var scenario: Scenario { runner.scenario }

  private func label(_ key: RunKey) -> RunLabel {
    RunLabel(
      scenario: scenario.name, deployment: scenario.deployments[key.deployment].name,
      replication: key.replication)
  }

  private func keep(_ figures: RunFigures, of key: RunKey) {
    var row = SummaryRow(
      label: label(key), deployment: scenario.deployments[key.deployment], seed: scenario.seed,
      figures: figures, scenarioDigest: scenario.digest)
    row.figures.timeline = figures.timeline.withoutWindows
    found.withLock { [row] in $0[key] = row }
  }

  /// Takes what an earlier process has found, after a look whether this one finds the same.
  func restore() throws {
    let keys = store.restored.sorted {
      ($0.replication, $0.deployment) < ($1.replication, $1.deployment)
    }
    guard let first = keys.first else {
      if runner.resumes { runner.console?.note("there is nothing to resume: all is run anew") }
      return
    }
    var (kept, fresh): ([UInt8], [UInt8]) = ([], [])
    try store.figures(of: first).append(to: &kept)
    try stoppable { try simulate(first, NoObserver()) }.append(to: &fresh)
    guard kept == fresh else {
      throw CommandFailure(
        "the unfinished run was made by a simctl that is not this one: "
          + "\(Quoted.text(label(first).deployment)) gives something else now",
        advice: Journal.adviceToBeginAnew)
    }
    for key in keys { keep(try store.figures(of: key), of: key) }
    let runs = keys.count == 1 ? "the result of 1 finished run" : "\(keys.count) finished runs"
    runner.console?.note("resumed with \(runs)")
  }

  /// Does the runs of some replications that are not there yet.
  func run(replications: Range<Int>) throws {
    let there = found.withLock { Set($0.keys) }
    let keys = scenario.deployments.indices.flatMap { deployment in
      replications.map { RunKey(deployment: deployment, replication: $0) }
    }.filter { !there.contains($0) }
    try stoppable {
      try Workers.run(keys.count, jobs: runner.jobs) { index in
        do {
          let label = label(keys[index])
          let sinks = store.sinks(index)
          let figures: RunFigures
          if sinks.requests == nil && sinks.events == nil {
            figures = try simulate(keys[index], NoObserver())
          } else {
            let recorder = RowRecorder(
              label: label, requests: sinks.requests, events: sinks.events)
            figures = try simulate(keys[index], recorder) { $0.finish() }
          }
          try store.take(figures, of: keys[index], label: label, index: index)
          keep(figures, of: keys[index])
        } catch {
          store.abort()
          throw error
        }
      }
    }
  }

  /// Does one run.
  private func simulate<Observer: RunObserver>(
    _ key: RunKey, _ watching: Observer, atEnd finish: (inout Observer) -> Void = { _ in }
  ) throws -> RunFigures {
    var observer = watching
    var counted = 0
    let proceed = { (done: Int) in
      let total = self.arrivals.wrappingAdd(done - counted, ordering: .relaxed).newValue
      counted = done
      self.progress?.update(Int64(total))
      return Interruption.requested == nil && self.store.failure == nil
        && !MemoryLimit.isReached
    }
    let deployment = scenario.deployments[key.deployment]
    let figures =
      runner.checks
      ? try scenario.runChecked(
        deployment, replication: key.replication, directory: runner.directory,
        observer: &observer, proceed: proceed)
      : try scenario.run(
        deployment, replication: key.replication, directory: runner.directory,
        observer: &observer, proceed: proceed)
    finish(&observer)
    let arrived = figures.requests + (figures.warmUp?.requests ?? 0)
    arrivals.wrappingAdd(Int(arrived) - counted, ordering: .relaxed)
    return figures
  }

  /// Says why runs were stopped, if they were.
  private func stoppable<Result>(_ body: () throws -> Result) throws -> Result {
    do {
      let result = try body()
      try Interruption.check()
      return result
    } catch RunError.stopped {
      try Interruption.check()
      if let failure = store.failure { throw failure }
      throw MemoryLimit.failure
    }
  }
}

extension Workload {
  /// About how many requests a run has; nil where only the run itself tells.
  var expectedRequests: Double? {
    if let count = extent?.count { return Double(count) }
    guard case .process(let process) = arrivals, let limit = extent?.limit else { return nil }
    return process.meanRate.map { $0 * limit.seconds }
  }
}

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
  let replications: Int
  /// How many runs at a time.
  let jobs: Int
  /// The directory of the output files; nil for none.
  let output: String?
  /// Whether what must hold in every run is checked.
  var checks = false
  /// Where progress goes; nil for nowhere.
  let console: Console?

  /// How many runs there are: each deployment in all replications.
  private var count: Int { scenario.deployments.count * replications }

  /// A run by its index: deployment by deployment, each in all replications.
  private func run(at index: Int) -> (deployment: Deployment, label: RunLabel) {
    let deployment = scenario.deployments[index / replications]
    let label = RunLabel(
      scenario: scenario.name, deployment: deployment.name, replication: index % replications)
    return (deployment, label)
  }

  /// Does all runs.
  ///
  /// - Returns: the rows of the summary, in order of deployments and replications.
  func run() throws -> [SummaryRow] {
    let files = try output.map { try ResultFiles(directory: $0, scenario: scenario) }
    let progress = console.map { progressLine($0, runs: count) }
    defer { progress?.finish() }
    let arrivals = Atomic<Int>(0)
    let rows = Mutex<[Int: SummaryRow]>([:])
    do {
      try Workers.run(count, jobs: jobs) { index in
        let (deployment, label) = run(at: index)
        var counted = 0
        let proceed = { (done: Int) in
          let total = arrivals.wrappingAdd(done - counted, ordering: .relaxed).newValue
          counted = done
          progress?.update(Int64(total))
          return Interruption.requested == nil && files?.failure == nil
        }
        do {
          var figures: RunFigures
          if checks || files?.hasRows == true {
            var recorder = RowRecorder(
              label: label, requests: files?.requests?.sink(index),
              events: files?.events?.sink(index))
            figures =
              checks
              ? try scenario.runChecked(
                deployment, replication: label.replication, directory: directory,
                observer: &recorder, proceed: proceed)
              : try scenario.run(
                deployment, replication: label.replication, directory: directory,
                observer: &recorder, proceed: proceed)
            recorder.finish()
          } else {
            var nobody = NoObserver()
            figures = try scenario.run(
              deployment, replication: label.replication, directory: directory,
              observer: &nobody, proceed: proceed)
          }
          arrivals.wrappingAdd(Int(figures.requests) - counted, ordering: .relaxed)
          files?.take(figures, of: index, label: label)
          figures.timeline = figures.timeline.withoutWindows
          let row = SummaryRow(
            label: label, deployment: deployment, seed: scenario.seed, figures: figures)
          rows.withLock { $0[index] = row }
        } catch {
          files?.abort()
          throw error
        }
      }
    } catch RunError.stopped {
      try Interruption.check()
      if let failure = files?.failure { throw failure }
      throw RunError.stopped
    }
    try Interruption.check()
    let found = rows.withLock { $0 }
    let ordered = (0..<count).compactMap { found[$0] }
    try files?.finish(ordered)
    return ordered
  }

  private func progressLine(_ console: Console, runs: Int) -> ProgressLine {
    let perRun = scenario.workload.expectedRequests
    return ProgressLine(
      console, label: scenario.name, unit: "requests",
      total: perRun.map { Int64(min($0 * Double(runs), 1e18)) })
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

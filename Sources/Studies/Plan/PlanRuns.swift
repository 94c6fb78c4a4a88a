import Platforms
import Synchronization

/// The runs of candidates at one load, which are done as they are asked for.
struct PlanRuns: Sendable {
  /// The scenario at the load.
  let scenario: Scenario
  /// The candidates.
  let candidates: [PlanCandidate]
  /// What they are held to.
  let question: PlanQuestion
  private let directory: String
  private let monitor: any StudyMonitor
  /// What the runs gave, by candidate and replication.
  private(set) var rows: [[SummaryRow]]
  /// Why candidates were dropped.
  var drops: [PlanDrop?]
  private var known: [PlanEntry?]

  /// No runs yet.
  init(
    _ space: PlanSpace, _ candidates: [PlanCandidate], at load: Double, _ question: PlanQuestion,
    _ monitor: any StudyMonitor
  ) throws {
    scenario = try space.scenario(at: load)
    self.candidates = candidates
    self.question = question
    directory = space.directory
    self.monitor = monitor
    rows = candidates.map { _ in [] }
    drops = candidates.map { _ in nil }
    known = candidates.map { _ in nil }
  }

  /// What is known of a candidate that has run.
  func entry(_ index: Int) -> PlanEntry? {
    known[index].map {
      PlanEntry(
        index: index, comparison: $0.comparison, latency: $0.latency, dropped: drops[index])
    }
  }

  /// What is known of all candidates that have run.
  var entries: [PlanEntry] { candidates.indices.compactMap(entry) }

  /// Runs candidates until each has a number of replications.
  mutating func complete(_ indices: [Int], to count: Int) throws {
    let missing = indices.flatMap { index in
      (rows[index].count..<max(count, rows[index].count)).map { (index, $0) }
    }
    if missing.isEmpty { return }
    let work = PlanWork(scenario, directory, question, monitor)
    monitor.begin(
      scenario,
      requests: scenario.workload.expectedRequests.map { $0 * Double(missing.count) })
    defer { monitor.end() }
    let candidates = candidates
    let found = try Workers.collect(missing.count, jobs: question.jobs) { number in
      try work.row(candidates[missing[number].0].deployment, missing[number].1)
    }
    try monitor.check()
    for ((index, _), row) in zip(missing, found) { rows[index].append(row) }
    // The replications of a candidate follow one another.
    for (place, (index, _)) in missing.enumerated()
    where place + 1 == missing.count || missing[place + 1].0 != index {
      known[index] = try entry(of: rows[index], index)
    }
  }

  private func entry(of rows: [SummaryRow], _ index: Int) throws -> PlanEntry {
    let means = ReplicationMeans(try ReplicationRows(rows))
    let entry = Comparison.Entry(means, question.objectives, of: scenario.workload)
    let latency =
      question.latency.flatMap { objective in
        entry.standings.first { $0.objective == objective }?.estimate.mean
      } ?? (question.latency == nil ? means.estimate(of: "latency_p99_s")?.mean : nil)
    return PlanEntry(index: index, comparison: entry, latency: latency, dropped: nil)
  }
}

/// The runs of a batch, from any thread.
private final class PlanWork: Sendable {
  private let scenario: Scenario
  private let directory: String
  private let question: PlanQuestion
  private let monitor: any StudyMonitor
  private let watched: [WindowMeasure]
  private let arrivals = Atomic<Int>(0)

  init(
    _ scenario: Scenario, _ directory: String, _ question: PlanQuestion,
    _ monitor: any StudyMonitor
  ) {
    self.scenario = scenario
    self.directory = directory
    self.question = question
    self.monitor = monitor
    watched = question.objectives.watched
  }

  func row(_ deployment: Deployment, _ replication: Int) throws -> SummaryRow {
    try check()
    var task = StudyTask(scenario, deployment, replication: replication, directory: directory)
    task.watched = watched
    var nobody = NoObserver()
    let figures = try task.figures(observer: &nobody, checks: question.checks) { more in
      monitor.advance(to: arrivals.wrappingAdd(more, ordering: .relaxed).newValue)
    } check: {
      try check()
    }
    return task.row(of: figures)
  }

  private func check() throws {
    try monitor.check()
    if MemoryLimit.isReached { throw MemoryLimit.failure }
  }
}

import Documents
import Platforms
import SimCore
import Studies

/// The paper's experiments: the scenarios that come with the program, and all their deployments.
package struct PaperExperiments: Sendable {
  /// The paper's three workloads, and after them its other experiments.
  package let scenarios: [Scenario]

  /// The scenarios of the paper's experiments, in its order.
  package static let names = PaperRuns.workloads + [ColdStartRuns.scenario, batching, preWarming]

  /// The scenario of requests that are sent in batches (section 5.3).
  package static let batching = "batching"

  /// The scenario of instances that are warmed before a peak (section 5.2).
  package static let preWarming = "pre-warming"

  /// Experiments with given scenarios.
  package init(_ scenarios: [Scenario]) { self.scenarios = scenarios }

  /// The experiments, decoded from their texts.
  ///
  /// - Parameters:
  ///   - texts: the text of a scenario, by the name of its file.
  ///   - point: in what the scenarios differ from their texts.
  /// - Throws: `StudyPoint.Misplaced`, or `ProblemReport` about what came of the point.
  package init(_ texts: (String) -> [UInt8]?, at point: StudyPoint = StudyPoint()) throws {
    let catalog = try Catalog.builtIn()
    scenarios = try Self.names.map { name in
      let file = name + ".json"
      return try ScenarioText(texts(file) ?? [], shownName: file).scenario(catalog, at: point)
    }
  }

  /// All runs of one replication, in the order of scenarios and deployments.
  package func tasks(replication: Int = 0) -> [StudyTask] {
    scenarios.flatMap { scenario in
      scenario.deployments.map { StudyTask(scenario, $0, replication: replication) }
    }
  }

  /// About how many requests all runs of one replication have.
  package var expectedRequests: Double {
    tasks().reduce(0) { $0 + ($1.scenario.workload.expectedRequests ?? 0) }
  }

  /// Does all runs of one replication.
  ///
  /// - Parameters:
  ///   - replication: its index, from 0.
  ///   - jobs: how many runs at a time.
  ///   - count: called now and then with the number of further requests that have arrived.
  ///   - check: called as often; what it throws ends all runs.
  /// - Returns: what they gave, and their rows of a summary.
  /// - Throws: what keeps a run from its end.
  package func run(
    replication: Int = 0, jobs: Int, count: @Sendable (Int) -> Void = { _ in },
    check: @Sendable () throws -> Void = {}
  ) throws -> (runs: PaperRuns, rows: [SummaryRow]) {
    let tasks = tasks(replication: replication)
    let results = try Workers.collect(tasks.count, jobs: jobs) { index in
      try PaperRun(tasks[index], advance: count, check: check)
    }
    try check()
    var figures: [PaperCell: RunFigures] = [:]
    var serving: [PaperCell: Int] = [:]
    var deployed: [PaperCell: Deployment] = [:]
    for (task, result) in zip(tasks, results) {
      let cell = PaperCell(task)
      figures[cell] = result.figures
      serving[cell] = result.servingInSecondPeak
      deployed[cell] = task.deployment
    }
    return (
      PaperRuns(figures, serving: serving, deployments: deployed),
      zip(tasks, results).map { $0.row(of: $1.figures) }
    )
  }
}

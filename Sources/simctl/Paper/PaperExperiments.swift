import Platforms
import SimCore
import Synchronization

/// The paper's experiments: the scenarios that come with the program, and all their deployments.
struct PaperExperiments: Sendable {
  /// The paper's three workloads, and after them its other experiments.
  let scenarios: [Scenario]

  /// The scenarios of the paper's experiments, in its order.
  static let names =
    PaperRuns.workloads + [ColdStartRuns.scenario, BatchingFigure.scenario, preWarming]

  /// The scenario of instances that are warmed before a peak (section 5.2).
  static let preWarming = "pre-warming"

  /// Experiments with given scenarios.
  init(_ scenarios: [Scenario]) { self.scenarios = scenarios }

  /// The experiments, decoded from what is built into the program.
  ///
  /// - Parameters:
  ///   - assignments: paths of values of the scenarios, and what takes their place.
  ///   - seed: what takes the place of their seed.
  /// - Throws: `UsageError` about an assignment, or ``ProblemReport`` about what came of it.
  init(setting assignments: [(path: String, value: String)] = [], seed: UInt64? = nil) throws {
    let catalog = try Catalog.builtIn()
    scenarios = try Self.names.map { name in
      var scenario = try Self.scenario(name, catalog, setting: assignments)
      if let seed { scenario.seed = seed }
      return scenario
    }
  }

  private static func scenario(
    _ name: String, _ catalog: Catalog, setting assignments: [(path: String, value: String)]
  ) throws -> Scenario {
    let file = name + ".json"
    var value = try JSONParser.parse(BuiltInScenarios.bytes(file) ?? [], file: file)
    for (path, text) in assignments {
      do {
        value = try value.setting(path, to: text)
      } catch {
        throw UsageError("--set \(Quoted.brief(path)): \(error.description)", command: "paper")
      }
    }
    return try Scenario(value, file: file, name: name, catalog: catalog)
  }

  /// All runs of one replication, in the order of scenarios and deployments.
  var cells: [(scenario: Scenario, deployment: Deployment)] {
    scenarios.flatMap { scenario in scenario.deployments.map { (scenario, $0) } }
  }

  /// About how many requests all runs of one replication have.
  var expectedRequests: Double {
    cells.reduce(0) { $0 + ($1.scenario.workload.expectedRequests ?? 0) }
  }

  /// Does all runs of one replication.
  ///
  /// - Parameters:
  ///   - replication: its index, from 0.
  ///   - jobs: how many runs at a time.
  ///   - count: called now and then with the number of further requests that have arrived.
  /// - Returns: what they gave, and their rows of a summary.
  /// - Throws: what keeps a run from its end; `Interrupted` after a signal.
  func run(
    replication: Int = 0, jobs: Int, count: @Sendable (Int) -> Void = { _ in }
  ) throws -> (runs: PaperRuns, rows: [SummaryRow]) {
    let cells = cells
    let results = Mutex<[Int: PaperRun]>([:])
    do {
      try Workers.run(cells.count, jobs: jobs) { index in
        let (scenario, deployment) = cells[index]
        let cell = PaperCell(scenario: scenario.name, deployment: deployment.name)
        var counted = 0
        let run = try PaperRun(cell, scenario, deployment, replication: replication) { arrived in
          count(arrived - counted)
          counted = arrived
          return Interruption.requested == nil
        }
        count(Int(run.figures.requests) - counted)
        results.withLock { $0[index] = run }
      }
    } catch RunError.stopped {
      try Interruption.check()
      throw RunError.stopped
    }
    try Interruption.check()
    return collect(results.withLock { $0 }, replication: replication)
  }

  private func collect(
    _ results: [Int: PaperRun], replication: Int
  ) -> (runs: PaperRuns, rows: [SummaryRow]) {
    var figures: [PaperCell: RunFigures] = [:]
    var serving: [PaperCell: Int] = [:]
    var deployed: [PaperCell: Deployment] = [:]
    var rows: [SummaryRow] = []
    for (index, (scenario, deployment)) in cells.enumerated() {
      guard let result = results[index] else { continue }
      let cell = PaperCell(scenario: scenario.name, deployment: deployment.name)
      figures[cell] = result.figures
      serving[cell] = result.servingInSecondPeak
      deployed[cell] = deployment
      var row = SummaryRow(
        label: RunLabel(
          scenario: scenario.name, deployment: deployment.name, replication: replication),
        deployment: deployment, seed: scenario.seed, figures: result.figures,
        scenarioDigest: scenario.digest)
      // The rows of many replications are kept, and a row does not show its windows.
      row.figures.timeline = row.figures.timeline.withoutWindows
      rows.append(row)
    }
    return (PaperRuns(figures, serving: serving, deployments: deployed), rows)
  }
}

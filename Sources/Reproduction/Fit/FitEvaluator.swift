import Platforms
import SimCore
import Studies

/// Runs what numbers of the parameters ask for, several runs at a time, and none twice in a row.
///
/// What it gives does not depend on the number of jobs, nor on what it has run before.
package final class FitEvaluator {
  /// The simulation.
  package let model: FitModel
  /// How many draws of the random parts each run has: replications from ``firstDraw`` on.
  package let replications: Int
  /// Called before each run; what it throws ends a search.
  package var check: @Sendable () throws -> Void = {}
  private let jobs: Int
  private var known: [FitModel.Run: PaperRun] = [:]
  private var order: [FitModel.Run] = []

  /// The end that a check has put to a search.
  package struct Stopped: Error {
    /// What the check has thrown.
    package let reason: any Error
  }

  /// The first replication that a fit looks at.
  ///
  /// What the paper's numbers are shown with are the replications from 0 on, none of which a fit
  /// has seen then.
  package static let firstDraw = 1_000_000

  /// About so many outcomes are kept, each of up to 100 kB: all runs of all draws, and some more.
  private var capacity: Int { 400 + 200 * replications }

  package init(_ model: FitModel, replications: Int, jobs: Int) {
    self.model = model
    self.replications = replications
    self.jobs = jobs
  }

  /// What the paper's experiments give with several vectors of numbers.
  ///
  /// - Parameters:
  ///   - cells: the runs that are needed.
  ///   - vectors: vectors of numbers.
  /// - Returns: for each vector the runs of each replication; none for impossible numbers.
  /// - Throws: ``Stopped``.
  package func measure(_ cells: [PaperCell], _ vectors: [[Double]]) throws -> [[PaperRuns]] {
    let wanted = try decode(cells, vectors)
    var missing: [FitModel.Run] = []
    var seen: Set<FitModel.Run> = []
    for case let runs? in wanted {
      for cell in cells {
        for run in runs[cell].map(replicated) ?? []
        where known[run] == nil && seen.insert(run).inserted {
          missing.append(run)
        }
      }
    }
    let outcomes = try outcomes(of: missing)
    var found: [FitModel.Run: PaperRun] = [:]
    for (run, outcome) in zip(missing, outcomes) { found[run] = outcome }
    let result = wanted.map { runs in
      runs.map { runs in (0..<replications).map { paper(cells, runs, $0, found) } } ?? []
    }
    remember(missing, found)
    return result
  }

  /// The losses of vectors of numbers: sums over targets and statements, averages over
  /// replications.
  func losses(_ block: FitPlan.Block, _ vectors: [[Double]]) throws -> [UnitSearch.Sample] {
    let targets = block.targets
    return try measure(block.cells, vectors).map { replications in
      guard !replications.isEmpty else {
        return UnitSearch.Sample(
          value: FitLoss.missing * Double(targets.count + block.statements.count + 1),
          residuals: (0..<self.replications * targets.count).map { _ in 0 })
      }
      var sum = 0.0
      var residuals: [Double] = []
      for runs in replications {
        for target in targets {
          let simulated = target.simulated(in: runs)
          sum += FitLoss.of(simulated, on: target)
          residuals.append(FitLoss.percent(simulated, on: target))
        }
        sum += FitLoss.statement * Double(block.statements.count { !$0.holds(of: runs) })
      }
      return UnitSearch.Sample(value: sum / Double(replications.count), residuals: residuals)
    }
  }

  private func replicated(_ run: FitModel.Run) -> [FitModel.Run] {
    (Self.firstDraw..<Self.firstDraw + replications).map {
      FitModel.Run(
        scenario: run.scenario, seed: run.seed, workload: run.workload,
        deployment: run.deployment, replication: $0)
    }
  }

  private func decode(
    _ cells: [PaperCell], _ vectors: [[Double]]
  ) throws -> [[PaperCell: FitModel.Run]?] {
    let model = model
    return try collect(vectors.count) { index in
      try? model.runs(of: cells, numbers: vectors[index])
    }
  }

  private func outcomes(of runs: [FitModel.Run]) throws -> [PaperRun?] {
    try collect(runs.count) { index in try? PaperRun(runs[index].task) }
  }

  /// Does pieces of work, unless a check ends it.
  private func collect<Result: Sendable>(
    _ count: Int, _ body: @Sendable (Int) -> Result
  ) throws -> [Result] {
    let check = check
    return try Workers.collect(count, jobs: jobs) { index in
      do {
        try check()
      } catch {
        throw Stopped(reason: error)
      }
      return body(index)
    }
  }

  private func paper(
    _ cells: [PaperCell], _ runs: [PaperCell: FitModel.Run], _ replication: Int,
    _ found: [FitModel.Run: PaperRun]
  ) -> PaperRuns {
    var figures: [PaperCell: RunFigures] = [:]
    var serving: [PaperCell: Int] = [:]
    var deployments: [PaperCell: Deployment] = [:]
    for cell in cells {
      guard let run = runs[cell].map({ replicated($0)[replication] }),
        let outcome = known[run] ?? found[run]
      else { continue }
      figures[cell] = outcome.figures
      serving[cell] = outcome.servingInSecondPeak
      deployments[cell] = run.deployment
    }
    return PaperRuns(figures, serving: serving, deployments: deployments)
  }

  private func remember(_ runs: [FitModel.Run], _ found: [FitModel.Run: PaperRun]) {
    for run in runs {
      known[run] = found[run]
      order.append(run)
    }
    let excess = order.count - capacity
    if excess <= 0 { return }
    for run in order.prefix(excess) { known[run] = nil }
    order.removeFirst(excess)
  }
}

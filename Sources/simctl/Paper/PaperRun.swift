import Platforms
import SimCore

/// What one run of the paper's experiments gave.
struct PaperRun: Sendable {
  /// Its figures.
  let figures: RunFigures
  /// How many instances served the requests of ``InstancesServing/secondPeak``; nil where that is
  /// not asked for.
  let servingInSecondPeak: Int?

  /// Runs a deployment.
  ///
  /// - Parameters:
  ///   - cell: which run it is; it decides what is looked at besides its figures.
  ///   - scenario: the scenario.
  ///   - deployment: a deployment of it.
  ///   - replication: the index of the replication, from 0.
  ///   - proceed: called now and then with the number of arrivals; the run stops when it returns
  ///     false.
  /// - Throws: `RunError`.
  init(
    _ cell: PaperCell, _ scenario: Scenario, _ deployment: Deployment, replication: Int,
    proceed: (Int) -> Bool = { _ in true }
  ) throws(RunError) {
    if Self.cellsWithPeaks.contains(cell) {
      var observer = InstancesServing(InstancesServing.secondPeak)
      figures = try scenario.run(
        deployment, replication: replication, observer: &observer, proceed: proceed)
      servingInSecondPeak = observer.count
    } else {
      var nobody = NoObserver()
      figures = try scenario.run(
        deployment, replication: replication, observer: &nobody, proceed: proceed)
      servingInSecondPeak = nil
    }
  }

  /// The runs of which the paper says how many instances the second peak needs.
  private static let cellsWithPeaks = Set(
    PaperTarget.all.filter { $0.quantity == .servingInSecondPeak }.map(\.cell))
}

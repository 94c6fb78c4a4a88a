import Platforms
import SimCore
import Studies

/// What one run of the paper's experiments gave.
package struct PaperRun: Sendable {
  /// Its figures.
  package let figures: RunFigures
  /// How many instances served the requests of ``InstancesServing/secondPeak``; nil where that is
  /// not asked for.
  package let servingInSecondPeak: Int?

  /// Does a run of the paper's experiments.
  ///
  /// - Parameters:
  ///   - task: which run it is; it decides what is looked at besides its figures.
  ///   - advance: called now and then with the number of further requests that have arrived.
  ///   - check: called as often; the run ends with what it throws.
  /// - Throws: `RunError`, or what `check` throws.
  package init(
    _ task: StudyTask, advance: (Int) -> Void = { _ in }, check: () throws -> Void = {}
  ) throws {
    if Self.cellsWithPeaks.contains(PaperCell(task)) {
      let (figures, observer) = try task.figures(
        watchedBy: InstancesServing(InstancesServing.secondPeak), advance: advance, check: check)
      self.figures = figures
      servingInSecondPeak = observer.count
    } else {
      figures = try task.figures(advance: advance, check: check)
      servingInSecondPeak = nil
    }
  }

  /// The runs of which the paper says how many instances the second peak needs.
  private static let cellsWithPeaks = Set(
    PaperTarget.all.filter { $0.quantity == .servingInSecondPeak }.map(\.cell))
}

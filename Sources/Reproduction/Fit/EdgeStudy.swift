import Platforms
import Studies

/// Which verdicts on the paper's numbers and statements hang by a thread: what changes when one
/// value is a little smaller or greater.
package struct EdgeStudy: Sendable {
  /// A value that was changed, and what changed with it.
  package struct Edge: Sendable {
    /// The value.
    package let parameter: FittedParameter
    /// What it was changed to.
    package let number: Double
    /// The verdicts that are others: on means and on statements, by their names.
    package let changes: [(id: String, before: String, after: String)]
  }

  /// The simulation.
  package let model: FitModel
  /// By which fraction values are changed.
  package let change: Double
  /// How many draws verdicts are of.
  package let draws: Int
  /// How many draws at a time.
  package let jobs: Int

  package init(_ model: FitModel, change: Double, draws: Int, jobs: Int) {
    self.model = model
    self.change = change
    self.draws = draws
    self.jobs = jobs
  }

  /// A set of values, and the runs that are others with it.
  private struct Variant: Sendable {
    let parameter: Int
    let number: Double
    let runs: [PaperCell: FitModel.Run]
  }

  /// Changes each value both ways, with the same draws as those that `simctl paper` shows.
  ///
  /// Whole numbers are changed by one, where one is no more than the fraction of it.
  ///
  /// - Parameters:
  ///   - advance: called after each draw.
  ///   - check: called often; what it throws ends the work.
  /// - Returns: an edge for each change, whether or not a verdict hangs on it.
  /// - Throws: what keeps a run from its end, or what `check` throws.
  package func edges(
    advance: @escaping @Sendable () -> Void, check: @escaping @Sendable () throws -> Void
  ) throws -> [Edge] {
    let base = try model.runs(of: model.cells, numbers: model.current)
    let variants = try self.variants(base, check)
    guard !variants.isEmpty else { return [] }
    let model = model
    let found = try Workers.collect(draws, jobs: jobs) { replication in
      func run(_ runs: [PaperCell: FitModel.Run]) throws -> [PaperCell: PaperRun] {
        var outcomes: [PaperCell: PaperRun] = [:]
        for cell in model.cells {
          guard let run = runs[cell] else { continue }
          outcomes[cell] = try PaperRun(run.task(replication: replication), check: check)
        }
        return outcomes
      }
      let usual = try run(base)
      var results = [Self.draw(usual, base)]
      for variant in variants {
        results.append(
          Self.draw(
            usual.merging(try run(variant.runs)) { $1 }, base.merging(variant.runs) { $1 }))
      }
      advance()
      return results
    }
    let before = Self.verdicts(found.map { $0[0] })
    return variants.enumerated().map { index, variant in
      let after = Self.verdicts(found.map { $0[index + 1] })
      return Edge(
        parameter: model.parameters[variant.parameter], number: variant.number,
        changes: zip(before, after).compactMap { before, after in
          before.verdict == after.verdict ? nil : (before.id, before.verdict, after.verdict)
        })
    }
  }

  private func variants(
    _ base: [PaperCell: FitModel.Run], _ check: @escaping @Sendable () throws -> Void
  ) throws -> [Variant] {
    let (model, change) = (model, change)
    let found = try Workers.collect(2 * model.parameters.count, jobs: jobs) { index -> Variant? in
      try check()
      let parameter = model.parameters[index / 2]
      let number = model.current[index / 2]
      let size = number * change
      if parameter.isInteger, size < 1 { return nil }
      let wanted = index % 2 == 0 ? number - size : number + size
      var numbers = model.current
      // Bounds are those of a search: a value at one of them can be changed as well as others.
      numbers[index / 2] = Double(parameter.text(wanted)) ?? wanted
      guard let runs = try? model.runs(of: model.cells, numbers: numbers) else { return nil }
      return Variant(
        parameter: index / 2, number: numbers[index / 2],
        runs: runs.filter { base[$0.key] != $0.value })
    }
    return found.compactMap(\.self)
  }

  private static func draw(
    _ outcomes: [PaperCell: PaperRun], _ runs: [PaperCell: FitModel.Run]
  ) -> PaperDraw {
    PaperDraw(
      PaperRuns(
        outcomes.mapValues(\.figures), serving: outcomes.compactMapValues(\.servingInSecondPeak),
        deployments: runs.mapValues(\.deployment)))
  }

  private static func verdicts(_ draws: [PaperDraw]) -> [(id: String, verdict: String)] {
    let draws = PaperDraws(draws)
    let numbers = PaperTarget.all.map { target in
      let mean = draws.distribution(of: target.number)?.mean.mean
      return (id: target.id, verdict: PaperVerdict(mean, on: target).rawValue)
    }
    let shapes = PaperShape.all.enumerated().map { index, shape in
      (id: shape.id, verdict: ShapeVerdict(held: draws.held(index), of: draws.count).rawValue)
    }
    return numbers + shapes
  }
}

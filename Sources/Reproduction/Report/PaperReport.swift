import Platforms
import Studies

/// How the paper's experiments came out beside what the paper prints: in one draw, or in many.
package struct PaperReport: Sendable {
  /// A number of the paper, and what runs give for it.
  package struct Result: Sendable {
    /// The number.
    package let target: PaperTarget
    /// What the first draw gives; nil where it has no such number.
    package let first: Double?
    /// What all draws give; nil for a single one, or where one lacks the number.
    package let distribution: PaperDistribution?

    /// What is held against the paper: the mean of many draws, or the only one.
    package var simulated: Double? { distribution?.mean.mean ?? first }
    /// How that stands to the paper.
    package var verdict: PaperVerdict { PaperVerdict(simulated, on: target) }
    /// How the published number stands to the draws, as one more of them.
    package var drawVerdict: DrawVerdict { DrawVerdict(distribution, on: target) }
    /// How far the simulated number is from the paper, as a fraction of the published one.
    package var relativeError: Double? { simulated.map(target.relativeError(of:)) }
  }

  /// A statement of the paper, and what runs say about it.
  package struct ShapeResult: Sendable {
    /// The statement.
    package let shape: PaperShape
    /// The comparisons in the first draw.
    package let findings: [ShapeCheck.Finding]
    /// In how many draws each of them holds.
    package let findingsHeld: [Int]
    /// In how many draws the statement holds.
    package let held: Int
    /// How many draws there are.
    package let draws: Int

    /// Whether it holds: of many draws, in how many.
    package var verdict: ShapeVerdict {
      draws > 1 ? ShapeVerdict(held: held, of: draws) : ShapeVerdict(findings)
    }
  }

  /// The runs of the first draw.
  package let runs: PaperRuns
  /// The rows of their summary.
  package let rows: [SummaryRow]
  /// All draws, the first among them.
  package let draws: PaperDraws
  /// All statements.
  package let shapes: [ShapeResult]

  /// Whether there are draws to compare with each other.
  package var isOfMany: Bool { draws.count > 1 }

  /// The report on some draws.
  ///
  /// - Parameters:
  ///   - first: the first draw, of which runs and rows are shown.
  ///   - further: what is kept of the others, in their order.
  package init(_ first: (runs: PaperRuns, rows: [SummaryRow]), further: [PaperDraw] = []) {
    runs = first.runs
    rows = first.rows
    let draws = PaperDraws([PaperDraw(first.runs)] + further)
    self.draws = draws
    shapes = PaperShape.all.enumerated().map { index, shape in
      ShapeResult(
        shape: shape, findings: shape.check(first.runs).findings,
        findingsHeld: draws.held(each: index), held: draws.held(index), draws: draws.count)
    }
  }

  /// The paper's numbers, in its order.
  package var results: [Result] { PaperTarget.all.map(result) }

  /// What runs give for a number of the paper.
  package func result(_ target: PaperTarget) -> Result {
    Result(
      target: target, first: target.simulated(in: runs),
      distribution: draws.distribution(of: target.number))
  }

  /// The verdicts on all numbers and statements, by name, in their order.
  package var verdicts: PaperVerdicts {
    PaperVerdicts(
      results.map { ($0.target.id, .number($0.verdict, $0.drawVerdict)) }
        + shapes.map { ($0.shape.id, .shape($0.verdict)) })
  }
}

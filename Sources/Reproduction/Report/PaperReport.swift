import Platforms
import Studies

/// How the paper's experiments came out beside what the paper prints.
package struct PaperReport: Sendable {
  /// A number of the paper, and what runs give for it.
  package struct Result: Sendable {
    /// The number.
    package let target: PaperTarget
    /// What the first replication gives; nil where it has no such number.
    package let simulated: Double?
    /// The mean of all replications; nil with fewer than two.
    package let interval: MeanInterval?

    /// How the first replication stands to the paper.
    package var verdict: PaperVerdict { PaperVerdict(simulated, on: target) }
    /// How far it is from the paper, as a fraction of the published number.
    package var relativeError: Double? { simulated.map(target.relativeError(of:)) }
    /// Whether the interval of the replications holds the published number, as far as the digits
    /// of the files tell; nil without an interval.
    package var holdsPublished: Bool? { interval?.contains(target.published, margin: 0.5e-9) }
  }

  /// A statement of the paper, and what runs say about it.
  package struct ShapeResult: Sendable {
    /// The statement.
    package let shape: PaperShape
    /// The comparisons in the first replication.
    package let findings: [ShapeCheck.Finding]
    /// In how many replications it holds.
    package var heldCount: Int

    /// Whether it holds in the first replication.
    package var verdict: ShapeVerdict { ShapeVerdict(findings) }
  }

  /// The runs of the first replication.
  package let runs: PaperRuns
  /// The rows of the summary, of all replications.
  package private(set) var rows: [SummaryRow]
  /// The numbers of all replications.
  package private(set) var samples: PaperSamples
  /// All statements.
  package private(set) var shapes: [ShapeResult]

  /// How many replications there are.
  package var replications: Int { samples.count }

  /// The report on a first replication.
  package init(_ first: (runs: PaperRuns, rows: [SummaryRow])) {
    runs = first.runs
    rows = []
    samples = PaperSamples(
      of: PaperTarget.all.map(\.number) + PaperGrid.all.flatMap(\.cells).map(\.number))
    shapes = PaperShape.all.map { shape in
      ShapeResult(shape: shape, findings: shape.check(first.runs).findings, heldCount: 0)
    }
    add(first)
  }

  /// Takes in one more replication.
  package mutating func add(_ replication: (runs: PaperRuns, rows: [SummaryRow])) {
    rows += replication.rows
    samples.add(replication.runs)
    for index in shapes.indices where shapes[index].shape.holds(of: replication.runs) {
      shapes[index].heldCount += 1
    }
  }

  /// The paper's numbers, in its order.
  package var results: [Result] { PaperTarget.all.map(result) }

  /// What runs give for a number of the paper.
  package func result(_ target: PaperTarget) -> Result {
    Result(
      target: target, simulated: target.simulated(in: runs),
      interval: samples.interval(target.number))
  }

  /// The verdicts on all numbers and statements, by name, in their order.
  package var verdicts: PaperVerdicts {
    PaperVerdicts(
      results.map { ($0.target.id, .number($0.verdict)) }
        + shapes.map { ($0.shape.id, .shape($0.verdict)) })
  }
}

/// A statement of the paper without a number, or with numbers that are no measured values.
package struct PaperShape: Sendable {
  /// Its number, from 1.
  package let number: Int
  /// Where the paper says it.
  package let place: String
  /// What it says, in our words.
  package let statement: String
  /// Holds it against runs.
  package let check: @Sendable (PaperRuns) -> ShapeCheck

  /// The name, such as `shape-4`.
  package var id: String { "shape-\(number)" }

  /// Whether it holds of runs.
  package func holds(of runs: PaperRuns) -> Bool { ShapeVerdict(check(runs).findings) == .held }

  /// All statements, in the order of the paper.
  package static let all: [PaperShape] = serverless + managed + servers + recommendations

  /// A statement.
  package init(
    _ number: Int, _ place: String, _ statement: String,
    _ check: @escaping @Sendable (PaperRuns, inout ShapeCheck) -> Void
  ) {
    self.number = number
    self.place = place
    self.statement = statement
    self.check = { runs in
      var result = ShapeCheck()
      check(runs, &result)
      return result
    }
  }
}

/// Whether a statement holds of runs: of one draw, or of many.
package enum ShapeVerdict: String, CaseIterable, Sendable {
  /// All of its comparisons hold; of many draws in nine of ten at least.
  case held
  /// It holds in some of many draws, but in fewer than nine of ten.
  case sometimes
  /// One of its comparisons does not hold; of many draws in nine of ten or more.
  case notHeld = "not-held"
  /// None fails, and a figure is missing.
  case missing

  /// The verdict of comparisons.
  package init(_ findings: [ShapeCheck.Finding]) {
    if findings.contains(where: { $0.holds == false }) {
      self = .notHeld
    } else if findings.isEmpty || findings.contains(where: { $0.holds == nil }) {
      self = .missing
    } else {
      self = .held
    }
  }

  /// The verdict of how many of some draws it holds in.
  package init(held: Int, of draws: Int) {
    self = 10 * held >= 9 * draws ? .held : 10 * held > draws ? .sometimes : .notHeld
  }

  /// From 0 for the best on; to be missing is no better than not to hold.
  private var rank: Int {
    switch self {
    case .held: 0
    case .sometimes: 1
    case .notHeld, .missing: 2
    }
  }

  /// Whether it says less for the simulation than another.
  package func isWorse(than other: ShapeVerdict) -> Bool { rank > other.rank }
}

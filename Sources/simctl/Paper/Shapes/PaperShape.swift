/// A statement of the paper without a number, or with numbers that are no measured values.
struct PaperShape: Sendable {
  /// Its number, from 1.
  let number: Int
  /// Where the paper says it.
  let place: String
  /// What it says, in our words.
  let statement: String
  /// Holds it against runs.
  let check: @Sendable (PaperRuns) -> ShapeCheck

  /// The name, such as `shape-4`.
  var id: String { "shape-\(number)" }

  /// Whether it holds of runs.
  func holds(of runs: PaperRuns) -> Bool { ShapeVerdict(check(runs).findings) == .held }

  /// All statements, in the order of the paper.
  static let all: [PaperShape] = serverless + managed + servers + recommendations

  /// A statement.
  init(
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

/// Whether a statement holds of runs.
enum ShapeVerdict: String, CaseIterable, Sendable {
  /// All of its comparisons hold.
  case held
  /// One of them does not.
  case notHeld = "not-held"
  /// None fails, and a figure is missing.
  case missing

  /// The verdict of comparisons.
  init(_ findings: [ShapeCheck.Finding]) {
    if findings.contains(where: { $0.holds == false }) {
      self = .notHeld
    } else if findings.isEmpty || findings.contains(where: { $0.holds == nil }) {
      self = .missing
    } else {
      self = .held
    }
  }

  /// Whether it says less for the simulation than another.
  func isWorse(than other: ShapeVerdict) -> Bool { other == .held && self != .held }
}

import Studies

/// What one run of all of the paper's experiments gave for its numbers and statements.
package struct PaperDraw: Sendable {
  /// The numbers, in the order of ``PaperDraws/numbers``; nil where the runs do not give one.
  let values: [Double?]
  /// The comparisons of each statement: whether it is so, nil where a figure is missing.
  let findings: [[Bool?]]

  /// What is kept of runs.
  package init(_ runs: PaperRuns) {
    values = PaperDraws.numbers.map { $0.value(in: runs) }
    findings = PaperShape.all.map { $0.check(runs).findings.map(\.holds) }
  }
}

/// Draws of the paper's experiments: the same with other random numbers each time.
package struct PaperDraws: Sendable {
  /// The numbers that are kept: those that the paper prints, and the cells of its tables.
  package static let numbers: [PaperNumber] = {
    var seen: Set<PaperNumber> = []
    return (PaperTarget.all.map(\.number) + PaperGrid.all.flatMap(\.cells).map(\.number))
      .filter { seen.insert($0).inserted }
  }()
  private static let places = Dictionary(
    numbers.enumerated().map { ($1, $0) }
  ) { first, _ in first }

  /// The draws, in order.
  private let draws: [PaperDraw]

  /// How many there are.
  package var count: Int { draws.count }

  package init(_ draws: [PaperDraw]) { self.draws = draws }

  /// What the draws give for a number; nil where one of them does not give it, or that is not kept.
  package func values(of number: PaperNumber) -> [Double]? {
    guard let place = Self.places[number] else { return nil }
    let values = draws.compactMap { $0.values[place] }
    return values.count == draws.count ? values : nil
  }

  /// How a number is distributed; nil unless two draws or more, and all of them, have it.
  package func distribution(of number: PaperNumber) -> PaperDistribution? {
    values(of: number).flatMap { PaperDistribution($0) }
  }

  /// In how many draws the statement of an index in ``PaperShape/all`` holds.
  package func held(_ shape: Int) -> Int {
    draws.count { Self.verdict($0.findings[shape]) == .held }
  }

  /// In how many draws all statements hold.
  package var allHeld: Int {
    draws.count { draw in draw.findings.allSatisfy { Self.verdict($0) == .held } }
  }

  /// In how many draws each comparison of a statement holds; all draws have the same comparisons.
  package func held(each shape: Int) -> [Int] {
    guard let count = draws.first?.findings[shape].count else { return [] }
    return (0..<count).map { index in draws.count { $0.findings[shape][index] == true } }
  }

  private static func verdict(_ findings: [Bool?]) -> ShapeVerdict {
    ShapeVerdict(findings.map { ShapeCheck.Finding(text: "", holds: $0) })
  }
}

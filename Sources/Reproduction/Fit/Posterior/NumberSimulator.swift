import Platforms
import SimCore
import Studies

/// Simulates numbers of the paper at many sets of values, and of each run keeps these numbers only.
///
/// Which random numbers a draw has depends on its number alone, so that sets of values that differ
/// little can be compared draw by draw.
struct NumberSimulator {
  /// The simulation.
  let model: FitModel
  /// How many runs at a time.
  let jobs: Int
  /// Called before each piece of work; what it throws ends all.
  let check: @Sendable () throws -> Void
  /// Called with the number of runs that have been done.
  let advance: @Sendable (Int) -> Void

  /// What one draw gave: a value for each number, nil where it has none.
  typealias Values = [Double?]

  /// A draw of some numbers at a set of values.
  private struct Piece: Sendable {
    let vector: Int
    let replication: Int
    let targets: [Int]
  }

  /// Simulates draws at one set of values.
  ///
  /// - Returns: for each draw a value of each target.
  /// - Throws: what ends the work, or what makes the values impossible.
  func draws(_ count: Int, of targets: [PaperTarget], at numbers: [Double]) throws -> [Values] {
    let runs = try model.runs(of: FitPlan.cells(of: targets), numbers: numbers)
    let pieces = (0..<count).map {
      Piece(vector: 0, replication: $0, targets: Array(targets.indices))
    }
    return try collect(pieces, targets, [runs])
  }

  /// Simulates draws at several sets of values near one of which all is known: only what they
  /// change is run.
  ///
  /// - Returns: for each set of values its draws, each with a value of each target; nil for values
  ///   that are impossible.
  func draws(
    of targets: [PaperTarget], at vectors: [[Double]], near numbers: [Double], known: [Values]
  ) throws -> [[Values]?] {
    let cells = FitPlan.cells(of: targets)
    let base = try model.runs(of: cells, numbers: numbers)
    let runs = try decode(vectors, cells)
    var pieces: [Piece] = []
    for (vector, runs) in runs.enumerated() {
      guard let runs else { continue }
      let changed = targets.indices.filter { index in
        targets[index].cells.contains { runs[$0] != base[$0] }
      }
      for replication in known.indices {
        pieces.append(Piece(vector: vector, replication: replication, targets: changed))
      }
    }
    let found = try collect(pieces, targets, runs)
    var results: [[Values]?] = runs.map { $0 == nil ? nil : known }
    for (piece, values) in zip(pieces, found) {
      for index in piece.targets {
        results[piece.vector]?[piece.replication][index] = values[index]
      }
    }
    return results
  }

  /// Simulates one draw at each of several sets of values, each with random numbers of its own.
  ///
  /// - Returns: a value of each target for each set of values; none for impossible ones.
  func single(_ targets: [PaperTarget], at vectors: [[Double]], from first: Int) throws -> [Values]
  {
    let runs = try decode(vectors, FitPlan.cells(of: targets))
    let pieces = vectors.indices.filter { runs[$0] != nil }.map {
      Piece(vector: $0, replication: first + $0, targets: Array(targets.indices))
    }
    return try collect(pieces, targets, runs)
  }

  private func decode(
    _ vectors: [[Double]], _ cells: [PaperCell]
  ) throws -> [[PaperCell: FitModel.Run]?] {
    let (model, check) = (model, check)
    return try Workers.collect(vectors.count, jobs: jobs) { index in
      try check()
      return try? model.runs(of: cells, numbers: vectors[index])
    }
  }

  private func collect(
    _ pieces: [Piece], _ targets: [PaperTarget], _ runs: [[PaperCell: FitModel.Run]?]
  ) throws -> [Values] {
    let (check, advance) = (check, advance)
    return try Workers.collect(pieces.count, jobs: jobs) { index in
      let piece = pieces[index]
      let own = piece.targets.map { targets[$0] }
      var figures: [PaperCell: RunFigures] = [:]
      var serving: [PaperCell: Int] = [:]
      var deployments: [PaperCell: Deployment] = [:]
      let cells = FitPlan.cells(of: own)
      for cell in cells {
        try check()
        guard let run = runs[piece.vector]?[cell] else { continue }
        deployments[cell] = run.deployment
        guard own.contains(where: { $0.needsRun && $0.cells.contains(cell) }),
          let outcome = try? PaperRun(
            run.task(replication: FitEvaluator.firstDraw + piece.replication), check: check)
        else { continue }
        figures[cell] = outcome.figures
        serving[cell] = outcome.servingInSecondPeak
      }
      // A check that fails within a run has ended it; it fails here again.
      try check()
      advance(cells.count)
      let paper = PaperRuns(figures, serving: serving, deployments: deployments)
      var values = Values(repeating: nil, count: targets.count)
      for target in piece.targets { values[target] = targets[target].simulated(in: paper) }
      return values
    }
  }
}

extension PaperTarget {
  /// Whether it takes a run to know it, rather than what is deployed.
  fileprivate var needsRun: Bool { numberClass != .parameter }
}

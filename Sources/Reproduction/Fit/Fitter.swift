import Platforms

/// Searches the parameters of a plan, block by block.
package struct Fitter {
  package let evaluator: FitEvaluator
  package let plan: FitPlan
  /// How many vectors of numbers may be tried in all.
  package let budget: Int
  package let seed: UInt64
  /// Told of the end of each block: its name, and the loss before and after.
  package var report: (String, Double, Double) -> Void = { _, _, _ in }
  /// Told how many vectors have been tried.
  package var progress: (Int) -> Void = { _ in }

  package init(
    evaluator: FitEvaluator, plan: FitPlan, budget: Int, seed: UInt64,
    report: @escaping (String, Double, Double) -> Void = { _, _, _ in },
    progress: @escaping (Int) -> Void = { _ in }
  ) {
    self.evaluator = evaluator
    self.plan = plan
    self.budget = budget
    self.seed = seed
    self.report = report
    self.progress = progress
  }

  /// Several blocks are gone through twice, because each changes what is best for the others.
  private var rounds: Int { plan.blocks.count > 1 ? 2 : 1 }

  /// What a search ends with.
  package struct Result {
    /// The best numbers.
    package var numbers: [Double]
    /// How many vectors were tried.
    package var evaluations = 0
    /// What ended the search early.
    package var interruption: (any Error)?
  }

  /// Searches from some numbers.
  package func run(from start: [Double]) throws -> Result {
    var result = Result(numbers: start)
    let visits = (0..<rounds).flatMap { _ in plan.blocks }
    var weight = visits.reduce(0) { $0 + $1.parameters.count }
    for (number, block) in visits.enumerated() {
      let part = (budget - result.evaluations) * block.parameters.count / max(weight, 1)
      weight -= block.parameters.count
      try search(block, budget: part, stream: "fit \(block.name) \(number)", &result)
      if result.interruption != nil { break }
    }
    return result
  }

  private func search(
    _ block: FitPlan.Block, budget: Int, stream: String, _ result: inout Result
  ) throws {
    let model = evaluator.model
    let numbers = result.numbers
    let done = result.evaluations
    let parameters = block.parameters.map { model.parameters[$0] }
    let start = zip(parameters, block.parameters).map { $0.fraction(of: numbers[$1]) }
    /// A coordinate that has not moved keeps its number, whose digits it might not give.
    func vector(_ point: [Double]) -> [Double] {
      var vector = numbers
      for (place, index) in block.parameters.enumerated() where point[place] != start[place] {
        vector[index] = parameters[place].number(at: point[place])
      }
      return vector
    }
    var tried = 0
    var first = Double.infinity
    var search = UnitSearch(
      from: start, budget: budget, leastStep: { parameters[$0].leastStep(at: $1) },
      weight: FitLoss.weight
    ) { points in
      let losses = try evaluator.losses(block, points.map(vector))
      if tried == 0 { first = losses[0].value }
      tried += points.count
      progress(done + tried)
      return losses
    }
    do {
      try search.run(seed: seed, stream: stream)
    } catch let stop as FitEvaluator.Stopped {
      result.interruption = stop.reason
    }
    result.evaluations += search.evaluations
    if search.bestValue < first { result.numbers = vector(search.best) }
    report(block.name, first, min(search.bestValue, first))
  }
}

/// Gaussian elimination for a Markov chain with killing, in an order that subtracts nothing.
///
/// It solves `(K + diag(row sums of P) - P) x = s` for a matrix of transition rates P, whose
/// diagonal is ignored, and rates of killing K. As no step subtracts, the result of non-negative
/// numbers is accurate however stiff the chain is.
///
/// Source: W. Grassmann, M. Taksar and D. Heyman, "Regenerative analysis and steady state
/// distributions for Markov chains", Operations Research 33(5), 1985.
struct ChainElimination {
  /// Above the diagonal the factors of the elimination, below it the rates that are left.
  private var entries: [[Double]]
  private var killing: [Double]
  private var pivots: [Double]

  /// The chain with its states eliminated from the last to the second.
  init(rates: [[Double]], killing: [Double]) {
    entries = rates
    self.killing = killing
    pivots = Array(repeating: 0, count: rates.count)
    for state in rates.indices.reversed() {
      var pivot = self.killing[state]
      for target in 0..<state { pivot += entries[state][target] }
      pivots[state] = pivot
      for origin in 0..<state {
        let factor = entries[origin][state] == 0 ? 0 : entries[origin][state] / pivot
        entries[origin][state] = factor
        if factor == 0 { continue }
        for target in 0..<state where target != origin {
          entries[origin][target] += factor * entries[state][target]
        }
        self.killing[origin] += factor * self.killing[state]
      }
    }
  }

  /// The solution for a right-hand side; infinite or not a number where there is none.
  func solution(for sources: [Double]) -> [Double] {
    solution(for: sources, grounded: false)
  }

  /// The solution whose element for state 0 is zero, of a system without killing.
  ///
  /// Without killing the solutions differ by a constant, and exist when the right-hand side
  /// averages to zero over the stationary distribution.
  func groundedSolution(for sources: [Double]) -> [Double] {
    solution(for: sources, grounded: true)
  }

  private func solution(for sources: [Double], grounded: Bool) -> [Double] {
    var values = sources
    for state in values.indices.reversed() {
      for origin in 0..<state { values[origin] += entries[origin][state] * values[state] }
    }
    for state in values.indices {
      if state == 0 && grounded {
        values[state] = 0
        continue
      }
      for target in 0..<state { values[state] += entries[state][target] * values[target] }
      values[state] = values[state] == 0 ? 0 : values[state] / pivots[state]
    }
    return values
  }

  /// The stationary distribution of an irreducible chain without killing.
  func stationaryDistribution() -> [Double] {
    var weights = Array(repeating: 0.0, count: entries.count)
    var total = 0.0
    for state in weights.indices {
      weights[state] = state == 0 ? 1 : 0
      for origin in 0..<state { weights[state] += weights[origin] * entries[origin][state] }
      total += weights[state]
    }
    return weights.map { $0 / total }
  }
}

import Documents
import Platforms
import SimCore
import Studies

/// Infers the values of the model from the paper's numbers.
///
/// The likelihood is normal, with means and covariance by simulation (a synthetic likelihood: S. N.
/// Wood, "Statistical inference for noisy nonlinear ecological dynamic systems", Nature 466, 2010).
/// The means are made linear about a point by central differences of the same draws, and the point
/// is moved to where the posterior of that is greatest, as long as simulation agrees (the method of
/// Gauss and Newton). Values are counted as fractions of the way between their bounds.
struct PosteriorSearch {
  let simulator: NumberSimulator
  let observations: [FitObservation]
  /// How many draws the means are of.
  let draws: Int
  /// Told of what has been done.
  var report: (String) -> Void = { _ in }

  /// Where a search is.
  struct State {
    /// The numbers of the parameters.
    var numbers: [Double]
    /// Them as fractions of the way between their bounds.
    var point: [Double]
    /// What each draw gave there.
    var draws: [NumberSimulator.Values]
    /// The means of the logarithms.
    var expected: [Double]
  }

  private var parameters: [FittedParameter] { simulator.model.parameters }

  /// What is known of the values without the paper's numbers: the normal distribution with the mean
  /// and the variance of an even one between the bounds.
  var prior: LinearPosterior.Prior {
    LinearPosterior.Prior(
      means: parameters.map { _ in 0.5 }, variances: parameters.map { _ in 1.0 / 12 })
  }

  /// Between what a relative discrepancy is looked for.
  private static let discrepancies = 0.0005...1.0

  /// Searches from some numbers.
  ///
  /// - Parameters:
  ///   - numbers: where to start.
  ///   - steps: how often the point may move.
  /// - Returns: the posterior at the last point.
  /// - Throws: what ends the work.
  func run(from numbers: [Double], steps: Int) throws -> FitPosterior {
    var state = try measure(numbers)
    var lengths = parameters.map { _ in 0.03 }
    var taken = 0
    while true {
      let slopes = try slopes(at: state, lengths)
      let found = try posterior(at: state, slopes, observations)
      var next = found
      next.steps = taken
      next.observations = observations
      let misfit = misfit(state, found, observations)
      report(
        "step \(taken): misfit of numbers \(text(misfit.numbers)), of values "
          + "\(text(misfit.values)); discrepancy \(text(100 * found.discrepancy)) %")
      guard taken < steps,
        let moved = try move(state, found, observations, below: misfit.sum)
      else {
        next.isSettled = taken < steps
        return next
      }
      state = moved
      taken += 1
      lengths = parameters.indices.map { min(max(found.linear.deviation($0), 0.005), 0.05) }
    }
  }

  /// Simulates the draws at some numbers.
  func measure(_ numbers: [Double]) throws -> State {
    let found = try simulator.draws(draws, of: observations.map(\.target), at: numbers)
    guard let state = state(numbers, found) else {
      throw StudyError(
        "with these values some draws do not give all of the paper's numbers",
        advice: "Start from the present values.")
    }
    return state
  }

  /// What draws at some numbers say; nil where one of them does not give a number.
  func state(_ numbers: [Double], _ found: [NumberSimulator.Values]) -> State? {
    let means = observations.indices.compactMap { mean(found, $0) }
    guard means.count == observations.count else { return nil }
    let point = zip(parameters, numbers).map { $0.fraction(of: $1) }
    return State(numbers: numbers, point: point, draws: found, expected: means)
  }

  private func mean(_ draws: [NumberSimulator.Values], _ index: Int) -> Double? {
    var sum = 0.0
    for draw in draws {
      guard let value = draw[index] else { return nil }
      sum += observations[index].logarithm(value)
    }
    return sum / Double(draws.count)
  }

  /// The numbers at a point, of which those keep their digits that do not move.
  func numbers(at point: [Double], from state: State) -> [Double] {
    parameters.indices.map { index in
      point[index] == state.point[index]
        ? state.numbers[index] : parameters[index].number(at: point[index])
    }
  }

  /// Central differences, on one side at a bound.
  private func slopes(at state: State, _ lengths: [Double]) throws -> [[Double]] {
    var vectors: [[Double]] = []
    for (index, parameter) in parameters.enumerated() {
      let length = max(lengths[index], 1.01 * parameter.leastStep(at: state.point[index]))
      for end in [state.point[index] - length, state.point[index] + length] {
        var vector = state.numbers
        vector[index] = parameter.number(at: min(max(end, 0), 1))
        vectors.append(vector)
      }
    }
    let found = try simulator.draws(
      of: observations.map(\.target), at: vectors, near: state.numbers, known: state.draws)
    let columns = parameters.indices.map { index -> [Double] in
      // What is impossible, or gives no number, counts as if nothing had been tried.
      let ends = [2 * index, 2 * index + 1].map { end in
        found[end].flatMap { self.state(vectors[end], $0) } ?? state
      }
      let length = ends[1].point[index] - ends[0].point[index]
      return observations.indices.map { row in
        length > 0 ? (ends[1].expected[row] - ends[0].expected[row]) / length : 0
      }
    }
    return observations.indices.map { row in columns.map { $0[row] } }
  }

  /// The posterior of a model that is linear about a point, with the discrepancy that explains what
  /// is left there.
  ///
  /// The squares of the distances of the numbers, in their errors, are then as many as there are
  /// numbers, less the values that they determine. The probability of the evidence in the linear
  /// model would make less of it: where simulation does not follow, it promises too much.
  ///
  /// - Parameters:
  ///   - state: the point, with draws of all observations.
  ///   - slopes: how all observations change there.
  ///   - kept: the observations that count.
  /// - Returns: the posterior.
  /// - Throws: ``StudyError`` when their errors have no proper covariance.
  func posterior(
    at state: State, _ slopes: [[Double]], _ kept: [FitObservation]
  ) throws -> FitPosterior {
    let names = Set(kept.map(\.target.id))
    let rows = observations.indices.filter { names.contains(observations[$0].target.id) }
    let draws = state.draws.map { draw in
      rows.map { observations[$0].logarithm(draw[$0] ?? 0) }
    }
    let sampling = ErrorCovariance.shrunk(draws)
    let linear = LinearPosterior.Model(
      point: state.point, expected: rows.map { state.expected[$0] },
      slopes: rows.map { slopes[$0] })
    func attempt(_ discrepancy: Double) throws -> (posterior: FitPosterior, excess: Double) {
      try simulator.check()
      let errors = ErrorCovariance.adding(
        kept.map { $0.roundingVariance + discrepancy * discrepancy }, to: sampling)
      guard
        let found = LinearPosterior(prior, linear, observed: kept.map(\.observed), errors: errors)
      else {
        throw StudyError("the errors of the numbers have no proper covariance")
      }
      let posterior = FitPosterior(
        parameters: parameters, numbers: state.numbers, point: state.point, linear: found,
        slopes: slopes, discrepancy: discrepancy, errors: errors, sampling: sampling,
        draws: state.draws, observations: kept)
      let squares = 2 * misfit(state, posterior, kept).numbers
      return (posterior, squares - (Double(kept.count) - posterior.determined))
    }
    var (low, high) = (Self.discrepancies.lowerBound, Self.discrepancies.upperBound)
    var best = try attempt(low)
    if best.excess <= 0 { return best.posterior }
    // The excess falls from one end to the other; halves of the way in ratios.
    for _ in 0..<12 {
      let middle = Elementary.squareRoot(low * high)
      best = try attempt(middle)
      if best.excess > 0 { low = middle } else { high = middle }
    }
    return best.posterior
  }

  /// What the posterior density falls with: half the squares of the distances of the numbers, in
  /// their errors, and of the values, in their prior deviations.
  struct Misfit {
    let numbers: Double
    let values: Double
    var sum: Double { numbers + values }
  }

  /// The misfit of a point, with the errors of a posterior.
  func misfit(_ state: State, _ found: FitPosterior, _ kept: [FitObservation]) -> Misfit {
    let names = Set(kept.map(\.target.id))
    let rows = observations.indices.filter { names.contains(observations[$0].target.id) }
    let distance = rows.map { observations[$0].observed - state.expected[$0] }
    let weighted = SymmetricMatrix.solve(found.errors, distance) ?? distance
    let prior = prior
    let values = state.point.indices.reduce(0) { sum, index in
      let distance = state.point[index] - prior.means[index]
      return sum + distance * distance / prior.variances[index]
    }
    return Misfit(
      numbers: SymmetricMatrix.product(distance, weighted, distance.count) / 2, values: values / 2)
  }

  /// How strongly steps are held back; all are tried at a time.
  private static let damping: [Double] = [0, 1, 10, 100, 1000, 10_000]

  /// The best of several steps towards the posterior's mean; nil if none is better.
  ///
  /// Where the numbers say little, the prior draws a value far away from where the model was made
  /// linear. A step is held back by counting the point as a part of the prior, which leaves alone
  /// what the numbers do say (the method of Levenberg and Marquardt).
  func move(
    _ state: State, _ found: FitPosterior, _ kept: [FitObservation], below misfit: Double
  ) throws -> State? {
    let prior = prior
    let names = Set(kept.map(\.target.id))
    let rows = observations.indices.filter { names.contains(observations[$0].target.id) }
    let linear = LinearPosterior.Model(
      point: state.point, expected: rows.map { state.expected[$0] },
      slopes: rows.map { found.slopes[$0] })
    let vectors = Self.damping.compactMap { damping -> [Double]? in
      let held = LinearPosterior.Prior(
        means: zip(prior.means, state.point).map { ($0 + damping * $1) / (1 + damping) },
        variances: prior.variances.map { $0 / (1 + damping) })
      let step = LinearPosterior(
        held, linear, observed: kept.map(\.observed), errors: found.errors)
      return step.map { numbers(at: $0.means.map { min(max($0, 0), 1) }, from: state) }
    }
    let draws = try simulator.draws(
      of: observations.map(\.target), at: vectors, near: state.numbers, known: state.draws)
    let states = zip(vectors, draws).compactMap { vector, draws in
      draws.flatMap { self.state(vector, $0) }
    }
    let best = states.map { ($0, self.misfit($0, found, kept).sum) }.min { $0.1 < $1.1 }
    guard let best, best.1 < misfit - 0.1 else { return nil }
    return best.0
  }

  private func text(_ number: Double) -> String { DecimalText.fixed(number, digits: 2) }
}

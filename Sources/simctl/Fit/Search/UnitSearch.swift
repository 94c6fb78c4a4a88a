import SimCore

/// A search without derivatives for the least value of a function on the unit cube.
///
/// It takes turns between three methods, all of which ask for several points at a time, so that
/// these can be evaluated in parallel. Steps to where the residuals would vanish
/// (``ResidualSearch``) are the fastest where the function is nearly smooth; an evolution strategy
/// that learns which directions matter (``EvolutionStrategy``), restarted from the best point with
/// more points a generation each time, finds its way among jags; steps along the axes
/// (``AxisSearch``) are for coordinates that change in jumps. All randomness comes from the seed,
/// and the points do not depend on how many are evaluated at a time.
struct UnitSearch {
  /// Ends a search whose budget is used up.
  struct Exhausted: Error {}

  /// What the function gives at a point.
  struct Sample {
    /// What is to become least.
    let value: Double
    /// Differences that are to vanish, and make up the value; of the same number at all points.
    let residuals: [Double]
  }

  /// The function: what it gives at points, in their order.
  typealias Function = ([[Double]]) throws -> [Sample]

  private let function: Function
  private let weight: (Double) -> Double
  /// For each coordinate, the least step about a place that makes a difference.
  let leastStep: (Int, Double) -> Double
  /// How many points may be asked for.
  let budget: Int
  /// How many have been.
  private(set) var evaluations = 0
  /// The best point so far; of equals the first.
  private(set) var point: [Double]
  /// The value there.
  private(set) var value = Double.infinity
  /// The residuals there.
  private(set) var residuals: [Double] = []

  /// A search.
  ///
  /// - Parameters:
  ///   - point: where it begins.
  ///   - budget: how many points may be asked for.
  ///   - leastStep: for an axis and a place on it, the least step that makes a difference.
  ///   - weight: how much a residual counts for its size.
  ///   - function: the function.
  init(
    from point: [Double], budget: Int, leastStep: @escaping (Int, Double) -> Double = { _, _ in 0 },
    weight: @escaping (Double) -> Double = { _ in 1 }, _ function: @escaping Function
  ) {
    self.point = point
    self.budget = budget
    self.leastStep = leastStep
    self.weight = weight
    self.function = function
  }

  /// Searches until the budget is used up.
  ///
  /// What has been found stands in ``point`` and ``value``, also when the function throws.
  mutating func run(seed: UInt64, stream: String) throws {
    var random = Random(seed: seed, stream: RandomStream(stream))
    do throws(any Error) {
      _ = try evaluate([point])
      if point.isEmpty { return }
      try ResidualSearch().run(&self, weight: weight)
      var generation = 4 + Int(3 * Elementary.log(Double(point.count + 1)))
      var reach = 0.15
      while true {
        try AxisSearch(step: 0.05, least: 0.003).run(&self)
        let share = (budget - evaluations) / 3
        let limit = evaluations + max(share, 8 * generation)
        var strategy = EvolutionStrategy(at: point, reach: reach, generation: generation)
        try strategy.run(&self, &random, limit: limit)
        try ResidualSearch().run(&self, weight: weight)
        // Alternately near and far, with more points each time (the IPOP rule of Auger and Hansen,
        // CEC 2005).
        generation = min(generation * 3 / 2, 60)
        reach = reach > 0.1 ? 0.05 : 0.3
      }
    } catch is Exhausted {
      return
    }
  }

  /// What the function gives at points, of which there may be fewer than asked for at the end of
  /// the budget.
  mutating func evaluate(_ points: [[Double]]) throws -> [Sample] {
    let allowed = Array(points.prefix(budget - evaluations))
    if allowed.isEmpty {
      if points.isEmpty { return [] }
      throw Exhausted()
    }
    let samples = try function(allowed)
    evaluations += allowed.count
    for (point, sample) in zip(allowed, samples) where sample.value < value {
      (self.point, value, residuals) = (point, sample.value, sample.residuals)
    }
    return samples
  }
}

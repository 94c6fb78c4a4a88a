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
  /// The best point of all.
  private(set) var best: [Double]
  /// The value there.
  private(set) var bestValue = Double.infinity
  /// The best point of the present descent; of equals the first.
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
    best = point
    self.budget = budget
    self.leastStep = leastStep
    self.weight = weight
    self.function = function
  }

  /// Searches until the budget is used up, in descents that start by turns from the best point
  /// and from anywhere.
  ///
  /// What has been found stands in ``best`` and ``bestValue``, also when the function throws.
  mutating func run(seed: UInt64, stream: String) throws {
    var random = Random(seed: seed, stream: RandomStream(stream))
    // A generation grows with each descent (the IPOP rule of Auger and Hansen, CEC 2005).
    var generation = 4 + Int(3 * Elementary.log(Double(point.count + 1)))
    do {
      _ = try evaluate([point])
      if point.isEmpty { return }
      try descend(&random, reach: 0.15, generation: generation)
      while true {
        try start(at: point.map { _ in random.nextUnit() })
        try descend(&random, reach: 0.2, generation: generation)
        generation = min(generation * 3 / 2, 60)
        try start(at: best)
        try descend(&random, reach: 0.05, generation: generation)
      }
    } catch is Exhausted {
      return
    }
  }

  /// Begins a descent.
  private mutating func start(at point: [Double]) throws {
    value = .infinity
    _ = try evaluate([point])
  }

  /// Goes down from the present point with all methods.
  private mutating func descend(
    _ random: inout Random, reach: Double, generation: Int
  ) throws {
    try ResidualSearch().run(&self, weight: weight)
    try AxisSearch(step: 0.05, least: 0.003).run(&self)
    let fraction = max((budget - evaluations) / 6, 10 * generation)
    var strategy = EvolutionStrategy(at: point, reach: reach, generation: generation)
    try strategy.run(&self, &random, limit: evaluations + fraction)
    try ResidualSearch().run(&self, weight: weight)
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
      if value < bestValue { (best, bestValue) = (point, value) }
    }
    return samples
  }
}

import SimCore

/// A search without derivatives for the least value of a function on the unit cube.
///
/// It takes turns between two methods, both of which ask for several points at a time, so that
/// these can be evaluated in parallel: an evolution strategy that learns which directions matter
/// (``EvolutionStrategy``), restarted from the best point with more points a generation each time
/// it comes to rest; and steps along the axes (``AxisSearch``), which finish what the strategy
/// leaves, and are the only way along coordinates that change in jumps. The function may be jagged
/// or flat in places. All randomness comes from the seed, and the points do not depend on how many
/// are evaluated at a time.
struct UnitSearch {
  /// What can end a search besides its budget.
  struct Exhausted: Error {}

  /// The function: values of points, in their order.
  typealias Function = ([[Double]]) throws -> [Double]

  private let function: Function
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

  /// A search that begins at a point.
  init(
    from point: [Double], budget: Int, leastStep: @escaping (Int, Double) -> Double = { _, _ in 0 },
    _ function: @escaping Function
  ) {
    self.point = point
    self.budget = budget
    self.leastStep = leastStep
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
      // The first steps along the axes cost little and tell the strategy nothing wrong.
      try AxisSearch(step: 0.05, least: 0.02).run(&self)
      var generation = 4 + Int(3 * Elementary.log(Double(point.count + 1)))
      var reach = 0.15
      while true {
        let limit = evaluations + max((budget - evaluations) * 2 / 3, 8 * generation)
        var strategy = EvolutionStrategy(at: point, reach: reach, generation: generation)
        try strategy.run(&self, &random, limit: limit)
        try AxisSearch(step: 0.02, least: 0.0005).run(&self)
        // Alternately near and far, with more points each time (the IPOP rule of Auger and Hansen,
        // CEC 2005).
        generation = min(generation * 3 / 2, 60)
        reach = reach > 0.1 ? 0.05 : 0.3
      }
    } catch is Exhausted {
      return
    }
  }

  /// The values of points, of which there may be fewer than asked for at the end of the budget.
  mutating func evaluate(_ points: [[Double]]) throws -> [Double] {
    let allowed = Array(points.prefix(budget - evaluations))
    if allowed.isEmpty { throw Exhausted() }
    let values = try function(allowed)
    evaluations += allowed.count
    for (point, value) in zip(allowed, values) where value < self.value {
      (self.point, self.value) = (point, value)
    }
    return values
  }
}

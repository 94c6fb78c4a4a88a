import SimCore

/// The evolution strategy with covariance matrix adaptation (CMA-ES) in the unit cube.
///
/// Points are drawn from a normal distribution whose mean, width and shape follow the better half
/// of the points drawn before. Points outside the cube are reflected into it.
///
/// Source: N. Hansen, "The CMA evolution strategy: a tutorial", arXiv:1604.00772, with its default
/// constants.
struct EvolutionStrategy {
  private let count: Int
  private let generation: Int
  private var mean: [Double]
  private var width: Double
  private var covariance: [[Double]]
  private var shapePath: [Double]
  private var widthPath: [Double]
  private let weights: [Double]
  private let effective: Double

  /// A strategy about a point.
  ///
  /// - Parameters:
  ///   - point: where it begins.
  ///   - reach: the first standard deviation along each axis.
  ///   - generation: how many points are drawn at a time, at least 4.
  init(at point: [Double], reach: Double, generation: Int) {
    count = point.count
    self.generation = max(generation, 4)
    mean = point
    width = reach
    covariance = point.indices.map { row in point.indices.map { row == $0 ? 1 : 0 } }
    shapePath = point.map { _ in 0 }
    widthPath = point.map { _ in 0 }
    let half = self.generation / 2
    let raw = (1...half).map { Elementary.log(Double(half) + 0.5) - Elementary.log(Double($0)) }
    let sum = raw.reduce(0, +)
    weights = raw.map { $0 / sum }
    effective = 1 / weights.reduce(0) { $0 + $1 * $1 }
  }

  /// Searches until it comes to rest, or the search has asked for so many points.
  mutating func run(_ search: inout UnitSearch, _ random: inout Random, limit: Int) throws {
    var best = Double.infinity
    var idle = 0
    let patience = 10 + 30 * count / generation
    while width > 1e-4, idle < patience, search.evaluations < limit {
      let (axes, lengths) = SymmetricMatrix.principalAxes(covariance)
      let spread = lengths.map { max($0, 1e-20).squareRoot() }
      let steps = (0..<generation).map { _ in
        let normals = spread.map { $0 * random.nextNormal() }
        return (0..<count).map { row in
          (0..<count).reduce(0) { $0 + axes[row][$1] * normals[$1] }
        }
      }
      let points = steps.map { step in
        (0..<count).map { Self.reflected(mean[$0] + width * step[$0]) }
      }
      let values = try search.evaluate(points).map(\.value)
      if values.count < points.count { throw UnitSearch.Exhausted() }
      // Of equal values the earlier point comes first, so that the order is the same everywhere.
      let order = values.indices.sorted { (values[$0], $0) < (values[$1], $1) }
      idle = values[order[0]] < best ? 0 : idle + 1
      best = min(best, values[order[0]])
      // The steps that count are those after the reflection.
      let taken = order.prefix(weights.count).map { index in
        (0..<count).map { (points[index][$0] - mean[$0]) / width }
      }
      adapt(taken, axes, spread)
    }
  }

  /// Moves the distribution after the better points of a generation, best first.
  private mutating func adapt(_ steps: [[Double]], _ axes: [[Double]], _ spread: [Double]) {
    let size = Double(count)
    let widthFraction = (effective + 2) / (size + effective + 5)
    let shapeFraction = (4 + effective / size) / (size + 4 + 2 * effective / size)
    let rankOne = 2 / ((size + 1.3) * (size + 1.3) + effective)
    let rankMany = min(
      1 - rankOne, 2 * (effective - 2 + 1 / effective) / ((size + 2) * (size + 2) + effective))
    let damping =
      1 + widthFraction + 2 * max(0, ((effective - 1) / (size + 1)).squareRoot() - 1)
    // The expected length of a vector of standard normal numbers.
    let usual = size.squareRoot() * (1 - 1 / (4 * size) + 1 / (21 * size * size))

    let move = (0..<count).map { row in
      zip(weights, steps).reduce(0) { $0 + $1.0 * $1.1[row] }
    }
    for row in 0..<count { mean[row] += width * move[row] }
    // The move in the coordinates in which the distribution is round.
    let along = (0..<count).map { axis in
      (0..<count).reduce(0) { $0 + axes[$1][axis] * move[$1] } / spread[axis]
    }
    let gain = (widthFraction * (2 - widthFraction) * effective).squareRoot()
    for row in 0..<count {
      let round = (0..<count).reduce(0) { $0 + axes[row][$1] * along[$1] }
      widthPath[row] = (1 - widthFraction) * widthPath[row] + gain * round
    }
    let length = widthPath.reduce(0) { $0 + $1 * $1 }.squareRoot()
    let isCalm = length < (1.4 + 2 / (size + 1)) * usual * 1.4
    let shapeGain = isCalm ? (shapeFraction * (2 - shapeFraction) * effective).squareRoot() : 0
    for row in 0..<count {
      shapePath[row] = (1 - shapeFraction) * shapePath[row] + shapeGain * move[row]
    }
    for row in 0..<count {
      for column in 0..<count {
        let many = zip(weights, steps).reduce(0) { $0 + $1.0 * $1.1[row] * $1.1[column] }
        covariance[row][column] =
          (1 - rankOne - rankMany) * covariance[row][column]
          + rankOne * shapePath[row] * shapePath[column] + rankMany * many
      }
    }
    width = min(width * Elementary.exp(widthFraction / damping * (length / usual - 1)), 0.5)
  }

  /// A coordinate folded at 0 and 1 until it lies between them.
  private static func reflected(_ place: Double) -> Double {
    var place = place
    for _ in 0..<8 {
      if place < 0 { place = -place }
      if place > 1 { place = 2 - place }
    }
    return min(max(place, 0), 1)
  }
}

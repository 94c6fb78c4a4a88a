import SimCore

/// A distribution of lengths of time, fitted to a sample, with how well it fits.
package struct DurationFit: Hashable, Sendable {
  /// The families that are tried, by maximum likelihood, and quantiles for where none fits.
  package enum Shape: Hashable, Sendable {
    /// Always the same, in seconds.
    case constant(Double)
    /// The mean in seconds.
    case exponential(mean: Double)
    /// The mean in seconds, and the shape.
    case gamma(mean: Double, shape: Double)
    /// The median in seconds, and the standard deviation of the logarithm.
    case lognormal(median: Double, sigma: Double)
    /// The scale in seconds, and the shape.
    case weibull(scale: Double, shape: Double)
    /// Probabilities with lengths in seconds.
    case quantiles([Quantile])
  }

  /// A point of a distribution function.
  package struct Quantile: Hashable, Sendable {
    /// The probability.
    package let probability: Double
    /// The length in seconds that is not exceeded with it.
    package let seconds: Double
  }

  /// Quantiles of the sample, by which it is compared with the fit.
  let sample: [Quantile]
  /// What was fitted.
  package let shape: Shape
  /// The size of the sample.
  package let count: Int
  /// The mean of the sample in seconds.
  package let mean: Double
  /// The standard deviation of the sample over its mean.
  package let variation: Double
  /// The greatest distance of the distribution functions, after Kolmogorov and Smirnov.
  package let distance: Double
  /// The statistic of Anderson and Darling, which looks at the tails; nil for quantiles.
  package let tailDistance: Double?
  /// The best of the families, where quantiles took its place: its name and its distance.
  package let rejected: Rejected?

  /// A family that does not fit.
  package struct Rejected: Hashable, Sendable {
    /// Its name.
    package let name: String
    /// Its distance after Kolmogorov and Smirnov.
    package let distance: Double
    /// Its statistic of Anderson and Darling.
    package let tailDistance: Double
  }

  /// The greatest distance, beyond that of chance, that a family may have.
  ///
  /// A large sample rejects any family; one that is nowhere 1 % off is as good as the log.
  static let greatestDistance = 0.01

  /// The fit of a sample of lengths in seconds; nil for an empty one.
  package init?(_ sample: [Double]) {
    guard !sample.isEmpty else { return nil }
    let sorted = sample.sorted()
    let mean = sorted.reduce(0, +) / Double(sorted.count)
    let square = sorted.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(sorted.count)
    count = sorted.count
    self.sample = Self.compared(sorted)
    self.mean = mean
    variation = mean > 0 ? Elementary.squareRoot(square) / mean : 0
    guard let first = sorted.first, let last = sorted.last, first < last else {
      (shape, distance, tailDistance, rejected) = (.constant(mean), 0, nil, nil)
      return
    }
    let best = first > 0 && sorted.count >= 20 ? Self.best(sorted) : nil
    // 1.36 / sqrt(n) is the distance that a right family exceeds once in twenty samples.
    let bound = max(Self.greatestDistance, 1.36 / Elementary.squareRoot(Double(sorted.count)))
    if let best, best.distance <= bound {
      (shape, distance, tailDistance, rejected) = (
        best.family.shape, best.distance, best.tailDistance, nil
      )
      return
    }
    let table = Self.quantiles(sorted)
    shape = .quantiles(table)
    distance = Goodness.distance(sorted) { Self.probability(of: $0, in: table) }
    tailDistance = nil
    rejected = best.map {
      Rejected(name: $0.family.name, distance: $0.distance, tailDistance: $0.tailDistance)
    }
  }

  /// The most times by which the likelihood of families is found.
  private static let mostFitted = 100_000

  private typealias Candidate = (family: Family, distance: Double, tailDistance: Double)

  /// The likeliest family, all having been charged for their parameters (BIC).
  private static func best(_ all: [Double]) -> Candidate? {
    // Of a large sample, so many evenly chosen ranks are as good.
    let step = (all.count + mostFitted - 1) / mostFitted
    let sorted = stride(from: step / 2, to: all.count, by: step).map { all[$0] }
    let mean = sorted.reduce(0, +) / Double(sorted.count)
    let families = Family.all(sorted, mean: mean)
    let size = Elementary.log(Double(sorted.count))
    let scored = families.map { family in
      (family, Double(family.parameters) * size - 2 * family.logLikelihood)
    }
    guard let best = scored.min(by: { $0.1 < $1.1 })?.0 else { return nil }
    let distance = Goodness.distance(sorted) { best.probability($0) }
    let tails = Goodness.tailDistance(sorted) { best.probability($0) }
    return (best, distance, tails)
  }

  /// The probabilities of a table: dense in the upper tail, which clients feel.
  private static let probabilities: [Double] =
    (0..<20).map { Double($0) / 20 }
    + [0.96, 0.97, 0.98, 0.985, 0.99, 0.9925, 0.995, 0.9975, 0.999, 0.9995, 1]

  static func quantiles(_ sorted: [Double]) -> [Quantile] {
    probabilities.map {
      Quantile(probability: $0, seconds: value(at: $0, of: sorted))
    }
  }

  /// The value that a share of a sorted sample does not exceed, between neighbours in proportion.
  package static func value(at probability: Double, of sorted: [Double]) -> Double {
    let place = probability * Double(sorted.count - 1)
    let below = min(Int(place), sorted.count - 1)
    let above = min(below + 1, sorted.count - 1)
    return sorted[below] + (place - Double(below)) * (sorted[above] - sorted[below])
  }

  private static func probability(of value: Double, in table: [Quantile]) -> Double {
    var before: Quantile?
    for point in table {
      if value < point.seconds, let before {
        let share = (value - before.seconds) / (point.seconds - before.seconds)
        return before.probability + share * (point.probability - before.probability)
      }
      if value < point.seconds { return 0 }
      before = point
    }
    return 1
  }
}

/// How far a sample is from a distribution.
enum Goodness {
  /// The greatest distance between the distribution functions.
  static func distance(_ sorted: [Double], _ probability: (Double) -> Double) -> Double {
    let count = Double(sorted.count)
    var greatest = 0.0
    var index = 0
    while index < sorted.count {
      var end = index + 1
      while end < sorted.count, sorted[end] == sorted[index] { end += 1 }
      // A value that many requests have, because the log rounds, is compared once.
      let middle = (Double(index) + Double(end)) / 2 / count
      let half = end - index == 1 ? 0.5 / count : 0
      greatest = max(greatest, abs(probability(sorted[index]) - middle) + half)
      index = end
    }
    return greatest
  }

  /// The statistic of Anderson and Darling.
  ///
  /// Source: T. W. Anderson and D. A. Darling, "A test of goodness of fit", Journal of the American
  /// Statistical Association 49, 1954.
  static func tailDistance(_ sorted: [Double], _ probability: (Double) -> Double) -> Double {
    let logs = sorted.map { value -> (below: Double, above: Double) in
      let p = min(max(probability(value), 1e-15), 1 - 1e-15)
      return (Elementary.log(p), Elementary.log(1 - p))
    }
    var sum = 0.0
    for index in logs.indices {
      sum += Double(2 * index + 1) * (logs[index].below + logs[logs.count - 1 - index].above)
    }
    return -Double(logs.count) - sum / Double(logs.count)
  }
}

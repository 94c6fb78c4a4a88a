import SimCore

/// A length of time in a log beside the one that the fit has with the same probability.
package struct QuantilePair: Hashable, Sendable {
  /// The probability that neither is exceeded.
  package let probability: Double
  /// The length in the log, in seconds.
  package let logged: Double
  /// That of the fit, in seconds.
  package let fitted: Double
}

extension DurationFit {
  /// From how many times on they are compared at every percent, and not one by one.
  private static let many = 200
  /// Those of the tail, which clients feel, compared besides where ten times or more lie beyond.
  private static let tail = [0.995, 0.998, 0.999, 0.9998, 0.9999]

  /// The quantiles of a sorted sample by which it is compared with a fit.
  static func compared(_ sorted: [Double]) -> [Quantile] {
    let count = Double(sorted.count)
    let even =
      sorted.count < many
      ? sorted.indices.map { (Double($0) + 0.5) / count } : (1..<100).map { Double($0) / 100 }
    let beyond = tail.filter { count * (1 - $0) >= 10 - 1e-6 }
    return (even + beyond).map { Quantile(probability: $0, seconds: value(at: $0, of: sorted)) }
  }

  /// The log's lengths beside those of the fit, from short to long.
  package var pairs: [QuantilePair] {
    sample.map {
      QuantilePair(
        probability: $0.probability, logged: $0.seconds, fitted: quantile($0.probability))
    }
  }

  /// The length in seconds that is not exceeded with a probability between 0 and 1.
  package func quantile(_ probability: Double) -> Double {
    switch shape {
    case .constant(let seconds): return seconds
    case .quantiles(let points):
      guard let above = points.firstIndex(where: { $0.probability >= probability }) else {
        return points.last?.seconds ?? 0
      }
      guard above > 0 else { return points[0].seconds }
      let (low, high) = (points[above - 1], points[above])
      let share = (probability - low.probability) / (high.probability - low.probability)
      return low.seconds + share * (high.seconds - low.seconds)
    case .exponential, .gamma, .lognormal, .weibull:
      let family = Family(shape: shape, name: "", parameters: 0, logLikelihood: 0)
      var (low, high) = (0.0, mean > 0 ? mean : 1)
      while family.probability(high) < probability, high < 1e12 { high *= 2 }
      for _ in 0..<100 {
        let middle = (low + high) / 2
        if family.probability(middle) < probability { low = middle } else { high = middle }
      }
      return (low + high) / 2
    }
  }
}

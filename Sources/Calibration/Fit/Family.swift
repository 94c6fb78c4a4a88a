import SimCore

/// A family of distributions with the parameters that make a sample likeliest.
struct Family {
  let shape: DurationFit.Shape
  let name: String
  let parameters: Int
  let logLikelihood: Double

  /// The families, fitted to a sorted sample of lengths above 0.
  static func all(_ sorted: [Double], mean: Double) -> [Family] {
    let logs = sorted.map { Elementary.log($0) }
    let count = Double(sorted.count)
    let meanLog = logs.reduce(0, +) / count
    let spread = logs.reduce(0) { $0 + ($1 - meanLog) * ($1 - meanLog) } / count
    return [
      exponential(count, mean), gamma(count, mean, meanLog), lognormal(count, meanLog, spread),
      weibull(sorted, logs, meanLog),
    ].compactMap { $0 }
  }

  private static func exponential(_ count: Double, _ mean: Double) -> Family {
    Family(
      shape: .exponential(mean: mean), name: "exponential", parameters: 1,
      logLikelihood: -count * (Elementary.log(mean) + 1))
  }

  /// The shape k solves log k - digamma(k) = log mean - mean log, by Newton's method.
  private static func gamma(_ count: Double, _ mean: Double, _ meanLog: Double) -> Family? {
    let gap = Elementary.log(mean) - meanLog
    guard gap > 1e-12 else { return nil }
    // The start of T. Minka, "Estimating a gamma distribution", 2002.
    var shape = (3 - gap + Elementary.squareRoot((gap - 3) * (gap - 3) + 24 * gap)) / (12 * gap)
    for _ in 0..<50 {
      let value = Elementary.log(shape) - SpecialFunctions.digamma(shape) - gap
      let slope = 1 / shape - SpecialFunctions.trigamma(shape)
      let next = shape - value / slope
      guard next > 0, next.isFinite else { break }
      let isDone = abs(next - shape) < 1e-12 * shape
      shape = next
      if isDone { break }
    }
    guard (1e-3...1e6).contains(shape) else { return nil }
    let likelihood =
      count
      * ((shape - 1) * meanLog - shape - Elementary.logGamma(shape)
        - shape * Elementary.log(mean / shape))
    return Family(
      shape: .gamma(mean: mean, shape: shape), name: "gamma", parameters: 2,
      logLikelihood: likelihood)
  }

  private static func lognormal(_ count: Double, _ meanLog: Double, _ spread: Double) -> Family? {
    let sigma = Elementary.squareRoot(spread)
    guard sigma > 1e-9, sigma < 10 else { return nil }
    let halfLogOfTwoPi = 0.918938533204672741780329736406
    return Family(
      shape: .lognormal(median: Elementary.exp(meanLog), sigma: sigma), name: "lognormal",
      parameters: 2,
      logLikelihood: -count * (meanLog + Elementary.log(sigma) + halfLogOfTwoPi + 0.5))
  }

  /// The shape k solves sum(x^k log x) / sum(x^k) - 1/k = mean log, by bisection: the left side
  /// rises with k.
  private static func weibull(_ sorted: [Double], _ logs: [Double], _ meanLog: Double) -> Family? {
    let greatest = logs.last ?? 0
    func sums(_ shape: Double) -> (power: Double, weighted: Double) {
      var sums = (power: 0.0, weighted: 0.0)
      for log in logs {
        // Relative to the greatest value, so that no power is beyond all numbers.
        let power = Elementary.exp(shape * (log - greatest))
        sums.power += power
        sums.weighted += power * log
      }
      return sums
    }
    var (low, high) = (0.05, 1000.0)
    for _ in 0..<60 {
      let shape = Elementary.squareRoot(low * high)
      let sums = sums(shape)
      if sums.weighted / sums.power - 1 / shape > meanLog { high = shape } else { low = shape }
    }
    let shape = Elementary.squareRoot(low * high)
    guard shape > 0.051, shape < 990 else { return nil }
    let count = Double(sorted.count)
    let power = sums(shape).power / count
    let logScale = greatest + Elementary.log(power) / shape
    let likelihood =
      count * (Elementary.log(shape) - shape * logScale + (shape - 1) * meanLog - 1)
    return Family(
      shape: .weibull(scale: Elementary.exp(logScale), shape: shape), name: "weibull",
      parameters: 2, logLikelihood: likelihood)
  }

  /// The probability that a length is not exceeded.
  func probability(_ value: Double) -> Double {
    switch shape {
    case .constant(let constant): value < constant ? 0 : 1
    case .exponential(let mean): 1 - Elementary.exp(-value / mean)
    case .gamma(let mean, let shape): SpecialFunctions.lowerGamma(shape, value * shape / mean)
    case .lognormal(let median, let sigma):
      SpecialFunctions.normal(Elementary.log(value / median) / sigma)
    case .weibull(let scale, let shape):
      1 - Elementary.exp(-Elementary.pow(value / scale, shape))
    case .quantiles: preconditionFailure("Quantiles are no family.")
    }
  }
}

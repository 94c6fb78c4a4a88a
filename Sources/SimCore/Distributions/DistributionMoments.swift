// Source of the formulas: A. M. Law, "Simulation modeling and analysis", 5th edition, 2015,
// section 6.2; for Pareto's distribution, N. L. Johnson, S. Kotz and N. Balakrishnan, "Continuous
// univariate distributions", volume 1, 2nd edition, 1994, chapter 20.
extension DistributionShape {
  /// The mean in seconds.
  var mean: Double {
    switch self {
    case .constant(let value): value.seconds
    case .exponential(let mean): mean / 1e9
    case .gamma(let scale, let gamma): gamma.shape * scale / 1e9
    case .logNormal(let median, let sigma): lengthTimes(median, Elementary.exp(sigma * sigma / 2))
    case .weibull(let scale, let inverse): lengthTimes(scale, Elementary.gamma(1 + inverse))
    case .pareto(let minimum, let inverse):
      lengthTimes(minimum, inverse < 1 ? 1 / (1 - inverse) : .infinity)
    case .uniform(let start, let width): (start + width / 2) / 1e9
    case .empirical(let values): meanSeconds(of: values)
    case .quantiles(let table): table.mean / 1e9
    case .changed(let distribution): distribution.mean
    }
  }

  /// The variance in seconds squared.
  var variance: Double {
    switch self {
    case .constant: return 0
    case .exponential(let mean): return (mean / 1e9) * (mean / 1e9)
    case .gamma(let scale, let gamma): return gamma.shape * (scale / 1e9) * (scale / 1e9)
    case .logNormal(_, let sigma):
      return squareTimes(mean, Elementary.expMinusOne(sigma * sigma))
    case .weibull(let scale, let inverse):
      let first = Elementary.logGamma(1 + inverse)
      let second = Elementary.logGamma(1 + 2 * inverse)
      // The squared mean over the squared scale times the squared coefficient of variation.
      return squareTimes(
        scale / 1e9, Elementary.exp(2 * first) * Elementary.expMinusOne(second - 2 * first))
    case .pareto(_, let inverse):
      guard inverse < 0.5 else { return squareTimes(mean, .infinity) }
      return squareTimes(mean, inverse * inverse / (1 - 2 * inverse))
    case .uniform(_, let width): return (width / 1e9) * (width / 1e9) / 12
    case .empirical(let values):
      let mean = meanSeconds(of: values)
      let squares = values.reduce(0.0) { $0 + ($1.seconds - mean) * ($1.seconds - mean) }
      return squares / Double(values.count)
    case .quantiles(let table): return table.variance / 1e18
    case .changed(let distribution): return distribution.variance
    }
  }
}

/// A length in nanoseconds times a number, in seconds; zero times infinity is zero.
private func lengthTimes(_ nanoseconds: Double, _ number: Double) -> Double {
  nanoseconds == 0 ? 0 : nanoseconds / 1e9 * number
}

/// The square of a length in seconds times a number; zero times infinity is zero.
private func squareTimes(_ seconds: Double, _ number: Double) -> Double {
  seconds == 0 ? 0 : seconds * seconds * number
}

/// The mean of a list of lengths, in seconds.
private func meanSeconds(of values: [Interval]) -> Double {
  values.reduce(0.0) { $0 + $1.seconds } / Double(values.count)
}

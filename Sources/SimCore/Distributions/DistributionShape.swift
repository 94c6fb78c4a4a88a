/// The families of distributions, each with the constants that its samples need.
///
/// Lengths are stored as fractional nanoseconds, so that most samples take one draw, one
/// multiplication and one rounding.
@frozen
@usableFromInline
enum DistributionShape: Hashable, Sendable {
  case constant(Interval)
  case exponential(mean: Double)
  case gamma(scale: Double, shape: GammaShape)
  case logNormal(median: Double, sigma: Double)
  case weibull(scale: Double, inverseShape: Double)
  case pareto(minimum: Double, inverseShape: Double)
  case uniform(start: Double, width: Double)
  case empirical([Interval])
  case quantiles(QuantileTable)
  indirect case changed(Distribution)

  /// How to draw from the two simplest families.
  var plain: PlainDraw {
    switch self {
    case .constant(let value): .constant(value)
    case .exponential(let mean): .exponential(meanNanoseconds: mean)
    default: .none
    }
  }

  /// One sample, rounded to the nearest nanosecond.
  @inline(__always)
  func sample(using random: inout Random) -> Interval {
    switch self {
    case .constant(let value):
      value
    case .exponential(let mean):
      Interval(roundingNanoseconds: random.nextExponential() * mean)
    case .gamma(let scale, let shape):
      Interval(roundingNanoseconds: random.nextGamma(shape) * scale)
    case .logNormal(let median, let sigma):
      Interval(roundingNanoseconds: median * Elementary.exp(sigma * random.drawNormal()))
    case .weibull(let scale, let inverseShape):
      Interval(
        roundingNanoseconds: scale
          * Elementary.exp(Elementary.log(random.nextExponential()) * inverseShape))
    case .pareto(let minimum, let inverseShape):
      Interval(
        roundingNanoseconds: minimum * Elementary.exp(random.nextExponential() * inverseShape))
    case .uniform(let start, let width):
      Interval(roundingNanoseconds: start + random.nextUnit() * width)
    case .empirical(let values):
      values[Int(truncatingIfNeeded: random.next(below: UInt64(values.count)))]
    case .quantiles(let table):
      Interval(roundingNanoseconds: table.value(at: random.nextUnit()))
    case .changed(let distribution):
      distribution.sample(using: &random)
    }
  }
}

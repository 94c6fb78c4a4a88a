import SimCore

/// The mean of independent values, and the interval that holds the expected value with 95 %
/// confidence if they are normally distributed.
struct MeanInterval: Hashable, Sendable {
  /// The share of such intervals that hold the expected value.
  static let confidence = 0.95

  /// The mean.
  let mean: Double
  /// Half the length of the interval.
  let halfWidth: Double

  /// The lower end of the interval.
  var low: Double { mean - halfWidth }
  /// The upper end of the interval.
  var high: Double { mean + halfWidth }

  /// The interval of two values or more; nil with fewer.
  ///
  /// Distances from the first value are added up rather than the values, so that equal values have
  /// themselves as mean, and an interval without length.
  init?(_ values: [Double]) {
    guard let first = values.first, values.count > 1 else { return nil }
    let count = Double(values.count)
    let mean = first + values.reduce(0) { $0 + ($1 - first) } / count
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let standardError = Elementary.squareRoot(squares / (count - 1) / count)
    let quantile = StudentDistribution.upperQuantile(
      (1 - Self.confidence) / 2, degreesOfFreedom: values.count - 1)
    self.mean = mean
    halfWidth = squares == 0 ? 0 : quantile * standardError
  }

  /// Whether a value lies in the interval, or no further outside than some length.
  func contains(_ value: Double, margin: Double = 0) -> Bool {
    value >= low - margin && value <= high + margin
  }
}

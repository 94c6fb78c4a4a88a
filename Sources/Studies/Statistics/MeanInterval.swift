import SimCore

/// The mean of independent values, and the interval that holds the expected value with some
/// confidence, 95 % as a rule, if they are normally distributed.
public struct MeanInterval: Hashable, Sendable {
  /// The fraction of such intervals that hold the expected value, where no other is asked for.
  public static let confidence = 0.95

  /// The mean.
  public let mean: Double
  /// Half the length of the interval.
  public let halfWidth: Double

  /// The lower end of the interval.
  public var low: Double { mean - halfWidth }
  /// The upper end of the interval.
  public var high: Double { mean + halfWidth }

  /// The interval of two values or more; nil with fewer.
  ///
  /// Distances from the first value are added up rather than the values, so that equal values have
  /// themselves as mean, and an interval without length.
  ///
  /// - Parameters:
  ///   - values: the values.
  ///   - confidence: the fraction of such intervals that hold the expected value, from 0 to 1.
  /// - Complexity: O(n), where n is the number of values.
  public init?(_ values: [Double], confidence: Double = Self.confidence) {
    guard let first = values.first, values.count > 1 else { return nil }
    let mean = first + values.reduce(0) { $0 + ($1 - first) } / Double(values.count)
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    self.init(mean: mean, squares: squares, count: values.count, confidence: confidence)
  }

  /// The interval of values of which the sums are known.
  ///
  /// - Parameters:
  ///   - mean: their mean.
  ///   - squares: the sum of the squares of their distances from it.
  ///   - count: how many there are, two at least.
  ///   - confidence: the fraction of such intervals that hold the expected value, from 0 to 1.
  init(mean: Double, squares: Double, count: Int, confidence: Double = Self.confidence) {
    let standardError = Elementary.squareRoot(squares / (Double(count) - 1) / Double(count))
    let quantile = StudentDistribution.upperQuantile(
      (1 - confidence) / 2, degreesOfFreedom: count - 1)
    self.mean = mean
    halfWidth = squares == 0 ? 0 : quantile * standardError
  }

  /// Whether a value lies in the interval, or no further outside than some length.
  public func contains(_ value: Double, margin: Double = 0) -> Bool {
    value >= low - margin && value <= high + margin
  }
}

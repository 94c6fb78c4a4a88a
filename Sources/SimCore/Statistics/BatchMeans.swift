/// The 95 % interval of a long-run mean from one run, by non-overlapping batch means.
///
/// Neighbouring requests share a queue, so their spread understates the error of their mean. The
/// run is cut into 20 to 40 batches, long enough for their means to be nearly independent, and the
/// spread of these gives the interval. The batches are equal lengths of time with different numbers
/// of values, so the mean is a ratio of sums, and what varies is each batch's difference from it.
/// Whether batches are long enough is tested twice: parts of a tenth of their length may have a
/// correlation of neighbours of at most 0.4, and the batches themselves none that chance would show
/// less often than once in twenty times. And none of them may outweigh all others together, which
/// independent batches of much the same kind do not.
///
/// Sources: A. M. Law, "Simulation Modeling and Analysis", 5th edition, 2015, section 9.5.3; the
/// test of parts: A. M. Law and J. S. Carson, "A sequential procedure for determining the length of
/// a steady-state simulation", Operations Research 27(5), 1979.
package enum BatchMeans: Hashable, Sendable {
  /// An interval of this half-width around the mean.
  case interval(halfWidth: Double)
  /// Neighbouring batches are alike: the run is too short for its correlation, or not stationary.
  case correlated
  /// One batch differs from the mean more than all others together: a warm-up, or something rare.
  case uneven
  /// There is too little for a test.
  case tooShort

  /// The fraction of such intervals that hold the long-run mean.
  package static let confidence = 0.95
  /// How many parts a batch has.
  static let partsPerBatch = 10
  /// The fewest batches.
  static let fewestBatches = 20
  /// The fewest values that a batch has on average.
  static let fewestValues = 10.0
  /// The greatest correlation of neighbouring parts.
  static let greatestCorrelation = 0.4
  /// What a standard normal variable exceeds once in twenty times.
  private static let normalQuantile = 1.6448536269514722

  /// Half the length of the interval; nil where there is none.
  package var halfWidth: Double? {
    if case .interval(let halfWidth) = self { halfWidth } else { nil }
  }

  /// The batch means of a run in equal pieces of time.
  ///
  /// - Parameters:
  ///   - sums: the sum of the values in each piece, in order of time.
  ///   - weights: the number of values in each.
  package init(sums: [Double], weights: [Double]) {
    precondition(sums.count == weights.count, "every sum has its number of values")
    let fewest = Self.fewestBatches * Self.partsPerBatch
    // As few pieces a part as give no more than twice the fewest parts.
    let pieces = (sums.count + 2 * fewest - 1) / (2 * fewest)
    guard sums.count >= fewest else {
      self = .tooShort
      return
    }
    let batches = sums.count / (pieces * Self.partsPerBatch)
    // What does not fill a batch is left out at the front, where a run is least itself.
    let first = sums.count - batches * pieces * Self.partsPerBatch
    let parts = Self.parts(first: first, pieces: pieces, sums: sums, weights: weights)
    let weight = parts.reduce(0) { $0 + $1.weight }
    guard weight >= Self.fewestValues * Double(batches) else {
      self = .tooShort
      return
    }
    let ratio = parts.reduce(0) { $0 + $1.sum } / weight
    let differences = parts.map { $0.sum - ratio * $0.weight }
    let batchDifferences = (0..<batches).map { batch in
      differences[batch * Self.partsPerBatch..<(batch + 1) * Self.partsPerBatch].reduce(0, +)
    }
    let count = Double(batches)
    let allowed = Self.normalQuantile / Elementary.squareRoot(count) - 1 / count
    if Self.correlation(differences) > Self.greatestCorrelation
      || Self.correlation(batchDifferences) > allowed
    {
      self = .correlated
      return
    }
    let squares = batchDifferences.reduce(0) { $0 + $1 * $1 }
    let greatest = batchDifferences.reduce(0) { max($0, $1 * $1) }
    if greatest > squares / 2 {
      self = .uneven
      return
    }
    let standardError = Elementary.squareRoot(squares / (count * (count - 1))) * count / weight
    let quantile = StudentDistribution.upperQuantile(
      (1 - Self.confidence) / 2, degreesOfFreedom: batches - 1)
    self = .interval(halfWidth: quantile * standardError)
  }

  private static func parts(
    first: Int, pieces: Int, sums: [Double], weights: [Double]
  ) -> [(sum: Double, weight: Double)] {
    stride(from: first, to: sums.count, by: pieces).map { start in
      let range = start..<(start + pieces)
      return (sums[range].reduce(0, +), weights[range].reduce(0, +))
    }
  }

  /// The correlation of neighbours in a series whose mean is 0; 0 where nothing varies.
  static func correlation(_ series: [Double]) -> Double {
    var squares = 0.0
    var products = 0.0
    for (index, value) in series.enumerated() {
      squares += value * value
      if index > 0 { products += series[index - 1] * value }
    }
    return squares > 0 ? products / squares : 0
  }
}

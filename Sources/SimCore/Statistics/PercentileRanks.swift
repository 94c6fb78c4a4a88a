/// Which of a number of ordered values bound a percentile with 95 % confidence.
///
/// The number of values below the true percentile is binomial, near enough normal where it matters,
/// so the values at these ranks hold the percentile between them. It is taken for granted that
/// values are independent; requests that share a queue are not, and the true interval is wider.
///
/// Source: H. A. David and H. N. Nagaraja, "Order Statistics", 3rd edition, 2003, section 7.1.
package struct PercentileRanks: Hashable, Sendable {
  /// The rank of the percentile itself, from 1: the nearest rank.
  package let rank: UInt64
  /// The rank of the lower bound; nil where the values give none.
  package let lower: UInt64?
  /// The rank of the upper bound; nil where the values give none.
  package let upper: UInt64?

  /// What a standard normal variable exceeds once in forty times.
  private static let normalQuantile = 1.959963984540054

  /// The ranks of a percentile.
  ///
  /// - Parameters:
  ///   - fraction: the percentile as a fraction, from 0 to 1.
  ///   - count: the number of values, above 0.
  package init(_ fraction: Double, of count: UInt64) {
    precondition(count > 0, "a percentile is one of some values")
    let whole = Double(count)
    rank = max(1, min(count, UInt64(max(0, Elementary.ceiling(fraction * whole)))))
    let spread = Self.normalQuantile * Elementary.squareRoot(whole * fraction * (1 - fraction))
    let low = Elementary.ceiling(whole * fraction - spread) - 1
    let high = Elementary.ceiling(whole * fraction + spread) + 1
    lower = low >= 1 ? UInt64(low) : nil
    upper = high <= Int(count) ? UInt64(high) : nil
  }

  /// The fewest values with which ten are expected beyond a percentile.
  ///
  /// With fewer, a percentile rests on a handful of values, and says little of the next run.
  package static func fewestValues(_ fraction: Double) -> UInt64 {
    UInt64(Elementary.ceiling(10 / (1 - fraction) - 1e-6))
  }
}

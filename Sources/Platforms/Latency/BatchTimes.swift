/// How much longer batches take than one request alone, by measured sizes.
///
/// Between two sizes the time is a straight line; beyond the greatest the last line goes on, but
/// never falls.
package struct BatchTimes: Hashable, Sendable {
  /// Sizes of batches, rising, the first of them 1.
  package let sizes: [Int]
  /// How many times as long a batch of each takes as one request alone; the first is 1.
  package let factors: [Double]

  /// The times of batches.
  ///
  /// - Parameter points: sizes and times in any unit; at least two, rising in size from 1, all
  ///   times above zero.
  package init(_ points: [(size: Int, time: Double)]) {
    precondition(points.count >= 2 && points[0].size == 1, "the times begin with one request")
    precondition(
      zip(points, points.dropFirst()).allSatisfy { $0.size < $1.size }
        && points.allSatisfy { $0.time > 0 }, "sizes rise, and every batch takes some time")
    sizes = points.map(\.size)
    factors = points.map { $0.time / points[0].time }
  }

  /// How many times as long a batch of some size takes as one request alone.
  package func factor(of size: Int) -> Double {
    var upper = 1
    while upper < sizes.count - 1 && sizes[upper] < size { upper += 1 }
    let (from, to) = (sizes[upper - 1], sizes[upper])
    let slope = (factors[upper] - factors[upper - 1]) / Double(to - from)
    if size > to { return factors[upper] + max(slope, 0) * Double(size - to) }
    return size == to ? factors[upper] : factors[upper - 1] + slope * Double(size - from)
  }
}

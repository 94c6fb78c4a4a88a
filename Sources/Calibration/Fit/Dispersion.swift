/// How much more counts of requests vary than those of a Poisson process, over periods of several
/// lengths: the variance over the mean, which is 1 for a Poisson process.
package struct Dispersion: Hashable, Sendable {
  /// The length of the periods in seconds.
  package let period: Double
  /// The variance over the mean.
  package let index: Double
  /// How many periods there were.
  package let periods: Int

  /// The index over periods of 1, 10, 60, 600 and 3600 of the given ones, as far as there are 20.
  ///
  /// - Parameters:
  ///   - counts: the requests of each period.
  ///   - period: its length in seconds.
  /// - Returns: the indices, from the shortest periods on.
  package static func all(_ counts: [Int], period: Double) -> [Dispersion] {
    [1, 10, 60, 600, 3600].compactMap { length in
      let sums = grouped(counts, by: length)
      guard sums.count >= 20 else { return nil }
      let mean = Double(sums.reduce(0, +)) / Double(sums.count)
      guard mean > 0 else { return nil }
      let squares = sums.reduce(0.0) { $0 + (Double($1) - mean) * (Double($1) - mean) }
      return Dispersion(
        period: period * Double(length), index: squares / Double(sums.count - 1) / mean,
        periods: sums.count)
    }
  }

  /// The sums of so many neighbours each, as far as there are so many.
  package static func grouped(_ counts: [Int], by length: Int) -> [Int] {
    stride(from: 0, to: counts.count - length + 1, by: length).map { start in
      counts[start..<(start + length)].reduce(0, +)
    }
  }
}

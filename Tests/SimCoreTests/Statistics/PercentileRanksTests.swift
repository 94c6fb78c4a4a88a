import Testing

@testable import SimCore

@Suite struct PercentileRanksTests {
  /// The probability that at most so many of `count` values lie below a percentile.
  private func binomial(upTo most: Int, of count: Int, _ fraction: Double) -> Double {
    var sum = 0.0
    for below in 0...max(most, 0) where most >= 0 {
      let logarithm =
        Elementary.logGamma(Double(count + 1)) - Elementary.logGamma(Double(below + 1))
        - Elementary.logGamma(Double(count - below + 1))
        + Double(below) * Elementary.log(fraction)
        + Double(count - below) * Elementary.log(1 - fraction)
      sum += Elementary.exp(logarithm)
    }
    return sum
  }

  @Test(arguments: [
    (0.5, 20), (0.5, 1000), (0.95, 200), (0.95, 2000), (0.99, 1000), (0.99, 5000),
    (0.999, 10_000),
  ])
  func `the values at the ranks hold the percentile with 95 % confidence`(
    fraction: Double, count: Int
  ) throws {
    let ranks = PercentileRanks(fraction, of: UInt64(count))
    let lower = Int(try #require(ranks.lower))
    let upper = Int(try #require(ranks.upper))
    // The lower value lies above the percentile when fewer than its rank are below it.
    let missed =
      binomial(upTo: lower - 1, of: count, fraction)
      + (1 - binomial(upTo: upper - 1, of: count, fraction))
    #expect(missed <= 0.05)
    #expect(missed >= 0.005)
    #expect(ranks.rank >= UInt64(lower) && ranks.rank <= UInt64(upper))
  }

  @Test func `a percentile of few values has no upper bound`() {
    let ranks = PercentileRanks(0.99, of: 100)
    #expect(ranks.rank == 99)
    #expect(ranks.upper == nil)
    #expect(PercentileRanks(0.5, of: 1).lower == nil)
    #expect(PercentileRanks(0, of: 5).rank == 1)
    #expect(PercentileRanks(1, of: 5).rank == 5)
  }

  @Test func `ten values are to lie beyond a percentile`() {
    #expect([0.5, 0.95, 0.99, 0.999].map(PercentileRanks.fewestValues) == [20, 200, 1000, 10_000])
  }
}

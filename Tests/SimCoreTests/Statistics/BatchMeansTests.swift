import TestSupport
import Testing

@testable import SimCore

@Suite struct BatchMeansTests {
  /// A series in which each value keeps a fraction of the one before: an autoregressive process.
  private func series(_ count: Int, keeping fraction: Double, seed: UInt64) -> [Double] {
    var random = Random(seed: seed)
    var value = 0.0
    return (0..<count).map { _ in
      value = fraction * value + random.nextNormal()
      return value + 10
    }
  }

  private func means(_ sums: [Double]) -> BatchMeans {
    BatchMeans(sums: sums, weights: [Double](repeating: 1, count: sums.count))
  }

  @Test func `the interval is that of Student's distribution over twenty batches`() throws {
    let values = series(200, keeping: 0, seed: 1)
    let batches = (0..<20).map { values[$0 * 10..<($0 + 1) * 10].reduce(0, +) / 10 }
    let mean = batches.reduce(0, +) / 20
    let squares = batches.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    // 2.093 is the quantile for 19 degrees of freedom.
    let halfWidth = 2.093 * (squares / 19 / 20).squareRoot()
    #expect((try #require(means(values).halfWidth) / halfWidth - 1).magnitude < 1e-3)
  }

  @Test func `values weigh by their number, and what fills no batch is left out at the front`()
    throws
  {
    // Pieces of two values that hold twice the sum are as pieces of one value, whatever is before.
    let values = series(200, keeping: 0, seed: 2)
    let doubled = BatchMeans(
      sums: [1e9] + values.map { 2 * $0 }, weights: [1] + values.map { _ in 2 })
    #expect(
      (try #require(doubled.halfWidth) / (try #require(means(values).halfWidth)) - 1).magnitude
        < 1e-12)
  }

  @Test(arguments: [0.0, 0.5, 0.9])
  func `nineteen of twenty intervals hold the mean, correlated values or not`(fraction: Double) {
    let seeds = Campaign.part(of: 400)
    let found = (1...seeds).compactMap { seed -> Bool? in
      let values = series(8000, keeping: fraction, seed: UInt64(seed))
      guard let halfWidth = means(values).halfWidth else { return nil }
      return (values.reduce(0, +) / 8000 - 10).magnitude <= halfWidth
    }
    // One in twenty is refused by the test for correlation, and some for an outlier.
    #expect(found.count * 20 >= seeds * 17)
    let held = Double(found.filter { $0 }.count) / Double(found.count)
    // Four standard errors of a fraction of 0.95, and a little for what correlation is left.
    #expect(held >= 0.95 - 0.05 * Campaign.spread, "\(held)")
    #expect(held <= 0.995 || !Campaign.isWhole, "\(held)")
  }

  @Test(arguments: 1...20)
  func `of values that stay alike for long there is no interval`(seed: UInt64) {
    #expect(means(series(8000, keeping: 0.999, seed: seed)) == .correlated)
    let trend = series(8000, keeping: 0, seed: seed).enumerated()
      .map { $0.element + Double($0.offset) * 0.001 }
    #expect(means(trend) == .correlated)
  }

  @Test func `one batch that outweighs the others leaves no interval`() {
    var values = series(400, keeping: 0, seed: 3)
    values[205] += 100
    #expect(means(values) == .uneven)
  }

  @Test func `a short run has no interval, and a constant has one without length`() {
    #expect(means(series(199, keeping: 0, seed: 4)) == .tooShort)
    #expect(means([]) == .tooShort)
    #expect(means([Double](repeating: 3, count: 200)) == .interval(halfWidth: 0))
    let sparse = (0..<400).map { $0 % 4 == 0 ? 1.0 : 0 }
    #expect(BatchMeans(sums: sparse, weights: sparse) == .tooShort)
  }
}

import Testing

@testable import SimCore

@Suite struct MarginalStandardErrorTests {
  private func noise(_ count: Int, seed: UInt64) -> [Double] {
    var random = Random(seed: seed)
    return (0..<count).map { _ in random.nextNormal() }
  }

  /// The rule as its source states it, computed anew for each truncation.
  private func truncation(_ means: [Double]) -> Int {
    var best = (error: Double.infinity, index: 0)
    for index in 0...(means.count / 2) {
      let rest = means[index...]
      let mean = rest.reduce(0, +) / Double(rest.count)
      let squares = rest.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      let error = squares / Double(rest.count * rest.count)
      if error < best.error { best = (error, index) }
    }
    return best.index
  }

  @Test(arguments: 1...20)
  func `the truncation is the one that the definition gives`(seed: UInt64) {
    var series = noise(101, seed: seed)
    for index in 0..<30 { series[index] += 3 * Double(30 - index) / 30 }
    #expect(MarginalStandardError(series).truncation == truncation(series))
  }

  @Test(arguments: 1...20)
  func `a step is left out whole, and hardly anything behind it`(seed: UInt64) {
    var series = noise(400, seed: seed)
    for index in 0..<60 { series[index] += 10 }
    let rule = MarginalStandardError(series)
    #expect(rule.truncation >= 60)
    #expect(rule.truncation <= 120)
    #expect(rule.isSettled)
  }

  @Test func `of a series without a transient little is left out on average`() {
    let left = (1...50).map { MarginalStandardError(noise(400, seed: $0)).truncation }
    #expect(left.reduce(0, +) / left.count < 40)
  }

  @Test(arguments: 1...20)
  func `a series that drifts to its end has not left its warm-up`(seed: UInt64) {
    let series = noise(400, seed: seed).enumerated().map { $0.element + 0.05 * Double($0.offset) }
    #expect(!MarginalStandardError(series).isSettled)
  }

  @Test func `equal values are all kept, and few values say nothing`() {
    let equal = MarginalStandardError([Double](repeating: 2, count: 50))
    #expect(equal.truncation == 0)
    #expect(equal.isSettled)
    let few = MarginalStandardError([9, 1, 1, 1, 1, 1, 1, 1, 1])
    #expect(few.truncation == 0)
    #expect(!few.isSettled)
    #expect(MarginalStandardError([]).truncation == 0)
  }
}

import SimCore
import Testing

@Suite struct QuantileTableTests {
  private let unit = Interval.milliseconds(1)

  @Test func `two points of one probability are a gap that no sample lies in`() {
    let distribution = Distribution.quantiles([
      (0, .zero), (0.5, unit), (0.5, unit * 2), (1, unit * 3),
    ])
    var random = Random(seed: 71)
    var above = 0
    let draws = 100_000
    for _ in 0..<draws {
      let sample = distribution.sample(using: &random)
      #expect(sample <= unit || sample >= unit * 2)
      if sample >= unit * 2 { above += 1 }
    }
    let deviation = (Double(above) - Double(draws) / 2) / (Double(draws) / 4).squareRoot()
    #expect(abs(deviation) < allowedStandardErrors)
    #expect(abs(distribution.mean - 1.5e-3) < 1e-15)
  }

  @Test func `two points of one value give it a probability of its own`() {
    let distribution = Distribution.quantiles([(0, unit), (0.3, unit), (1, unit * 2)])
    var random = Random(seed: 72)
    let draws = 100_000
    let exact = (0..<draws).filter { _ in distribution.sample(using: &random) == unit }.count
    // Rounding to whole nanoseconds adds less than one in a million to the value's own fraction.
    let deviation = (Double(exact) - 0.3 * Double(draws)) / (0.21 * Double(draws)).squareRoot()
    #expect(abs(deviation) < allowedStandardErrors)
  }

  @Test func `gaps at the ends are passed over`() {
    let distribution = Distribution.quantiles([(0, .zero), (0, unit), (1, unit * 2), (1, unit * 9)])
    var random = Random(seed: 73)
    for _ in 0..<10_000 {
      let sample = distribution.sample(using: &random)
      #expect(sample >= unit && sample <= unit * 2)
    }
  }
}

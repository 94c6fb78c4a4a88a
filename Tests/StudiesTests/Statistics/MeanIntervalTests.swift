import SimCore
import Testing

@testable import Studies

@Suite struct MeanIntervalTests {
  @Test func `an interval is the mean with the quantile of the standard error on both sides`()
    throws
  {
    let interval = try #require(MeanInterval([1, 2, 3, 4]))
    // Mean 2.5, standard error sqrt(5 / 3 / 4), quantile 3.18244630528 of three degrees.
    let half = 3.18244630528 * (5.0 / 12).squareRoot()
    #expect(interval.mean == 2.5)
    #expect((interval.halfWidth - half).magnitude < 1e-10)
    #expect(interval.contains(2.5 - half + 1e-9) && !interval.contains(2.5 + half + 1e-9))
  }

  @Test func `equal values have themselves as mean and an interval without length`() throws {
    let interval = try #require(MeanInterval([Double](repeating: 0.1, count: 50)))
    #expect(interval.mean == 0.1 && interval.halfWidth == 0)
    #expect(interval.contains(0.1) && !interval.contains(0.1.nextUp))
  }

  @Test func `one value has no interval`() {
    #expect(MeanInterval([]) == nil)
    #expect(MeanInterval([1]) == nil)
  }

  @Test func `nineteen of twenty intervals hold the expected value`() throws {
    var random = Random(seed: 7)
    let exponential = Distribution.exponential(mean: .seconds(1))
    let trials = 4000
    var held = 0
    for _ in 0..<trials {
      // Means of many values are nearly normally distributed, as the interval supposes.
      let values = (0..<10).map { _ in
        (0..<30).reduce(0.0) { sum, _ in sum + exponential.sample(using: &random).seconds } / 30
      }
      if try #require(MeanInterval(values)).contains(1) { held += 1 }
    }
    // Four standard errors, and half a per cent for the skew that is left.
    let fraction = Double(held) / Double(trials)
    #expect((fraction - 0.95).magnitude < 4 * (0.95 * 0.05 / Double(trials)).squareRoot() + 0.005)
  }
}

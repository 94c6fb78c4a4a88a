import Foundation
import SimCore
import Testing

@Suite struct DistributionMomentsTests {
  private let unit = Interval.milliseconds(1)

  @Test func `samples have the mean and the variance that a distribution states`() {
    for (name, distribution) in oneOfEachFamily where name != "constant" {
      var random = Random(seed: 61)
      let sample = (0..<100_000).map { _ in distribution.sample(using: &random).seconds }
      let errors = MomentErrors(
        sample, mean: distribution.mean, variance: distribution.variance)
      #expect(abs(errors.mean) < allowedStandardErrors, "\(name)")
      #expect(abs(errors.variance) < allowedStandardErrors, "\(name)")
    }
  }

  /// The expected values are the textbooks' formulas, worked out by hand; the tolerance is the
  /// documented error of the gamma function.
  @Test func `means and variances are those of the textbooks`() {
    let cases: [(Distribution, mean: Double, variance: Double)] = [
      (.constant(unit), 1, 0),
      (.exponential(mean: unit), 1, 1),
      (.gamma(mean: unit, shape: 4), 1, 0.25),
      (.weibull(scale: unit, shape: 1), 1, 1),
      (.weibull(scale: unit, shape: 2), Double.pi.squareRoot() / 2, 1 - Double.pi / 4),
      (.weibull(scale: unit, shape: 0.5), 2, 20),
      (.pareto(minimum: unit, shape: 3), 1.5, 0.75),
      (.uniform(from: unit, to: unit * 3), 2, 1 / 3.0),
      (.empirical([unit, unit * 3]), 2, 1),
      (.quantiles([(0, unit), (1, unit * 3)]), 2, 1 / 3.0),
      (.logNormal(median: unit, sigma: 1), Foundation.exp(0.5), (M_E - 1) * M_E),
    ]
    for (distribution, mean, variance) in cases {
      #expect(abs(distribution.mean * 1e3 - mean) <= 1e-13 * mean)
      #expect(abs(distribution.variance * 1e6 - variance) <= 1e-13 * variance)
    }
  }

  @Test func `moments that do not exist are infinite`() {
    #expect(Distribution.pareto(minimum: unit, shape: 1).mean == .infinity)
    #expect(Distribution.pareto(minimum: unit, shape: 1).variance == .infinity)
    #expect(Distribution.pareto(minimum: unit, shape: 2).mean.isFinite)
    #expect(Distribution.pareto(minimum: unit, shape: 2).variance == .infinity)
    #expect(Distribution.pareto(minimum: unit, shape: 2.1).variance.isFinite)
  }
}

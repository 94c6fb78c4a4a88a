import SimCore
import Testing

@testable import Calibration

@Suite struct DurationFitTests {
  private func sample(_ distribution: Distribution, _ count: Int = 20_000) -> [Double] {
    var random = Random(seed: 5)
    return (0..<count).map { _ in
      Double(distribution.sample(using: &random).nanoseconds) / 1e9
    }
  }

  @Test func `quantiles of the fit stand beside those of the log`() throws {
    let gamma = Distribution.gamma(mean: .milliseconds(100), shape: 4)
    let fit = try #require(DurationFit(sample(gamma)))
    let pairs = fit.pairs
    #expect(pairs.count == 102 && pairs.last?.probability == 0.999)
    // The standard error of a median of 20,000 is 1 % or so, that of the 99.9th percentile 4 %.
    #expect(pairs.allSatisfy { isNear($0.logged, $0.fitted, 0.12) || $0.probability < 0.02 })
    #expect(isNear(pairs[49].fitted, 0.0925, 0.02), "the median is 3.672 / 4 of the mean")
    #expect(zip(pairs, pairs.dropFirst()).allSatisfy { $0.fitted <= $1.fitted })
    for fit in [DurationFit([1, 1, 1]), DurationFit([1, 2, 4])].compactMap(\.self) {
      #expect(fit.pairs.count == 3)
      #expect(fit.pairs.allSatisfy { isNear($0.logged, $0.fitted, 0.35) })
    }
    #expect(DurationFit([0.5, 0.5])?.quantile(0.9) == 0.5)
    let exponential = try #require(DurationFit(sample(.exponential(mean: .seconds(1)))))
    #expect(isNear(exponential.quantile(0.5), 0.693 * exponential.mean, 0.03))
  }

  private func isNear(_ value: Double, _ expected: Double, _ share: Double) -> Bool {
    abs(value / expected - 1) < share
  }

  // Standard errors of the maximum likelihood are below 1 % of each parameter for 20,000 times:
  // 1/sqrt(n) of an exponential mean, sqrt(2/n) of a gamma's or a normal's variance.
  @Test func `a sample of a family gives back its parameters`() throws {
    let exponential = try #require(
      DurationFit(sample(.exponential(mean: .milliseconds(80)))))
    guard case .exponential(let mean) = exponential.shape else {
      Issue.record("\(exponential.shape)")
      return
    }
    #expect(isNear(mean, 0.08, 0.03))
    let gamma = try #require(DurationFit(sample(.gamma(mean: .milliseconds(80), shape: 4))))
    guard case .gamma(let gammaMean, let shape) = gamma.shape else {
      Issue.record("\(gamma.shape)")
      return
    }
    #expect(isNear(gammaMean, 0.08, 0.02))
    #expect(isNear(shape, 4, 0.05))
    let lognormal = try #require(
      DurationFit(sample(.logNormal(median: .milliseconds(80), sigma: 0.5))))
    guard case .lognormal(let median, let sigma) = lognormal.shape else {
      Issue.record("\(lognormal.shape)")
      return
    }
    #expect(isNear(median, 0.08, 0.02))
    #expect(isNear(sigma, 0.5, 0.03))
    let weibull = try #require(
      DurationFit(sample(.weibull(scale: .milliseconds(80), shape: 3))))
    guard case .weibull(let scale, let power) = weibull.shape else {
      Issue.record("\(weibull.shape)")
      return
    }
    #expect(isNear(scale, 0.08, 0.02))
    #expect(isNear(power, 3, 0.04))
    for fit in [exponential, gamma, lognormal, weibull] {
      #expect(fit.distance < 0.01)
      // The mean of the statistic is 1 where the family is right; 3.9 is exceeded in 1 %.
      #expect((fit.tailDistance ?? 9) < 3.9)
      #expect(fit.rejected == nil)
    }
  }

  @Test func `where no family fits there are quantiles`() throws {
    let both =
      sample(.exponential(mean: .milliseconds(10)), 5000)
      + sample(.gamma(mean: .seconds(1), shape: 100), 5000)
    let fit = try #require(DurationFit(both))
    guard case .quantiles(let points) = fit.shape else {
      Issue.record("\(fit.shape)")
      return
    }
    #expect(fit.distance < 0.06)
    #expect((fit.rejected?.distance ?? 0) > 0.1)
    #expect(points.first?.probability == 0 && points.last?.probability == 1)
    #expect(zip(points, points.dropFirst()).allSatisfy { $0.seconds <= $1.seconds })
  }

  @Test func `times that are all the same are constant`() throws {
    #expect(DurationFit([0.5, 0.5, 0.5])?.shape == .constant(0.5))
    #expect(DurationFit([]) == nil)
  }

  @Test func `special functions have the values of tables`() {
    // Abramowitz and Stegun, tables 26.1, 6.3 and 26.7.
    #expect(abs(SpecialFunctions.normal(1.96) - 0.975_002_104_851_780) < 1e-12)
    #expect(abs(SpecialFunctions.normal(-1) - 0.158_655_253_931_457) < 1e-12)
    #expect(abs(SpecialFunctions.digamma(1) + 0.577_215_664_901_533) < 1e-11)
    #expect(abs(SpecialFunctions.trigamma(1) - 1.644_934_066_848_226) < 1e-10)
    #expect(abs(SpecialFunctions.lowerGamma(1, 2) - 0.864_664_716_763_387) < 1e-12)
    #expect(abs(SpecialFunctions.lowerGamma(5, 4) - 0.371_163_064_820_127) < 1e-12)
  }
}

import SimCore
import Testing

/// One distribution of every family, of lengths around a millisecond.
let oneOfEachFamily: [(name: String, distribution: Distribution)] = {
  let unit = Interval.milliseconds(1)
  return [
    ("constant", .constant(unit)),
    ("exponential", .exponential(mean: unit)),
    ("gamma", .gamma(mean: unit, shape: 0.6)),
    ("erlang", .erlang(mean: unit, stages: 3)),
    ("log-normal by mean", .logNormal(mean: unit, coefficientOfVariation: 0.7)),
    ("log-normal by median", .logNormal(median: unit, sigma: 0.5)),
    ("weibull", .weibull(scale: unit, shape: 0.8)),
    ("pareto", .pareto(minimum: unit, shape: 9)),
    ("uniform", .uniform(from: unit, to: unit * 3)),
    ("empirical", .empirical([unit, unit * 2, unit * 2, unit * 9])),
    ("quantiles", .quantiles([(0, .zero), (0.5, unit), (0.9, unit * 3), (1, unit * 20)])),
  ]
}()

@Suite struct DistributionTests {
  private func samples(_ distribution: Distribution, _ count: Int = 300) -> [Interval] {
    var random = Random(seed: 41)
    return (0..<count).map { _ in distribution.sample(using: &random) }
  }

  @Test func `a scaled distribution gives exactly the scaled samples`() {
    for (name, base) in oneOfEachFamily {
      for factor in [0, 0.37, 1, 2.5] {
        let expected = samples(base).map { $0.scaled(by: factor) }
        #expect(samples(base.scaled(by: factor)) == expected, "\(name)")
      }
    }
  }

  @Test func `a shifted distribution gives exactly the later samples`() {
    let shift = Interval(nanoseconds: 12_345)
    for (name, base) in oneOfEachFamily {
      #expect(samples(base.shifted(by: shift)) == samples(base).map { $0 + shift }, "\(name)")
    }
  }

  @Test func `changes of changed distributions apply in their order, rounding each time`() {
    let shift = Interval(nanoseconds: 1_001)
    for (name, base) in oneOfEachFamily {
      let changed = base.scaled(by: 1.1).shifted(by: shift).scaled(by: 0.3).scaled(by: 1.7)
        .shifted(by: shift).shifted(by: shift)
      let expected = samples(base).map {
        ($0.scaled(by: 1.1) + shift).scaled(by: 0.3).scaled(by: 1.7) + shift + shift
      }
      #expect(samples(changed) == expected, "\(name)")
      let mean = ((base.mean * 1.1 + shift.seconds) * 0.3) * 1.7 + 2 * shift.seconds
      #expect(abs(changed.mean / mean - 1) < 1e-14, "\(name)")
      let variance = base.variance * 0.561 * 0.561
      #expect(abs(changed.variance - variance) <= 1e-14 * variance, "\(name)")
    }
  }

  @Test func `samples are never longer than the longest interval`() {
    let heavy = Distribution.pareto(minimum: .longest, shape: 0.01)
    let allowed = Interval.zero...Interval.longest
    for distribution in [
      heavy, heavy.scaled(by: 1e300), heavy.shifted(by: .longest).shifted(by: .longest),
      .exponential(mean: .longest), .weibull(scale: .longest, shape: 0.01),
      .logNormal(median: .longest, sigma: 1e300), .gamma(mean: .longest, shape: 1e-6),
      .uniform(from: .zero, to: .longest),
      .logNormal(mean: .longest, coefficientOfVariation: 1e150),
    ] {
      #expect(samples(distribution).allSatisfy { allowed.contains($0) })
      #expect(!distribution.mean.isNaN && !distribution.variance.isNaN)
    }
  }

  @Test func `distributions of length zero are zero`() {
    for distribution: Distribution in [
      .exponential(mean: .zero), .gamma(mean: .zero, shape: 0.5),
      .weibull(scale: .zero, shape: 0.5),
      .logNormal(mean: .zero, coefficientOfVariation: 3), .pareto(minimum: .zero, shape: 0.5),
      .logNormal(median: .zero, sigma: 1e300), .pareto(minimum: .longest, shape: 1).scaled(by: 0),
    ] {
      #expect(samples(distribution).allSatisfy { $0 == .zero })
      #expect(distribution.mean == 0)
      #expect(distribution.variance == 0)
    }
  }

  @Test func `a constant draws no random number`() {
    var random = Random(seed: 42)
    var untouched = random
    _ = Distribution.constant(.seconds(1)).sample(using: &random)
    #expect(random.next() == untouched.next())
  }

  @Test func `equal parameters make equal distributions`() {
    let unit = Interval.milliseconds(1)
    #expect(Distribution.exponential(mean: unit) == .exponential(mean: unit))
    #expect(Distribution.exponential(mean: unit) != .exponential(mean: unit * 2))
    #expect(Distribution.erlang(mean: unit, stages: 2) == .gamma(mean: unit, shape: 2))
    #expect(Distribution.constant(unit).scaled(by: 1) == .constant(unit))
  }
}

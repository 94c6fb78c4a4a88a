import Foundation
import SimCore
import Testing

@Suite struct DistributionFamiliesTests {
  private let unit = Interval.milliseconds(1)

  /// The lengths are rounded to a millionth of the unit, which moves a distribution function by
  /// less than 1e-5 here: a 300th of what the test allows for 100 000 samples.
  @Test func `samples follow their distribution functions`() {
    let forms: [(Distribution, (Double) -> Double)] = [
      (.exponential(mean: unit), { -Foundation.expm1(-$0) }),
      (.erlang(mean: unit, stages: 2), { 1 - Foundation.exp(-2 * $0) * (1 + 2 * $0) }),
      (
        .logNormal(median: unit, sigma: 0.5), { 0.5 * erfc(-Foundation.log($0) / 0.5.squareRoot()) }
      ),
      (.weibull(scale: unit, shape: 1.5), { -Foundation.expm1(-Foundation.pow($0, 1.5)) }),
      (.pareto(minimum: unit, shape: 1.2), { 1 - Foundation.pow($0, -1.2) }),
      (.uniform(from: unit, to: unit * 3), { ($0 - 1) / 2 }),
      (
        .quantiles([(0, .zero), (0.5, unit), (1, unit * 3)]),
        { $0 < 1 ? $0 / 2 : 0.5 + ($0 - 1) / 4 }
      ),
    ]
    for (index, form) in forms.enumerated() {
      var random = Random(seed: 51, replication: UInt64(index), stream: .service)
      let sample = (0..<100_000).map { _ in form.0.sample(using: &random).seconds * 1e3 }
      #expect(kolmogorovSmirnov(sample, form.1) < allowedKolmogorovSmirnov)
    }
  }

  @Test func `a log-normal distribution given by its mean has that mean and spread`() {
    for variation in [0, 1e-6, 0.5, 1, 20] {
      let distribution = Distribution.logNormal(mean: unit, coefficientOfVariation: variation)
      #expect(abs(distribution.mean / 1e-3 - 1) < 1e-14)
      #expect(abs(distribution.variance.squareRoot() - variation * 1e-3) <= 1e-14 * variation)
    }
  }

  @Test func `the values of a list are equally likely`() {
    let values = [unit, unit * 2, unit * 3, unit * 3]
    var random = Random(seed: 52)
    var counts: [Interval: Int] = [:]
    let draws = 100_000
    let distribution = Distribution.empirical(values)
    for _ in 0..<draws { counts[distribution.sample(using: &random), default: 0] += 1 }
    for (value, probability) in [(unit, 0.25), (unit * 2, 0.25), (unit * 3, 0.5)] {
      let expected = Double(draws) * probability
      let deviation =
        (Double(counts[value, default: 0]) - expected) / (expected * (1 - probability)).squareRoot()
      #expect(abs(deviation) < allowedStandardErrors)
    }
    #expect(counts.count == 3)
  }

  @Test func `every family keeps its bits`() {
    let expected: [UInt64] = [
      0x07c7_4d5a_a859_6565, 0x8949_1dff_07dc_b789, 0x45d7_a6c1_c74a_547e, 0x7095_a403_f6bb_d559,
      0xbd0e_6850_60ce_110a, 0x468d_5578_22c5_1f15, 0xd24e_4708_b99f_e1ea, 0x71d1_9a03_4c30_0ae6,
      0xb1ee_2f6c_1fe8_35a5, 0x4960_44ac_40d9_4225, 0xeed0_2001_0e8b_0c50,
    ]
    let own = oneOfEachFamily.map { entry in
      var random = Random(seed: 53)
      var print = Fingerprint()
      for _ in 0..<10_000 {
        let sample = entry.distribution.sample(using: &random)
        print.add(UInt64(bitPattern: sample.nanoseconds))
      }
      return print.value
    }
    #expect(own == expected)
  }
}

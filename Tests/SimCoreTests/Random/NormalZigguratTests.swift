import Foundation
import SimCore
import TestSupport
import Testing

@Suite struct NormalZigguratTests {
  private func below(_ x: Double) -> Double { 0.5 * Foundation.erfc(-x / 2.0.squareRoot()) }

  @Test func `normal draws follow the normal distribution`() {
    var random = Random(seed: 21)
    let sample = (0..<200_000).map { _ in random.nextNormal() }
    #expect(kolmogorovSmirnov(sample, below) < allowedKolmogorovSmirnov)
    let errors = MomentErrors(sample, mean: 0, variance: 1)
    #expect(abs(errors.mean) < allowedStandardErrors)
    #expect(abs(errors.variance) < allowedStandardErrors)
  }

  /// The last layer ends near 3.654.
  @Test func `each tail of the normal draws has its weight and its form`() {
    var random = Random(seed: 22)
    let draws = Campaign.part(of: 2_000_000, atLeast: 500_000)
    for (sign, start) in [
      (1.0, 3.0), (-1, 3), (1, 3.654_152_885_361_009), (-1, 3.654_152_885_361_009),
    ] {
      let tail = Array(
        (0..<draws).lazy.map { _ in sign * random.nextNormal() }.filter { $0 > start })
      let weight = below(-start)
      let deviation =
        (Double(tail.count) - Double(draws) * weight)
        / (Double(draws) * weight * (1 - weight)).squareRoot()
      #expect(abs(deviation) < allowedStandardErrors)
      #expect(kolmogorovSmirnov(tail) { 1 - below(-$0) / weight } < allowedKolmogorovSmirnov)
    }
  }

  @Test func `normal draws keep their bits`() {
    var random = Random(seed: 0)
    #expect(
      (0..<4).map { _ in random.nextNormal().bitPattern } == [
        0xbfd2_bd4a_0beb_6c52, 0xbfe6_d1e2_53ea_5048, 0xbfba_f653_db53_cf18, 0xc003_7dda_d107_ec43,
      ])
    #expect(Fingerprint.of(100_000) { $0.nextNormal() } == 0x9e89_b2d7_5496_abef)
  }
}

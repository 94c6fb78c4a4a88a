import Foundation
import SimCore
import Testing

@Suite struct ExponentialZigguratTests {
  @Test func `exponential draws follow the exponential distribution`() {
    var random = Random(seed: 11)
    let sample = (0..<200_000).map { _ in random.nextExponential() }
    #expect(kolmogorovSmirnov(sample) { -Foundation.expm1(-$0) } < allowedKolmogorovSmirnov)
    let errors = MomentErrors(sample, mean: 1, variance: 1)
    #expect(abs(errors.mean) < allowedStandardErrors)
    #expect(abs(errors.variance) < allowedStandardErrors)
  }

  /// The last layer ends near 7.697, so both parts of the tail below come from the tail's method
  /// and the layers next to it.
  @Test func `the tail of the exponential draws has its weight and its form`() {
    var random = Random(seed: 12)
    let draws = 2_000_000
    for start in [6.0, 7.697_117_470_131_05] {
      let tail = (0..<draws).lazy.map { _ in random.nextExponential() }.filter { $0 > start }
      let excesses = Array(tail.map { $0 - start })
      let weight = Foundation.exp(-start)
      let deviation =
        (Double(excesses.count) - Double(draws) * weight)
        / (Double(draws) * weight * (1 - weight)).squareRoot()
      #expect(abs(deviation) < allowedStandardErrors)
      #expect(kolmogorovSmirnov(excesses) { -Foundation.expm1(-$0) } < allowedKolmogorovSmirnov)
    }
  }

  @Test func `exponential draws keep their bits`() {
    var random = Random(seed: 0)
    #expect(
      (0..<4).map { _ in random.nextExponential().bitPattern } == [
        0x3fc9_3985_4e8e_7541, 0x4000_c426_5784_e275, 0x3fae_6769_ed86_182a, 0x3fa6_b7ec_464b_ef96,
      ])
    #expect(Fingerprint.of(100_000) { $0.nextExponential() } == 0xd108_a292_d44b_d82b)
  }
}

import Foundation
import SimCore
import Testing

@Suite struct GammaDrawTests {
  @Test(arguments: [0.1, 0.5, 0.99, 1, 1.5, 3, 40])
  func `gamma draws have the shape as their mean and variance`(shape: Double) {
    var random = Random(seed: 31)
    let sample = (0..<100_000).map { _ in random.nextGamma(shape: shape) }
    let errors = MomentErrors(sample, mean: shape, variance: shape)
    #expect(abs(errors.mean) < allowedStandardErrors)
    #expect(abs(errors.variance) < allowedStandardErrors)
  }

  @Test func `gamma draws follow the distributions that have a simple form`() {
    var random = Random(seed: 32)
    let forms: [(Double, (Double) -> Double)] = [
      (0.5, { Foundation.erf($0.squareRoot()) }),
      (1, { 1 - Foundation.exp(-$0) }),
      (3, { 1 - Foundation.exp(-$0) * (1 + $0 + $0 * $0 / 2) }),
    ]
    for (shape, distribution) in forms {
      let sample = (0..<100_000).map { _ in random.nextGamma(shape: shape) }
      #expect(kolmogorovSmirnov(sample, distribution) < allowedKolmogorovSmirnov)
    }
  }

  @Test func `a prepared shape draws the same numbers`() {
    var prepared = Random(seed: 33)
    var direct = prepared
    let shape = GammaShape(2.5)
    for _ in 0..<100 { #expect(prepared.nextGamma(shape) == direct.nextGamma(shape: 2.5)) }
  }

  @Test func `gamma draws keep their bits`() {
    #expect(Fingerprint.of(10_000) { $0.nextGamma(shape: 2.5) } == 0xd6cc_48cc_5e1f_2462)
    #expect(Fingerprint.of(10_000) { $0.nextGamma(shape: 0.5) } == 0xf887_ae4f_1e5d_5890)
  }
}

import Foundation
import SimCore
import Testing

@Suite struct GammaTests {
  /// The tolerance is the documented error, plus that of Foundation's function (4 units).
  @Test func `the logarithm of the gamma function agrees with Foundation's`() {
    var random = Random(seed: 5)
    for _ in 0..<50_000 {
      for x in [20 * random.nextUnit(), Foundation.exp(-300 + 700 * random.nextUnit())] {
        let expected: Double = Foundation.lgamma(x)
        let error = abs(Elementary.logGamma(x) - expected) / max(1, abs(expected))
        #expect(error < 1e-14 + 4 * Double.ulpOfOne)
      }
    }
  }

  @Test func `the gamma function of whole numbers is a factorial`() {
    var factorial = 1.0
    for n in 1...170 {
      let error = abs(Elementary.gamma(Double(n)) / factorial - 1)
      #expect(error < 1e-14 * max(1, Foundation.log(factorial)))
      factorial *= Double(n)
    }
    #expect(abs(Elementary.gamma(0.5) - Double.pi.squareRoot()) < 2e-14)
  }

  @Test func `the gamma function is defined at its edges`() {
    #expect(Elementary.gamma(0) == .infinity)
    #expect(Elementary.gamma(172) == .infinity)
    #expect(Elementary.gamma(.infinity) == .infinity)
    #expect(Elementary.gamma(-0.5).isNaN)
    #expect(Elementary.logGamma(.nan).isNaN)
  }

  @Test func `the gamma function keeps its bits`() {
    #expect(
      Fingerprint.of(10_000) { Elementary.gamma(171 * $0.nextUnit()) } == 0xa950_3ee8_f4fc_1d06)
  }
}

import Foundation
import SimCore
import Testing

@Suite struct ExponentialTests {
  @Test func `the exponential differs from Foundation's by at most one unit`() {
    var random = Random(seed: 2)
    for _ in 0..<100_000 {
      let wide = -750 + 1465 * random.nextUnit()
      let narrow = -2 + 4 * random.nextUnit()
      let tiny = (random.nextUnit() - 0.5) * Foundation.exp(-40 * random.nextUnit())
      for x in [wide, narrow, tiny] {
        #expect(unitsInLastPlace(between: Elementary.exp(x), and: Foundation.exp(x)) <= 1)
      }
    }
  }

  @Test func `the exponential is defined at its edges`() {
    #expect(Elementary.exp(0) == 1)
    #expect(Elementary.exp(-0.0) == 1)
    #expect(Elementary.exp(.infinity) == .infinity)
    #expect(Elementary.exp(-.infinity) == 0)
    #expect(Elementary.exp(.nan).isNaN)
    #expect(Elementary.exp(.greatestFiniteMagnitude) == .infinity)
    #expect(Elementary.exp(-.greatestFiniteMagnitude) == 0)
    #expect(Elementary.exp(.leastNonzeroMagnitude) == 1)
    // The first is the last number whose power is finite, the second the next one.
    #expect(Elementary.exp(0x1.62e42fefa39efp+9).isFinite)
    #expect(Elementary.exp(0x1.62e42fefa39fp+9) == .infinity)
    // The first is the last number whose power does not round to zero.
    #expect(Elementary.exp(-0x1.74910d52d3051p+9) == .leastNonzeroMagnitude)
    #expect(Elementary.exp(-0x1.74910d52d3052p+9) == 0)
    for x in [-708.0, 708, 708.0.nextUp, -708.5, -740, 709.5] {
      #expect(unitsInLastPlace(between: Elementary.exp(x), and: Foundation.exp(x)) <= 1)
    }
  }

  @Test func `the exponential keeps its bits`() {
    #expect(Elementary.exp(1).bitPattern == 0x4005_bf0a_8b14_5769)
    #expect(
      Fingerprint.of(10_000) { Elementary.exp(-750 + 1460 * $0.nextUnit()) }
        == 0x6724_3226_e42d_7cbe)
    #expect(
      Fingerprint.of(10_000) { Elementary.exp(-1 + 2 * $0.nextUnit()) } == 0xe980_580c_94e9_ceed)
  }
}

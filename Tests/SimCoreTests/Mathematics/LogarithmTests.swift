import Foundation
import SimCore
import Testing

@Suite struct LogarithmTests {
  /// Foundation's logarithm and ours both have an error below one unit, so that the exact value
  /// lies between the two or within a unit of both.
  @Test func `the logarithm differs from Foundation's by at most one unit`() {
    var random = Random(seed: 1)
    for _ in 0..<100_000 {
      let any = random.nextPositiveOfAnyMagnitude()
      let middle = 0.5 + 1.5 * random.nextUnit()
      let nearOne = 1 + (random.nextUnit() - 0.5) * Foundation.exp(-36 * random.nextUnit())
      for x in [any, middle, nearOne] {
        #expect(unitsInLastPlace(between: Elementary.log(x), and: Foundation.log(x)) <= 1)
      }
    }
  }

  @Test func `the logarithm is defined at its edges`() {
    #expect(Elementary.log(0) == -.infinity)
    #expect(Elementary.log(-0.0) == -.infinity)
    #expect(Elementary.log(1).bitPattern == 0)
    #expect(Elementary.log(.infinity) == .infinity)
    #expect(Elementary.log(-1).isNaN)
    #expect(Elementary.log(-.infinity).isNaN)
    #expect(Elementary.log(.nan).isNaN)
    for x in [
      Double.leastNonzeroMagnitude, .leastNormalMagnitude, .leastNormalMagnitude.nextDown,
      .greatestFiniteMagnitude, 1.0.nextUp, 1.0.nextDown, 0.6875, 1.375,
    ] {
      #expect(unitsInLastPlace(between: Elementary.log(x), and: Foundation.log(x)) <= 1)
    }
  }

  @Test func `the logarithm keeps its bits`() {
    #expect(Elementary.log(2).bitPattern == 0x3fe6_2e42_fefa_39ef)
    #expect(Elementary.log(10).bitPattern == 0x4002_6bb1_bbb5_5516)
    #expect(
      Fingerprint.of(10_000) { Elementary.log($0.nextPositiveOfAnyMagnitude()) }
        == 0xfd18_c269_2598_a65c)
    #expect(Fingerprint.of(10_000) { Elementary.log(0.5 + $0.nextUnit()) } == 0xb6a1_4a09_598c_1db9)
  }
}

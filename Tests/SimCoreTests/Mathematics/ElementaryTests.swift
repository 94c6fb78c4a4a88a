import Foundation
import SimCore
import Testing

@Suite struct ElementaryTests {
  /// Each takes three or four operations of an error of at most 0.52 units and compares with a
  /// result of an error below 1; a power of two within the calculation can double a unit.
  @Test func `both functions around one keep their accuracy`() {
    var random = Random(seed: 6)
    for _ in 0..<100_000 {
      let x = (random.nextUnit() - 0.5) * Foundation.exp(-40 * random.nextUnit())
      #expect(unitsInLastPlace(between: Elementary.logOnePlus(x), and: Foundation.log1p(x)) <= 4)
      #expect(
        unitsInLastPlace(between: Elementary.expMinusOne(x), and: Foundation.expm1(x)) <= 4)
    }
  }

  @Test func `both functions around one are defined at their edges`() {
    #expect(Elementary.logOnePlus(0) == 0)
    #expect(Elementary.logOnePlus(-1) == -.infinity)
    #expect(Elementary.logOnePlus(.infinity) == .infinity)
    #expect(Elementary.logOnePlus(-2).isNaN)
    #expect(Elementary.logOnePlus(.nan).isNaN)
    #expect(Elementary.expMinusOne(0) == 0)
    #expect(Elementary.expMinusOne(1000) == .infinity)
    #expect(Elementary.expMinusOne(-1000) == -1)
    #expect(Elementary.expMinusOne(.nan).isNaN)
  }
}

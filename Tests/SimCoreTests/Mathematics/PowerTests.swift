import Foundation
import SimCore
import Testing

@Suite struct PowerTests {
  @Test func `a power differs from Foundation's by at most one unit`() {
    var random = Random(seed: 3)
    for _ in 0..<50_000 {
      let any = random.nextPositiveOfAnyMagnitude()
      let nearOne = 1 + 0.02 * (random.nextUnit() - 0.5)
      for base in [any, nearOne, 20 * random.nextUnit()] where base != 1 && base != 0 {
        let exponent = (-750 + 1465 * random.nextUnit()) / Foundation.log(base)
        let own = Elementary.pow(base, exponent)
        #expect(unitsInLastPlace(between: own, and: Foundation.pow(base, exponent)) <= 1)
      }
    }
  }

  @Test func `powers of special numbers follow IEEE 754`() {
    let specials: [Double] = [
      0, 1, .infinity, .nan, 0.5, 2, .leastNonzeroMagnitude, .greatestFiniteMagnitude,
    ]
    for base in specials {
      for exponent in specials + specials.map({ -$0 }) {
        let own = Elementary.pow(base, exponent)
        #expect(unitsInLastPlace(between: own, and: Foundation.pow(base, exponent)) <= 1)
      }
    }
    #expect(Elementary.pow(-2, 3).isNaN)
    #expect(Elementary.pow(-2, 0) == 1)
  }

  @Test func `whole powers of small whole numbers are exact`() {
    for base in 1...9 {
      var product = 1.0
      for exponent in 0...15 {
        #expect(Elementary.pow(Double(base), Double(exponent)) == product)
        product *= Double(base)
      }
    }
  }

  @Test func `a power keeps its bits`() {
    let print = Fingerprint.of(10_000) {
      Elementary.pow(10 * $0.nextUnit(), -100 + 200 * $0.nextUnit())
    }
    #expect(print == 0x5fc4_7b3b_650c_628f)
  }
}

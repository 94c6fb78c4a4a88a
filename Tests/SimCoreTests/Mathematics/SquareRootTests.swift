import SimCore
import Testing

@Suite struct SquareRootTests {
  @Test func `the square root is the one that IEEE 754 defines`() {
    var random = Random(seed: 4)
    for _ in 0..<50_000 {
      let any = random.nextPositiveOfAnyMagnitude()
      #expect(Elementary.squareRoot(any) == any.squareRoot())
      let near = 1 + 3 * random.nextUnit()
      #expect(Elementary.squareRoot(near) == near.squareRoot())
      // The roots next to a square's lie nearly halfway between representable numbers.
      let whole = Double(1 + random.next(below: 1 << 26))
      for x in [(whole * whole).nextDown, whole * whole, (whole * whole).nextUp] {
        #expect(Elementary.squareRoot(x) == x.squareRoot())
      }
    }
  }

  @Test func `the square root is defined at its edges`() {
    for x in [
      0.0, 1, 4, .infinity, .leastNonzeroMagnitude, .leastNormalMagnitude, .greatestFiniteMagnitude,
      1.0.nextUp, 1.0.nextDown, 4.0.nextDown,
    ] { #expect(Elementary.squareRoot(x) == x.squareRoot()) }
    #expect(Elementary.squareRoot(-1).isNaN)
    #expect(Elementary.squareRoot(.nan).isNaN)
  }
}

// Tests of what only this package sees are built in debug configuration alone.
#if DEBUG
  import Foundation
  @testable import SimCore
  import Testing

  @Suite struct ZigguratLayersTests {
    /// Each edge is rounded to within half a unit, which changes an area of about a 256th of 1 by
    /// the slope of the density (at most 1) times a few units of numbers below 16.
    private let tolerance = 16 * 8 * Double.ulpOfOne

    private func check(_ edges: [Double], _ density: (Double) -> Double, tail: Double) {
      #expect(edges.count == 257)
      #expect(edges[256] == 0)
      let area = edges[1] * density(edges[1]) + tail
      #expect(abs(edges[0] * density(edges[1]) - area) < tolerance)
      for layer in 1..<256 {
        let height = density(edges[layer + 1]) - density(edges[layer])
        #expect(edges[layer + 1] < edges[layer])
        #expect(abs(edges[layer] * height - area) < tolerance)
      }
    }

    @Test func `the layers under the exponential density have one area`() {
      let edges = ExponentialZiggurat.edges
      check(edges, { Foundation.exp(-$0) }, tail: Foundation.exp(-edges[1]))
    }

    @Test func `the layers under the normal density have one area`() {
      let edges = NormalZiggurat.edges
      let tail = (Double.pi / 2).squareRoot() * Foundation.erfc(edges[1] / 2.0.squareRoot())
      check(edges, { Foundation.exp(-0.5 * $0 * $0) }, tail: tail)
    }
  }
#endif

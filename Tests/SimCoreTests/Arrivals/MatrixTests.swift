import Testing

@testable import SimCore

@Suite struct MatrixTests {
  private let chain = [[-1.0, 1, 0], [0, -1, 1], [0, 1, -1]]

  @Test func `states are reached along any number of steps`() {
    #expect(
      Matrix.reachability(chain) == [
        [true, true, true], [false, true, true], [false, true, true],
      ])
    #expect(!Matrix.isIrreducible(chain))
    #expect(Matrix.isIrreducible([[-1, 1], [1, -1]]))
    #expect(Matrix.isIrreducible([[0]]))
  }

  @Test func `a positive value is reached only along the arrows`() {
    #expect(Matrix.reaching([1, 0, 0], through: chain) == [true, false, false])
    #expect(Matrix.reaching([0, 0, 1], through: chain) == [true, true, true])
  }

  @Test func `rates of leaving skip the diagonal`() {
    #expect(Matrix.leavingRates(chain) == [1, 1, 1])
    #expect(Matrix.sum(chain, chain)[1] == [0, -2, 2])
    #expect(Matrix.rowSums(chain) == [0, 0, 0])
  }
}

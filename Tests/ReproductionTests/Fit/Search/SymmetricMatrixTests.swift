import Testing

@testable import Reproduction

@Suite struct SymmetricMatrixTests {
  private static let matrix = [[4.0, 1, -2], [1, 3, 0.5], [-2, 0.5, 5]]

  private static func product(_ matrix: [[Double]], _ vector: [Double]) -> [Double] {
    matrix.map { row in zip(row, vector).reduce(0) { $0 + $1.0 * $1.1 } }
  }

  @Test func `eigenvectors are only stretched, by their eigenvalues, and are of length 1`() {
    let (vectors, values) = SymmetricMatrix.principalAxes(Self.matrix)
    for axis in 0..<3 {
      let vector = vectors.map { $0[axis] }
      for (found, place) in zip(Self.product(Self.matrix, vector), vector) {
        #expect((found - values[axis] * place).magnitude < 1e-12)
      }
      #expect((vector.reduce(0) { $0 + $1 * $1 } - 1).magnitude < 1e-12)
    }
    #expect((values.reduce(0, +) - 12).magnitude < 1e-12)
  }

  @Test func `a solution solves the equations`() throws {
    let right = [1.0, -2, 3]
    let solution = try #require(SymmetricMatrix.solve(Self.matrix, right))
    for (found, wanted) in zip(Self.product(Self.matrix, solution), right) {
      #expect((found - wanted).magnitude < 1e-12)
    }
  }

  @Test func `a matrix that is not positive definite has none`() {
    #expect(SymmetricMatrix.solve([[1, 2], [2, 1]], [1, 1]) == nil)
    #expect(SymmetricMatrix.solve([[0]], [1]) == nil)
  }

  @Test func `small and diagonal matrices are their own axes`() {
    #expect(SymmetricMatrix.principalAxes([[3]]).values == [3])
    #expect(SymmetricMatrix.principalAxes([[3, 0], [0, 2]]).values == [3, 2])
  }
}

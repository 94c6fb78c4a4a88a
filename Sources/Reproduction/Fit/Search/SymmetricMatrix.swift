/// Symmetric matrices, row by row.
enum SymmetricMatrix {
  /// The eigenvectors of a matrix, as columns, and its eigenvalues, by Jacobi's rotations.
  ///
  /// Source: G. H. Golub and C. F. Van Loan, "Matrix computations", section 8.5.
  ///
  /// - Parameter matrix: a symmetric matrix; only rounding may make it unsymmetric.
  /// - Returns: vectors and values, in no order.
  static func principalAxes(_ matrix: [[Double]]) -> (vectors: [[Double]], values: [Double]) {
    let count = matrix.count
    var matrix = matrix
    var vectors = (0..<count).map { row in (0..<count).map { row == $0 ? 1.0 : 0.0 } }
    for _ in 0..<50 {
      var off = 0.0
      var whole = 0.0
      for row in 0..<count {
        for column in 0..<count {
          let square = matrix[row][column] * matrix[row][column]
          whole += square
          if row != column { off += square }
        }
      }
      if off <= 1e-24 * whole { break }
      for row in 0..<count {
        for column in (row + 1)..<max(count, row + 1) where matrix[row][column] != 0 {
          rotate(&matrix, &vectors, row, column)
        }
      }
    }
    return (vectors, (0..<count).map { matrix[$0][$0] })
  }

  /// The solution of a system of linear equations, by Cholesky's method.
  ///
  /// Source: G. H. Golub and C. F. Van Loan, "Matrix computations", section 4.2.
  ///
  /// - Parameters:
  ///   - matrix: a symmetric matrix.
  ///   - right: the right-hand side.
  /// - Returns: the solution; nil unless the matrix is positive definite.
  static func solve(_ matrix: [[Double]], _ right: [Double]) -> [Double]? {
    var lower = matrix
    var solution = right
    for row in matrix.indices {
      for column in 0...row {
        let sum = (0..<column).reduce(matrix[row][column]) {
          $0 - lower[row][$1] * lower[column][$1]
        }
        if row == column {
          guard sum > 0 else { return nil }
          lower[row][row] = sum.squareRoot()
        } else {
          lower[row][column] = sum / lower[column][column]
        }
      }
      let sum = (0..<row).reduce(right[row]) { $0 - lower[row][$1] * solution[$1] }
      solution[row] = sum / lower[row][row]
    }
    for row in matrix.indices.reversed() {
      let sum = ((row + 1)..<max(matrix.count, row + 1)).reduce(solution[row]) {
        $0 - lower[$1][row] * solution[$1]
      }
      solution[row] = sum / lower[row][row]
    }
    return solution
  }

  /// Turns two axes so that their common element becomes zero.
  private static func rotate(
    _ matrix: inout [[Double]], _ vectors: inout [[Double]], _ first: Int, _ second: Int
  ) {
    let ratio = (matrix[second][second] - matrix[first][first]) / (2 * matrix[first][second])
    let root = (1 + ratio * ratio).squareRoot()
    let tangent = ratio >= 0 ? 1 / (ratio + root) : 1 / (ratio - root)
    let cosine = 1 / (1 + tangent * tangent).squareRoot()
    let sine = tangent * cosine
    for index in matrix.indices {
      let (one, other) = (matrix[index][first], matrix[index][second])
      matrix[index][first] = cosine * one - sine * other
      matrix[index][second] = sine * one + cosine * other
    }
    for index in matrix.indices {
      let (one, other) = (matrix[first][index], matrix[second][index])
      matrix[first][index] = cosine * one - sine * other
      matrix[second][index] = sine * one + cosine * other
    }
    for index in vectors.indices {
      let (one, other) = (vectors[index][first], vectors[index][second])
      vectors[index][first] = cosine * one - sine * other
      vectors[index][second] = sine * one + cosine * other
    }
  }
}

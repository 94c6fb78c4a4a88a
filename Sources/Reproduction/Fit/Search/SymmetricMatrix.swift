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
  /// - Parameters:
  ///   - matrix: a symmetric matrix.
  ///   - right: the right-hand side.
  /// - Returns: the solution; nil unless the matrix is positive definite.
  static func solve(_ matrix: [[Double]], _ right: [Double]) -> [Double]? {
    factor(matrix).map { solve(factor: $0, right) }
  }

  /// The lower triangular matrix whose product with its transpose is a matrix.
  ///
  /// Source: G. H. Golub and C. F. Van Loan, "Matrix computations", section 4.2.
  ///
  /// - Parameter matrix: a symmetric matrix.
  /// - Returns: the factor, a row as long as its diagonal element stands; nil unless the matrix is
  ///   positive definite.
  static func factor(_ matrix: [[Double]]) -> [[Double]]? {
    var lower: [[Double]] = []
    for row in matrix.indices {
      var values: [Double] = []
      for column in 0..<row {
        let above = lower[column]
        let sum = matrix[row][column] - product(values, above, column)
        values.append(sum / above[column])
      }
      let square = matrix[row][row] - product(values, values, row)
      guard square > 0 else { return nil }
      values.append(square.squareRoot())
      lower.append(values)
    }
    return lower
  }

  /// The solution of a system of linear equations whose matrix has been factored.
  static func solve(factor lower: [[Double]], _ right: [Double]) -> [Double] {
    var solution = right
    for row in lower.indices {
      let sum = right[row] - product(lower[row], solution, row)
      solution[row] = sum / lower[row][row]
    }
    for row in lower.indices.reversed() {
      let sum = ((row + 1)..<max(lower.count, row + 1)).reduce(solution[row]) {
        $0 - lower[$1][row] * solution[$1]
      }
      solution[row] = sum / lower[row][row]
    }
    return solution
  }

  /// The sum of the products of the first elements of two rows.
  static func product(_ first: [Double], _ second: [Double], _ count: Int) -> Double {
    var sum = 0.0
    var index = 0
    while index < count {
      sum += first[index] * second[index]
      index += 1
    }
    return sum
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

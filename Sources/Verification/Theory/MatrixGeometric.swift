/// MMPP/M/1: a server with exponential service, and arrivals whose rate follows a Markov chain.
///
/// The number in the system and the state of the chain are a quasi birth and death process. With n
/// in the system the stationary vector is v R^n, where R is the least solution of
/// L + R (Q - L - M) + R^2 M = 0, L the diagonal matrix of the rates, Q the chain's generator and M
/// that of service. Source: M. Neuts, "Matrix-Geometric Solutions in Stochastic Models", Johns
/// Hopkins 1981, chapters 1 and 3; W. Fischer and K. Meier-Hellstern, "The Markov-modulated Poisson
/// process (MMPP) cookbook", Performance Evaluation 18(2), 1993.
struct MatrixGeometric {
  /// The rates of arrivals in each state.
  let rates: [Double]
  /// The probability of an empty system in each state.
  let empty: [Double]
  /// The matrix R.
  let ratio: [[Double]]

  /// Solves a queue in which the mean rate of arrivals is below that of service.
  init(rates: [Double], generator: [[Double]], service: Double) {
    self.rates = rates
    let size = rates.count
    let range = 0..<size
    // R = -(L + R^2 M) (Q - L - M)^-1, repeated from zero: it rises to the least solution.
    let within = range.map { row in
      range.map { column in
        generator[row][column] - (row == column ? rates[row] + service : 0)
      }
    }
    let inverse = SmallMatrix.inverse(within)
    var ratio = SmallMatrix.zero(size)
    for _ in 0..<100_000 {
      let square = SmallMatrix.product(ratio, ratio)
      let up = range.map { row in
        range.map { -(row == $0 ? rates[row] : 0) - square[row][$0] * service }
      }
      let next = SmallMatrix.product(up, inverse)
      let change = range.flatMap { row in range.map { (next[row][$0] - ratio[row][$0]).magnitude } }
      ratio = next
      if change.allSatisfy({ $0 < 1e-16 }) { break }
    }
    self.ratio = ratio
    // v (Q - L + R M) = 0, and v (1 - R)^-1 adds up to one, which takes the place of a column.
    let sums = SmallMatrix.inverse(SmallMatrix.complement(ratio)).map { $0.reduce(0, +) }
    let balance = range.map { row in
      range.map { column in
        column == 0
          ? sums[row]
          : generator[row][column] - (row == column ? rates[row] : 0)
            + ratio[row][column] * service
      }
    }
    // The row vector times the inverse, where the right side is one in the first column.
    empty = SmallMatrix.inverse(balance)[0]
  }

  /// The mean rate of arrivals.
  var meanRate: Double {
    let total = level(SmallMatrix.inverse(SmallMatrix.complement(ratio)))
    return zip(total, rates).reduce(0) { $0 + $1.0 * $1.1 }
  }

  /// The probability that nobody is in the system.
  var idle: Double { empty.reduce(0, +) }

  /// The mean number in the system: v R (1 - R)^-2.
  var meanNumber: Double {
    let inverse = SmallMatrix.inverse(SmallMatrix.complement(ratio))
    return level(SmallMatrix.product(ratio, SmallMatrix.product(inverse, inverse))).reduce(0, +)
  }

  /// The probability of some number in the system.
  func probability(of number: Int) -> Double {
    (0..<number).reduce(empty) { vector, _ in SmallMatrix.product(vector, ratio) }.reduce(0, +)
  }

  /// The probability that an arrival finds nobody: arrivals come mostly in the busier states.
  var findsNobody: Double {
    zip(empty, rates).reduce(0) { $0 + $1.0 * $1.1 } / meanRate
  }

  private func level(_ matrix: [[Double]]) -> [Double] { SmallMatrix.product(empty, matrix) }
}

/// Arithmetic of matrices of a few rows.
enum SmallMatrix {
  /// A square matrix of zeros.
  static func zero(_ size: Int) -> [[Double]] {
    [[Double]](repeating: [Double](repeating: 0, count: size), count: size)
  }

  /// The product of two square matrices.
  static func product(_ left: [[Double]], _ right: [[Double]]) -> [[Double]] {
    left.map { product($0, right) }
  }

  /// The product of a row and a square matrix.
  static func product(_ row: [Double], _ matrix: [[Double]]) -> [Double] {
    matrix.indices.map { column in
      row.indices.reduce(0) { $0 + row[$1] * matrix[$1][column] }
    }
  }

  /// One minus a matrix.
  static func complement(_ matrix: [[Double]]) -> [[Double]] {
    matrix.indices.map { row in
      matrix.indices.map { (row == $0 ? 1 : 0) - matrix[row][$0] }
    }
  }

  /// The inverse of a matrix that has one, by elimination with the greatest pivot.
  static func inverse(_ matrix: [[Double]]) -> [[Double]] {
    var left = matrix
    var right = complement(zero(matrix.count))
    for column in left.indices {
      var pivot = column
      for row in column..<left.count
      where left[row][column].magnitude > left[pivot][column].magnitude { pivot = row }
      left.swapAt(column, pivot)
      right.swapAt(column, pivot)
      let divisor = left[column][column]
      precondition(divisor != 0, "a matrix without an inverse")
      for index in left.indices {
        left[column][index] /= divisor
        right[column][index] /= divisor
      }
      for row in left.indices where row != column && left[row][column] != 0 {
        let factor = left[row][column]
        for index in left.indices {
          left[row][index] -= factor * left[column][index]
          right[row][index] -= factor * right[column][index]
        }
      }
    }
    return right
  }
}

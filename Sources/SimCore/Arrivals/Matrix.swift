/// What the arrival processes need to know of small square matrices of rates.
enum Matrix {
  /// The sum of two matrices of the same size.
  static func sum(_ left: [[Double]], _ right: [[Double]]) -> [[Double]] {
    zip(left, right).map { rows in zip(rows.0, rows.1).map { $0 + $1 } }
  }

  /// The sums of the rows without the diagonal.
  static func leavingRates(_ matrix: [[Double]]) -> [Double] {
    matrix.enumerated().map { row, entries in
      var sum = 0.0
      for (column, entry) in entries.enumerated() where column != row { sum += entry }
      return sum
    }
  }

  /// The sums of the rows.
  static func rowSums(_ matrix: [[Double]]) -> [Double] {
    matrix.map { row in row.reduce(0, +) }
  }

  /// Which states can be reached from which, in any number of steps, none included.
  ///
  /// Source: S. Warshall, "A theorem on Boolean matrices", J. ACM 9(1), 1962.
  static func reachability(_ matrix: [[Double]]) -> [[Bool]] {
    var reaches = matrix.enumerated().map { row, entries in
      entries.enumerated().map { column, entry in column == row || entry > 0 }
    }
    for middle in reaches.indices {
      for start in reaches.indices where reaches[start][middle] {
        for end in reaches.indices where reaches[middle][end] { reaches[start][end] = true }
      }
    }
    return reaches
  }

  /// Whether every state can be reached from every other.
  static func isIrreducible(_ matrix: [[Double]]) -> Bool {
    reachability(matrix).allSatisfy { row in row.allSatisfy { $0 } }
  }

  /// Of each state, whether one with a positive value can be reached from it.
  static func reaching(_ values: [Double], through matrix: [[Double]]) -> [Bool] {
    reachability(matrix).map { row in
      zip(row, values).contains { reached, value in reached && value > 0 }
    }
  }
}

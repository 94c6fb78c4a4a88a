/// Rows of weights to draw an outcome from.
@usableFromInline
struct OutcomeTable: Sendable {
  private let width: Int
  private let weights: [Double]
  private let totals: [Double]
  /// In each row the last outcome of positive weight, for draws that rounding carries past it.
  private let last: [Int]

  /// A table of rows of one length, whose weights are not negative.
  init(_ rows: [[Double]]) {
    width = rows.first?.count ?? 0
    weights = rows.flatMap { $0 }
    totals = Matrix.rowSums(rows)
    last = rows.map { row in row.lastIndex { $0 > 0 } ?? 0 }
  }

  /// The sum of the weights of a row.
  func total(row: Int) -> Double { totals[row] }

  /// The outcome at a point of a row, measured from 0 to 1.
  func outcome(row: Int, at unit: Double) -> Int {
    var point = unit * totals[row]
    let start = row * width
    for outcome in 0..<width {
      let weight = weights[start + outcome]
      if point < weight { return outcome }
      point -= weight
    }
    return last[row]
  }
}

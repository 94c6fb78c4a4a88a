/// The checks that make the description of an arrival process valid.
enum Check {
  typealias Failure = ArrivalProcessError
  typealias Step = ArrivalProcessError.Step

  static func rate(_ rate: Double, at steps: [Step]) throws(Failure) {
    let allowed = ArrivalProcess.lowestRate...ArrivalProcess.highestRate
    guard rate == 0 || allowed.contains(rate) else { throw Failure(steps, .notARate) }
  }

  static func positiveRate(_ rate: Double, at steps: [Step]) throws(Failure) {
    try Check.rate(rate, at: steps)
    guard rate > 0 else { throw Failure(steps, .noPositiveRate) }
  }

  static func rates(_ rates: [Double]) throws(Failure) {
    try count(rates.count, at: "rates")
    for (index, rate) in rates.enumerated() {
      try Check.rate(rate, at: [.field("rates"), .index(index)])
    }
    guard rates.contains(where: { $0 > 0 }) else {
      throw Failure([.field("rates")], .noPositiveRate)
    }
  }

  private static func count(_ count: Int, at field: String) throws(Failure) {
    guard count > 0 else { throw Failure([.field(field)], .empty) }
    guard count <= ArrivalProcess.mostStates else {
      throw Failure([.field(field)], .tooManyStates(count))
    }
  }

  static func length(_ length: Interval, at steps: [Step]) throws(Failure) {
    guard length > .zero, length <= .longest else {
      throw Failure(steps, .outside(lowest: 1e-9, highest: Interval.longest.seconds))
    }
  }

  static func pieces(_ pieces: [ArrivalProcess.Piece]) throws(Failure) {
    guard !pieces.isEmpty else { throw Failure([.field("pieces")], .empty) }
    for (index, piece) in pieces.enumerated() {
      let place: [Step] = [.field("pieces"), .index(index)]
      try rate(piece.rate, at: place + [.field("rate")])
      try length(piece.length, at: place + [.field("length")])
    }
    guard pieces.contains(where: { $0.rate > 0 }) else {
      throw Failure([.field("pieces")], .noPositiveRate)
    }
  }

  static func path(_ path: [ArrivalProcess.Sojourn], states: Int) throws(Failure) {
    guard !path.isEmpty else { throw Failure([.field("path")], .empty) }
    for (index, sojourn) in path.enumerated() {
      let place: [Step] = [.field("path"), .index(index)]
      guard (0..<states).contains(sojourn.state) else {
        throw Failure(place + [.field("state")], .unknownState(sojourn.state, states: states))
      }
      try length(sojourn.length, at: place + [.field("length")])
    }
  }

  static func generator(_ generator: [[Double]], states: Int) throws(Failure) {
    try square(generator, "generator", size: states)
    for (index, row) in generator.enumerated() {
      let place: [Step] = [.field("generator"), .index(index)]
      try transitionRow(row, index, at: place)
      try rowSum(row, at: place)
    }
  }

  static func markovian(d0: [[Double]], d1: [[Double]]) throws(Failure) {
    try count(d0.count, at: "d0")
    try square(d0, "d0", size: d0.count)
    try square(d1, "d1", size: d0.count)
    for (index, row) in d0.enumerated() {
      let place: [Step] = [.field("d0"), .index(index)]
      try transitionRow(row, index, at: place)
      guard row[index] < 0 else { throw Failure(place + [.index(index)], .diagonalNotNegative) }
      for (column, entry) in d1[index].enumerated() {
        try rate(entry, at: [.field("d1"), .index(index), .index(column)])
      }
      try rowSum(row + d1[index], at: place)
    }
    guard d1.contains(where: { row in row.contains { $0 > 0 } }) else {
      throw Failure([.field("d1")], .noPositiveRate)
    }
  }

  /// Throws when the named initial state does not exist, or none is named and the chain has no
  /// single stationary distribution.
  static func initial(
    _ state: Int?, _ field: String, of matrixField: String, transitions: [[Double]]
  ) throws(Failure) {
    if let state {
      guard transitions.indices.contains(state) else {
        throw Failure([.field(field)], .unknownState(state, states: transitions.count))
      }
    } else {
      guard Matrix.isIrreducible(transitions) else {
        throw Failure([.field(matrixField)], .reducible)
      }
    }
  }

  private static func square(_ matrix: [[Double]], _ field: String, size: Int) throws(Failure) {
    guard matrix.count == size else {
      throw Failure([.field(field)], .wrongCount(expected: size, actual: matrix.count))
    }
    for (index, row) in matrix.enumerated() where row.count != size {
      throw Failure(
        [.field(field), .index(index)], .wrongCount(expected: size, actual: row.count))
    }
  }

  /// Throws unless the row has rates off the diagonal and a finite number up to 0 on it.
  private static func transitionRow(
    _ row: [Double], _ diagonal: Int, at place: [Step]
  ) throws(Failure) {
    for (column, entry) in row.enumerated() {
      let steps = place + [.index(column)]
      if column != diagonal {
        try rate(entry, at: steps)
      } else if !(entry <= 0 && entry.isFinite) {
        throw Failure(steps, .diagonalNotNegative)
      }
    }
  }

  private static func rowSum(_ entries: [Double], at place: [Step]) throws(Failure) {
    var sum = 0.0
    var largest = 0.0
    for entry in entries {
      sum += entry
      largest = max(largest, abs(entry))
    }
    guard abs(sum) <= ArrivalProcess.rowTolerance * largest else {
      throw Failure(place, .rowSum(sum))
    }
  }
}

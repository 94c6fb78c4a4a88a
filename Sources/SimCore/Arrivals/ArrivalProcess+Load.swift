extension ArrivalProcess {
  /// The process with a multiple of its arrivals, which come and go at the same times.
  ///
  /// The rates of all states, pieces and phases are multiplied, and states change as before. In a
  /// Markovian arrival process whose arrivals also change the phase, more arrivals would change it
  /// more often; there all rates are multiplied, which lets the same process run faster.
  ///
  /// - Parameter load: the multiple, above 0.
  /// - Returns: the process; the same for 1.
  /// - Throws: ``ArrivalProcessError`` where a rate leaves its range.
  package func multiplied(by load: Double) throws(ArrivalProcessError) -> ArrivalProcess {
    if load == 1 { return self }
    switch shape {
    case .constant(let rate): return try .constant(rate: rate * load)
    case .poisson(let rate): return try .poisson(rate: rate * load)
    case .piecewise(let pieces, let repeats):
      return try .piecewise(
        pieces.map { Piece(rate: $0.rate * load, length: $0.length) }, repeats: repeats)
    case .modulated(let rates, let generator, let initial):
      return try .modulated(
        rates: rates.map { $0 * load }, generator: generator, initialState: initial)
    case .pinned(let rates, let path):
      return try .pinned(rates: rates.map { $0 * load }, path: path)
    case .markovian(let d0, let d1, let initial):
      let changesPhase = d1.indices.contains { row in
        d1[row].indices.contains { $0 != row && d1[row][$0] != 0 }
      }
      if changesPhase {
        func faster(_ matrix: [[Double]]) -> [[Double]] { matrix.map { $0.map { $0 * load } } }
        return try .markovian(d0: faster(d0), d1: faster(d1), initialPhase: initial)
      }
      var (silent, arriving) = (d0, d1)
      for phase in d1.indices {
        arriving[phase][phase] *= load
        silent[phase][phase] -= d1[phase][phase] * (load - 1)
      }
      return try .markovian(d0: silent, d1: arriving, initialPhase: initial)
    }
  }
}

extension ArrivalProcess {
  /// Throws when more changes of state are to be expected within an extent than a stream may walk.
  func checkStateChanges(within extent: Extent) throws(ArrivalProcessError) {
    let expected = expectedStateChanges(within: extent)
    guard expected <= ArrivalProcess.mostStateChanges else {
      throw ArrivalProcessError([], .tooManyStateChanges(expected: expected))
    }
  }

  /// An upper bound on the expected number of changes of state, phase or piece within an extent.
  ///
  /// It is exact for a duration and a stationary start, and at most e times too high for a duration
  /// and a named start. Changes of phase that come with an arrival do not count.
  func expectedStateChanges(within extent: Extent) -> Double {
    switch shape {
    case .constant, .poisson: return 0
    case .pinned(_, let path): return Double(path.count)
    case .piecewise(let pieces, let repeats):
      return pieceChanges(StepRate(pieces), repeats: repeats, within: extent)
    case .modulated(let rates, let generator, let initial):
      let changes = ChainChanges(silent: generator, all: generator, arrivals: rates)
      return changes.bound(within: extent, from: initial, stationary: ModulatingChain(shape))
    case .markovian(let d0, let d1, let initial):
      let changes = ChainChanges(
        silent: d0, all: Matrix.sum(d0, d1), arrivals: Matrix.rowSums(d1))
      return changes.bound(within: extent, from: initial, stationary: ModulatingChain(shape))
    }
  }

  private func pieceChanges(_ rate: StepRate, repeats: Bool, within extent: Extent) -> Double {
    let count = Double(rate.count)
    guard repeats else { return count }
    let cycles = extent.limit.seconds / rate.length
    guard case .requests(let requests) = extent else { return count * cycles }
    return count * min(cycles, Double(requests) / rate.total + 1)
  }
}

/// How many changes without an arrival a chain is expected to make.
private struct ChainChanges {
  /// The rates of changes without an arrival; the diagonal is ignored.
  let silent: [[Double]]
  /// The rates of all changes; the diagonal is ignored.
  let all: [[Double]]
  /// The rates of arrivals in each state.
  let arrivals: [Double]

  func bound(
    within extent: Extent, from initial: Int?, stationary: ModulatingChain?
  ) -> Double {
    let byTime = changes(during: extent.limit.seconds, from: initial, stationary: stationary)
    guard case .requests(let requests) = extent else { return byTime }
    return min(byTime, Double(requests) * mostBeforeArrival)
  }

  /// The changes before the end of a time, by way of the changes before an exponential time of the
  /// same mean: e times as many, as exp(-t/mean) is at least 1/e up to the mean.
  private func changes(
    during seconds: Double, from initial: Int?, stationary: ModulatingChain?
  ) -> Double {
    let leaving = Matrix.leavingRates(silent)
    if initial == nil, let stationary {
      return seconds * zip(stationary.stationary, leaving).reduce(0) { $0 + $1.0 * $1.1 }
    }
    let killing = Array(repeating: 1 / seconds, count: leaving.count)
    let elimination = ChainElimination(rates: all, killing: killing)
    return 2.718_281_828_459_045 * elimination.solution(for: leaving)[initial ?? 0]
  }

  /// The changes before the next arrival, from the worst state.
  ///
  /// A stream ends in a state from which no arrival can be reached, so changes beyond do not count.
  private var mostBeforeArrival: Double {
    let alive = Matrix.reaching(arrivals, through: all)
    var rates = silent
    var killing = arrivals
    var leaving = Matrix.leavingRates(silent)
    for state in rates.indices {
      for target in rates.indices where target != state && !alive[target] {
        killing[state] += rates[state][target]
        rates[state][target] = 0
      }
      if alive[state] { continue }
      leaving[state] = 0
      // From here only such states are reached, and their rates are none by now.
      killing[state] = 1
    }
    return ChainElimination(rates: rates, killing: killing).solution(for: leaving).reduce(0, max)
  }
}

extension ArrivalProcess {
  /// The long-run number of arrivals per second.
  ///
  /// Of a process that ends, the number over its whole length; nil when the chain of a process is
  /// reducible, so that the long run depends on where it is caught.
  public var meanRate: Double? {
    switch shape {
    case .constant(let rate), .poisson(let rate): rate
    case .piecewise(let pieces, _): StepRate(pieces).mean
    case .pinned(let rates, let path): StepRate(rates: rates, path: path).mean
    case .modulated, .markovian: ModulatingChain(shape)?.meanRate
    }
  }

  /// The highest rate of arrivals per second at any time, given the state or phase.
  package var peakRate: Double {
    switch shape {
    case .constant(let rate), .poisson(let rate): rate
    case .piecewise(let pieces, _): pieces.reduce(0) { max($0, $1.rate) }
    case .modulated(let rates, _, _): rates.reduce(0, max)
    case .pinned(let rates, let path): path.reduce(0) { max($0, rates[$1.state]) }
    case .markovian(_, let d1, _): Matrix.rowSums(d1).reduce(0, max)
    }
  }

  /// The limit of the variance of the number of arrivals over its mean, as time goes to infinity.
  ///
  /// It is 1 for every Poisson process, also where the rate is a given function of time, and 0 for
  /// evenly spaced arrivals. Nil when the chain is reducible.
  ///
  /// Source: W. Fischer and K. Meier-Hellstern, "The Markov-modulated Poisson process (MMPP)
  /// cookbook", Performance Evaluation 18(2), 1993, for the modulated process; M. Neuts,
  /// "Structured stochastic matrices of M/G/1 type and their applications", Dekker 1989, sec. 5.4,
  /// for the general one.
  package var indexOfDispersion: Double? {
    switch shape {
    case .constant: 0
    case .poisson, .piecewise, .pinned: 1
    case .modulated, .markovian: ModulatingChain(shape)?.indexOfDispersion
    }
  }

  /// The expected number of arrivals before the end of a duration.
  ///
  /// - Parameter duration: from 0 to ``Interval/longest``.
  /// - Returns: the number, or nil where it depends on an initial state that was named for a
  ///   chain whose path is drawn.
  package func expectedRequests(within duration: Interval) -> Double? {
    switch shape {
    case .constant(let rate):
      (rate * duration.seconds).roundedUp
    case .poisson(let rate): rate * duration.seconds
    case .piecewise(let pieces, let repeats):
      StepRate(pieces).integral(to: duration, repeats: repeats)
    case .pinned(let rates, let path):
      StepRate(rates: rates, path: path).integral(to: duration, repeats: false)
    case .modulated(_, _, nil), .markovian(_, _, nil):
      meanRate.map { $0 * duration.seconds }
    case .modulated, .markovian: nil
    }
  }
}

extension Double {
  /// The least whole number that is not below this one; itself when it is beyond 2^52.
  fileprivate var roundedUp: Double {
    guard self < 0x1p52 else { return self }
    let whole = Double(Int64(self))
    return whole < self ? whole + 1 : whole
  }
}

/// A rate as a step function of time.
struct StepRate {
  private let pieces: [ArrivalProcess.Piece]

  init(_ pieces: [ArrivalProcess.Piece]) { self.pieces = pieces }

  init(rates: [Double], path: [ArrivalProcess.Sojourn]) {
    pieces = path.map { .init(rate: rates[$0.state], length: $0.length) }
  }

  /// The length of all pieces together, in seconds.
  var length: Double { pieces.reduce(0) { $0 + $1.length.seconds } }

  /// The expected arrivals of all pieces together.
  var total: Double { pieces.reduce(0) { $0 + $1.rate * $1.length.seconds } }

  var mean: Double { total / length }

  var count: Int { pieces.count }

  /// The expected arrivals before the end of a duration.
  func integral(to duration: Interval, repeats: Bool) -> Double {
    var sum = 0.0
    var left = duration
    let cycle = cycleLength
    if repeats, cycle <= left {
      let cycles = left.nanoseconds / cycle.nanoseconds
      sum = Double(cycles) * total
      left = left - cycle * cycles
    }
    for piece in pieces where left > .zero {
      let length = min(piece.length, left)
      sum += piece.rate * length.seconds
      left = left - length
    }
    return sum
  }

  /// The length of all pieces together, or ``Interval/longest`` plus one piece when it is more.
  private var cycleLength: Interval {
    var sum = Interval.zero
    for piece in pieces where sum <= .longest { sum += piece.length }
    return sum
  }
}

/// The stationary behaviour of a chain that modulates arrivals, in terms of a MAP.
///
/// A Markov-modulated Poisson process is the Markovian arrival process whose D1 is diagonal.
struct ModulatingChain {
  /// The rates of arrivals by phase before and phase after.
  private let arrivals: [[Double]]
  private let elimination: ChainElimination
  /// The long-run fraction of time in each state.
  let stationary: [Double]

  /// The chain of a shape, or nil when the shape has none or it is reducible.
  init?(_ shape: ArrivalProcess.Shape) {
    let transitions: [[Double]]
    switch shape {
    case .modulated(let rates, let generator, _):
      transitions = generator
      arrivals = rates.indices.map { row in
        rates.indices.map { $0 == row ? rates[row] : 0 }
      }
    case .markovian(let d0, let d1, _):
      transitions = Matrix.sum(d0, d1)
      arrivals = d1
    case .constant, .poisson, .piecewise, .pinned: return nil
    }
    guard Matrix.isIrreducible(transitions) else { return nil }
    let none = Array(repeating: 0.0, count: transitions.count)
    elimination = ChainElimination(rates: transitions, killing: none)
    stationary = elimination.stationaryDistribution()
  }

  private var rates: [Double] { Matrix.rowSums(arrivals) }

  var meanRate: Double { zip(stationary, rates).reduce(0) { $0 + $1.0 * $1.1 } }

  /// 1 + 2 (pi D1 x - m pi x) / m for any x that solves -(D0 + D1) x = D1 1 - m 1, where m is the
  /// mean rate.
  var indexOfDispersion: Double {
    let mean = meanRate
    let bias = elimination.groundedSolution(for: rates.map { $0 - mean })
    var covariance = 0.0
    for (state, fraction) in stationary.enumerated() {
      for (target, rate) in arrivals[state].enumerated() {
        covariance += fraction * rate * bias[target]
      }
      covariance -= mean * fraction * bias[state]
    }
    return 1 + 2 * covariance / mean
  }
}

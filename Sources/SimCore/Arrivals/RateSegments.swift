/// A stretch of time with one rate, as a rate path is made of.
struct RateSegment {
  /// Arrivals per second.
  var rate: Double
  /// The whole nanoseconds of its length.
  var whole: Int64
  /// What its length has beyond them.
  var fraction: Double
}

/// The segments of a rate as a function of time, one after another, in constant memory.
struct RateSegments: Sendable {
  private enum Kind { case endless, listed, sampled }

  private let kind: Kind
  /// The rates by segment or, of a sampled path, by state.
  private let rates: [Double]
  private let lengths: [Int64]
  private let repeats: Bool
  private let table: OutcomeTable
  /// Whether an arrival can still come once the state has been entered.
  private let alive: [Bool]
  private var random: Random
  /// The next segment or, of a sampled path, the state it is in.
  private var position: Int

  /// One rate for ever.
  init(rate: Double) {
    self.init(.endless, rates: [rate], lengths: [Interval.longest.nanoseconds])
  }

  /// Listed pieces, once or for ever.
  init(pieces: [ArrivalProcess.Piece], repeats: Bool) {
    self.init(
      .listed, rates: pieces.map(\.rate), lengths: pieces.map(\.length.nanoseconds),
      repeats: repeats)
  }

  private init(_ kind: Kind, rates: [Double], lengths: [Int64], repeats: Bool = false) {
    self.kind = kind
    self.rates = rates
    self.lengths = lengths
    self.repeats = repeats
    table = OutcomeTable([])
    alive = []
    random = Random(seed: 0)
    position = 0
  }

  /// A path drawn from a Markov chain.
  ///
  /// - Parameters:
  ///   - rates: arrivals per second in each state.
  ///   - generator: the rates of changing from state to state; its diagonal is ignored.
  ///   - initial: weights of the initial states.
  ///   - random: the stream of numbers that the path, and nothing else, is drawn from.
  init(rates: [Double], generator: [[Double]], initial: [Double], random: Random) {
    kind = .sampled
    self.rates = rates
    lengths = []
    repeats = true
    table = OutcomeTable(
      generator.enumerated().map { state, row in
        row.enumerated().map { $0 == state ? 0 : $1 }
      })
    alive = Matrix.reaching(rates, through: generator)
    self.random = random
    position = OutcomeTable([initial]).outcome(row: 0, at: self.random.nextUnit())
  }

  /// The next segment, or nil when no arrival can come any more.
  mutating func next() -> RateSegment? {
    switch kind {
    case .endless:
      return RateSegment(rate: rates[0], whole: lengths[0], fraction: 0)
    case .listed:
      if position == rates.count {
        guard repeats else { return nil }
        position = 0
      }
      defer { position += 1 }
      return RateSegment(rate: rates[position], whole: lengths[position], fraction: 0)
    case .sampled: return nextSojourn()
    }
  }

  private mutating func nextSojourn() -> RateSegment? {
    let state = position
    guard alive[state] else { return nil }
    let leaving = table.total(row: state)
    guard leaving > 0 else {
      return RateSegment(rate: rates[state], whole: Interval.longest.nanoseconds, fraction: 0)
    }
    let sojourn = min(random.nextExponential() * 1e9 / leaving, 0x1p61)
    position = table.outcome(row: state, at: random.nextUnit())
    let whole = Int64(sojourn)
    return RateSegment(rate: rates[state], whole: whole, fraction: sojourn - Double(whole))
  }
}

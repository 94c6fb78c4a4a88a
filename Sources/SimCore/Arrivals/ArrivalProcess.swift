/// The description of how requests arrive: a valid value, compared and copied as one.
///
/// Rates are per second. A rate is 0, or between ``lowestRate`` and ``highestRate``; at least one
/// is above 0. States and phases count from 0, and there are at most ``mostStates`` of them.
/// Every way to make a process checks the whole description, and names the first element that is
/// wrong (``ArrivalProcessError``).
public struct ArrivalProcess: Hashable, Sendable {
  /// The kinds of process, with the numbers that describe them.
  public enum Shape: Hashable, Sendable {
    /// Evenly spaced arrivals, the first at time 0.
    case constant(rate: Double)
    /// A Poisson process.
    case poisson(rate: Double)
    /// A Poisson process whose rate is a step function of time.
    case piecewise(pieces: [Piece], repeats: Bool)
    /// A Markov-modulated Poisson process; nil means that the initial state is stationary.
    case modulated(rates: [Double], generator: [[Double]], initialState: Int?)
    /// A Markov-modulated Poisson process whose path of states is given.
    case pinned(rates: [Double], path: [Sojourn])
    /// A Markovian arrival process; nil means that the initial phase is stationary.
    case markovian(d0: [[Double]], d1: [[Double]], initialPhase: Int?)
  }

  /// A stretch of time with one rate.
  @frozen
  public struct Piece: Hashable, Sendable {
    /// Arrivals per second.
    public let rate: Double
    /// How long the rate holds.
    public let length: Interval

    /// A rate, and how long it holds.
    public init(rate: Double, length: Interval) {
      self.rate = rate
      self.length = length
    }
  }

  /// One visit to a state.
  @frozen
  public struct Sojourn: Hashable, Sendable {
    /// The state, from 0.
    public let state: Int
    /// How long the visit lasts.
    public let length: Interval

    /// A state, and how long it is kept.
    public init(state: Int, length: Interval) {
      self.state = state
      self.length = length
    }
  }

  /// The most states or phases a process may have.
  package static let mostStates = 64
  /// The lowest rate above 0, per second: one event in 30 million years.
  package static let lowestRate = 1e-15
  /// The highest rate, per second: one event in each tick of the clock.
  package static let highestRate = 1e9
  /// How far a row that must sum to zero may be off, relative to its largest element.
  package static let rowTolerance = 1e-9
  /// The most changes of state (or of piece, or phase) that may be expected within an extent.
  ///
  /// A change costs time but makes no arrival. So many of them take some seconds, in which nobody
  /// can stop a run: beyond this number a stream would seem to hang.
  package static let mostStateChanges = 1e8

  /// What the process is.
  public let shape: Shape

  private init(_ shape: Shape) { self.shape = shape }

  /// Evenly spaced arrivals, 1/rate apart, the first at time 0.
  ///
  /// - Parameter rate: arrivals per second, above 0.
  /// - Returns: the process.
  /// - Throws: ``ArrivalProcessError`` about `rate`.
  public static func constant(rate: Double) throws(ArrivalProcessError) -> ArrivalProcess {
    try Check.positiveRate(rate, at: [.field("rate")])
    return ArrivalProcess(.constant(rate: rate))
  }

  /// A Poisson process: independent exponential times between arrivals.
  ///
  /// - Parameter rate: arrivals per second, above 0.
  /// - Returns: the process.
  /// - Throws: ``ArrivalProcessError`` about `rate`.
  public static func poisson(rate: Double) throws(ArrivalProcessError) -> ArrivalProcess {
    try Check.positiveRate(rate, at: [.field("rate")])
    return ArrivalProcess(.poisson(rate: rate))
  }

  /// A Poisson process whose rate is constant on each of several pieces of time.
  ///
  /// - Parameters:
  ///   - pieces: the rates and how long they hold, in order of time; lengths from 1 ns to
  ///     ``Interval/longest``.
  ///   - repeats: whether the first piece follows the last one, for ever; otherwise the process
  ///     ends after the last piece.
  /// - Returns: the process.
  /// - Throws: ``ArrivalProcessError`` about `pieces`, `pieces[i].rate` or `pieces[i].length`.
  public static func piecewise(
    _ pieces: [Piece], repeats: Bool
  ) throws(ArrivalProcessError) -> ArrivalProcess {
    try Check.pieces(pieces)
    return ArrivalProcess(.piecewise(pieces: pieces, repeats: repeats))
  }

  /// A Markov-modulated Poisson process: a Poisson process whose rate follows a Markov chain.
  ///
  /// - Parameters:
  ///   - rates: arrivals per second in each state.
  ///   - generator: the chain's generator matrix, per second, one row a state: rates of changing
  ///     to other states off the diagonal, minus their sum on it.
  ///   - initialState: the state at time 0, or nil to draw it from the stationary distribution.
  /// - Returns: the process.
  /// - Throws: ``ArrivalProcessError`` about `rates`, `generator`, one of their elements, or
  ///   `initialState`.
  public static func modulated(
    rates: [Double], generator: [[Double]], initialState: Int? = nil
  ) throws(ArrivalProcessError) -> ArrivalProcess {
    try Check.rates(rates)
    try Check.generator(generator, states: rates.count)
    try Check.initial(initialState, "initialState", of: "generator", transitions: generator)
    return ArrivalProcess(
      .modulated(rates: rates, generator: generator, initialState: initialState))
  }

  /// A Markov-modulated Poisson process on a given path of states; it ends with the path.
  ///
  /// - Parameters:
  ///   - rates: arrivals per second in each state.
  ///   - path: the states visited, in order, each from 1 ns to ``Interval/longest``.
  /// - Returns: the process.
  /// - Throws: ``ArrivalProcessError`` about `rates`, `path`, `path[i].state` or
  ///   `path[i].length`.
  public static func pinned(
    rates: [Double], path: [Sojourn]
  ) throws(ArrivalProcessError) -> ArrivalProcess {
    try Check.rates(rates)
    try Check.path(path, states: rates.count)
    return ArrivalProcess(.pinned(rates: rates, path: path))
  }

  /// A Markovian arrival process (MAP).
  ///
  /// Source: D. Lucantoni, K. Meier-Hellstern and M. Neuts, "A single-server queue with server
  /// vacations and a class of non-renewal arrival processes", Adv. Appl. Prob. 22(3), 1990.
  ///
  /// - Parameters:
  ///   - d0: the rates of phase changes without an arrival, per second; on the diagonal minus the
  ///     rate of leaving or of an arrival, so that the rows of `d0` + `d1` sum to zero.
  ///   - d1: the rates of arrivals that lead from one phase to another or leave it as it is.
  ///   - initialPhase: the phase at time 0, or nil to draw it from the stationary distribution.
  /// - Returns: the process.
  /// - Throws: ``ArrivalProcessError`` about `d0`, `d1`, one of their elements, or
  ///   `initialPhase`.
  public static func markovian(
    d0: [[Double]], d1: [[Double]], initialPhase: Int? = nil
  ) throws(ArrivalProcessError) -> ArrivalProcess {
    try Check.markovian(d0: d0, d1: d1)
    let transitions = Matrix.sum(d0, d1)
    try Check.initial(initialPhase, "initialPhase", of: "d0", transitions: transitions)
    return ArrivalProcess(.markovian(d0: d0, d1: d1, initialPhase: initialPhase))
  }
}

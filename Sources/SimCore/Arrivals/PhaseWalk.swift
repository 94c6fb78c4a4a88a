/// The walk of a Markovian arrival process through its phases.
@usableFromInline
struct PhaseWalk: Sendable {
  private let phases: Int
  /// By phase, the changes without an arrival to each phase, then those with one.
  private let table: OutcomeTable
  /// Whether an arrival can still come from the phase.
  private let alive: [Bool]
  private let horizon: Int64
  private var random: Random
  private var phase: Int
  private var anchor: Int64 = 0
  private var offset = 0.0

  /// A walk at time 0.
  ///
  /// - Parameters:
  ///   - d0: the rates of changes without an arrival; the diagonal is ignored.
  ///   - d1: the rates of changes with one.
  ///   - initial: weights of the initial phases.
  ///   - horizon: the time before which arrivals must lie.
  ///   - random: the numbers that choose among changes of phase.
  init(d0: [[Double]], d1: [[Double]], initial: [Double], horizon: Interval, random: Random) {
    phases = d0.count
    table = OutcomeTable(
      d0.enumerated().map { phase, row in
        row.enumerated().map { $0 == phase ? 0 : $1 } + d1[phase]
      })
    alive = Matrix.reaching(Matrix.rowSums(d1), through: Matrix.sum(d0, d1))
    self.horizon = horizon.nanoseconds
    self.random = random
    phase = OutcomeTable([initial]).outcome(row: 0, at: self.random.nextUnit())
  }

  /// The next arrival.
  ///
  /// - Parameters:
  ///   - draw: an exponential number of mean 1, for the first time in a phase.
  ///   - times: where the further ones are drawn from.
  /// - Returns: its time, or nil when none is left.
  mutating func next(_ draw: Double, from times: inout Random) -> Instant? {
    var draw = draw
    while alive[phase] {
      offset += draw * 1e9 / table.total(row: phase)
      guard offset < Double(horizon - anchor) else { return nil }
      if offset >= 0x1p40 {
        let shift = Int64(offset)
        anchor += shift
        offset -= Double(shift)
      }
      let outcome = table.outcome(row: phase, at: random.nextUnit())
      if outcome >= phases {
        phase = outcome - phases
        return Instant(nanoseconds: anchor + Int64(offset))
      }
      phase = outcome
      draw = times.nextExponential()
    }
    return nil
  }
}

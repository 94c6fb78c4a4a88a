import Documents
import Platforms
import Studies
import Synchronization

/// All systems of which theory knows the answer, simulated and compared.
package struct VerifySuite: Sendable {
  /// The systems.
  package let cases: [VerifyCase]
  /// What part of the full length is simulated, above 0 and at most 1.
  package var effort = 1.0

  package init(cases: [VerifyCase], effort: Double = 1.0) {
    self.cases = cases
    self.effort = effort
  }

  /// Every system, in the order of the table.
  package static let all = VerifySuite(
    cases: VerifyCase.waiting + VerifyCase.loss + VerifyCase.bursts + VerifyCase.serverless
      + VerifyCase.byHand)

  /// One piece of work: a case in one replication, or a whole case worked out by hand.
  private enum Piece {
    case replication(VerifyCase, SteadySystem, seed: UInt64, replication: Int)
    case byHand(VerifyCase, @Sendable () throws -> [HandFigure])
  }

  private enum Outcome: Sendable {
    case sample(SteadySample)
    case rows([VerifyRow])
  }

  /// Runs everything.
  ///
  /// - Parameters:
  ///   - jobs: how many runs at a time; the rows do not depend on it.
  ///   - progress: told how many of how many pieces are done.
  ///   - check: called before each run; what it throws ends all.
  /// - Returns: the rows of all cases in their order.
  /// - Throws: what `check` throws, or what keeps a case from being simulated.
  package func run(
    jobs: Int, progress: @Sendable (Int, Int) -> Void = { _, _ in },
    check: @Sendable () throws -> Void = {}
  ) throws -> [VerifyRow] {
    let pieces = self.pieces
    let done = Atomic<Int>(0)
    let outcomes = try Workers.collect(pieces.count, jobs: jobs) { index in
      try check()
      let outcome: Outcome
      switch pieces[index] {
      case .replication(_, let system, let seed, let replication):
        outcome = .sample(
          try system.sample(seed: seed, replication: replication, effort: effort))
      case .byHand(let item, let figures):
        outcome = .rows(try figures().map { VerifyRow(item.name, $0) })
      }
      progress(done.wrappingAdd(1, ordering: .relaxed).newValue, pieces.count)
      return outcome
    }
    return rows(outcomes)
  }

  /// How many means the suite holds against theory.
  package var comparisons: Int {
    cases.reduce(0) { count, item in
      guard case .steady(_, let quantities) = item.work else { return count }
      return count + quantities.count
    }
  }

  private var pieces: [Piece] {
    cases.enumerated().flatMap { index, item in
      switch item.work {
      case .steady(let system, _):
        return (0..<VerifyCase.replications).map {
          Piece.replication(item, system, seed: Self.seed(of: item), replication: $0)
        }
      case .byHand(let figures): return [Piece.byHand(item, figures)]
      }
    }
  }

  /// The seed of a case, from its name: a case that is added changes no other.
  private static func seed(of item: VerifyCase) -> UInt64 {
    item.name.utf8.reduce(2021) { $0 &* 1_000_003 &+ UInt64($1) } >> 11
  }

  private func rows(_ outcomes: [Outcome]) -> [VerifyRow] {
    var rest = outcomes[...]
    return cases.flatMap { item -> [VerifyRow] in
      guard case .steady(let system, let quantities) = item.work else {
        guard case .rows(let rows)? = rest.popFirst() else { return [] }
        return rows
      }
      let samples = rest.prefix(VerifyCase.replications).compactMap { outcome -> SteadySample? in
        guard case .sample(let sample) = outcome else { return nil }
        return sample
      }
      rest = rest.dropFirst(VerifyCase.replications)
      let means = quantities.map { quantity in
        VerifyRow(
          item.name, quantity, values: samples.map(quantity.estimate), among: comparisons,
          effort: effort)
      }
      return means + Self.laws(system, samples).map { VerifyRow(item.name, $0) }
    }
  }

  /// What holds on every path to the nanosecond, as totals of all replications.
  ///
  /// Where requests are served together, a slot in use is that of several requests.
  private static func laws(_ system: SteadySystem, _ samples: [SteadySample]) -> [HandFigure] {
    if !system.isLawful { return [] }
    return [
      law("utilisation law, s in service", "Lazowska 1984, 3.2", samples.map(\.serviceTimes)),
      law("Little's law, s waiting", "Little 1961", samples.map(\.waitingTimes)),
    ]
  }

  private static func law(
    _ name: String, _ source: String, _ times: [(summed: Int128, integrated: Int128)]
  ) -> HandFigure {
    func seconds(_ nanoseconds: Int128) -> String {
      DecimalText.ratio(nanoseconds, 1_000_000_000, digits: 9)
    }
    let differing = times.count { $0.summed != $0.integrated }
    let remark = differing > 0 ? " (\(differing) replications differ)" : ""
    return HandFigure(
      name: name, analytic: seconds(times.reduce(0) { $0 + $1.summed }), source: source,
      simulated: seconds(times.reduce(0) { $0 + $1.integrated }) + remark)
  }
}

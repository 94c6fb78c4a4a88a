import Platforms
import SimCore

/// The cheapest way to serve a scenario's requests within objectives, and what stands near it.
package struct Plan: Sendable {
  /// What was searched.
  package let space: PlanSpace
  /// What was asked.
  package let question: PlanQuestion
  /// What is known of each candidate, in their order.
  package let entries: [PlanEntry]
  /// The choices by load, from the least; one of them is of the scenario's own traffic.
  package let choices: [PlanChoice]
  /// The candidates of which no other is cheaper and faster, from the cheapest on.
  package let front: [PlanEntry]
  /// How much traffic those take that are shown, by the number of the candidate.
  package let limits: [Int: PlanLimit]

  /// The choice at the scenario's own traffic.
  package var choice: PlanChoice { choices.first { $0.load == 1 } ?? choices[0] }

  /// The candidates that meet all objectives at the same cost as the choice, without it.
  package var ties: [PlanEntry] {
    guard let best = choice.best else { return [] }
    return entries.filter {
      $0.index != best.index && $0.meetsAll
        && $0.comparison.rankedCost == best.comparison.rankedCost
    }
  }

  /// What a candidate is.
  package func candidate(_ entry: PlanEntry) -> PlanCandidate { space.candidates[entry.index] }

  /// The fingerprint of all runs of the scenario's own traffic.
  package var digest: Digest {
    var digest = Digest()
    for entry in entries { digest.fold(entry.comparison.means.digest.value) }
    return digest
  }

  /// The part of a front that is worth a row: what is a hundredth faster than the row before, no
  /// more than some rows, evenly taken, and the choice.
  static func shown(_ front: [PlanEntry], with choice: PlanEntry?) -> [PlanEntry] {
    var kept: [PlanEntry] = []
    for entry in front {
      guard let latency = entry.latency else { continue }
      if let last = kept.last?.latency, latency > last * (1 - leastGain) { continue }
      kept.append(entry)
    }
    if kept.count > mostShown {
      kept = (0..<mostShown).map { kept[$0 * (kept.count - 1) / (mostShown - 1)] }
    }
    guard let choice, !kept.contains(where: { $0.index == choice.index }) else { return kept }
    return (kept + [choice]).sorted(by: PlanRanking.isCheaper)
  }

  /// The rows of the front that people see.
  package var shownFront: [PlanEntry] { Self.shown(front, with: choice.best) }

  /// The most rows of the front besides the choice.
  static let mostShown = 6
  /// By what fraction a row is faster than the one before.
  static let leastGain = 0.01
}

/// What is chosen at a multiple of the traffic.
package struct PlanChoice: Sendable {
  /// The multiple.
  package let load: Double
  /// The mean rate of requests, per second; nil where only the run itself tells.
  package let rate: Double?
  /// The cheapest that meets all objectives; nil where none does.
  package let best: PlanEntry?
  /// The next that costs something else.
  package let next: PlanEntry?
  /// The nearest miss where none meets them.
  package let nearest: PlanEntry?

  /// By how much a month costs more with the next, in the same replications.
  package var loss: ReplicationMeans.Estimate? {
    guard let best, let next else { return nil }
    return next.loss(to: best)
  }
}

extension PlanEntry {
  /// By how much a month costs more than with another, in the replications that both have.
  package func loss(to other: PlanEntry) -> ReplicationMeans.Estimate {
    ReplicationMeans.Estimate(
      zip(comparison.months, other.comparison.months).map { $0 - $1 })
  }
}

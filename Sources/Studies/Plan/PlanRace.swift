import Platforms

/// Finds the cheapest candidate that meets all objectives, without all replications of those that
/// cannot be it.
///
/// All get a replication, and what is left after a look gets more. In a replication all serve the
/// same requests. Dropped is what could not be the choice whatever its further replications gave,
/// since no figure is below zero and no share above one; and what the interval of three or more
/// replications rules out, at a confidence of 99.99 %. What is dropped comes back when the figures
/// known of it are the best. So the choice is that of all replications of all candidates, but for
/// chance of that order.
struct PlanRace {
  /// The runs.
  private(set) var runs: PlanRuns
  private var question: PlanQuestion { runs.question }

  /// From how many replications on an interval counts.
  private static let leastReplications = 3
  /// The confidence at which one does.
  private static let confidence = 0.9999
  /// What sums may be off by rounding, as a fraction.
  private static let rounding = 1e-9

  /// A race before its start.
  init(_ runs: PlanRuns) { self.runs = runs }

  /// Runs all candidates as far as they need.
  mutating func run() throws {
    var alive = Array(runs.candidates.indices)
    for round in question.rounds {
      try runs.complete(alive, to: round)
      if round == question.replications { return }
      alive = alive.filter { index in
        let isMissed = runs.entry(index).map(certainlyMisses) ?? false
        if isMissed { runs.drops[index] = .misses }
        return !isMissed
      }
      guard let best = try incumbent(alive) else { continue }
      alive = alive.filter { index in
        guard index != best.index, let entry = runs.entry(index) else { return true }
        let isDearer = certainlyCosts(entry.comparison.months, moreThan: best)
        if isDearer { runs.drops[index] = .dearer }
        return !isDearer
      }
    }
  }

  /// The cheapest that meets all objectives in all replications, from what is known; it gets them.
  private mutating func incumbent(_ alive: [Int]) throws -> PlanEntry? {
    let ranked = alive.compactMap { runs.entry($0) }.filter(\.meetsAll).sorted(
      by: PlanRanking.isCheaper)
    for entry in ranked {
      try runs.complete([entry.index], to: question.replications)
      if let complete = runs.entry(entry.index), complete.meetsAll { return complete }
    }
    return nil
  }

  /// Whether no further replications bring a candidate to meet all objectives.
  private func certainlyMisses(_ entry: PlanEntry) -> Bool {
    entry.comparison.standings.contains { standing in
      let values = standing.values
      guard values.count == entry.replications, !values.isEmpty else { return false }
      let objective = standing.objective
      let total = Double(question.replications)
      let further = objective.wantsMore ? total - Double(values.count) : 0
      let best = (values.reduce(0, +) + further) / total
      let slack = best * (objective.wantsMore ? 1 + Self.rounding : 1 - Self.rounding)
      if !objective.isMet(by: slack) && !objective.isMet(by: best) { return true }
      guard values.count >= Self.leastReplications,
        let interval = MeanInterval(values, confidence: Self.confidence)
      else { return false }
      return objective.wantsMore
        ? interval.high < objective.bound : interval.low > objective.bound
    }
  }

  /// Whether no further replications make months cheaper than those of a complete candidate.
  private func certainlyCosts(_ months: [Double], moreThan best: PlanEntry) -> Bool {
    guard let cost = best.comparison.month.mean, !months.isEmpty else { return false }
    let least = months.reduce(0, +) / Double(question.replications) * (1 - Self.rounding)
    if least > cost { return true }
    guard months.count >= Self.leastReplications,
      best.comparison.months.count >= months.count,
      let interval = MeanInterval(
        zip(months, best.comparison.months).map { $0 - $1 }, confidence: Self.confidence)
    else { return false }
    return interval.low > cost * Self.rounding
  }

  /// Completes whatever a rule picks from what is known, until it picks what is complete.
  mutating func settle(_ pick: ([PlanEntry]) -> [Int]) throws -> [PlanEntry] {
    while true {
      let picked = pick(runs.entries)
      let lacking = picked.filter { runs.rows[$0].count < question.replications }
      if lacking.isEmpty { return picked.compactMap { runs.entry($0) } }
      try runs.complete(lacking, to: question.replications)
    }
  }
}

/// The orders in which a plan looks at candidates.
enum PlanRanking {
  /// Whether one comes before another by cost; of equal costs the first candidate does.
  static func isCheaper(_ one: PlanEntry, _ other: PlanEntry) -> Bool {
    let costs = (one.comparison.rankedCost, other.comparison.rankedCost)
    return costs.0 == costs.1 ? one.index < other.index : costs.0 < costs.1
  }

  /// The choice and the next that costs something else, of those that meet all objectives.
  static func best(_ entries: [PlanEntry]) -> [Int] {
    let ranked = entries.filter(\.meetsAll).sorted(by: isCheaper)
    guard let first = ranked.first else { return [] }
    let next = ranked.first { $0.comparison.rankedCost != first.comparison.rankedCost }
    return [first.index] + (next.map { [$0.index] } ?? [])
  }

  /// The one that misses by the least, of equal ones the cheapest.
  static func nearest(_ entries: [PlanEntry]) -> [Int] {
    let first = entries.min { one, other in
      one.miss == other.miss ? isCheaper(one, other) : one.miss < other.miss
    }
    return first.map { [$0.index] } ?? []
  }

  /// Those of which no other is both cheaper and faster, from the cheapest on, of those that meet
  /// what is asked of success.
  static func front(_ entries: [PlanEntry]) -> [Int] {
    var least = Double.infinity
    var front: [Int] = []
    let ranked = entries.filter(\.answersEnough).sorted { one, other in
      let costs = (one.comparison.rankedCost, other.comparison.rankedCost)
      let times = (one.latency ?? .infinity, other.latency ?? .infinity)
      if costs.0 != costs.1 { return costs.0 < costs.1 }
      return times.0 == times.1 ? one.index < other.index : times.0 < times.1
    }
    for entry in ranked {
      guard let latency = entry.latency, latency < least else { continue }
      least = latency
      front.append(entry.index)
    }
    return front
  }
}

extension PlanEntry {
  /// Whether it meets the objectives of success.
  fileprivate var answersEnough: Bool {
    comparison.standings.allSatisfy { $0.objective.measure != .success || $0.isMet }
  }
}

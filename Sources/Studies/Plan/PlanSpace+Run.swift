import Documents
import Platforms

extension PlanSpace {
  /// Answers a question.
  ///
  /// - Parameters:
  ///   - question: the question.
  ///   - monitor: whoever follows it.
  /// - Returns: the plan.
  /// - Throws: what is wrong with a load, before anything runs; or what keeps a run from its end.
  package func plan(_ question: PlanQuestion, _ monitor: any StudyMonitor) throws -> Plan {
    let isScalable = base.workload.isScalable
    let loads = isScalable ? Set(question.loads + [1]).sorted() : [1]
    try check(loads)
    var race = PlanRace(try PlanRuns(self, candidates, at: 1, question, monitor))
    let own = try choose(&race, at: 1)
    let front = try race.settle(PlanRanking.front)
    let choices = try loads.map { load in
      if load == 1 { return own }
      var other = PlanRace(try PlanRuns(self, candidates, at: load, question, monitor))
      return try choose(&other, at: load)
    }
    var limits: [Int: PlanLimit] = [:]
    if question.findsLimits, isScalable {
      for entry in Plan.shown(front, with: own.best) {
        limits[entry.index] = try limit(of: entry.index, question, monitor)
      }
    }
    return Plan(
      space: self, question: question, entries: race.runs.entries, choices: choices,
      front: front, limits: limits)
  }

  /// Runs a race, and what its end asks for.
  private func choose(_ race: inout PlanRace, at load: Double) throws -> PlanChoice {
    try race.run()
    let best = try race.settle(PlanRanking.best)
    let nearest = best.isEmpty ? try race.settle(PlanRanking.nearest) : []
    return PlanChoice(
      load: load, rate: race.runs.scenario.workload.meanRate, best: best.first,
      next: best.dropFirst().first, nearest: nearest.first)
  }

  /// How much traffic a candidate takes within the objectives.
  private func limit(
    of index: Int, _ question: PlanQuestion, _ monitor: any StudyMonitor
  ) throws -> PlanLimit {
    var few = PlanQuestion(
      objectives: question.objectives,
      replications: min(question.replications, PlanLimit.mostReplications))
    (few.jobs, few.checks) = (question.jobs, question.checks)
    return try PlanLimit { load in
      let runs: PlanRuns
      do {
        runs = try PlanRuns(self, [candidates[index]], at: load, few, monitor)
      } catch is ProblemReport {
        // So much traffic, or so little, cannot be written.
        return false
      }
      var race = PlanRace(runs)
      try race.run()
      return race.runs.entry(0)?.meetsAll ?? false
    }
  }

  /// Throws when the scenario cannot have a load.
  private func check(_ loads: [Double]) throws {
    for load in loads {
      do {
        _ = try scenario(at: load)
      } catch let error as ProblemReport {
        throw StudyError(
          "at \(PlainNumber.decimalText(load)) times the load the scenario is wrong:\n"
            + error.description, advice: "Leave this load out of --loads.")
      }
    }
  }
}

import Platforms

/// What a plan is to find out, and how sure.
package struct PlanQuestion: Sendable {
  /// What the choice is held to, at least one.
  package let objectives: [Objective]
  /// The number of replications that decide.
  package let replications: Int
  /// The multiples of the traffic at which a choice is made besides the scenario's own.
  package var loads: [Double] = []
  /// Whether all candidates get all replications.
  package var isExhaustive = false
  /// Whether the greatest load is looked for that candidates sustain.
  package var findsLimits = true
  /// How many runs are done at a time.
  package var jobs = Workers.processors
  /// Whether what must hold in every run is checked.
  package var checks = false

  /// A question.
  package init(objectives: [Objective], replications: Int) {
    self.objectives = objectives
    self.replications = replications
  }

  /// After how many replications candidates are dropped, and the number that decides.
  var rounds: [Int] {
    isExhaustive
      ? [replications] : [1, 3].filter { $0 < replications } + [replications]
  }

  /// The objective of which the front shows the latency: the first of a latency.
  package var latency: Objective? {
    objectives.first { objective in
      switch objective.measure {
      case .percentile, .mean, .greatest: true
      case .success, .cost: false
      }
    }
  }
}

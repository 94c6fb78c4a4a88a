import Platforms

/// The runs of the paper's experiment on overlapping the steps of a cold start (section 5.1).
enum ColdStartRuns {
  /// The name of the scenario.
  static let scenario = "cold-start"
  /// The deployment with one step after another.
  static let sequential = "sequential"
  /// The deployment that the paper calls Parallel 1.
  static let overlapped = "parallel-1"
  /// The deployment that the paper calls Parallel 2.
  static let sliced = "parallel-2"

  /// The steps of the three cold starts when each takes its mean, for the paper's figure 7.
  static func steps(_ runs: PaperRuns) -> [ColdStartStep] {
    [sequential, overlapped, sliced].flatMap { name -> [ColdStartStep] in
      let deployment = runs.deployment(of: PaperCell(scenario: scenario, deployment: name))
      guard case .staged(let latency)? = deployment?.latency else { return [] }
      return latency.coldStart.meanSchedule.map { step in
        ColdStartStep(
          graph: name.split(separator: "-").joined(separator: " "),
          step: step.name.split(separator: "_").joined(separator: " "), start: step.start,
          end: step.end)
      }
    }
  }
}

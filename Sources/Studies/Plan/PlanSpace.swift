import Platforms

/// What a plan searches: its candidates, how they came about, and what is left out.
package struct PlanSpace: Sendable {
  /// The scenario from which all of them are made.
  package let base: Scenario
  /// The candidates, each once; those that come first win where costs are equal.
  package let candidates: [PlanCandidate]
  /// For each deployment, its keys and the values that are tried.
  package let searched: [(name: String, dimensions: [PlanDimension])]
  /// What is not tried and why, as sentences.
  package let unsearched: [String]
  /// The directory in which the files are looked for that the scenario names.
  package let directory: String
  /// Makes the requests at a multiple of the scenario's traffic.
  let workload: @Sendable (Double) throws -> Workload

  /// The most candidates of a plan.
  package static let mostCandidates = 10_000

  /// The scenario at a multiple of its traffic.
  ///
  /// - Throws: what is wrong with such a load.
  func scenario(at load: Double) throws -> Scenario {
    var scenario = base
    if load != 1 { scenario.workload = try workload(load) }
    return scenario
  }
}

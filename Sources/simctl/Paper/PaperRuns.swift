import Platforms

/// One run of the paper's experiments: a deployment in a scenario.
struct PaperCell: Hashable, Sendable {
  /// The scenario's name, such as `workload-40`.
  let scenario: String
  /// The deployment's name, such as `aws-lambda-mobilenet-ort-1.6`.
  let deployment: String
}

/// What the paper's experiments gave in one replication.
struct PaperRuns: Sendable {
  /// The names of the paper's workloads, in its order.
  static let workloads = ["workload-40", "workload-120", "workload-200"]

  private let figures: [PaperCell: RunFigures]

  /// The figures of all runs.
  init(_ figures: [PaperCell: RunFigures]) { self.figures = figures }

  /// The figures of one run; nil when it is not among them.
  subscript(scenario: String, deployment: String) -> RunFigures? {
    figures[PaperCell(scenario: scenario, deployment: deployment)]
  }
}

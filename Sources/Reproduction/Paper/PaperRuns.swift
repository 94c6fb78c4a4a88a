import Platforms
import Studies

/// One run of the paper's experiments: a deployment in a scenario.
package struct PaperCell: Hashable, Sendable {
  /// The scenario's name, such as `workload-40`.
  package let scenario: String
  /// The deployment's name, such as `aws-lambda-mobilenet-ort-1.6`.
  package let deployment: String
}

extension PaperCell {
  /// The run of a task.
  package init(_ task: StudyTask) {
    self.init(scenario: task.scenario.name, deployment: task.deployment.name)
  }
}

/// What the paper's experiments gave in one replication.
package struct PaperRuns: Sendable {
  /// The names of the paper's workloads, in its order.
  package static let workloads = ["workload-40", "workload-120", "workload-200"]

  private let figures: [PaperCell: RunFigures]
  private let serving: [PaperCell: Int]
  private let deployments: [PaperCell: Deployment]

  /// What runs gave.
  ///
  /// - Parameters:
  ///   - figures: the figures of all runs.
  ///   - serving: how many instances served the second peak of workload-200, where that was asked.
  ///   - deployments: what was run; without it there are no cold starts and service times.
  package init(
    _ figures: [PaperCell: RunFigures], serving: [PaperCell: Int] = [:],
    deployments: [PaperCell: Deployment] = [:]
  ) {
    self.figures = figures
    self.serving = serving
    self.deployments = deployments
  }

  /// The figures of one run; nil when it is not among them.
  package subscript(scenario: String, deployment: String) -> RunFigures? {
    self[PaperCell(scenario: scenario, deployment: deployment)]
  }

  /// The figures of one run; nil when it is not among them.
  package subscript(cell: PaperCell) -> RunFigures? { figures[cell] }

  /// How many different instances served the requests of ``InstancesServing/secondPeak``; nil where
  /// that was not asked.
  package func servingInSecondPeak(_ cell: PaperCell) -> Int? { serving[cell] }

  /// What was deployed in a run; nil when the run is not among them.
  package func deployment(of cell: PaperCell) -> Deployment? { deployments[cell] }
}

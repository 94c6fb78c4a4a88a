import Platforms
import SimCore

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
  private let deployments: [PaperCell: Deployment]
  private let creations: [PaperCell: [Instant]]

  /// What runs gave.
  ///
  /// - Parameters:
  ///   - figures: the figures of all runs.
  ///   - deployments: what was run; without it there are no cold starts and service times.
  ///   - creations: when instances were created, for runs of which that is asked.
  init(
    _ figures: [PaperCell: RunFigures], deployments: [PaperCell: Deployment] = [:],
    creations: [PaperCell: [Instant]] = [:]
  ) {
    self.figures = figures
    self.deployments = deployments
    self.creations = creations
  }

  /// The figures of one run; nil when it is not among them.
  subscript(scenario: String, deployment: String) -> RunFigures? {
    self[PaperCell(scenario: scenario, deployment: deployment)]
  }

  /// The figures of one run; nil when it is not among them.
  subscript(cell: PaperCell) -> RunFigures? { figures[cell] }

  /// What was deployed in a run; nil when the run is not among them.
  func deployment(of cell: PaperCell) -> Deployment? { deployments[cell] }

  /// How many instances were created before an instant; nil when that was not watched.
  func created(in cell: PaperCell, before end: Instant) -> Int? {
    creations[cell].map { instants in instants.count { $0 < end } }
  }

  /// Notes when instances are created, for ``created(in:before:)``.
  struct CreationLog: RunObserver {
    /// When instances were created, in that order.
    private(set) var instants: [Instant] = []

    let seesRequests = false
    let seesEvents = true

    mutating func request(_ record: RequestRecord) {}
    mutating func refused(_ request: Int, _ outcome: RequestOutcome, at now: Instant) {}
    mutating func scaling(_ decision: ScalingDecision, instances: Int, at now: Instant) {}

    mutating func instance(_ number: Int, _ change: InstanceChange, at now: Instant) {
      if change == .created { instants.append(now) }
    }
  }
}

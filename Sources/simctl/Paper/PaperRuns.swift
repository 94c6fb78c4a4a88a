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
  private let logs: [PaperCell: InstanceLog]

  /// What runs gave.
  ///
  /// - Parameters:
  ///   - figures: the figures of all runs.
  ///   - deployments: what was run; without it there are no cold starts and service times.
  ///   - logs: when instances were created and ready, for runs of which that is asked.
  init(
    _ figures: [PaperCell: RunFigures], deployments: [PaperCell: Deployment] = [:],
    logs: [PaperCell: InstanceLog] = [:]
  ) {
    self.figures = figures
    self.deployments = deployments
    self.logs = logs
  }

  /// The figures of one run; nil when it is not among them.
  subscript(scenario: String, deployment: String) -> RunFigures? {
    self[PaperCell(scenario: scenario, deployment: deployment)]
  }

  /// The figures of one run; nil when it is not among them.
  subscript(cell: PaperCell) -> RunFigures? { figures[cell] }

  /// What was deployed in a run; nil when the run is not among them.
  func deployment(of cell: PaperCell) -> Deployment? { deployments[cell] }

  /// When instances were created and ready in a run; nil when that was not watched.
  func log(of cell: PaperCell) -> InstanceLog? { logs[cell] }

  /// Notes when instances are created and when they are ready.
  struct InstanceLog: RunObserver {
    /// When instances were created, in that order.
    private(set) var creations: [Instant] = []
    /// When instances were ready, in that order.
    private(set) var readiness: [Instant] = []

    let seesRequests = false
    let seesEvents = true

    /// How many instances were created from one whole second to before another.
    func created(_ seconds: Range<Int>) -> Int {
      let start = Instant.zero + .seconds(Int64(seconds.lowerBound))
      let end = Instant.zero + .seconds(Int64(seconds.upperBound))
      return creations.count { $0 >= start && $0 < end }
    }

    mutating func request(_ record: RequestRecord) {}
    mutating func refused(_ request: Int, _ outcome: RequestOutcome, at now: Instant) {}
    mutating func scaling(_ decision: ScalingDecision, instances: Int, at now: Instant) {}

    mutating func instance(_ number: Int, _ change: InstanceChange, at now: Instant) {
      switch change {
      case .created: creations.append(now)
      case .ready: readiness.append(now)
      case .reused, .revoked, .draining, .terminated: break
      }
    }
  }
}

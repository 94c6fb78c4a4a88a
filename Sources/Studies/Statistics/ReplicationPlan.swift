import Platforms

/// How many replications a run has: a number, or so many that figures are known well enough.
public struct ReplicationPlan: Sendable {
  /// The number of replications; with targets, the greatest.
  public let limit: Int
  /// What is to be known how precisely; empty for a fixed number.
  public let targets: [PrecisionTarget]

  /// A plan for a number of replications, or for so many that targets are met.
  ///
  /// - Parameters:
  ///   - limit: the number; with targets, the greatest.
  ///   - targets: what is to be known how precisely.
  public init(limit: Int, targets: [PrecisionTarget] = []) {
    precondition(limit > 0, "A study has one replication at least.")
    self.limit = limit
    self.targets = targets
  }

  /// The number of replications after which a target is looked at first.
  ///
  /// Intervals of fewer often come out short by chance, and a run that ends at the first short one
  /// would miss the expected value too often: see docs/uncertainty.md.
  public static let fewest = 10

  /// Whether there is, or may be, more than one replication.
  package var isReplicated: Bool { limit > 1 }

  /// The number of replications after which the targets are looked at next.
  ///
  /// Five more, or a tenth more if that is more, and never above the limit. The numbers are fixed,
  /// so neither the number of jobs nor the order in which runs end can be seen in the result.
  package func next(after count: Int) -> Int {
    if targets.isEmpty { return limit }
    if count == 0 { return min(Self.fewest, limit) }
    return min(limit, count + max(5, count / 10))
  }

  /// A target that a deployment has missed.
  public struct Shortfall: Sendable {
    /// The deployment's name.
    public let deployment: String
    /// What was missed.
    public let target: PrecisionTarget
    /// Where the deployment stands.
    public let standing: PrecisionTarget.Standing
  }

  /// The targets that deployments miss.
  package func shortfalls(_ means: [ReplicationMeans]) -> [Shortfall] {
    targets.flatMap { target in
      means.compactMap { deployment in
        let standing = target.standing(of: deployment)
        return standing == .met
          ? nil
          : Shortfall(
            deployment: deployment.first.label.deployment, target: target, standing: standing)
      }
    }
  }

  /// Whether more replications can help: not at the limit, and not where a figure does not exist.
  package func continues(after count: Int, _ shortfalls: [Shortfall]) -> Bool {
    count < limit && !shortfalls.isEmpty && !shortfalls.contains { $0.standing == .unknown }
  }
}

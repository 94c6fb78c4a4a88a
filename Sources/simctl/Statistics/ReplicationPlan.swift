import Platforms

/// How many replications a run has: a number, or so many that figures are known well enough.
struct ReplicationPlan: Sendable {
  /// The number of replications; with targets, the greatest.
  let limit: Int
  /// What is to be known how precisely; empty for a fixed number.
  let targets: [PrecisionTarget]

  /// The number of replications after which a target is looked at first.
  ///
  /// Intervals of fewer often come out short by chance, and a run that ends at the first short one
  /// would miss the expected value too often: see docs/uncertainty.md.
  static let fewest = 10

  /// Whether there is, or may be, more than one replication.
  var isReplicated: Bool { limit > 1 }

  /// The number of replications after which the targets are looked at next.
  ///
  /// Five more, or a tenth more if that is more, and never above the limit. The numbers are fixed,
  /// so neither the number of jobs nor the order in which runs end can be seen in the result.
  func next(after count: Int) -> Int {
    if targets.isEmpty { return limit }
    if count == 0 { return min(Self.fewest, limit) }
    return min(limit, count + max(5, count / 10))
  }

  /// A target that a deployment has missed.
  struct Shortfall: Sendable {
    /// The deployment's name.
    let deployment: String
    /// What was missed.
    let target: PrecisionTarget
    /// Where the deployment stands.
    let standing: PrecisionTarget.Standing
  }

  /// The targets that deployments miss.
  func shortfalls(_ means: [ReplicationMeans]) -> [Shortfall] {
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
  func continues(after count: Int, _ shortfalls: [Shortfall]) -> Bool {
    count < limit && !shortfalls.isEmpty && !shortfalls.contains { $0.standing == .unknown }
  }
}

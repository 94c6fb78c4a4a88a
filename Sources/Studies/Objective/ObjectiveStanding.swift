import Platforms

/// Where a deployment stands to an objective.
public struct ObjectiveStanding: Sendable {
  /// The objective.
  public let objective: Objective
  /// What is known of its measure; the mean of several replications.
  public let estimate: ReplicationMeans.Estimate
  /// Whether the deployment meets it; one that has no such figure does not.
  public let isMet: Bool
  /// What binds where it is not met.
  public let bottleneck: Bottleneck?
  /// The values of the replications that have one.
  let values: [Double]

  /// Whether chance could turn it: the interval of the mean has the bound in it.
  public var isUnsure: Bool {
    guard let interval = estimate.interval, interval.halfWidth > 0 else { return false }
    return interval.contains(objective.bound)
  }

  /// Where the replications of a deployment stand.
  init(
    _ objective: Objective, _ means: ReplicationMeans, of workload: Workload,
    watched: [WindowMeasure]
  ) {
    self.objective = objective
    let values = means.rows.figures.compactMap {
      objective.value(of: $0, workload, watched: watched)
    }
    self.values = values
    estimate = ReplicationMeans.Estimate(values)
    isMet = estimate.mean.map(objective.isMet) ?? false
    bottleneck =
      isMet
      ? nil
      : Self.bottleneck(objective, means, watched.firstIndex { $0 == objective.watched })
  }

  /// What binds in most replications; of several as often, in the first.
  private static func bottleneck(
    _ objective: Objective, _ means: ReplicationMeans, _ window: Int?
  ) -> Bottleneck? {
    let found = means.rows.map { row in
      let worst = window.flatMap { place in
        place < row.figures.worst.count ? row.figures.worst[place] : nil
      }
      return Bottleneck(objective, row.figures, row.deployment, worst: worst)
    }
    var counts: [Bottleneck?: Int] = [:]
    for kind in found { counts[kind, default: 0] += 1 }
    let most = counts.values.max()
    return found.first { counts[$0] == most } ?? nil
  }
}

extension [Objective] {
  /// The measures of windows that the objectives ask for, each once.
  package var watched: [WindowMeasure] {
    reduce(into: []) { measures, objective in
      if let measure = objective.watched, !measures.contains(measure) { measures.append(measure) }
    }
  }
}

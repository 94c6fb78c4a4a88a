import Platforms

/// What is known of a candidate at some load.
package struct PlanEntry: Sendable {
  /// The number of the candidate.
  package let index: Int
  /// Its figures, and where it stands to the objectives.
  package let comparison: Comparison.Entry
  /// The latency that the front shows, in seconds; nil without successful requests.
  package let latency: Double?
  /// Why it got no further replications; nil for one that got all.
  package let dropped: PlanDrop?

  /// Whether it meets all objectives, as far as is known.
  package var meetsAll: Bool { comparison.meetsAll }
  /// How many replications are known.
  package var replications: Int { comparison.means.rows.count }

  /// How many times an objective is missed: the greatest ratio of a value to its bound, of success
  /// that of the failures; 1 or less where all are met, and infinite where it has no value.
  package var miss: Double {
    comparison.standings.filter { !$0.isMet }.map(\.miss).max() ?? 0
  }

  /// A figure's percentile of the latency.
  package func estimate(of column: String) -> ReplicationMeans.Estimate {
    comparison.means.estimate(of: column) ?? ReplicationMeans.Estimate([])
  }
}

/// Why a candidate got no further replications.
package enum PlanDrop: String, Sendable, Hashable {
  /// It costs more than one that meets all objectives.
  case dearer
  /// It misses an objective.
  case misses
}

extension ObjectiveStanding {
  /// How many times the objective is missed.
  fileprivate var miss: Double {
    guard let value = estimate.mean else { return .infinity }
    let bound = objective.bound
    if objective.wantsMore {
      return bound < 1 ? (1 - value) / (1 - bound) : value > 0 ? bound / value : .infinity
    }
    return bound > 0 ? value / bound : .infinity
  }
}

import Platforms

/// The deployments of a scenario, which serve the same requests, held to objectives: those that
/// meet all of them first, each part with the cheapest first.
public struct Comparison: Sendable {
  /// A deployment.
  public struct Entry: Sendable {
    /// What is known of it.
    public let means: ReplicationMeans
    /// Where it stands to each objective.
    public let standings: [ObjectiveStanding]
    /// The cost of a month of such traffic, in dollars.
    public let month: ReplicationMeans.Estimate
    /// The cost of a million such requests, in dollars.
    public let million: ReplicationMeans.Estimate
    /// By how much a month costs more than with the first deployment in the same replications; nil
    /// for the first itself.
    public internal(set) var extra: ReplicationMeans.Estimate?
    /// The place among those that meet all objectives, from 1; nil for one that does not.
    public internal(set) var rank: Int?
    /// The costs of a month by replication.
    let months: [Double]

    /// What the replications of a deployment say.
    init(_ means: ReplicationMeans, _ objectives: [Objective], of workload: Workload) {
      let costs = means.rows.figures.map { TrafficCost($0, of: workload) }
      let watched = objectives.watched
      self.means = means
      standings = objectives.map {
        ObjectiveStanding($0, means, of: workload, watched: watched)
      }
      months = costs.compactMap { $0.perSecond.map { $0 * TrafficCost.month } }
      month = ReplicationMeans.Estimate(months)
      million = ReplicationMeans.Estimate(costs.compactMap { $0.perRequest.map { $0 * 1e6 } })
    }

    /// The cost of a month by which deployments are ranked: those that cost the same to a
    /// millionth of a dollar cost the same.
    var rankedCost: Double { month.mean.map { ($0 * 1e6).rounded() } ?? .infinity }

    /// Whether it meets all objectives.
    public var meetsAll: Bool { standings.allSatisfy(\.isMet) }
    /// The objectives that it does not meet.
    public var missed: [ObjectiveStanding] { standings.filter { !$0.isMet } }
    /// What binds, each once, in the order of the objectives.
    public var bottlenecks: [Bottleneck] {
      missed.compactMap(\.bottleneck).reduce(into: []) { kinds, kind in
        if !kinds.contains(kind) { kinds.append(kind) }
      }
    }
  }

  /// What the deployments are held to.
  public let objectives: [Objective]
  /// What the runs gave.
  public let results: StudyResults
  /// The deployments in their order.
  public let entries: [Entry]

  /// Those that meet all objectives, the cheapest first.
  public var meeting: [Entry] { entries.filter(\.meetsAll) }
  /// Those that do not.
  public var failing: [Entry] { entries.filter { !$0.meetsAll } }

  /// Compares the deployments of a study that was done with these objectives.
  public init(_ results: StudyResults, objectives: [Objective]) {
    self.results = results
    self.objectives = objectives
    let workload = results.scenario.workload
    let all = results.means.map { Entry($0, objectives, of: workload) }
    // Of deployments that cost the same, the scenario's order decides.
    let order = all.indices.sorted { one, other in
      let (left, right) = (all[one], all[other])
      if left.meetsAll != right.meetsAll { return left.meetsAll }
      let costs = (left.rankedCost, right.rankedCost)
      return costs.0 == costs.1 ? one < other : costs.0 < costs.1
    }
    var entries = order.map { all[$0] }
    for index in entries.indices {
      if entries[index].meetsAll { entries[index].rank = index + 1 }
      if index > 0, entries[index].months.count == entries[0].months.count {
        entries[index].extra = ReplicationMeans.Estimate(
          zip(entries[index].months, entries[0].months).map { $0 - $1 })
      }
    }
    self.entries = entries
  }
}

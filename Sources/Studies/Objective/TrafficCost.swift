import Documents
import Platforms
import SimCore

extension TrafficCost {
  /// The cost of a run's traffic.
  package init(_ figures: RunFigures, of workload: Workload) {
    self.init(figures, lasting: workload.length)
  }

  /// For how long requests arrive, in seconds; nil where only the run itself tells.
  package static func duration(_ workload: Workload) -> Double? {
    workload.length?.seconds
  }

  /// The cost on some basis, in dollars; nil where there is none.
  package func dollars(_ basis: Objective.CostBasis, _ figures: RunFigures) -> Double? {
    switch basis {
    case .run: figures.cost.dollars
    case .hour: perSecond.map { $0 * 3600 }
    case .day: perSecond.map { $0 * 86400 }
    case .month: perSecond.map { $0 * Self.month }
    case .million: perRequest.map { $0 * 1e6 }
    }
  }
}

extension Objective {
  /// What a run gives of the measure, in the unit of the bound; nil where it has no such figure.
  ///
  /// - Parameters:
  ///   - figures: the figures of the run, which was watched for the measures in `watched`.
  ///   - workload: the requests of the run.
  ///   - watched: the measures of windows, in the order of the figures.
  /// - Returns: the value.
  package func value(
    of figures: RunFigures, _ workload: Workload, watched: [WindowMeasure]
  ) -> Double? {
    if let window = self.watched {
      guard let place = watched.firstIndex(of: window), place < figures.worst.count else {
        return nil
      }
      return figures.worst[place]?.value
    }
    switch measure {
    case .percentile(let percentile): return figures.latency[percentile]?.seconds
    case .mean: return figures.latency.moments.mean
    case .greatest:
      return figures.latency.moments.count == 0 ? nil : figures.latency.moments.greatest.seconds
    case .success:
      return figures.requests == 0 ? nil : Double(figures.succeeded) / Double(figures.requests)
    case .cost(let basis): return TrafficCost(figures, of: workload).dollars(basis, figures)
    }
  }
}

extension LatencyFigures {
  /// A percentile; nil without successful requests.
  package subscript(percentile: Objective.Percentile) -> Interval? {
    switch percentile {
    case .p50: p50
    case .p90: p90
    case .p95: p95
    case .p99: p99
    case .p999: p999
    }
  }
}

import Documents
import Platforms
import SimCore

/// What a number of the paper is of, and how it is taken from runs.
///
/// The page `docs/paper.md` says the same in words.
package enum PaperQuantity: String, CaseIterable, Sendable {
  /// The cost of a run in dollars.
  case cost
  /// The mean latency of the successful requests in seconds.
  case latency
  /// The mean latency of the requests that arrive in the first two seconds.
  case latencyAtStart = "latency-at-start"
  /// The mean latency over that of the reference in the same workload.
  case latencyRatio = "latency-ratio"
  /// The greatest of these ratios over the three workloads.
  case greatestLatencyRatio = "greatest-latency-ratio"
  /// The fraction of successful requests.
  case success
  /// The mean length of a cold start in seconds.
  case coldStart = "cold-start"
  /// The instances created in the whole run.
  case created
  /// The instances created before t = 50 s.
  case createdInFirstPeak = "created-in-first-peak"
  /// How many different instances serve the requests that arrive from t = 150 s to 200 s.
  case servingInSecondPeak = "serving-in-second-peak"
  /// The mean service time of a request on an idle machine in seconds.
  case service
  /// The mean service time over that of the reference.
  case serviceRatio = "service-ratio"
  /// The fraction of the mean cold start of the reference that overlapping its steps saves.
  case coldStartReduction = "cold-start-reduction"

  /// Whether it needs the runs of all three workloads.
  package var spansWorkloads: Bool { self == .greatestLatencyRatio }

  /// Its value in runs.
  ///
  /// - Parameters:
  ///   - cell: the run it is of.
  ///   - reference: the name of the deployment to compare with.
  ///   - runs: all runs.
  /// - Returns: the value; nil where the runs do not have it.
  package func value(_ cell: PaperCell, reference: String?, in runs: PaperRuns) -> Double? {
    switch self {
    case .cost: return runs[cell]?.cost.dollars
    case .latency: return runs[cell]?.meanLatency
    case .latencyAtStart: return runs[cell]?.window(0..<2).meanLatency
    case .success: return runs[cell]?.successRatio
    case .created: return runs[cell].map { Double($0.instancesCreated) }
    case .createdInFirstPeak:
      return runs[cell].map { Double($0.created(0..<50)) }
    case .servingInSecondPeak: return runs.servingInSecondPeak(cell).map { Double($0) }
    case .coldStart: return runs.deployment(of: cell)?.meanColdStart
    case .service: return runs.deployment(of: cell)?.meanService
    case .coldStartReduction:
      return ratio(.coldStart, cell, reference, in: runs).map { 1 - $0 }
    case .latencyRatio: return ratio(.latency, cell, reference, in: runs)
    case .serviceRatio: return ratio(.service, cell, reference, in: runs)
    case .greatestLatencyRatio:
      let ratios = PaperRuns.workloads.compactMap { workload in
        let cell = PaperCell(scenario: workload, deployment: cell.deployment)
        return ratio(.latency, cell, reference, in: runs)
      }
      return ratios.count == PaperRuns.workloads.count ? ratios.max() : nil
    }
  }

  /// A quantity of a run over the same of the reference in the same workload.
  private func ratio(
    _ quantity: PaperQuantity, _ cell: PaperCell, _ reference: String?, in runs: PaperRuns
  ) -> Double? {
    guard let reference else { return nil }
    let other = PaperCell(scenario: cell.scenario, deployment: reference)
    guard let value = quantity.value(cell, reference: nil, in: runs),
      let divisor = quantity.value(other, reference: nil, in: runs), divisor > 0
    else { return nil }
    return value / divisor
  }
}

extension Deployment {
  /// The mean length of a cold start in seconds; nil where instances do not start cold.
  var meanColdStart: Double? {
    guard case .staged(let latency) = latency else { return nil }
    return latency.coldStart.mean
  }

  /// The mean service time of a request on an idle machine in seconds; nil where a policy of one's
  /// own says it.
  var meanService: Double? {
    switch latency {
    case .staged(let latency): latency.serviceTime.distribution.mean
    case .preloaded(let latency): latency.serviceTime.distribution.mean
    case .custom: nil
    }
  }
}

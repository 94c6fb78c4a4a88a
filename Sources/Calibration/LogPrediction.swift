import Platforms
import SimCore
import Studies

/// How well a scenario predicts the held-back requests of its log.
package struct LogPrediction: Hashable, Sendable {
  /// A figure of the response times, in seconds.
  package struct Figure: Hashable, Sendable {
    /// Its name.
    package let name: String
    /// What the log has.
    package let observed: Double
    /// What the scenario gives.
    package let predicted: Double

    /// The prediction over what was observed, less 1.
    package var error: Double { observed > 0 ? predicted / observed - 1 : 0 }
  }

  /// The deployment.
  package let deployment: String
  /// How many requests were held back.
  package let observed: Int
  /// How many requests were simulated in their time.
  package let simulated: Int
  /// The mean, and the percentiles 50, 95 and 99.
  package let figures: [Figure]

  /// The fewest held-back requests of which anything is said.
  package static let fewest = 30

  /// Simulates the requests of the whole log, and compares those of the held-back part.
  ///
  /// - Parameters:
  ///   - scenario: the scenario of the fit, which leaves out what was fitted.
  ///   - groups: the groups of its deployments, in their order.
  ///   - directory: where its trace is.
  ///   - check: called now and then; it ends the runs with what it throws.
  /// - Returns: a prediction for each deployment with enough requests.
  /// - Throws: what keeps a run from its end.
  package static func all(
    _ scenario: Scenario, _ groups: [ServiceGroup], directory: String, check: () throws -> Void
  ) throws -> [LogPrediction] {
    var found: [LogPrediction] = []
    for (deployment, group) in zip(scenario.deployments, groups)
    where group.heldBack.count >= fewest {
      let task = StudyTask(scenario, deployment, replication: 0, directory: directory)
      let figures = try task.figures(check: check)
      let latency = figures.latency
      guard let p50 = latency.p50, let p95 = latency.p95, let p99 = latency.p99,
        let predictedMean = latency.moments.mean
      else { continue }
      let mean = group.heldBack.reduce(0, +) / Double(group.heldBack.count)
      func observed(_ probability: Double) -> Double {
        DurationFit.value(at: probability, of: group.heldBack)
      }
      found.append(
        LogPrediction(
          deployment: deployment.name, observed: group.heldBack.count,
          simulated: Int(figures.requests),
          figures: [
            Figure(name: "mean", observed: mean, predicted: predictedMean),
            Figure(name: "p50", observed: observed(0.5), predicted: seconds(p50)),
            Figure(name: "p95", observed: observed(0.95), predicted: seconds(p95)),
            Figure(name: "p99", observed: observed(0.99), predicted: seconds(p99)),
          ]))
    }
    return found
  }

  private static func seconds(_ interval: Interval) -> Double {
    Double(interval.nanoseconds) / 1e9
  }
}

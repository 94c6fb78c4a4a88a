import Platforms
import SimCore
import Studies

/// How well a scenario predicts the held-back requests of its log.
package struct LogPrediction: Hashable, Sendable {
  /// A figure of the response times in seconds, or a count.
  package struct Figure: Hashable, Sendable {
    /// Its name.
    package let name: String
    /// Whether it is a count.
    package var isCount = false
    /// What the log has.
    package let observed: Double
    /// What the scenario gives.
    package let predicted: Double
    /// What chance alone may make of the observed value, as three standard errors have it.
    package let range: ClosedRange<Double>

    /// The prediction over what was observed, less 1.
    package var error: Double { observed > 0 ? predicted / observed - 1 : 0 }

    /// Whether the prediction is off by more than a tenth, and by more than chance explains.
    package var isPoor: Bool { abs(error) > 0.1 && !range.contains(predicted) }
  }

  /// The deployment.
  package let deployment: String
  /// How many requests were held back.
  package let observed: Int
  /// How many requests were simulated in their time.
  package let simulated: Int
  /// The mean, the percentiles 50, 95 and 99, and the cold starts of the whole log where it tells
  /// them and has one size of instances.
  package let figures: [Figure]

  /// The fewest held-back requests of which anything is said.
  package static let fewest = 30

  /// Simulates the requests of the whole log, and compares those of the held-back part.
  ///
  /// - Parameters:
  ///   - scenario: the scenario of the fit, which leaves out what was fitted.
  ///   - calibration: what was found in the log.
  ///   - directory: where its trace is.
  ///   - check: called now and then; it ends the runs with what it throws.
  /// - Returns: a prediction for each deployment with enough requests.
  /// - Throws: what keeps a run from its end.
  package static func all(
    _ scenario: Scenario, _ calibration: Calibration, directory: String, check: () throws -> Void
  ) throws -> [LogPrediction] {
    var found: [LogPrediction] = []
    for (deployment, group) in zip(scenario.deployments, calibration.groups)
    where group.heldBack.count >= fewest {
      let task = StudyTask(scenario, deployment, replication: 0, directory: directory)
      let figures = try task.figures(check: check)
      let latency = figures.latency
      guard let p50 = latency.p50, let p95 = latency.p95, let p99 = latency.p99,
        let predictedMean = latency.moments.mean
      else { continue }
      var compared = [
        mean(of: group.heldBack, predictedMean), percentile("p50", 0.5, of: group.heldBack, p50),
        percentile("p95", 0.95, of: group.heldBack, p95),
        percentile("p99", 0.99, of: group.heldBack, p99),
      ]
      if let count = calibration.coldStarts, calibration.groups.count == 1 {
        compared.append(coldStarts(count, Double(figures.coldStarts)))
      }
      found.append(
        LogPrediction(
          deployment: deployment.name, observed: group.heldBack.count,
          simulated: Int(figures.requests), figures: compared))
    }
    return found
  }

  /// How many standard errors are left to chance.
  private static let errors = 3.0

  private static func mean(of times: [Double], _ predicted: Double) -> Figure {
    let count = Double(times.count)
    let mean = times.reduce(0, +) / count
    let squares = times.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let error = errors * Elementary.squareRoot(squares / (count * max(1, count - 1)))
    return Figure(
      name: "mean", observed: mean, predicted: predicted, range: (mean - error)...(mean + error))
  }

  private static func percentile(
    _ name: String, _ probability: Double, of times: [Double], _ predicted: Interval
  ) -> Figure {
    let error =
      errors * Elementary.squareRoot(probability * (1 - probability) / Double(times.count))
    func observed(_ probability: Double) -> Double {
      DurationFit.value(at: min(max(probability, 0), 1), of: times)
    }
    return Figure(
      name: name, observed: observed(probability), predicted: seconds(predicted),
      range: observed(probability - error)...observed(probability + error))
  }

  private static func coldStarts(_ observed: Int, _ predicted: Double) -> Figure {
    // Both are counts of rare events.
    let observed = Double(observed)
    let error = errors * Elementary.squareRoot(observed + predicted)
    return Figure(
      name: "cold starts, whole log", isCount: true, observed: observed, predicted: predicted,
      range: (observed - error)...(observed + error))
  }

  private static func seconds(_ interval: Interval) -> Double {
    Double(interval.nanoseconds) / 1e9
  }
}

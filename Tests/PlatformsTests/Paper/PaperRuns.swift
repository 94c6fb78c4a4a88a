import Foundation
import Platforms
import SimCore
import Testing

/// The paper's three workloads on all their systems, run once for all tests of the paper.
enum PaperRuns {
  /// The scenario of a workload: 40, 120 or 200.
  static func scenario(_ workload: Int) throws -> Scenario { try scenario("workload-\(workload)") }

  /// A scenario of the folder `Scenarios`.
  static func scenario(_ name: String) throws -> Scenario {
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Scenarios/\(name).json")
    return try Scenario(
      parsing: [UInt8](Data(contentsOf: file)), file: file.lastPathComponent,
      name: name, catalog: .builtIn())
  }

  private static let figures: [String: RunFigures] = {
    var figures: [String: RunFigures] = [:]
    for workload in [40, 120, 200] {
      guard let scenario = try? scenario(workload) else { continue }
      for deployment in scenario.deployments {
        var observer = NoObserver()
        figures["\(workload) \(deployment.name)"] = try? scenario.run(
          deployment, observer: &observer)
      }
    }
    return figures
  }()

  /// The figures of a deployment, by its name, in a workload.
  static func figures(_ workload: Int, _ deployment: String) throws -> RunFigures {
    try #require(figures["\(workload) \(deployment)"])
  }

  /// The figures of a deployment in a workload.
  static func figures(
    _ platform: String, _ model: String, _ runtime: String, _ workload: Int
  ) throws -> RunFigures {
    try figures(workload, "\(platform)-\(model)-\(runtime)")
  }

  /// The figures of a system of table 3, with the runtime it has there.
  static func figures(_ platform: String, _ model: String, _ workload: Int) throws -> RunFigures {
    let isServerless = platform == "aws-lambda" || platform == "gcp-cloud-functions"
    return try figures(platform, model, isServerless ? "ort-1.6" : "tf-1.15", workload)
  }
}

extension RunFigures {
  /// The mean latency in seconds; infinite without any success.
  var mean: Double { latency.moments.mean ?? .infinity }
  /// The fraction of successes.
  var success: Double { Double(succeeded) / Double(requests) }

  /// The mean latency of the requests that arrived in a span of whole seconds, and the fraction of
  /// them that succeeded.
  func window(_ span: Range<Int>) -> (mean: Double, success: Double) {
    var arrivals: UInt64 = 0
    var succeeded: UInt64 = 0
    var sum: Int128 = 0
    for (index, window) in timeline.windows.enumerated() where span.contains(index) {
      arrivals += window.arrivals
      succeeded += window.succeeded
      sum += window.latencySum
    }
    let mean = succeeded > 0 ? Double(sum) / Double(succeeded) / 1e9 : .infinity
    return (mean, arrivals > 0 ? Double(succeeded) / Double(arrivals) : 1)
  }
}

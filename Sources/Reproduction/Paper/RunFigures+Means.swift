import Platforms
import SimCore

extension RunFigures {
  /// The mean latency of the successful requests in seconds; nil without any.
  var meanLatency: Double? { latency.moments.mean }
  /// The sample standard deviation of their latency in seconds; nil for fewer than two.
  var latencyDeviation: Double? { latency.moments.standardDeviation }
  /// The fraction of the requests that succeeded; 1 without requests.
  var successRatio: Double { requests == 0 ? 1 : Double(succeeded) / Double(requests) }
}

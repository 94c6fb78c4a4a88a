import Platforms
import SimCore

/// The requests of a run that arrived in a span of time.
struct PaperWindow: Sendable {
  /// How many arrived.
  var arrivals: UInt64 = 0
  /// How many of them were answered in time.
  var succeeded: UInt64 = 0
  /// The sum of the latencies of the successful ones, in nanoseconds.
  var latencySum: Int128 = 0

  /// The mean latency of the successful ones in seconds; nil where there is none.
  var meanLatency: Double? {
    succeeded > 0 ? Double(latencySum) / Double(succeeded) / 1e9 : nil
  }

  /// The share of successes; nil where none arrived.
  var successRatio: Double? { arrivals > 0 ? Double(succeeded) / Double(arrivals) : nil }
}

extension RunFigures {
  /// The share of successful requests; nil without requests.
  var successRatio: Double? { requests > 0 ? Double(succeeded) / Double(requests) : nil }

  /// The requests that arrived from one whole second to before another.
  func window(_ seconds: Range<Int>) -> PaperWindow {
    var sum = PaperWindow()
    for window in windows(seconds) {
      sum.arrivals += window.arrivals
      sum.succeeded += window.succeeded
      sum.latencySum += window.latencySum
    }
    return sum
  }

  /// The greatest mean number of requests in service in any window that begins in a span of
  /// seconds; nil without windows there.
  func greatestInService(_ seconds: Range<Int>) -> Double? {
    windows(seconds).map { Double($0.inService) / Double(timeline.width.nanoseconds) }.max()
  }

  /// The windows that begin in a span of seconds.
  private func windows(_ seconds: Range<Int>) -> [Timeline.Window] {
    timeline.windows.enumerated().filter { index, _ in
      let start = timeline.start(of: index)
      return start >= .zero + .seconds(Int64(seconds.lowerBound))
        && start < .zero + .seconds(Int64(seconds.upperBound))
    }.map(\.element)
  }
}

import Platforms
import SimCore

/// The requests of a run that arrived in a span of time.
package struct PaperWindow: Sendable {
  /// How many arrived.
  package var arrivals: UInt64 = 0
  /// How many of them were answered in time.
  package var succeeded: UInt64 = 0
  /// The sum of the latencies of the successful ones, in nanoseconds.
  package var latencySum: Int128 = 0

  /// The mean latency of the successful ones in seconds; nil where there is none.
  package var meanLatency: Double? {
    succeeded > 0 ? Double(latencySum) / Double(succeeded) / 1e9 : nil
  }

  /// The fraction of successes; nil where none arrived.
  package var successRatio: Double? { arrivals > 0 ? Double(succeeded) / Double(arrivals) : nil }
}

extension RunFigures {
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

  /// How many instances were created in the windows that begin in a span of seconds.
  func created(_ seconds: Range<Int>) -> UInt64 {
    windows(seconds).reduce(0) { $0 + $1.created }
  }

  /// When the mean number of ready instances of a window first was above a number, to the start of
  /// that window; nil where it never was.
  func firstReady(beyond count: Int) -> Double? {
    let least = Int128(timeline.width.nanoseconds) * Int128(count)
    return timeline.windows.firstIndex { $0.ready > least }.map { timeline.start(of: $0).seconds }
  }

  /// The mean number of instances in each window.
  var instances: [Double] {
    timeline.windows.indices.map { index in
      let length = timeline.length(of: index).nanoseconds
      return length > 0 ? Double(timeline.windows[index].instances) / Double(length) : 0
    }
  }

  /// When the first request arrived that failed, in seconds, to the start of its window; nil where
  /// none failed.
  var firstFailure: Double? {
    timeline.windows.firstIndex { $0.failed > 0 }.map { timeline.start(of: $0).seconds }
  }

  /// The greatest mean latency of the requests of a window that begins in a span of seconds; nil
  /// where none succeeded.
  func greatestLatency(_ seconds: Range<Int>) -> Double? { means(seconds).max() }

  /// The standard deviation of the mean latencies of the windows that begin in a span of seconds;
  /// nil with fewer than two.
  func deviationOfSeconds(_ seconds: Range<Int>) -> Double? {
    let means = means(seconds)
    guard means.count > 1 else { return nil }
    let count = Double(means.count)
    let mean = means.reduce(0, +) / count
    let squares = means.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return Elementary.squareRoot(squares / (count - 1))
  }

  /// The greatest number of instances that served at the same time in a span of seconds; nil where
  /// no window begins in it.
  func busyPeak(_ seconds: Range<Int>) -> Int? { windows(seconds).map(\.busyPeak).max() }

  /// The mean latencies of the windows that begin in a span of seconds and have successes.
  private func means(_ seconds: Range<Int>) -> [Double] {
    windows(seconds).filter { $0.succeeded > 0 }.map {
      Double($0.latencySum) / Double($0.succeeded) / 1e9
    }
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

import Charts
import Platforms
import SimCore

/// A run over time in bins of one or more windows of its timeline: few enough to be drawn.
struct TimeBins {
  /// The requests that arrived in a span of time.
  struct Bin: Sendable {
    /// When it starts, in seconds.
    let start: Double
    /// How long it is, in seconds.
    let length: Double
    /// Requests that arrived.
    var arrivals: UInt64 = 0
    /// Those of them that succeeded.
    var succeeded: UInt64 = 0
    /// The sum of the latencies of those, in nanoseconds.
    var latencySum: Int128 = 0

    /// The time in its middle.
    var middle: Double { start + length / 2 }
    /// Requests a second.
    var rate: Double { Double(arrivals) / length }
    /// The mean latency of the successful requests in seconds; nil without any.
    var latency: Double? {
      succeeded > 0 ? Double(latencySum) / Double(succeeded) / 1e9 : nil
    }
    /// The fraction of the requests that succeeded; nil without requests.
    var success: Double? {
      arrivals > 0 ? Double(succeeded) / Double(arrivals) : nil
    }
  }

  /// The length of a bin in seconds; the last may be shorter.
  let width: Double
  /// The bins in order of time, up to the last with a request.
  let bins: [Bin]

  /// When the last bin ends.
  var end: Double { bins.last.map { $0.start + $0.length } ?? 0 }

  /// The bins of a run: the shortest of 1, 2, 5, 10 and so on windows of which there are not more
  /// than a number.
  init(_ timeline: TimelineFigures, atMost greatest: Int) {
    let windows = timeline.windows
    let count = (windows.lastIndex { $0.arrivals > 0 } ?? -1) + 1
    var joined = 1
    while (count + joined - 1) / joined > greatest {
      joined = Int(Scale.step(for: Double(joined) * 1.5).value)
    }
    width = Self.seconds(timeline.width) * Double(joined)
    bins = stride(from: 0, to: count, by: joined).map { first in
      let last = min(first + joined, count) - 1
      let start = timeline.start(of: first)
      let end = timeline.start(of: last) + timeline.length(of: last)
      var bin = Bin(start: Self.seconds(start - .zero), length: Self.seconds(end - start))
      for window in windows[first...last] {
        bin.arrivals += window.arrivals
        bin.succeeded += window.succeeded
        bin.latencySum += window.latencySum
      }
      return bin
    }
  }

  private static func seconds(_ interval: Interval) -> Double {
    Double(interval.nanoseconds) / 1e9
  }
}

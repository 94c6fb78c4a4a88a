import SimCore

/// The slowest window of a run, where the percentiles of the whole run hide it.
///
/// A run hides a window of which one request in twenty took longer than twice the 99th percentile
/// of the run. Where nobody looked for percentiles of windows, their means have to tell: then it
/// hides one whose mean is above twice the 99th percentile of the run. Fewer than ``fewest``
/// requests are no evidence: of few, one is always slow.
package struct LatencyPeak: Sendable, Hashable {
  /// The fewest requests of a window that is looked at.
  package static let fewest: UInt64 = 20
  /// How many times the 99th percentile of the run the 95th of a window, or its mean, is to be.
  package static let factor = 2

  /// What of a window is looked at.
  package enum Measure: Sendable, Hashable {
    case p99, mean
  }

  /// When the window begins.
  package let start: Instant
  /// The length of a window.
  package let width: Interval
  /// What of its requests ``latency`` is.
  package let measure: Measure
  /// The 99th percentile or the mean of the requests that arrived in it.
  package let latency: Interval
  /// How many of them were answered in time.
  package let succeeded: UInt64

  /// The hidden window with the greatest 99th percentile, or mean, that begins after the warm-up,
  /// the first of several; nil where none is hidden.
  package init?(_ figures: RunFigures) {
    guard let whole = figures.latency.p99 else { return nil }
    let timeline = figures.timeline
    let begin = figures.warmUp?.end ?? .zero
    let percentiles = figures.windowPercentiles
    let bound = Int128(whole.nanoseconds) * Int128(Self.factor)
    // What the fewest requests add up to in a slow window: hardly any window has more, so that a
    // run of many windows is looked through at once.
    let least = percentiles.isEmpty ? bound * Int128(Self.fewest) : -1
    var worst: (index: Int, latency: Interval)?
    for index in timeline.windows.indices where timeline.windows[index].latencySum > least {
      let window = timeline.windows[index]
      guard window.succeeded >= Self.fewest, timeline.start(of: index) >= begin else { continue }
      let found =
        percentiles.isEmpty
        ? Self.slowMean(window, above: bound)
        : Self.slowPercentile(percentiles[index], above: whole)
      guard let found else { continue }
      if worst.map({ found > $0.latency }) ?? true { worst = (index, found) }
    }
    guard let worst else { return nil }
    start = timeline.start(of: worst.index)
    width = timeline.width
    measure = percentiles.isEmpty ? .mean : .p99
    latency = worst.latency
    succeeded = timeline.windows[worst.index].succeeded
  }

  /// The mean latency of a window, where it is above a bound in nanoseconds.
  private static func slowMean(_ window: Timeline.Window, above bound: Int128) -> Interval? {
    let mean = window.latencySum / Int128(window.succeeded)
    return mean > bound ? Interval(nanoseconds: Int64(clamping: mean)) : nil
  }

  /// The 99th percentile of a window, where it is so slow that the run hides it.
  private static func slowPercentile(
    _ window: WindowPercentiles?, above whole: Interval
  ) -> Interval? {
    guard let window, window.p95.seconds > Double(factor) * whole.seconds else { return nil }
    return window.p99
  }
}

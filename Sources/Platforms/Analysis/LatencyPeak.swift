import SimCore

/// The slowest window of a run, where the percentiles of the whole run hide it.
///
/// A run hides a window of which one request in twenty took longer than twice the 99th percentile
/// of the run. Fewer than ``fewest`` requests are no evidence: of few, one is always slow.
package struct LatencyPeak: Sendable, Hashable {
  /// The fewest requests of a window that is looked at.
  package static let fewest: UInt64 = 20
  /// How many times the 99th percentile of the run that of a window is to be.
  package static let factor = 2

  /// When the window begins.
  package let start: Instant
  /// The length of a window.
  package let width: Interval
  /// The 99th percentile of the requests that arrived in it.
  package let p99: Interval
  /// How many of them were answered in time.
  package let succeeded: UInt64

  /// The hidden window with the greatest 99th percentile that begins after the warm-up, the first
  /// of several; nil where none is hidden, or nobody looked for percentiles of windows.
  package init?(_ figures: RunFigures) {
    guard let whole = figures.latency.p99 else { return nil }
    let timeline = figures.timeline
    let begin = figures.warmUp?.end ?? .zero
    var worst: (index: Int, p99: Interval)?
    for (index, window) in figures.windowPercentiles.enumerated() {
      guard let window, timeline.start(of: index) >= begin,
        timeline.windows[index].succeeded >= Self.fewest,
        window.p95.seconds > Double(Self.factor) * whole.seconds
      else { continue }
      if worst.map({ window.p99 > $0.p99 }) ?? true { worst = (index, window.p99) }
    }
    guard let worst else { return nil }
    start = timeline.start(of: worst.index)
    width = timeline.width
    p99 = worst.p99
    succeeded = timeline.windows[worst.index].succeeded
  }
}

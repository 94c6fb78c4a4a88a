import SimCore

/// Percentiles of the latency of the requests that arrived in a window and were answered in time.
public struct WindowPercentiles: Sendable, Hashable {
  /// The 50th percentile.
  public var p50: Interval
  /// The 95th percentile.
  public var p95: Interval
  /// The 99th percentile.
  public var p99: Interval

  /// The percentiles of some latencies; nil where there are none.
  package init?(_ sketch: LatencySketch) {
    guard let values = sketch.percentiles([0.5, 0.95, 0.99]) else { return nil }
    (p50, p95, p99) = (values[0], values[1], values[2])
  }
}

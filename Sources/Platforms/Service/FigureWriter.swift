import SimCore

/// Writes whole numbers in as few groups of seven bits as they need, the lowest first.
struct FigureWriter {
  var bytes: [UInt8]

  mutating func write(wide value: UInt128) {
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: rest))
  }

  mutating func write(_ value: UInt64) { write(wide: UInt128(value)) }

  /// A number with its sign in the lowest bit, so that small ones are short on both sides of zero.
  mutating func write(signed value: Int128) {
    write(wide: UInt128(bitPattern: (value << 1) ^ (value >> 127)))
  }

  mutating func write(_ latency: LatencyFigures) {
    let moments = latency.moments
    write(moments.count)
    write(signed: moments.sum)
    write(wide: moments.sumOfSquares)
    write(signed: Int128(moments.least.nanoseconds))
    write(signed: Int128(moments.greatest.nanoseconds))
    for percentile in [latency.p50, latency.p90, latency.p95, latency.p99, latency.p999] {
      write(percentile)
    }
    for fraction in PercentileBounds.fractions {
      write(latency.bounds(fraction)?.low)
      write(latency.bounds(fraction)?.high)
    }
  }

  mutating func write(present: Bool) { write(present ? 1 : 0) }

  mutating func write(_ interval: Interval?) {
    write(present: interval != nil)
    if let interval { write(signed: Int128(interval.nanoseconds)) }
  }

  mutating func write(_ timeline: TimelineFigures) {
    write(signed: Int128(timeline.width.nanoseconds))
    write(signed: Int128(timeline.end.nanoseconds))
    write(UInt64(timeline.windows.count))
    for window in timeline.windows {
      for count in [window.arrivals, window.succeeded, window.failed, window.created] {
        write(count)
      }
      for integral in [
        window.latencySum, window.instances, window.queueLength, window.inService, window.ready,
        Int128(window.inServicePeak), Int128(window.busyPeak),
      ] { write(signed: integral) }
    }
  }
}

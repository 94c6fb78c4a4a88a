import SimCore

/// What the timeline of a run says of its steady state: intervals from one run, and whether the
/// queue grows.
///
/// It is taken from the windows that begin after the warm-up, up to the last with an arrival.
package struct SteadyState: Hashable, Sendable {
  /// The 95 % interval of the mean latency.
  package let latency: BatchMeans
  /// The 95 % interval of the fraction of successes.
  package let success: BatchMeans
  /// How the queue grows; nil when it does not.
  package let queueGrowth: QueueGrowth?

  /// The fewest successes and the fewest failures from which the fraction of either can be told.
  static let fewestOfEach: UInt64 = 10

  /// The steady state of a run whose timeline is there.
  package init(_ figures: RunFigures) {
    let timeline = figures.timeline
    let begin = figures.warmUp?.end ?? .zero
    let first =
      timeline.windows.indices.first { timeline.start(of: $0) >= begin } ?? timeline.windows.count
    let last = timeline.windows.lastIndex { $0.arrivals > 0 } ?? -1
    let windows = timeline.windows[first..<max(first, last + 1)]
    let arrivals = windows.map { Double($0.arrivals) }
    let successes = windows.map { Double($0.succeeded) }
    // Where the rate of arrivals changes more slowly than one batch follows another, what is seen
    // in the run is not what another run would have, however steady the latency looks.
    let rate = BatchMeans(sums: arrivals, weights: arrivals.map { _ in 1 })
    if rate == .correlated || rate == .uneven {
      (latency, success) = (rate, rate)
    } else {
      latency = BatchMeans(
        sums: windows.map { Self.seconds($0.latencySum) }, weights: successes)
      let fewest = min(figures.succeeded, figures.failed)
      success =
        fewest < Self.fewestOfEach ? .tooShort : BatchMeans(sums: successes, weights: arrivals)
    }
    queueGrowth = QueueGrowth(windows, width: timeline.width)
  }

  /// The seconds in a wide number of nanoseconds.
  ///
  /// The standard library converts wide integers word by word through a protocol, which took as
  /// long for each window as some requests take.
  private static func seconds(_ nanoseconds: Int128) -> Double {
    let high = Int64(truncatingIfNeeded: nanoseconds >> 64)
    let low = UInt64(truncatingIfNeeded: nanoseconds)
    return (Double(high) * 0x1p64 + Double(low)) / 1e9
  }
}

/// A queue that grows through the second half of a run, so that latency depends on its length.
///
/// The second half is cut into eight parts. The queue grows when nearly every later part has a
/// longer one than nearly every earlier (Kendall's S of at least 20, of 28), it ends half as long
/// again as it began, and it has grown by a hundredth of the requests that came meanwhile, ten at
/// least: so much more arrives than leaves.
package struct QueueGrowth: Hashable, Sendable {
  /// The mean queue length in the first quarter of the second half.
  package let from: Double
  /// The mean queue length in its last quarter.
  package let to: Double

  static let parts = 8
  static let leastOrder = 20
  static let leastFactor = 1.5
  static let leastFraction = 0.01
  static let leastRequests = 10.0

  init?(_ windows: ArraySlice<Timeline.Window>, width: Interval) {
    // The last window is not complete.
    let complete = windows.dropLast()
    let size = complete.count / 2 / Self.parts
    guard size > 0 else { return nil }
    let half = Array(complete.suffix(size * Self.parts))
    let length = Double(width.nanoseconds) * Double(size)
    let means: [Double] = (0..<Self.parts).map { part in
      var integral: Int128 = 0
      for window in half[part * size..<(part + 1) * size] { integral += window.queueLength }
      return Double(integral) / length
    }
    var order = 0
    for later in 1..<Self.parts {
      for earlier in 0..<later {
        if means[later] > means[earlier] { order += 1 }
        if means[later] < means[earlier] { order -= 1 }
      }
    }
    from = (means[0] + means[1]) / 2
    to = (means[Self.parts - 2] + means[Self.parts - 1]) / 2
    let arrivals = Double(half.reduce(UInt64(0)) { $0 + $1.arrivals })
    guard order >= Self.leastOrder, to >= Self.leastFactor * from,
      to - from >= max(Self.leastRequests, Self.leastFraction * arrivals)
    else { return nil }
  }
}

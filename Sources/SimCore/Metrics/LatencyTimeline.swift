/// The latencies of a run in windows of equal length, for percentiles over time.
///
/// As in a ``Timeline``, a request belongs to the window in which it arrived, and neighbours are
/// joined when there are more than `Timeline.greatestCount`, so memory is bounded: some 4 KiB for
/// each window that has many different latencies, and far less as a rule.
package struct LatencyTimeline: Sendable {
  /// The length of a window now.
  package private(set) var width: Interval
  /// The windows in order of time, up to the last in which a successful request arrived.
  private var windows: [LatencySketch] = []

  /// A timeline that starts with windows of some length above zero.
  package init(width: Interval) {
    precondition(width > .zero, "a window of a timeline has a length")
    self.width = width
  }

  /// Counts a successful request.
  package mutating func add(_ latency: Interval, arrival: Instant) {
    var index = arrival.nanoseconds / width.nanoseconds
    while index >= Int64(Timeline.greatestCount) {
      join()
      index /= 2
    }
    while Int64(windows.count) <= index { windows.append(LatencySketch()) }
    windows[Int(index)].add(latency)
  }

  /// The sketches of windows of a length that is the width, doubled any number of times.
  ///
  /// - Parameters:
  ///   - width: the length; joins neighbours until windows have it.
  ///   - count: how many windows there are, at least as many as have latencies.
  /// - Returns: a sketch for each window.
  package mutating func sketches(width: Interval, count: Int) -> [LatencySketch] {
    while self.width < width { join() }
    precondition(self.width == width && windows.count <= count, "windows of another run")
    return windows + [LatencySketch](repeating: LatencySketch(), count: count - windows.count)
  }

  /// Joins neighbours.
  private mutating func join() {
    var joined: [LatencySketch] = []
    joined.reserveCapacity((windows.count + 1) / 2)
    for index in stride(from: 0, to: windows.count, by: 2) {
      var window = windows[index]
      if index + 1 < windows.count { window.merge(windows[index + 1]) }
      joined.append(window)
    }
    windows = joined
    width = width * 2
  }
}

import SimCore

/// The numbers of instances that an autoscaler wanted of late, and the greatest of them.
struct WantedInstances: Sendable {
  /// Those that may still be the greatest, from the oldest, each above all that follow.
  private var entries: [(time: Instant, count: Int)] = []

  /// Nothing yet.
  init() {}

  /// Whether nothing was wanted of late.
  var isEmpty: Bool { entries.isEmpty }

  /// The greatest number; 0 where there is none.
  var greatest: Int { entries.first?.count ?? 0 }

  /// Adds a number, and forgets those of longer ago than a window.
  mutating func add(_ count: Int, at now: Instant, within window: Interval) {
    while let last = entries.last, last.count <= count { entries.removeLast() }
    entries.append((now, count))
    while let first = entries.first, now - first.time > window { entries.removeFirst() }
  }
}

import SimCore

/// How many instances an autoscaler's steps of late added, or took away.
struct RecentSteps: Sendable {
  /// The steps that may still count, from the oldest.
  private var steps: [(time: Instant, count: Int)] = []

  /// No steps yet.
  init() {}

  /// The instances of all steps within a window; a step of just a window ago counts no more.
  mutating func count(at now: Instant, within window: Interval) -> Int {
    while let first = steps.first, now - first.time >= window { steps.removeFirst() }
    return steps.reduce(0) { $0 + $1.count }
  }

  /// Adds a step; none is kept where nobody looks back.
  mutating func add(_ count: Int, at now: Instant, within window: Interval) {
    if window > .zero { steps.append((now, count)) }
  }

  /// Whether a step counts that will not for ever.
  func counts(at now: Instant, within window: Interval) -> Bool {
    steps.contains { now - $0.time < window }
  }
}

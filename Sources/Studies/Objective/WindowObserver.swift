import Platforms
import SimCore

/// Watches the windows of a run, and passes all on to whoever else watches it.
///
/// Only runs whose objectives ask for windows, or of which percentiles over time are shown, have
/// it; others pay nothing for it.
struct WindowObserver: RunObserver {
  /// Whoever else watches.
  private(set) var base: any RunObserver
  private let watches: [WindowWatch]
  private let baseSeesRequests: Bool
  let seesEvents: Bool

  /// What watches the latencies of the timeline's windows; nil for nothing.
  private var latencies: LatencyTimeline?

  /// An observer of windows.
  ///
  /// - Parameters:
  ///   - base: whoever else watches.
  ///   - measures: the measures of which the worst windows are to be found.
  ///   - width: the length of the windows of which percentiles are to be found; nil for none.
  init(_ base: any RunObserver, _ measures: [WindowMeasure], percentilesOf width: Interval?) {
    self.base = base
    latencies = width.map { LatencyTimeline(width: $0) }
    watches = measures.map { WindowWatch($0) }
    baseSeesRequests = base.seesRequests
    seesEvents = base.seesEvents
  }

  var seesRequests: Bool { true }

  mutating func enter(service: String) { base.enter(service: service) }

  mutating func request(_ record: RequestRecord) {
    for watch in watches { watch.add(record) }
    if record.outcome == .succeeded { latencies?.add(record.latency, arrival: record.arrival) }
    if baseSeesRequests { base.request(record) }
  }

  mutating func refused(_ request: Int, _ outcome: RequestOutcome, at now: Instant) {
    base.refused(request, outcome, at: now)
  }

  mutating func instance(_ number: Int, _ change: InstanceChange, at now: Instant) {
    base.instance(number, change, at: now)
  }

  mutating func scaling(_ decision: ScalingDecision, instances: Int, at now: Instant) {
    base.scaling(decision, instances: instances, at: now)
  }

  /// The worst windows of the run, by measure, without those that begin in the warm-up.
  func worst(_ figures: RunFigures) -> [WorstWindow?] {
    watches.map { $0.worst(from: figures.warmUp?.end ?? .zero) }
  }

  /// The percentiles of the windows of the run's timeline; none where nobody asked for them.
  mutating func percentiles(_ figures: RunFigures) -> [WindowPercentiles?] {
    let timeline = figures.timeline
    return latencies?.sketches(width: timeline.width, count: timeline.windows.count)
      .map { WindowPercentiles($0) } ?? []
  }
}

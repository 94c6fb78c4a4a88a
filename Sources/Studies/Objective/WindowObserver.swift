import Platforms
import SimCore

/// Watches the windows of a run, and passes all on to whoever else watches it.
///
/// Only runs whose objectives ask for windows have it; others pay nothing for it.
struct WindowObserver: RunObserver {
  /// Whoever else watches.
  private(set) var base: any RunObserver
  private let watches: [WindowWatch]
  private let baseSeesRequests: Bool
  let seesEvents: Bool

  init(_ base: any RunObserver, _ measures: [WindowMeasure]) {
    self.base = base
    watches = measures.map { WindowWatch($0) }
    baseSeesRequests = base.seesRequests
    seesEvents = base.seesEvents
  }

  var seesRequests: Bool { true }

  mutating func request(_ record: RequestRecord) {
    for watch in watches { watch.add(record) }
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
}

import SimCore

/// Counts the requests after a warm-up, on their way to whoever else watches a run.
///
/// Runs without a warm-up do not have it, and pay nothing for it. Whoever else watches is behind an
/// existential, so that no further event loop need be made for each of them.
struct WarmUpObserver: RunObserver {
  private(set) var base: any RunObserver
  private let counter: WarmUpCounter?
  private let baseSeesRequests: Bool
  let seesEvents: Bool

  init(_ base: any RunObserver, _ warmUp: WarmUp?) {
    self.base = base
    counter = warmUp.map { WarmUpCounter($0) }
    baseSeesRequests = base.seesRequests
    seesEvents = base.seesEvents
  }

  var seesRequests: Bool { true }
  var seesDecisions: Bool { base.seesDecisions }

  mutating func enter(service: String) { base.enter(service: service) }

  mutating func request(_ record: RequestRecord) {
    counter?.add(record)
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

  /// The figures with those of what was counted in place of those of all requests.
  func counted(_ figures: RunFigures) -> RunFigures {
    var figures = figures
    counter?.apply(to: &figures)
    return figures
  }
}

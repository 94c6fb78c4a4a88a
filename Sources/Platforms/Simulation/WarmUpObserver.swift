import SimCore

/// Counts the requests after a warm-up, on their way to whoever else watches a run.
///
/// A run without a warm-up pays nothing for it: the event loop asks an observer anyway whether it
/// wants to see requests.
@frozen
@usableFromInline
struct WarmUpObserver<Base: RunObserver>: RunObserver {
  @usableFromInline var base: Base
  @usableFromInline let counter: WarmUpCounter?
  @usableFromInline let seesRequests: Bool

  @inlinable
  init(_ base: Base, _ warmUp: WarmUp?) {
    self.base = base
    counter = warmUp.map { WarmUpCounter($0) }
    seesRequests = base.seesRequests || warmUp != nil
  }

  @inlinable
  var seesEvents: Bool { base.seesEvents }

  @inlinable
  mutating func request(_ record: RequestRecord) {
    if let counter { counter.add(record) }
    if base.seesRequests { base.request(record) }
  }

  @inlinable
  mutating func refused(_ request: Int, _ outcome: RequestOutcome, at now: Instant) {
    base.refused(request, outcome, at: now)
  }

  @inlinable
  mutating func instance(_ number: Int, _ change: InstanceChange, at now: Instant) {
    base.instance(number, change, at: now)
  }

  @inlinable
  mutating func scaling(_ decision: ScalingDecision, instances: Int, at now: Instant) {
    base.scaling(decision, instances: instances, at: now)
  }
}

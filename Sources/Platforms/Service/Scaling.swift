import SimCore

/// When the capacity policy is asked, and where the counters stood when it was last shown them.
struct Scaling {
  /// The time between two evaluations; nil for never.
  let period: Interval?
  /// Whether there are evaluations only while requests wait.
  let onlyWhileRequestsWait: Bool
  /// How long an instance that is to be removed lives on after its last request.
  let drainTime: Interval
  /// Whether an evaluation is on the agenda.
  var isDue = false
  /// Whether evaluations are left out until something happens.
  var isResting = false
  /// When a rest ends by itself, as far as that is on the agenda.
  var alarm = Instant.never
  /// Where the counters stood at the last evaluation.
  var measurement = Measurement()
  /// The same for pre-warming, which has a period of its own.
  var outlook = Measurement()
  /// The time between two looks ahead of demand while they are left out; nil while they are not.
  var restAhead: Interval?

  /// Where the counters of a service stood at some time.
  struct Measurement: Sendable {
    var since: Instant = .zero
    /// Invocations that had come, and those of them that were refused.
    var received = 0
    var refused = 0
    /// The integrals of ready instances, of those whose slots count, of slots in use, and of
    /// requests that wait.
    var ready: Int128 = 0
    var serving: Int128 = 0
    var inService: Int128 = 0
    var waiting: Int128 = 0

    init() {}

    /// The counters now.
    init(_ invocations: borrowing Invocations, _ ledger: borrowing Ledger, at now: Instant) {
      since = now
      received = invocations.received
      refused = invocations.refused
      ready = ledger.ready.integral(at: now)
      serving = ledger.serving.integral(at: now)
      inService = ledger.inService.integral(at: now)
      waiting = ledger.queueLength.integral(at: now)
    }

    /// Whether all has stood still since an earlier measurement, on these levels.
    func isStill(
      since earlier: Measurement, ready: Int, serving: Int, inService: Int, waiting: Int
    ) -> Bool {
      let elapsed = Int128((since - earlier.since).nanoseconds)
      return received == earlier.received && self.ready - earlier.ready == elapsed * Int128(ready)
        && self.serving - earlier.serving == elapsed * Int128(serving)
        && self.inService - earlier.inService == elapsed * Int128(inService)
        && self.waiting - earlier.waiting == elapsed * Int128(waiting)
    }

    /// What happened between an earlier measurement and this one.
    func observation(since earlier: Measurement, slots: Int32) -> Observation {
      Observation(
        period: since - earlier.since, arrivals: received - earlier.received,
        refused: refused - earlier.refused, slots: Int(slots), readyTime: ready - earlier.ready,
        servingTime: serving - earlier.serving, serviceTime: inService - earlier.inService,
        waitingTime: waiting - earlier.waiting)
    }
  }

  init(_ plan: CapacityPlan) {
    period = plan.evaluationPeriod
    onlyWhileRequestsWait = plan.evaluatesOnlyWhileRequestsWait
    drainTime = plan.drainTime
  }
}

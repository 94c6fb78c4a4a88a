import SimCore

// What the capacity policy decides at times of its own: scaling, and starting ahead of demand.
extension Platform {
  /// What happened since a measurement, which then begins anew.
  @inlinable
  mutating func observe(since measurement: Measurement, at now: Instant) -> (
    observation: Observation, measurement: Measurement
  ) {
    var current = Measurement()
    current.since = now
    // What a client sends as one is one to the platform.
    current.arrived = arrived - carried - gathering.count
    current.refused = refused
    current.ready = ledger.ready.integral(at: now)
    current.serving = ledger.serving.integral(at: now)
    current.inService = ledger.inService.integral(at: now)
    let elapsed = now - measurement.since
    let readyTime = Double(current.ready - measurement.ready)
    let servingTime = Double(current.serving - measurement.serving)
    let inServiceTime = Double(current.inService - measurement.inService)
    let nanoseconds = Double(elapsed.nanoseconds)
    let observation = Observation(
      period: elapsed, arrivals: current.arrived - measurement.arrived,
      refused: current.refused - measurement.refused,
      meanReady: elapsed > .zero ? readyTime / nanoseconds : 0,
      utilisation: servingTime > 0 ? inServiceTime / servingTime / Double(concurrency) : 0,
      meanInService: elapsed > .zero ? inServiceTime / nanoseconds : 0)
    return (observation, current)
  }

  /// Asks the capacity policy whether instances are to be added or removed.
  @inlinable
  mutating func evaluate(at now: Instant, _ agenda: inout Agenda) {
    let observation: Observation
    (observation, measurement) = observe(since: measurement, at: now)
    let decision = capacity.evaluate(observation, fleet: fleet, at: now, memory: &memory)
    if observer.seesEvents && decision.isLogged {
      observer.scaling(decision, instances: fleet.instances, at: now)
    }
    for _ in 0..<max(decision.change, 0) { _ = start(at: now, &agenda) }
    for _ in 0..<max(-decision.change, 0) where readyInstances.count > minimumInstances {
      drain(Int(readyInstances[readyInstances.count &- 1]), at: now, &agenda)
    }
    isEvaluationDue = false
    if !capacity.evaluatesOnlyWhileRequestsWait || fleet.waiting > 0 {
      scheduleEvaluation(after: now, &agenda)
    }
  }

  /// Sets the next evaluation, at a whole number of periods from the start of the run.
  @inlinable
  mutating func scheduleEvaluation(after now: Instant, _ agenda: inout Agenda) {
    guard let period = capacity.evaluationPeriod, !isEvaluationDue else { return }
    isEvaluationDue = true
    let next = now.nanoseconds / period.nanoseconds + 1
    agenda.schedule(Event(kind: Kind.evaluation), at: .zero + period * next)
  }

  /// Asks the capacity policy whether instances are to be started ahead of demand.
  @inlinable
  mutating func preWarm(at now: Instant, _ agenda: inout Agenda) {
    let observation: Observation
    (observation, outlook) = observe(since: outlook, at: now)
    let decision = capacity.preWarm(observation, fleet: fleet, at: now, memory: &memory)
    if observer.seesEvents && decision.isLogged {
      observer.scaling(decision, instances: fleet.instances, at: now)
    }
    for _ in 0..<max(decision.change, 0) { startWarm(at: now, &agenda) }
    schedulePreWarming(from: now + Interval(nanoseconds: 1), &agenda)
  }

  /// Sets the next look ahead of demand.
  @inlinable
  mutating func schedulePreWarming(from time: Instant, _ agenda: inout Agenda) {
    guard let next = capacity.nextPreWarming(from: time, memory: memory) else { return }
    agenda.schedule(Event(kind: Kind.preWarming), at: next)
  }

  /// Creates an instance and calls it once, so that it is ready with all its preparation done.
  ///
  /// The call is charged as a request, but it is no request of the workload.
  @inlinable
  mutating func startWarm(at now: Instant, _ agenda: inout Agenda) {
    let instance = create(at: now)
    instances[instance].hasServed = true
    let provisioning = capacity.provisioning(using: &streams.coldStarts)
    let startup = latency.startup(using: &streams.coldStarts)
    let preparation = min(
      startup.preparation ?? latency.firstRequest(using: &streams.coldStarts), .longest)
    ledger.book(other: billing.charge(startup: startup.billed))
    ledger.book(other: billing.charge(RequestUsage(execution: preparation)))
    ledger.charged &+= 1
    let start = min(
      provisioning.nanoseconds + startup.duration.nanoseconds, Interval.longest.nanoseconds)
    agenda.schedule(
      Event(kind: Kind.instanceReady, subject: instance),
      at: now
        + Interval(nanoseconds: min(start + preparation.nanoseconds, Interval.longest.nanoseconds)))
  }
}

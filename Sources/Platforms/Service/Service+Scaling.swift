import SimCore

// What the capacity policy decides at times of its own: scaling, and starting ahead of demand.
extension Service {
  private func measure(at now: Instant) -> Scaling.Measurement {
    Scaling.Measurement(invocations, metering.ledger, at: now)
  }

  private mutating func report(_ decision: ScalingDecision, at now: Instant) {
    if recorder.seesEvents && decision.isLogged {
      recorder.observer.scaling(decision, instances: fleet.count.instances, at: now)
    }
  }

  /// Asks the capacity policy whether instances are to be added or removed.
  mutating func evaluate(at now: Instant, _ agenda: inout Agenda) {
    let measurement = measure(at: now)
    let observation = measurement.observation(since: scaling.measurement, slots: slots)
    scaling.measurement = measurement
    let decision = capacity.evaluate(observation, fleet: view, at: now, memory: &memory)
    report(decision, at: now)
    for _ in 0..<max(decision.change, 0) { _ = start(at: now, &agenda) }
    for _ in 0..<max(-decision.change, 0) where fleet.ready.count > fleet.minimum {
      drain(Int(fleet.ready[fleet.ready.count &- 1]), at: now, &agenda)
    }
    scaling.isDue = false
    if !scaling.onlyWhileRequestsWait || dispatch.waiting > 0 {
      scheduleEvaluation(after: now, &agenda)
    }
  }

  /// Sets the next evaluation, at a whole number of periods from the start of the run.
  mutating func scheduleEvaluation(after now: Instant, _ agenda: inout Agenda) {
    guard let period = scaling.period, !scaling.isDue else { return }
    scaling.isDue = true
    let next = now.nanoseconds / period.nanoseconds + 1
    agenda.schedule(Event(kind: Kind.evaluation), at: .zero + period * next)
  }

  /// Asks the capacity policy whether instances are to be started ahead of demand.
  mutating func preWarm(at now: Instant, _ agenda: inout Agenda) {
    let measurement = measure(at: now)
    let observation = measurement.observation(since: scaling.outlook, slots: slots)
    scaling.outlook = measurement
    let decision = capacity.preWarm(observation, fleet: view, at: now, memory: &memory)
    report(decision, at: now)
    for _ in 0..<max(decision.change, 0) { startWarm(at: now, &agenda) }
    schedulePreWarming(from: now + Interval(nanoseconds: 1), &agenda)
  }

  /// Sets the next look ahead of demand.
  mutating func schedulePreWarming(from time: Instant, _ agenda: inout Agenda) {
    guard let next = capacity.nextPreWarming(from: time, memory: memory) else { return }
    agenda.schedule(Event(kind: Kind.preWarming), at: next)
  }
}

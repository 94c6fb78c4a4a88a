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
    var observation = measurement.observation(since: scaling.measurement, slots: slots)
    if dispatch.shared.head >= 0 {
      observation.longestWait = now - invocations.rows[Int(dispatch.shared.head)].started
    }
    let wasStill = measurement.isStill(
      since: scaling.measurement, ready: metering.ledger.ready.value,
      serving: metering.ledger.serving.value, inService: metering.ledger.inService.value,
      waiting: metering.ledger.queueLength.value)
    scaling.measurement = measurement
    let decision = capacity.evaluate(observation, fleet: view, at: now, memory: &memory)
    report(decision, at: now)
    for _ in 0..<max(decision.change, 0) where !effort.isStopped { _ = start(at: now, &agenda) }
    for _ in 0..<max(-decision.change, 0) where fleet.ready.count > fleet.minimum {
      drain(Int(fleet.ready[fleet.ready.count &- 1]), at: now, &agenda)
    }
    if let longest = decision.longestWait { refuseLate(beyond: longest, at: now) }
    scaling.isDue = false
    if scaling.onlyWhileRequestsWait && dispatch.waiting == 0 { return }
    if wasStill && decision.change == 0 && !recorder.seesDecisions {
      let until = capacity.rests(fleet: view, at: now, memory: memory)
      if until > now { return rest(until: until, from: now, &agenda) }
    }
    scheduleEvaluation(after: now, &agenda)
  }

  /// Sets the next evaluation, at a whole number of periods from the start of the run.
  mutating func scheduleEvaluation(after now: Instant, _ agenda: inout Agenda) {
    guard let period = scaling.period, !scaling.isDue else { return }
    scaling.isDue = true
    let next = now.nanoseconds / period.nanoseconds + 1
    agenda.schedule(Event(kind: Kind.evaluation), at: .zero + period * next)
  }

  /// Leaves out the evaluations up to some time, which would decide and remember nothing, unless
  /// something happens before.
  private mutating func rest(
    until time: Instant, from now: Instant, _ agenda: inout Agenda
  ) {
    guard let period = scaling.period else { return }
    scaling.isDue = true
    scaling.isResting = true
    attention = .zero
    if time > .latestHorizon { return }
    let next = Instant.zero + period * ((time.nanoseconds - 1) / period.nanoseconds + 1)
    // An alarm that was set for an earlier rest may be there still; at worst it comes too early.
    if next >= scaling.alarm { return }
    scaling.alarm = next
    agenda.schedule(Event(kind: Kind.restEnds), at: next)
  }

  /// Something happens: evaluations go on as if none had been left out.
  ///
  /// - Parameters:
  ///   - now: the time; nothing of it has happened yet.
  ///   - beforeEvents: whether an evaluation of this very time is still to come.
  ///   - agenda: what is still to happen.
  mutating func endRest(at now: Instant, beforeEvents: Bool, _ agenda: inout Agenda) {
    guard let period = scaling.period else { return }
    scaling.isResting = false
    let last = period.latestMultiple(before: now, orAt: !beforeEvents)
    if last > scaling.measurement.since { scaling.measurement = measure(at: last) }
    agenda.schedule(Event(kind: Kind.evaluation), at: last + period)
  }

  /// The alarm of a rest, which like any event has ended it before it comes here.
  mutating func restEnds(at now: Instant) {
    if now == scaling.alarm { scaling.alarm = .never }
  }

  /// Asks the capacity policy whether instances are to be started ahead of demand.
  mutating func preWarm(at now: Instant, _ agenda: inout Agenda) {
    let measurement = measure(at: now)
    let observation = measurement.observation(since: scaling.outlook, slots: slots)
    scaling.outlook = measurement
    let decision = capacity.preWarm(observation, fleet: view, at: now, memory: &memory)
    report(decision, at: now)
    for _ in 0..<max(decision.change, 0) where !effort.isStopped { startWarm(at: now, &agenda) }
    if !recorder.seesDecisions, let period = capacity.restsAhead(memory: memory) {
      scaling.restAhead = period
      attention = .zero
      return
    }
    schedulePreWarming(from: now + Interval(nanoseconds: 1), &agenda)
  }

  /// Something happens: looks ahead of demand go on as if none had been left out.
  ///
  /// - Parameters:
  ///   - now: the time; nothing of it has happened yet.
  ///   - beforeEvents: whether a look of this very time is still to come.
  ///   - agenda: what is still to happen.
  mutating func endRestAhead(at now: Instant, beforeEvents: Bool, _ agenda: inout Agenda) {
    guard let period = scaling.restAhead else { return }
    scaling.restAhead = nil
    let last = period.latestMultiple(before: now, orAt: !beforeEvents)
    if last > scaling.outlook.since { scaling.outlook = measure(at: last) }
    schedulePreWarming(from: scaling.outlook.since + Interval(nanoseconds: 1), &agenda)
  }

  /// Sets the next look ahead of demand.
  mutating func schedulePreWarming(from time: Instant, _ agenda: inout Agenda) {
    guard let next = capacity.nextPreWarming(from: time, memory: memory) else { return }
    agenda.schedule(Event(kind: Kind.preWarming), at: next)
  }
}

extension Interval {
  /// The last time before another that is a whole number of these intervals from the start of the
  /// run, or that time itself where it may be and is one.
  fileprivate func latestMultiple(before time: Instant, orAt isIncluded: Bool) -> Instant {
    .zero + self * ((time.nanoseconds - (isIncluded ? 0 : 1)) / nanoseconds)
  }
}

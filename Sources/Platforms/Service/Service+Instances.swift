import SimCore

// The life of an instance: creation, start, idling, draining, termination.
extension Service {
  /// Makes a row for a new instance.
  mutating func create(at now: Instant, _ agenda: inout Agenda) -> Int {
    let instance = fleet.create(at: now)
    effort.add(timing.startEffort, arrivals: invocations.requests)
    metering.ledger.instances.change(by: 1, at: now)
    metering.note(instances: fleet.count.instances, slots: slots, at: now)
    metering.ledger.timeline.create()
    if recorder.seesEvents {
      recorder.observer.instance(fleet.rows[instance].number, .created, at: now)
    }
    timing.openAccount(of: instance, at: now)
    limitAge(of: instance, at: now, &agenda)
    return instance
  }

  /// Creates an instance, which will be ready after its start.
  mutating func start(at now: Instant, _ agenda: inout Agenda) -> Int {
    let instance = create(at: now, &agenda)
    let provisioning = timing.provisioning()
    let startup = effort.isStopped ? Startup(duration: .zero) : timing.startup()
    metering.charge(startup: startup.billed)
    timing.keep(startup.preparation, for: instance)
    schedule(ready: instance, after: provisioning + startup.duration, at: now, &agenda)
    return instance
  }

  /// Creates an instance and calls it once, so that it is ready with all its preparation done.
  ///
  /// The call is charged as a request, but it is no request of the workload.
  mutating func startWarm(at now: Instant, _ agenda: inout Agenda) {
    let instance = create(at: now, &agenda)
    fleet.rows[instance].hasServed = true
    let provisioning = timing.provisioning()
    let startup = effort.isStopped ? Startup(duration: .zero) : timing.startup()
    let preparation = min(startup.preparation ?? timing.firstRequest(), .longest)
    metering.charge(startup: startup.billed)
    metering.charge(warmUp: preparation)
    let start = min(provisioning + startup.duration, .longest)
    schedule(ready: instance, after: start + preparation, at: now, &agenda)
  }

  /// Sets the end of a start, which takes no longer than a time can be.
  private func schedule(
    ready instance: Int, after start: Interval, at now: Instant, _ agenda: inout Agenda
  ) {
    agenda.schedule(
      Event(kind: Kind.instanceReady, subject: instance), at: now + min(start, .longest))
  }

  /// The start of an instance is over: it serves the request it started for, else the queue.
  mutating func becomeReady(_ instance: Int, at now: Instant, _ agenda: inout Agenda) {
    fleet.becomeReady(instance)
    // Before it serves anything, since no service lasts beyond its end.
    if lifetimes.interruptions != nil { drawInterruption(of: instance, at: now, &agenda) }
    metering.ledger.ready.change(by: 1, at: now)
    metering.ledger.serving.change(by: 1, at: now)
    if hasCredits { timing.accounts[instance].updated = now }
    if recorder.seesEvents {
      recorder.observer.instance(fleet.rows[instance].number, .ready, at: now)
    }
    let bound = Int(fleet.rows[instance].bound)
    if bound >= 0 {
      fleet.rows[instance].bound = -1
      fleet.count.startingForOne &-= 1
      metering.ledger.queueLength.change(by: -1, at: now)
      serveBatch(bound, on: instance, at: now, &agenda)
    }
    takeWaiting(instance, at: now, &agenda)
    if fleet.count.ready > fleet.minimum { minimumIsExceeded(at: now, &agenda) }
    if isTooOld(instance, at: now) { drain(instance, at: now, &agenda) }
  }

  /// An instance has room and nothing to take.
  ///
  /// One that serves a request at a time is known to be idle and in no list. Its row is then only
  /// written and never read, and nothing waits for it to come from memory.
  @inline(__always)
  mutating func becomeFree(_ instance: Int, at now: Instant, _ agenda: inout Agenda) {
    let isIdle = slots == 1 || fleet.rows[instance].inService == 0
    if fleet.count.draining > 0 && fleet.rows[instance].state == .draining {
      if isIdle {
        metering.ledger.serving.change(by: -1, at: now)
        let end = min(now + scaling.drainTime, max(end(of: instance), now))
        agenda.schedule(Event(kind: Kind.instanceEnds, subject: instance), at: end)
      }
      return
    }
    if isIdle {
      fleet.rows[instance].idleSince = now
      if lifetimes.awaitsIdle { idleBegins(instance, at: now, &agenda) }
      // Idle instances stand in the list in the order in which they became idle.
      if slots > 1 { fleet.unlist(instance) }
    }
    if slots == 1 || !fleet.rows[instance].isListed { fleet.list(instance) }
  }

  /// Ends an instance that serves nothing.
  mutating func terminate(_ instance: Int, as change: InstanceChange, at now: Instant) {
    leaveReady(instance, at: now)
    metering.ledger.instances.change(by: -1, at: now)
    let row = fleet.rows[instance]
    metering.charge(instance: now - row.launched)
    if recorder.seesEvents { recorder.observer.instance(row.number, change, at: now) }
    fleet.remove(instance)
    metering.note(instances: fleet.count.instances, slots: slots, at: now)
  }

  /// Takes an instance out of those that take requests, if it is among them.
  private mutating func leaveReady(_ instance: Int, at now: Instant) {
    fleet.unlist(instance)
    if fleet.leaveReady(instance) { metering.ledger.ready.change(by: -1, at: now) }
  }

  /// Lets an instance finish what it has and then go.
  mutating func drain(_ instance: Int, at now: Instant, _ agenda: inout Agenda) {
    leaveReady(instance, at: now)
    fleet.rows[instance].state = .draining
    fleet.count.draining &+= 1
    if recorder.seesEvents {
      recorder.observer.instance(fleet.rows[instance].number, .draining, at: now)
    }
    // Whom it let wait for others has nobody to wait for now.
    takeBatches(instance, at: now, &agenda)
    if fleet.rows[instance].inService == 0 { becomeFree(instance, at: now, &agenda) }
  }
}

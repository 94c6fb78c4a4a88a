import SimCore

// What comes to pass because time has passed, and when two such things fall on one instant.
//
// One timer often serves many: that of waiting clients, that of idle instances. When it was set
// says nothing about whom it is for, so the order in which events were scheduled cannot say what
// comes first. Timers of one instant wait until all else of it has happened (services that end,
// instances that are ready), and then come in an order of their own.

/// The timers of the present instant.
struct DueTimers {
  /// What a timer is for; at one instant in this order.
  ///
  /// Batches go before clients give up, and both before instances end, so that whoever can still be
  /// served is; the policy is asked last, about what is left.
  enum Purpose: Int, Comparable {
    case clientsSend, sharedQueueIsDue, ownQueueIsDue, clientsGiveUp, ageEnds, leaseEnds
    case keepAliveEnds, evaluation, preWarming

    static func < (left: Purpose, right: Purpose) -> Bool { left.rawValue < right.rawValue }
  }

  /// A timer and, where it is one of an instance, the number of that.
  struct Timer {
    var purpose: Purpose
    var number: Int
    var event: Event
  }

  /// Those that wait for the rest of the instant.
  private(set) var waiting: [Timer] = []
  /// Whether the event that ends their wait is on the agenda.
  var isScheduled = false

  mutating func add(_ timer: Timer) { waiting.append(timer) }

  /// Takes all of them, in order.
  mutating func takeAll() -> [Timer] {
    let sorted = waiting.sorted { ($0.purpose, $0.number) < ($1.purpose, $1.number) }
    waiting.removeAll(keepingCapacity: true)
    return sorted
  }
}

extension Service {
  /// A timer fires: at once if nothing else happens at this instant, else after all of that.
  mutating func timerFires(_ event: Event, at now: Instant, _ agenda: inout Agenda) {
    if agenda.earliest > now && !due.isScheduled { return perform(event, at: now, &agenda) }
    due.add(timer(of: event))
    if due.isScheduled { return }
    due.isScheduled = true
    agenda.schedule(Event(kind: Kind.timersAreDue), at: now)
  }

  /// The timers of this instant come, unless something else has been scheduled for it since.
  mutating func timersAreDue(at now: Instant, _ agenda: inout Agenda) {
    if agenda.earliest == now {
      return agenda.schedule(Event(kind: Kind.timersAreDue), at: now)
    }
    due.isScheduled = false
    for timer in due.takeAll() { perform(timer.event, at: now, &agenda) }
  }

  private func timer(of event: Event) -> DueTimers.Timer {
    func shared(_ purpose: DueTimers.Purpose) -> DueTimers.Timer {
      DueTimers.Timer(purpose: purpose, number: 0, event: event)
    }
    func own(_ purpose: DueTimers.Purpose, _ instance: Int) -> DueTimers.Timer {
      DueTimers.Timer(purpose: purpose, number: fleet.rows[instance].number, event: event)
    }
    switch event.kind {
    case Kind.keepAliveEnds: return shared(.keepAliveEnds)
    case Kind.clientGivesUp: return shared(.clientsGiveUp)
    case Kind.evaluation: return shared(.evaluation)
    case Kind.preWarming: return shared(.preWarming)
    case Kind.leaseEnds: return own(.leaseEnds, event.subject)
    case Kind.ageEnds: return own(.ageEnds, event.subject)
    default:
      if event.subject == Gathering.atClients { return shared(.clientsSend) }
      if event.subject == Gathering.inSharedQueue { return shared(.sharedQueueIsDue) }
      return own(.ownQueueIsDue, event.subject &- Gathering.atInstances)
    }
  }

  private mutating func perform(_ event: Event, at now: Instant, _ agenda: inout Agenda) {
    switch event.kind {
    case Kind.keepAliveEnds: keepAliveEnds(at: now, &agenda)
    case Kind.clientGivesUp: clientsGiveUp(at: now, &agenda)
    case Kind.evaluation: evaluate(at: now, &agenda)
    case Kind.preWarming: preWarm(at: now, &agenda)
    case Kind.batchIsDue: batchIsDue(event.subject, at: now, &agenda)
    case Kind.leaseEnds: leaseEnds(event.subject, at: now, &agenda)
    case Kind.ageEnds: ageEnds(event.subject, at: now, &agenda)
    default: preconditionFailure("a service schedules no other kind of event")
    }
  }
}

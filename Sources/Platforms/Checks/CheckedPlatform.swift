import SimCore

/// A platform that is watched from outside: what must hold is checked at every event.
///
/// After each event, time has not gone back, no event is due in the past, every request has an
/// outcome or is open, and the instance at hand serves no more than it may. Beside that the times
/// of services and waits are added up request by request. Now and then, as often as costs little,
/// all books are counted anew.
///
/// It is a model of its own, so the loop of a run without checks knows nothing of it.
struct CheckedPlatform<
  Capacity: CapacityPolicy, Latency: LatencyPolicy, Billing: BillingPolicy, Base: RunObserver
>: ~Copyable, Model {
  typealias Books = RunBooks<Base, Billing>

  var platform: Platform<Capacity, Latency, Billing, Books>
  /// The first thing that did not hold.
  private(set) var violation: InvariantViolation?
  private var times = ServiceTimes()
  private var arrived = 0
  private var last = Instant.zero
  private var untilAudit = 0

  /// How many events are handled for each row that an audit looks at.
  private static var eventsPerRow: Int { 4 }

  init(_ platform: consuming Platform<Capacity, Latency, Billing, Books>) {
    self.platform = platform
    if self.platform.clientBatching == nil { times.waited = 0 }
  }

  var isSettled: Bool { platform.isSettled }

  mutating func arrive(at now: Instant, _ agenda: inout Agenda) {
    let free = platform.freeFlights.count
    let flight =
      free > 0 ? Int(platform.freeFlights[free - 1]) : platform.flights.count
    arrived += 1
    platform.arrive(at: now, &agenda)
    let row = platform.flights[flight]
    check(row.state == .inService ? Int(row.instance) : -1, at: now, agenda)
  }

  mutating func handle(_ event: Event, at now: Instant, _ agenda: inout Agenda) {
    var instance = -1
    switch event.kind {
    case 0:
      instance = Int(platform.flights[event.subject].instance)
      addService(event.subject, until: now)
    case 1: instance = event.subject
    case 3: addPatience(until: now)
    default: break
    }
    platform.handle(event, at: now, &agenda)
    check(instance, at: now, agenda)
  }

  /// Adds a service that ends, and the waits of those that it was for.
  private mutating func addService(_ lead: Int, until now: Instant) {
    let row = platform.flights[lead]
    times.served += Int128((now - row.started).nanoseconds)
    guard times.waited != nil else { return }
    var flight = lead
    while flight >= 0 {
      let row = platform.flights[flight]
      addWait((row.started - row.arrival))
      flight = Int(row.member)
    }
  }

  /// Adds the waits of those that give up now, if they then leave.
  private mutating func addPatience(until now: Instant) {
    guard let timeout = platform.timeout, !platform.keepsAbandoned else { return }
    var index = platform.waitingList.oldest
    while index >= 0 {
      let row = platform.flights[Int(index)]
      if row.arrival + timeout > now { return }
      addWait(timeout)
      index = row.younger
    }
  }

  private mutating func addWait(_ wait: Interval) {
    if let waited = times.waited { times.waited = waited + Int128(wait.nanoseconds) }
  }

  /// Adds what is still under way at the end of a run.
  private mutating func addRest(until end: Instant) {
    for index in 0..<platform.flights.count {
      let row = platform.flights[index]
      switch row.state {
      case .inService: addService(index, until: end)
      case .waiting, .bound: addWait(end - row.arrival)
      case .free, .gathering, .carried, .joined: continue
      }
    }
  }

  /// Checks what has just happened, and all books if it is time for that.
  private mutating func check(_ instance: Int, at now: Instant, _ agenda: borrowing Agenda) {
    guard violation == nil else { return }
    var check = InvariantCheck(at: now)
    check.holds(now >= last, "time goes back: the event before was at \(last.seconds) s")
    last = now
    check.holds(
      agenda.earliest >= now,
      "an event is scheduled in the past, for \(agenda.earliest.seconds) s")
    check.equal(
      platform.settled + platform.open, arrived, "a request is lost: neither open nor with outcome")
    if instance >= 0 { platform.auditInstance(instance, &check) }
    violation = check.violation ?? platform.observer.violation
    untilAudit -= 1
    if untilAudit <= 0 { audit(at: now) }
  }

  /// Counts all books anew.
  mutating func audit(at now: Instant) {
    violation = violation ?? platform.audit(at: now)
    untilAudit = Self.eventsPerRow * (64 + platform.flights.count + platform.instances.count)
  }

  /// Ends the run, and holds its figures against what was added up.
  mutating func finish(at end: Instant) -> RunFigures {
    audit(at: end)
    addRest(until: end)
    platform.observer.isFinishing = true
    let figures = platform.finish(at: end)
    violation =
      violation ?? platform.observer.compare(figures, arrived: arrived, times: times)
    return figures
  }
}

import SimCore

/// A service that is watched from outside: what must hold is checked at every event.
///
/// After each event, time has not gone back, no event is due in the past, every request has an
/// outcome or is open, and the instance at hand serves no more than it may. Beside that the times
/// of services and waits are added up request by request. Now and then, as often as costs little,
/// all books are counted anew.
///
/// It is a model of its own, so the loop of a run without checks knows nothing of it.
struct CheckedService<Capacity: CompiledPolicy>: ~Copyable, Model {
  var service: Service<Capacity>
  /// The books that are kept beside those of the service.
  let books: RunBooks
  /// The first thing that did not hold.
  private(set) var violation: InvariantViolation?
  private var times = ServiceTimes()
  private var arrived = 0
  private var last = Instant.zero
  private var untilAudit = 0

  /// How many events are handled for each row that an audit looks at.
  private static var eventsPerRow: Int { 4 }

  /// Watches a service.
  ///
  /// - Parameters:
  ///   - service: a service whose observer is `books`.
  ///   - books: what is held against the books of the service.
  init(_ service: consuming Service<Capacity>, _ books: RunBooks) {
    self.service = service
    self.books = books
    if self.service.clients.batching == nil { times.waited = 0 }
  }

  var isSettled: Bool { service.isSettled }

  mutating func arrive(at now: Instant, _ agenda: inout Agenda) {
    let next = service.invocations.nextRow
    arrived += 1
    service.arrive(at: now, &agenda)
    var instance = -1
    // A request that its client gathers with others has no row of its own.
    if next < service.invocations.rows.count {
      let row = service.invocations.rows[next]
      if row.state == .inService { instance = Int(row.instance) }
    }
    check(instance, at: now, agenda)
  }

  mutating func handle(_ event: Event, at now: Instant, _ agenda: inout Agenda) {
    var instance = -1
    switch event.kind {
    case 0:
      instance = Int(service.invocations.rows[event.subject].instance)
      addService(event.subject, until: now)
    case 1: instance = event.subject
    default: break
    }
    let left = service.clients.left
    service.handle(event, at: now, &agenda)
    // Whoever has left a queue waited for as long as clients do.
    if let timeout = service.clients.timeout {
      for _ in left..<service.clients.left { addWait(timeout) }
    }
    check(instance, at: now, agenda)
  }

  /// Adds a service that ends, and the waits of those that it was for.
  private mutating func addService(_ lead: Int, until now: Instant) {
    let row = service.invocations.rows[lead]
    times.served += Int128((now - row.started).nanoseconds)
    guard times.waited != nil else { return }
    var next = lead
    while next >= 0 {
      let row = service.invocations.rows[next]
      addWait(row.started - row.request.arrival)
      // Without batches the links are those of the queue that it has left.
      next = service.hasBatches ? Int(row.line.next) : -1
    }
  }

  private mutating func addWait(_ wait: Interval) {
    if let waited = times.waited { times.waited = waited + Int128(wait.nanoseconds) }
  }

  /// Adds what is still under way at the end of a run.
  private mutating func addRest(until end: Instant) {
    for index in 0..<service.invocations.rows.count {
      let row = service.invocations.rows[index]
      switch row.state {
      case .inService: addService(index, until: end)
      case .waiting, .bound: addWait(end - row.request.arrival)
      case .free, .gathering, .joined: continue
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
      service.metering.ledger.settled + service.invocations.open, arrived,
      "a request is lost: neither open nor with outcome")
    if instance >= 0 { service.auditInstance(instance, &check) }
    violation = check.violation ?? books.violation
    untilAudit -= 1
    if untilAudit <= 0 { audit(at: now) }
  }

  /// Counts all books anew.
  mutating func audit(at now: Instant) {
    violation = violation ?? service.audit(at: now)
    let rows = service.invocations.rows.count + service.fleet.rows.count
    untilAudit = Self.eventsPerRow * (64 + rows)
  }

  /// Ends the run, and holds its figures against what was added up.
  mutating func finish(at end: Instant) -> RunFigures {
    audit(at: end)
    addRest(until: end)
    books.isFinishing = true
    books.charge(run: end - .zero)
    let figures = service.finish(at: end)
    violation = violation ?? books.compare(figures, arrived: arrived, times: times)
    return figures
  }
}

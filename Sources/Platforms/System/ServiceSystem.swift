import Documents
import SimCore

/// Several services under simulation as one system, with what lies between them.
///
/// Each service has an agenda of its own and is what it is in a run of one service. The system has
/// a further one, of requests that come to their next service, are withdrawn from a queue, or are
/// given up on by a client who will send them again. They are merged in one total order:
///
/// 1. The earlier time goes first.
/// 2. At one instant, events of the services come first, in the order of the services; within a
///    service the event that was scheduled first.
/// 3. Then what the system itself has scheduled, in the order in which it did. So an instance that
///    is freed at the very moment at which a request is sent to it, or would be withdrawn, can take
///    that request.
/// 4. Arrivals from outside come last, in the order of their source.
///
/// - Complexity: O(log n + log m) an event, with n services and m events pending in one agenda.
struct ServiceSystem: ~Copyable {
  private let stations: [Station]
  private var stages: [RouterState]
  private var retries: [RetryState]
  private let stepPrice: Money
  private let limit: Interval?
  private let isChecked: Bool
  private var agenda = Agenda()
  private var next: WinnerTree
  private let log: VisitLog
  /// Room for what is taken from the log.
  private var spareRecords: [RequestRecord] = []
  private var spareEvents: [ServiceEvent] = []
  private var requests = SystemRequests()
  private var ledger: SystemLedger
  private(set) var observer: any SystemObserver
  /// The time of the last event or arrival.
  private(set) var now = Instant.zero

  /// Asks whether the run goes on, every so many steps of the system.
  private var effort = Effort()
  private var arrivals = 0
  /// What counts machines of several services; nil where each counts its own.
  private let planner: PlannerBooks?

  /// The kinds of events that the system itself schedules, about a row of its requests.
  private enum Kind {
    static var comesToService: UInt32 { 0 }
    static var isWithdrawn: UInt32 { 1 }
    static var isGivenUp: UInt32 { 2 }
  }

  /// A system at the start of a run.
  ///
  /// - Parameters:
  ///   - plan: one without a problem.
  ///   - options: seed, replication and windows.
  ///   - observer: what watches the run.
  init(_ plan: SystemPlan, options: RunOptions, observer: any SystemObserver) {
    var members = [AccountMember?](repeating: nil, count: plan.services.count)
    for account in plan.accounts {
      let books = AccountBooks(account)
      for index in account.members { members[index] = AccountMember(of: books) }
    }
    let log = VisitLog(seesEvents: observer.seesEvents)
    self.log = log
    let planner = plan.planner.map { PlannerBooks($0) }
    self.planner = planner
    stations = plan.services.enumerated().map { index, service in
      let member = planner?.planner.members.firstIndex { $0.service == index }
      return Station(
        service, account: members[index],
        planner: planner.flatMap { books in member.map { (books, $0) } }, options: options, log: log
      )
    }
    func random(_ purpose: String, _ stage: Int) -> Random {
      Random(
        seed: options.seed, replication: options.replication,
        stream: RandomStream("\(purpose) \(stage)"))
    }
    stages = plan.stages.enumerated().map { index, stage in
      RouterState(stage.router, random: random("stage", index))
    }
    retries = plan.stages.enumerated().map { index, stage in
      RetryState(stage.retry, random: random("retries", index))
    }
    stepPrice = plan.stepPrice
    limit = options.limit
    isChecked = options.isChecked
    ledger = SystemLedger(services: stations.count, window: options.window)
    next = WinnerTree(count: stations.count)
    self.observer = observer
    for index in stations.indices {
      stations[index].begin()
      tellEvents(index)
      let standing = stations[index].standing
      next.update(index, to: standing.earliest)
      ledger.note(index, standing.levels, at: .zero)
    }
  }

  /// The time of the next event, or ``Instant/never``.
  var earliest: Instant { min(next.earliest, agenda.earliest) }

  /// Whether every request that arrived has its outcome.
  var isSettled: Bool { requests.open == 0 }

  /// Whether the run is to end without figures.
  var isStopped: Bool { effort.isStopped }

  /// What was found at a service that must never be; nil where nothing is checked.
  private(set) var violation: InvariantViolation?

  /// Has the run ask now and then whether it goes on, also within an event that takes long.
  mutating func ask(_ proceed: @escaping (Int) -> Bool) {
    effort.proceed = proceed
    for station in stations { station.ask(proceed) }
  }

  /// Handles the next event, of which there is one.
  mutating func step() {
    effort.add(1, arrivals: arrivals)
    if next.earliest <= agenda.earliest {
      now = next.earliest
      ledger.close(at: now)
      let service = next.first
      stations[service].step()
      settle(service)
      return
    }
    now = agenda.earliest
    ledger.close(at: now)
    let event = agenda.next()
    switch event.kind {
    case Kind.comesToService: send(event.subject)
    case Kind.isWithdrawn: withdraw(event.subject)
    default: giveUp(event.subject)
    }
  }

  /// A request arrives from outside.
  mutating func arrive(at time: Instant) {
    precondition(time >= now, "arrivals must come in time order")
    now = time
    arrivals += 1
    effort.add(1, arrivals: arrivals)
    planner?.arrive(at: now)
    ledger.close(at: now)
    let row = requests.arrive(at: time, window: ledger.arrive())
    // Events cannot name more rows; by then the requests in flight take twelve gigabytes.
    if row > Event.greatestSubject { return book(row, .backlogFull, at: now) }
    send(row)
  }

  /// Ends the run.
  mutating func finish(at end: Instant) -> SystemFigures {
    now = end
    ledger.close(at: end)
    var services: [RunFigures] = []
    var slotTime = 0.0
    for index in stations.indices {
      slotTime += stations[index].slotTime(at: end)
      services.append(stations[index].finish(at: end))
      takeEnded(index)
    }
    // On their way from one service to another, or waiting to be sent again.
    for row in requests.left { book(row, .unanswered, at: end) }
    audit(at: end)
    return ledger.figures(
      services: services, slotTime: slotTime, stepPrice: stepPrice, limit: limit, at: end)
  }

  // MARK: The way of a request

  /// Sends a request to the service that the router of its stage says.
  private mutating func send(_ row: Int) {
    let request = requests.rows[row]
    let stations = stations
    // To be sent on is no further step.
    if request.place < 0 {
      ledger.steps += 1
      if request.attempts > 1 { ledger.retries += 1 }
    }
    let place = stages[request.stage].next(after: request.place) { stations[$0].hasRoom }
    let service = stages[request.stage].services[place]
    requests.rows[row].place = place
    requests.rows[row].service = service
    requests.rows[row].deadline = .never
    requests.rows[row].givesUp = .never
    let visit = stations[service].arrive(Guest(row: row, number: request.number), at: now)
    requests.rows[row].visit = visit
    if let wait = stages[request.stage].wait, stages[request.stage].hasNext(after: place),
      stations[service].mayWait(visit)
    {
      let deadline = now + min(wait, .longest)
      requests.rows[row].deadline = deadline
      agenda.schedule(Event(kind: Kind.isWithdrawn, subject: row), at: deadline)
    }
    // A service tells of a client who has gone only when the work is done.
    if retries[request.stage].hasMore(after: request.attempts),
      let timeout = stations[service].timeout
    {
      let deadline = now + min(timeout, .longest)
      requests.rows[row].givesUp = deadline
      agenda.schedule(Event(kind: Kind.isGivenUp, subject: row), at: deadline)
    }
    settle(service)
  }

  /// The client of a request gives up on an attempt, unless that has ended or the row is another's.
  private mutating func giveUp(_ row: Int) {
    let request = requests.rows[row]
    guard request.givesUp == now else { return }
    requests.rows[row].givesUp = .never
    requests.rows[row].deadline = .never
    stations[request.service].forget(request.visit)
    fail(row, .timedOut, at: now)
  }

  /// A request has waited for as long as it may, unless it has left or the row is another's.
  private mutating func withdraw(_ row: Int) {
    let request = requests.rows[row]
    guard request.deadline == now else { return }
    requests.rows[row].deadline = .never
    stations[request.service].withdraw(request.visit, at: now)
    settle(request.service, isWithdrawal: true)
  }

  /// After an event of a service: notes when its next one is, and takes the requests that ended.
  private mutating func settle(_ service: Int, isWithdrawal: Bool = false) {
    let standing = stations[service].standing
    if standing.isStopped { effort.stop() }
    if standing.isViolated && violation == nil { violation = stations[service].violation }
    next.update(service, to: standing.earliest)
    ledger.note(service, standing.levels, at: now)
    takeEnded(service, isWithdrawal: isWithdrawal)
  }

  /// Takes the requests that ended at a service.
  private mutating func takeEnded(_ service: Int, isWithdrawal: Bool = false) {
    tellEvents(service)
    var records: [RequestRecord] = []
    swap(&records, &spareRecords)
    log.takeEnded(&records)
    for record in records {
      let guest = stations[service].dismiss(record.request)
      observer.visit(record, of: guest.number, at: service)
      if guest.isForgotten {
        endForgotten(guest, record)
      } else {
        charge(guest.row, record)
        ended(guest.row, record, isWithdrawal: isWithdrawal)
      }
    }
    records.removeAll(keepingCapacity: true)
    swap(&records, &spareRecords)
  }

  /// Tells whoever wants to know what happened to the instances of a service.
  private mutating func tellEvents(_ service: Int) {
    guard log.seesEvents else { return }
    var events: [ServiceEvent] = []
    swap(&events, &spareEvents)
    log.takeEvents(&events)
    for event in events { observer.event(event, at: service) }
    events.removeAll(keepingCapacity: true)
    swap(&events, &spareEvents)
  }

  /// A service is done with an attempt that nobody waits for any more.
  private mutating func endForgotten(_ guest: Guest, _ record: RequestRecord) {
    if requests.rows[guest.row].number == guest.number {
      charge(guest.row, record)
    } else {
      // The request has its outcome, and its charge with it.
      ledger.late += record.charge.cost
    }
  }

  /// Notes what a service charged for a request, and whether it was the first of an instance.
  private mutating func charge(_ row: Int, _ record: RequestRecord) {
    requests.rows[row].charge.billed = requests.rows[row].charge.billed + record.charge.billed
    requests.rows[row].charge.cost += record.charge.cost
    if record.isCold { requests.rows[row].isCold = true }
  }

  /// A service is done with a request: it comes to the next stage, is sent on in its own, or has
  /// its outcome.
  private mutating func ended(_ row: Int, _ record: RequestRecord, isWithdrawal: Bool) {
    let request = requests.rows[row]
    requests.rows[row].deadline = .never
    requests.rows[row].givesUp = .never
    requests.rows[row].instance = record.instance
    let answered = record.arrival + record.latency
    let isRefused = record.outcome == .throttled || record.outcome == .backlogFull
    if record.outcome == .succeeded && request.stage < stages.count - 1 {
      requests.rows[row].stage += 1
      requests.rows[row].place = -1
      requests.rows[row].attempts = 1
      agenda.schedule(Event(kind: Kind.comesToService, subject: row), at: answered)
    } else if (isRefused || isWithdrawal) && stages[request.stage].hasNext(after: request.place) {
      ledger.sentOn += 1
      agenda.schedule(Event(kind: Kind.comesToService, subject: row), at: now)
    } else if record.outcome == .succeeded || record.outcome == .unanswered {
      book(row, record.outcome, at: answered)
    } else {
      // Its client does not wait for an answer that is on its way too late.
      fail(row, record.outcome, at: min(answered, request.givesUp))
    }
  }

  /// An attempt of a request has failed: it is sent again, or that is its outcome.
  private mutating func fail(_ row: Int, _ outcome: RequestOutcome, at time: Instant) {
    let request = requests.rows[row]
    guard let delay = retries[request.stage].delay(after: request.attempts) else {
      return book(row, outcome, at: time)
    }
    requests.rows[row].attempts += 1
    requests.rows[row].place = -1
    agenda.schedule(Event(kind: Kind.comesToService, subject: row), at: max(now, time) + delay)
  }

  private mutating func book(_ row: Int, _ outcome: RequestOutcome, at time: Instant) {
    let request = requests.rows[row]
    let record = SystemRecord(
      request: request.number, arrival: request.arrival, latency: time - request.arrival,
      outcome: outcome, stage: request.stage, service: request.service,
      instance: request.instance, isCold: request.isCold, charge: request.charge)
    ledger.book(record, window: request.window)
    observer.request(record)
    requests.release(row)
  }

  /// Looks whether the system's own books agree with those of its services, where that is checked.
  private mutating func audit(at end: Instant) {
    guard isChecked, violation == nil else { return }
    violation = stations.lazy.compactMap(\.violation).first
    var check = InvariantCheck(at: end)
    check.equal(
      Int(ledger.settled), requests.count, "every request of a system has one outcome")
    check.equal(
      ledger.levels, stations.reduce(StationLevels()) { $0 + $1.standing.levels },
      "a system has the instances and requests of its services")
    violation = violation ?? check.violation
  }
}

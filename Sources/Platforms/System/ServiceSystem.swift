import SimCore

/// Several services under simulation as one system, with what lies between them.
///
/// Each service has an agenda of its own and is what it is in a run of one service. The system has
/// a further one, of requests that come to their next service or are withdrawn from a queue. They
/// are merged in one total order:
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
  private var agenda = Agenda()
  private var next: WinnerTree
  private let log = VisitLog()
  private var requests = SystemRequests()
  private var ledger = SystemLedger()
  private(set) var observer: any SystemObserver
  /// The time of the last event or arrival.
  private(set) var now = Instant.zero

  /// Asks whether the run goes on, every so many steps of the system.
  private var effort = Effort()
  private var arrivals = 0

  /// The kinds of events that the system itself schedules, about a row of its requests.
  private enum Kind {
    static var comesToService: UInt32 { 0 }
    static var isWithdrawn: UInt32 { 1 }
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
    let log = log
    stations = plan.services.enumerated().map { index, service in
      Station(service, account: members[index], options: options, log: log)
    }
    stages = plan.stages.enumerated().map { index, router in
      let stream = RandomStream("stage \(index)")
      return RouterState(
        router,
        random: Random(seed: options.seed, replication: options.replication, stream: stream))
    }
    next = WinnerTree(count: stations.count)
    for index in stations.indices { next.update(index, to: stations[index].earliest) }
    self.observer = observer
  }

  /// The time of the next event, or ``Instant/never``.
  var earliest: Instant { min(next.earliest, agenda.earliest) }

  /// Whether every request that arrived has its outcome.
  var isSettled: Bool { requests.open == 0 }

  /// Whether the run is to end without figures.
  var isStopped: Bool { effort.isStopped }

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
      let service = next.first
      stations[service].step()
      settle(service)
      return
    }
    now = agenda.earliest
    let event = agenda.next()
    if event.kind == Kind.comesToService {
      send(event.subject)
    } else {
      withdraw(event.subject)
    }
  }

  /// A request arrives from outside.
  mutating func arrive(at time: Instant) {
    precondition(time >= now, "arrivals must come in time order")
    now = time
    arrivals += 1
    effort.add(1, arrivals: arrivals)
    let row = requests.arrive(at: time)
    // Events cannot name more rows; by then the requests in flight take twelve gigabytes.
    if row > Event.greatestSubject { return book(row, .backlogFull, at: now) }
    send(row)
  }

  /// Ends the run.
  mutating func finish(at end: Instant) -> SystemFigures {
    now = end
    var services: [RunFigures] = []
    for index in stations.indices {
      services.append(stations[index].finish(at: end))
      settle(index)
    }
    // On their way from one service to another.
    for row in requests.left { book(row, .unanswered, at: end) }
    return ledger.figures(services: services, at: end)
  }

  // MARK: The way of a request

  /// Sends a request to the service that the router of its stage says.
  private mutating func send(_ row: Int) {
    let request = requests.rows[row]
    let stations = stations
    let place = stages[request.stage].next(after: request.place) { stations[$0].hasRoom }
    let service = stages[request.stage].services[place]
    requests.rows[row].place = place
    requests.rows[row].service = service
    requests.rows[row].deadline = .never
    let visit = stations[service].arrive(row, at: now)
    requests.rows[row].visit = visit
    if let wait = stages[request.stage].wait, stages[request.stage].hasNext(after: place),
      stations[service].mayWait(visit)
    {
      let deadline = now + min(wait, .longest)
      requests.rows[row].deadline = deadline
      agenda.schedule(Event(kind: Kind.isWithdrawn, subject: row), at: deadline)
    }
    settle(service)
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
    if stations[service].isStopped { effort.stop() }
    next.update(service, to: stations[service].earliest)
    for index in log.ended.indices {
      let record = log.ended[index]
      let row = stations[service].dismiss(record.request)
      observer.visit(record, of: requests.rows[row].number, at: service)
      ended(row, record, isWithdrawal: isWithdrawal)
    }
    log.ended.removeAll(keepingCapacity: true)
  }

  /// A service is done with a request: it comes to the next stage, is sent on in its own, or has
  /// its outcome.
  private mutating func ended(_ row: Int, _ record: RequestRecord, isWithdrawal: Bool) {
    let request = requests.rows[row]
    requests.rows[row].deadline = .never
    let answered = record.arrival + record.latency
    let isRefused = record.outcome == .throttled || record.outcome == .backlogFull
    if record.outcome == .succeeded && request.stage < stages.count - 1 {
      requests.rows[row].stage += 1
      requests.rows[row].place = -1
      agenda.schedule(Event(kind: Kind.comesToService, subject: row), at: answered)
    } else if (isRefused || isWithdrawal) && stages[request.stage].hasNext(after: request.place) {
      ledger.sentOn += 1
      agenda.schedule(Event(kind: Kind.comesToService, subject: row), at: now)
    } else {
      book(row, record.outcome, at: answered)
    }
  }

  private mutating func book(_ row: Int, _ outcome: RequestOutcome, at time: Instant) {
    let request = requests.rows[row]
    let record = SystemRecord(
      request: request.number, arrival: request.arrival, latency: time - request.arrival,
      outcome: outcome, stage: request.stage, service: request.service)
    ledger.book(record)
    observer.request(record)
    requests.release(row)
  }
}

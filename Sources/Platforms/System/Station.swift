import SimCore

/// A service of a system in a run, with an agenda of its own.
///
/// A service cannot be copied and so cannot stand in an array; it is in a box of its own, reached
/// through a reference and a check of exclusive access. Its memory, some 260 KiB, is nearly all
/// histogram and tables; the windows of its timeline come on top.
final class Station {
  private var service: Service<ErasedPolicy>
  private var agenda = Agenda()
  /// What it holds of its account; nil for none.
  private let account: AccountMember?
  /// The system's requests that are here, by the numbers that they have here.
  ///
  /// Nothing depends on an order in it.
  private var guests: [Int: Guest] = [:]
  private var untilAudit = 0
  private let isChecked: Bool
  /// What was found that must never be; nothing where nothing is checked.
  private(set) var violation: InvariantViolation?

  /// A service at the start of a run.
  ///
  /// - Parameters:
  ///   - plan: one without a problem.
  ///   - account: its place in an account; nil for none.
  ///   - options: seed, replication and windows of the run.
  ///   - log: where its requests are reported when they end.
  init(_ plan: ServicePlan, account: AccountMember?, options: RunOptions, log: VisitLog) {
    let capacity = account.map { ErasedPolicy(plan.capacity, for: $0) }
    service = Service(
      capacity: capacity ?? ErasedPolicy(plan.capacity), latency: plan.latency,
      billing: plan.billing, client: plan.client, window: options.window,
      seed: plan.drawsAlone ? options.seed : Self.seed(of: plan.name, in: options.seed),
      replication: options.replication, observer: log)
    self.account = account
    isChecked = options.isChecked
  }

  /// Schedules what happens without any request, once.
  func begin() { service.begin(&agenda) }

  /// The seed of a service: a number that follows from that of the run and the service's name.
  static func seed(of name: String, in seed: UInt64) -> UInt64 {
    var random = Random(seed: seed, stream: RandomStream("service " + name))
    return random.next()
  }

  /// Has events that take long ask whether the run goes on.
  func ask(_ proceed: @escaping (Int) -> Bool) { service.effort.proceed = proceed }

  /// Whether an event was told to stop.
  var isStopped: Bool { service.effort.isStopped }

  /// The time of its next event.
  var earliest: Instant { agenda.earliest }

  /// Whether a request would be served at once: a slot is free, and the account is not full.
  var hasRoom: Bool { service.fleet.count.available > 0 && !isAccountFull }

  /// What there is of it now.
  var levels: StationLevels {
    let inService = service.metering.ledger.inService.value
    return StationLevels(
      instances: service.metering.ledger.instances.value,
      ready: service.metering.ledger.ready.value,
      busy: service.slots == 1 ? inService : service.metering.ledger.busy.value,
      inService: inService, waiting: service.metering.ledger.queueLength.value,
      created: service.fleet.count.created)
  }

  /// For how long slots were there, all added up, in nanoseconds.
  func slotTime(at end: Instant) -> Double {
    Double(service.metering.ledger.serving.integral(at: end)) * Double(service.slots)
  }

  private var isAccountFull: Bool { account?.account.isFull ?? false }

  /// A request is sent here.
  ///
  /// - Parameters:
  ///   - guest: whose it is.
  ///   - now: the time.
  /// - Returns: by what it is known here.
  func arrive(_ guest: Guest, at now: Instant) -> Visit {
    let visit = Visit(request: service.invocations.requests, row: service.invocations.nextRow)
    guests[visit.request] = guest
    service.arrive(at: now, &agenda)
    note()
    return visit
  }

  /// Handles the next event, of which there is one.
  func step() {
    let now = agenda.earliest
    service.handle(agenda.next(), at: now, &agenda)
    note()
    audit(at: now)
  }

  /// Whether a request is in a queue here, or will be when its client sends it.
  func mayWait(_ visit: Visit) -> Bool { service.mayWait(visit.row, request: visit.request) }

  /// Takes a request out of its queue, if it still waits in one.
  func withdraw(_ visit: Visit, at now: Instant) {
    service.withdraw(visit.row, request: visit.request, at: now, &agenda)
    note()
  }

  /// Ends the run here.
  func finish(at end: Instant) -> RunFigures {
    untilAudit = 0
    audit(at: end)
    return service.finish(at: end)
  }

  /// Whose a request was that has ended here.
  func dismiss(_ request: Int) -> Guest {
    guard let guest = guests.removeValue(forKey: request) else {
      preconditionFailure("a service has ended a request that was not sent to it")
    }
    return guest
  }

  /// For how long clients wait for an answer from here; nil for ever.
  var timeout: Interval? { service.clients.timeout }

  /// The client of a request has given up on it, and waits for nothing more of it here.
  func forget(_ visit: Visit) { guests[visit.request]?.isForgotten = true }

  private func note() {
    if let account { account.note(service.view, slots: Int(service.slots)) }
  }

  /// Counts the books of the service anew now and then, where every run is checked.
  private func audit(at now: Instant) {
    guard isChecked, violation == nil else { return }
    untilAudit -= 1
    guard untilAudit < 0 else { return }
    violation = service.audit(at: now)
    untilAudit = 4 * (64 + service.invocations.rows.count + service.fleet.rows.count)
  }
}

/// A request of the system at a service.
struct Guest: BitwiseCopyable {
  /// Its row in the system.
  var row: Int
  /// Its number in the system, which tells whether the row is still its own.
  var number: Int
  /// Whether its client has given up on it here.
  var isForgotten = false
}

/// By what a service knows a request that was sent to it.
struct Visit: BitwiseCopyable {
  /// Its number there; -1 for none.
  var request = -1
  /// The row that it was given there.
  var row = -1
}

/// Collects the requests that end at the service whose event is handled, and what else happens
/// there; one serves them all, because events are handled one at a time.
final class VisitLog: RunObserver {
  var ended: [RequestRecord] = []
  var events: [ServiceEvent] = []
  let seesEvents: Bool

  init(seesEvents: Bool = false) { self.seesEvents = seesEvents }

  var seesRequests: Bool { true }

  func request(_ record: RequestRecord) { ended.append(record) }
  func refused(_ request: Int, _ outcome: RequestOutcome, at now: Instant) {
    if seesEvents { events.append(.refused(request, outcome, at: now)) }
  }
  func instance(_ number: Int, _ change: InstanceChange, at now: Instant) {
    events.append(.instance(number, change, at: now))
  }
  func scaling(_ decision: ScalingDecision, instances: Int, at now: Instant) {
    events.append(.scaling(decision, instances: instances, at: now))
  }
}

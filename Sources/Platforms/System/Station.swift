import SimCore

/// A service of a system in a run, with an agenda of its own.
///
/// A service cannot be copied and so cannot stand in an array; it is in a box of its own, reached
/// through a reference. All of it is one value, so that a call pays for one check of exclusive
/// access, and not for one of each property. Its memory, some 260 KiB, is nearly all histogram and
/// tables; the windows of its timeline come on top.
final class Station {
  private var state: State

  /// A service at the start of a run.
  ///
  /// - Parameters:
  ///   - plan: one without a problem.
  ///   - account: its place in an account; nil for none.
  ///   - planner: what counts its machines, and as which kind; nil for itself.
  ///   - options: seed, replication and windows of the run.
  ///   - log: where its requests are reported when they end.
  init(
    _ plan: ServicePlan, account: AccountMember?, planner: (books: PlannerBooks, member: Int)?,
    options: RunOptions, log: VisitLog
  ) {
    var capacity = ErasedPolicy(plan.capacity)
    if let planner { capacity = capacity.planned(by: planner.books, as: planner.member) }
    if let account { capacity = capacity.held(by: account) }
    state = State(plan, capacity, account: account, options: options, log: log)
  }

  /// The seed of a service: a number that follows from that of the run and the service's name.
  static func seed(of name: String, in seed: UInt64) -> UInt64 {
    var random = Random(seed: seed, stream: RandomStream("service " + name))
    return random.next()
  }

  /// Schedules what happens without any request, once.
  func begin() { state.begin() }

  /// Has events that take long ask whether the run goes on.
  func ask(_ proceed: @escaping (Int) -> Bool) { state.service.effort.proceed = proceed }

  /// What the system asks after every event.
  var standing: Standing { state.standing }

  /// What was found that must never be; nothing where nothing is checked.
  var violation: InvariantViolation? { state.violation }

  /// Whether a request would be served at once: a slot is free, and the account is not full.
  var hasRoom: Bool { state.hasRoom }

  /// For how long slots were there, all added up, in nanoseconds.
  func slotTime(at end: Instant) -> Double { state.slotTime(at: end) }

  /// A request is sent here.
  ///
  /// - Parameters:
  ///   - guest: whose it is.
  ///   - now: the time.
  /// - Returns: by what it is known here.
  func arrive(_ guest: Guest, at now: Instant) -> Visit { state.arrive(guest, at: now) }

  /// Handles the next event, of which there is one.
  func step() { state.step() }

  /// Whether a request is in a queue here, or will be when its client sends it.
  func mayWait(_ visit: Visit) -> Bool {
    state.service.mayWait(visit.row, request: visit.request)
  }

  /// Takes a request out of its queue, if it still waits in one.
  func withdraw(_ visit: Visit, at now: Instant) { state.withdraw(visit, at: now) }

  /// Ends the run here.
  func finish(at end: Instant) -> RunFigures { state.finish(at: end) }

  /// Whose a request was that has ended here.
  func dismiss(_ request: Int) -> Guest { state.dismiss(request) }

  /// For how long clients wait for an answer from here; nil for ever.
  var timeout: Interval? { state.service.clients.timeout }

  /// The client of a request has given up on it, and waits for nothing more of it here.
  func forget(_ visit: Visit) { state.guests[visit.request]?.isForgotten = true }
}

extension Station {
  /// What of a service the system asks after every event.
  struct Standing {
    /// The time of its next event.
    var earliest: Instant
    /// What there is of it now.
    var levels: StationLevels
    /// Whether an event was told to stop.
    var isStopped: Bool
    /// Whether something was found that must never be.
    var isViolated: Bool
  }

  /// All that a station is.
  private struct State: ~Copyable {
    var service: Service<ErasedPolicy>
    var agenda = Agenda()
    /// What it holds of its account; nil for none.
    let account: AccountMember?
    /// The system's requests that are here, by the numbers that they have here.
    ///
    /// Nothing depends on an order in it.
    var guests: [Int: Guest] = [:]
    var untilAudit = 0
    let isChecked: Bool
    var violation: InvariantViolation?

    init(
      _ plan: ServicePlan, _ capacity: ErasedPolicy, account: AccountMember?, options: RunOptions,
      log: VisitLog
    ) {
      service = Service(
        capacity: capacity, latency: plan.latency,
        billing: plan.billing, client: plan.client, window: options.window,
        seed: plan.drawsAlone ? options.seed : Station.seed(of: plan.name, in: options.seed),
        replication: options.replication, observer: log)
      self.account = account
      isChecked = options.isChecked
    }

    mutating func begin() { service.begin(&agenda) }

    var standing: Standing {
      Standing(
        earliest: agenda.earliest, levels: levels, isStopped: service.effort.isStopped,
        isViolated: violation != nil)
    }

    var hasRoom: Bool {
      service.fleet.count.available > 0 && !(account?.account.isFull ?? false)
    }

    private var levels: StationLevels {
      let inService = service.metering.ledger.inService.value
      return StationLevels(
        instances: service.metering.ledger.instances.value,
        ready: service.metering.ledger.ready.value,
        busy: service.slots == 1 ? inService : service.metering.ledger.busy.value,
        inService: inService, waiting: service.metering.ledger.queueLength.value,
        created: service.fleet.count.created)
    }

    func slotTime(at end: Instant) -> Double {
      Double(service.metering.ledger.serving.integral(at: end)) * Double(service.slots)
    }

    mutating func arrive(_ guest: Guest, at now: Instant) -> Visit {
      let visit = Visit(request: service.invocations.requests, row: service.invocations.nextRow)
      guests[visit.request] = guest
      service.arrive(at: now, &agenda)
      note()
      return visit
    }

    mutating func step() {
      let now = agenda.earliest
      service.handle(agenda.next(), at: now, &agenda)
      note()
      audit(at: now)
    }

    mutating func withdraw(_ visit: Visit, at now: Instant) {
      service.withdraw(visit.row, request: visit.request, at: now, &agenda)
      note()
    }

    mutating func finish(at end: Instant) -> RunFigures {
      untilAudit = 0
      audit(at: end)
      return service.finish(at: end)
    }

    mutating func dismiss(_ request: Int) -> Guest {
      guard let guest = guests.removeValue(forKey: request) else {
        preconditionFailure("a service has ended a request that was not sent to it")
      }
      return guest
    }

    private func note() {
      if let account { account.note(service.view, slots: Int(service.slots)) }
    }

    /// Counts the books of the service anew now and then, where every run is checked.
    private mutating func audit(at now: Instant) {
      guard isChecked, violation == nil else { return }
      untilAudit -= 1
      guard untilAudit < 0 else { return }
      violation = service.audit(at: now)
      untilAudit = 4 * (64 + service.invocations.rows.count + service.fleet.rows.count)
    }
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
  private var ended: [RequestRecord] = []
  private var events: [ServiceEvent] = []
  let seesEvents: Bool

  init(seesEvents: Bool = false) { self.seesEvents = seesEvents }

  var seesRequests: Bool { true }

  /// Hands over the requests that have ended since, for an empty array.
  func takeEnded(_ taken: inout [RequestRecord]) { swap(&ended, &taken) }

  /// Hands over what else has happened since, for an empty array.
  func takeEvents(_ taken: inout [ServiceEvent]) { swap(&events, &taken) }

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

import SimCore

/// A service under simulation: what serves one kind of requests, out of parts that each keep one
/// kind of state and know nothing of the others.
///
/// | part | what it keeps |
/// |---|---|
/// | ``Clients`` | how long clients wait, and what they gather before they send |
/// | ``Invocations`` | the requests in flight, as the platform is asked to do them |
/// | ``Dispatcher`` | queues, routing, batches |
/// | ``Fleet`` | instances, from their creation to their end |
/// | ``Lifetimes`` | when an instance has been idle, or there, for long enough |
/// | ``Timing`` | how long everything takes |
/// | ``Metering`` | what it costs, and the ledger |
/// | ``Scaling`` | when the policy is asked, and what it is shown |
///
/// The capacity policy decides, and this type acts: it is the only one that sees several parts.
/// Requests arrive and are served at once, wait in a queue or at an instance that starts for them,
/// or are refused. Instances start, become ready, serve up to their slots, idle, expire or drain.
struct Service<Capacity: CompiledPolicy>: ~Copyable, Model {
  let capacity: Capacity
  var memory: Capacity.Memory
  var clients: Clients
  var invocations = Invocations()
  var dispatch: Dispatcher
  var fleet: Fleet
  var lifetimes: Lifetimes
  var timing: Timing
  var metering: Metering
  var scaling: Scaling
  /// The timers that have fired at this instant and wait for what else happens at it.
  var due = DueTimers()
  /// Whether the run goes on, which is asked where one event takes long.
  var effort = Effort()
  /// From when on ``arrive(at:_:)`` and ``handle(_:at:_:)`` have more to do than what they are for:
  /// when a window of the timeline ends, and at once while evaluations or looks ahead rest.
  var attention: Instant
  var recorder: Recorder
  /// What arriving requests take by the columns of their trace; nil where none says it.
  let work: RequestWork?
  /// Whether requests may be served together, by clients that gather them or by workers.
  let hasBatches: Bool
  /// The greatest row of an invocation that takes the plain way; below 0 where there are batches,
  /// or requests whose trace says what they take.
  let greatestPlainRow: Int
  /// Something of all that ``prefetch(_:)`` read, so that the compiler does not leave it out.
  private var prefetched = 0

  /// The kinds of events that a service schedules.
  enum Kind {
    static var serviceEnds: UInt32 { 0 }
    static var instanceReady: UInt32 { 1 }
    static var keepAliveEnds: UInt32 { 2 }
    static var clientGivesUp: UInt32 { 3 }
    static var evaluation: UInt32 { 4 }
    static var instanceEnds: UInt32 { 5 }
    static var preWarming: UInt32 { 6 }
    static var batchIsDue: UInt32 { 7 }
    static var leaseEnds: UInt32 { 8 }
    static var ageEnds: UInt32 { 9 }
    static var timersAreDue: UInt32 { 10 }
    static var restEnds: UInt32 { 11 }
    static var noticeComes: UInt32 { 12 }
    static var replacementComes: UInt32 { 13 }
  }

  /// A service at the start of a run, before ``begin(_:)``.
  ///
  /// - Parameters:
  ///   - capacity: what is there to serve, with a plan that has no ``CapacityPlan/problem``.
  ///   - latency: how long things take.
  ///   - billing: what they cost.
  ///   - client: how clients send, and how long they wait.
  ///   - window: the length of a window of the timeline, above zero.
  ///   - seed: the scenario's seed.
  ///   - replication: the index of the replication.
  ///   - observer: what watches the run.
  ///   - work: what requests take by the columns of their trace; nil for nothing.
  init(
    capacity: Capacity, latency: any LatencyPolicy, billing: any BillingPolicy, client: Client,
    window: Interval, seed: UInt64, replication: UInt64, observer: any RunObserver,
    work: RequestWork? = nil
  ) {
    let plan = capacity.plan
    self.capacity = capacity
    memory = capacity.initialMemory
    clients = Clients(client)
    dispatch = Dispatcher(plan)
    fleet = Fleet(plan)
    lifetimes = Lifetimes(plan)
    let isBatched = plan.isBatched(client)
    timing = Timing(
      latency, plan, isBatched: isBatched, hasWork: work != nil,
      streams: Streams(seed: seed, replication: replication))
    metering = Metering(billing, window: window, least: plan.initialInstances)
    scaling = Scaling(plan)
    attention = metering.ledger.timeline.currentEnd
    recorder = Recorder(observer)
    hasBatches = isBatched
    self.work = work
    greatestPlainRow = isBatched || work != nil ? -1 : Event.greatestSubject
    precondition(
      !Capacity.scalesPerRequest || (plan.slots == 1 && plan.credits == nil && !plan.hasOwnQueues),
      "a policy that gives a request an instance of its own has one queue and no CPU credits")
  }

  // What is the same in all policies of a type is known where the event loop is made.

  /// The slots of an instance: how many requests it serves at the same time.
  var slots: Int32 {
    @inline(__always) get { Capacity.scalesPerRequest ? 1 : fleet.slots }
  }

  /// To which instance a request is sent where each has its own queue; nil where all share one.
  var routing: Routing? {
    @inline(__always) get { Capacity.scalesPerRequest ? nil : dispatch.routing }
  }

  /// Whether each machine has CPU credits.
  var hasCredits: Bool {
    @inline(__always) get { Capacity.scalesPerRequest ? false : timing.hasCredits }
  }

  /// What the policy sees of the service.
  var view: FleetView {
    @inline(__always)
    get {
      var view = FleetView()
      view.instances = fleet.count.instances
      view.starting = fleet.count.starting
      if !Capacity.scalesPerRequest { view.starting &+= lifetimes.replacements }
      view.startingForOne = fleet.count.startingForOne
      view.ready = fleet.count.ready
      view.available = fleet.count.available
      view.inService = fleet.count.inService
      view.waiting = dispatch.waiting
      view.queueLength = Int(dispatch.shared.count)
      return view
    }
  }

  /// Whether every request that arrived has its outcome.
  var isSettled: Bool { invocations.open == 0 }

  /// Creates the instances that are ready at the start, and schedules the first evaluation.
  mutating func begin(_ agenda: inout Agenda) {
    for _ in 0..<fleet.minimum where !effort.isStopped {
      let instance = create(at: .zero, &agenda)
      fleet.rows[instance].hasServed = true
      becomeReady(instance, at: .zero, &agenda)
    }
    if !scaling.onlyWhileRequestsWait { scheduleEvaluation(after: .zero, &agenda) }
    schedulePreWarming(from: .zero, &agenda)
  }

  /// A request arrives.
  mutating func arrive(at now: Instant, _ agenda: inout Agenda) {
    if now >= attention { attend(at: now, beforeEvents: false, &agenda) }
    let row = invocations.admit(
      invocations.arrive(at: now, window: metering.ledger.timeline.arrive()))
    if row > greatestPlainRow {
      arriveSpecially(row, at: now, &agenda)
    } else if let routing {
      arriveAtInstance(row, routing, at: now, &agenda)
    } else {
      arriveAtPool(row, at: now, &agenda)
    }
  }

  /// A scheduled event comes due.
  mutating func handle(_ event: Event, at now: Instant, _ agenda: inout Agenda) {
    if now >= attention { attend(at: now, beforeEvents: true, &agenda) }
    if event.kind == Kind.serviceEnds {
      serviceEnds(event.subject, at: now, &agenda)
    } else {
      handleRare(event, at: now, &agenda)
    }
  }

  /// Reads the rows that the end of a service will need: reading those of a hundred events together
  /// takes hardly longer than waiting for those of one.
  mutating func prefetch(_ event: Event) {
    guard event.kind == Kind.serviceEnds else { return }
    let row = invocations.rows[event.subject]
    let instance = max(Int(row.instance), 0)
    prefetched &+=
      fleet.rows[instance].number
      &+ metering.ledger.timeline.succeeded(in: row.request.window)
  }

  @inline(never)
  private mutating func handleRare(_ event: Event, at now: Instant, _ agenda: inout Agenda) {
    switch event.kind {
    case Kind.instanceReady: becomeReady(event.subject, at: now, &agenda)
    case Kind.instanceEnds: terminate(event.subject, as: .terminated, at: now)
    case Kind.restEnds: restEnds(at: now)
    case Kind.noticeComes: noticeComes(event.subject, at: now, &agenda)
    case Kind.replacementComes: replacementComes(at: now, &agenda)
    case Kind.timersAreDue: timersAreDue(at: now, &agenda)
    default: timerFires(event, at: now, &agenda)
    }
  }

  /// Does what is due before something happens: closes windows, and ends rests.
  ///
  /// - Parameters:
  ///   - now: the time.
  ///   - beforeEvents: whether events of this instant are still to come; before an arrival all have
  ///     been.
  ///   - agenda: what is still to happen.
  @inline(never)
  mutating func attend(at now: Instant, beforeEvents: Bool, _ agenda: inout Agenda) {
    if scaling.isResting { endRest(at: now, beforeEvents: beforeEvents, &agenda) }
    if scaling.restAhead != nil { endRestAhead(at: now, beforeEvents: beforeEvents, &agenda) }
    if now >= metering.ledger.timeline.currentEnd { metering.ledger.closeWindows(at: now) }
    attention = metering.ledger.timeline.currentEnd
  }
}

extension CapacityPlan {
  /// Whether each instance has a queue of its own.
  var hasOwnQueues: Bool {
    if case .instanceQueues = dispatch { true } else { false }
  }
}

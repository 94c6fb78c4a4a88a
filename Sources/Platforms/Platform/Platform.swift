import SimCore

/// A serving platform under simulation: a capacity, a latency and a billing policy, and the state
/// that they share.
///
/// The policies decide and this type acts. Requests arrive and are served at once, wait in a queue
/// or at an instance that starts for them, or are refused. Instances start, become ready, serve up
/// to the policy's concurrency, idle, expire or drain.
///
/// The event loop is specialised for the three policies and the observer, so a policy of one's own
/// runs as fast as the built-in ones.
@frozen
public struct Platform<
  Capacity: CapacityPolicy, Latency: LatencyPolicy, Billing: BillingPolicy,
  Observer: RunObserver
>: ~Copyable, Model {
  @usableFromInline let capacity: Capacity
  @usableFromInline let latency: Latency
  @usableFromInline let billing: Billing
  @usableFromInline var memory: Capacity.Memory
  @usableFromInline var streams: Streams
  /// What watches the run.
  public var observer: Observer

  @usableFromInline let places: Int32
  @usableFromInline let newestFirst: Bool
  @usableFromInline let instanceRouting: Routing?
  @usableFromInline let keepAlive: Interval?
  @usableFromInline let timeout: Interval?
  @usableFromInline let executionLimit: Interval
  @usableFromInline let plainNetwork: PlainDraw
  /// The service times where they are drawn ahead.
  @usableFromInline var serviceTimes: LengthsAhead
  @usableFromInline let machineCredits: CPUCredits?
  @usableFromInline let keepsAbandoned: Bool
  @usableFromInline let minimumInstances: Int
  /// How clients gather requests that they send as one.
  @usableFromInline let clientBatching: Batching?
  /// The most waiting requests that a worker takes at once, and how long it waits for them.
  @usableFromInline let batchSize: Int32
  @usableFromInline let batchDelay: Interval
  /// Whether there are batches of any kind.
  @usableFromInline let hasBatches: Bool
  /// The greatest row of a request that takes the plain way; below 0 where there are batches.
  @usableFromInline let greatestPlainFlight: Int
  /// Provisioned instances are those of the first rows, which they never leave.
  @usableFromInline let provisionedInstances: Int

  @usableFromInline var fleet = FleetView()
  @usableFromInline var instances: Table<Instance>
  /// The CPU credits of each row of `instances`; empty where there are none.
  @usableFromInline var accounts: Table<CreditAccount>
  /// What the first request of each row of `instances` takes longer, as far as starts have said it.
  @usableFromInline var preparations: Table<Interval?>
  @usableFromInline var freeInstances: Table<Int32>
  @usableFromInline var readyInstances: Table<Int32>
  /// Whether the timer for the instance that has been idle longest is on the agenda.
  @usableFromInline var isKeepAliveTimed = false
  /// The instances with room, from the one that has had it longest.
  @usableFromInline var longestFree: Int32 = -1
  @usableFromInline var newestFree: Int32 = -1
  /// The provisioned instances with room, which go before all others.
  @usableFromInline var longestFreeProvisioned: Int32 = -1
  @usableFromInline var newestFreeProvisioned: Int32 = -1
  @usableFromInline var nextInTurn = 0
  @usableFromInline var created = 0
  /// Instances that drain; while there are none, no row need be looked at to know it.
  @usableFromInline var draining = 0

  @usableFromInline var flights: Table<Flight>
  @usableFromInline var freeFlights: Table<Int32>
  /// Requests that wait for any instance.
  @usableFromInline var shared = RequestQueue()
  @usableFromInline var waitingList = WaitingList()
  @usableFromInline var gathering = GatheringBatch()
  /// Requests that came to the platform with another that stood for them.
  @usableFromInline var carried = 0
  /// Whether a timer for a batch of the shared queue is on the agenda.
  @usableFromInline var isQueueTimed = false
  @usableFromInline var arrived = 0
  /// What was refused on arrival: requests, or batches of a client.
  @usableFromInline var refused = 0
  /// Requests whose outcome is open.
  @usableFromInline var open = 0

  @usableFromInline var ledger: Ledger
  @usableFromInline var measurement = Measurement()
  /// The measurement for pre-warming, which has a period of its own.
  @usableFromInline var outlook = Measurement()
  /// Whether an evaluation is on the agenda.
  @usableFromInline var isEvaluationDue = false
  /// Something of all that ``foresee(_:)`` read, so that the compiler does not leave it out.
  @usableFromInline var foreseen = 0

  /// The kinds of events that a platform schedules.
  @usableFromInline
  enum Kind {
    @usableFromInline static var serviceEnds: UInt32 { 0 }
    @usableFromInline static var instanceReady: UInt32 { 1 }
    @usableFromInline static var keepAliveEnds: UInt32 { 2 }
    @usableFromInline static var clientGivesUp: UInt32 { 3 }
    @usableFromInline static var evaluation: UInt32 { 4 }
    @usableFromInline static var instanceEnds: UInt32 { 5 }
    @usableFromInline static var preWarming: UInt32 { 6 }
    @usableFromInline static var batchIsDue: UInt32 { 7 }
  }

  /// Where the counters of the autoscaler's measurement stood at the last evaluation.
  @frozen
  @usableFromInline
  struct Measurement: Sendable {
    @usableFromInline var since: Instant = .zero
    @usableFromInline var arrived = 0
    @usableFromInline var refused = 0
    @usableFromInline var ready: Int128 = 0
    @usableFromInline var serving: Int128 = 0
    @usableFromInline var inService: Int128 = 0

    @usableFromInline
    init() {}
  }

  /// A platform at the start of a run, before ``begin(_:)``.
  ///
  /// - Parameters:
  ///   - capacity: what is there to serve.
  ///   - latency: how long things take.
  ///   - billing: what they cost.
  ///   - client: how clients send, and how long they wait.
  ///   - window: the length of a window of the timeline, above zero.
  ///   - seed: the scenario's seed.
  ///   - replication: the index of the replication.
  ///   - observer: what watches the run.
  @inlinable
  public init(
    capacity: Capacity, latency: Latency, billing: Billing, client: Client, window: Interval,
    seed: UInt64, replication: UInt64, observer: Observer
  ) {
    self.capacity = capacity
    self.latency = latency
    self.billing = billing
    self.observer = observer
    memory = capacity.initialMemory
    streams = Streams(seed: seed, replication: replication)
    places = Int32(clamping: max(capacity.concurrency, 1))
    switch capacity.dispatch {
    case .sharedQueue(let reuse):
      newestFirst = reuse == .newest
      instanceRouting = nil
    case .instanceQueues(let choice):
      newestFirst = true
      instanceRouting = choice
    }
    keepAlive = capacity.keepAlive
    timeout = client.timeout
    executionLimit = latency.executionLimit ?? .longest
    plainNetwork = latency.plainNetwork
    machineCredits = capacity.credits
    keepsAbandoned = capacity.servesAbandonedRequests
    minimumInstances = capacity.initialInstances
    // No property is read before all are set, not even one that is set already: Swift 6.3 would
    // release the tables twice.
    let isGathering = (client.batch?.size ?? 1) > 1
    let size = capacity.batching?.size ?? 1
    let delay = size > 1 ? capacity.batching?.wait ?? .zero : .zero
    let isBatched = isGathering || size > 1
    precondition(
      delay == .zero || capacity.keepAlive == nil,
      "an instance that waits for a batch is not idle, so it is kept for as long as the run lasts")
    clientBatching = isGathering ? client.batch : nil
    batchSize = Int32(clamping: size)
    batchDelay = delay
    hasBatches = isBatched
    // A batch asks the policy, and both would draw from one stream.
    serviceTimes = LengthsAhead(isBatched ? nil : latency.independentService)
    greatestPlainFlight = isBatched ? -1 : Event.greatestSubject
    provisionedInstances =
      Capacity.mayProvision ? min(capacity.provisionedInstances, capacity.initialInstances) : 0
    instances = Table(minimumCapacity: 64)
    accounts = Table(minimumCapacity: 4)
    preparations = Table(minimumCapacity: 4)
    freeInstances = Table(minimumCapacity: 64)
    readyInstances = Table(minimumCapacity: 64)
    flights = Table(minimumCapacity: 256)
    freeFlights = Table(minimumCapacity: 256)
    ledger = Ledger(window: window)
    precondition(
      !Capacity.scalesPerRequest
        || (places == 1 && instanceRouting == nil && machineCredits == nil),
      "a policy that gives a request an instance of its own has one queue and no CPU credits")
  }

  // What is the same in all policies of a type is known where the event loop is made.

  /// The places of an instance: how many requests it serves at the same time.
  @inlinable
  var concurrency: Int32 {
    @inline(__always) get { Capacity.scalesPerRequest ? 1 : places }
  }

  /// To which instance a request is sent where each has its own queue; nil where all share one.
  @inlinable
  var routing: Routing? {
    @inline(__always) get { Capacity.scalesPerRequest ? nil : instanceRouting }
  }

  /// The CPU credits of each machine; nil for none.
  @inlinable
  var credits: CPUCredits? {
    @inline(__always) get { Capacity.scalesPerRequest ? nil : machineCredits }
  }

  /// Whether every request that arrived has its outcome.
  @inlinable
  public var isSettled: Bool { open == 0 }

  /// Creates the instances that are ready at the start, and schedules the first evaluation.
  @inlinable
  public mutating func begin(_ agenda: inout Agenda) {
    for _ in 0..<capacity.initialInstances {
      let instance = create(at: .zero)
      instances[instance].hasServed = true
      becomeReady(instance, at: .zero, &agenda)
    }
    if !capacity.evaluatesOnlyWhileRequestsWait { scheduleEvaluation(after: .zero, &agenda) }
    schedulePreWarming(from: .zero, &agenda)
  }

  /// A request arrives.
  @inlinable
  public mutating func arrive(at now: Instant, _ agenda: inout Agenda) {
    if now >= ledger.timeline.currentEnd { ledger.closeWindows(at: now) }
    let flight = admitFlight(at: now)
    if flight > greatestPlainFlight {
      arriveSpecially(flight, at: now, &agenda)
    } else if let routing {
      arriveAtInstance(flight, routing, at: now, &agenda)
    } else {
      arriveAtPool(flight, at: now, &agenda)
    }
  }

  /// A scheduled event comes due.
  @inlinable
  public mutating func handle(_ event: Event, at now: Instant, _ agenda: inout Agenda) {
    if now >= ledger.timeline.currentEnd { ledger.closeWindows(at: now) }
    if event.kind == Kind.serviceEnds {
      serviceEnds(event.subject, at: now, &agenda)
    } else {
      handleRare(event, at: now, &agenda)
    }
  }

  /// Reads the rows that the end of a service will need: reading those of a hundred events together
  /// takes hardly longer than waiting for those of one.
  @inlinable
  public mutating func foresee(_ event: Event) {
    guard event.kind == Kind.serviceEnds else { return }
    let flight = flights[event.subject]
    let instance = max(Int(flight.instance), 0)
    foreseen &+= instances[instance].number &+ ledger.timeline.succeeded(in: flight.window)
  }

  @inline(never)
  @inlinable
  mutating func handleRare(_ event: Event, at now: Instant, _ agenda: inout Agenda) {
    switch event.kind {
    case Kind.instanceReady: becomeReady(event.subject, at: now, &agenda)
    case Kind.keepAliveEnds: keepAliveEnds(at: now, &agenda)
    case Kind.clientGivesUp: clientsGiveUp(at: now, &agenda)
    case Kind.evaluation: evaluate(at: now, &agenda)
    case Kind.preWarming: preWarm(at: now, &agenda)
    case Kind.instanceEnds: terminate(event.subject, as: .terminated, at: now)
    case Kind.batchIsDue: batchIsDue(event.subject, at: now, &agenda)
    default: preconditionFailure("the platform schedules no other kind of event")
    }
  }
}

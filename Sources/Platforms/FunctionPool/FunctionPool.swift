import Documents
import SimCore

/// The functions of one account under simulation.
///
/// It does what a system of as many services in one account does, for functions that give each
/// request an instance of its own, and to the same figures; but a service has a histogram and a
/// queue of events by itself, which ten thousand of them pay for with memory and time. Here all
/// functions share one agenda, one ledger and one table of instances; a function is a row.
struct FunctionPool: ~Copyable, Model {
  let setup: FunctionSetup
  let arrivals: FunctionArrivals
  var functions: Table<PooledFunction>
  var draws: [FunctionDraws]
  var counters: [FunctionCounters]
  var instances = Table<PooledInstance>(minimumCapacity: 64)
  var freeRows = Table<Int32>(minimumCapacity: 64)
  var keepMemories: [KeepAlive.Memory]
  /// What the first request of each row takes longer, as far as starts have said it.
  var preparations = Table<Interval?>(minimumCapacity: 4)
  var metering: Metering
  var sketches: LatencyCounts
  var blame: ThrottleBooks
  var bucket: StartLimit.Bucket
  /// How much of the limit on requests is used.
  private var requestsLetIn = RequestLimit.Use()
  var histograms: IdleHistograms?
  var cache: GreedyDualCache?
  var recorder: Recorder
  /// Requests that arrived, and those that have no outcome yet.
  var requests = 0
  var open = 0
  /// Requests in service, or with an instance that starts for them.
  var held = 0
  var created = 0
  var present = 0
  /// The memory of all instances, in bytes.
  var used: Int64 = 0
  /// From when on a window of the timeline must be closed.
  var attention: Instant

  /// The kinds of events.
  enum Kind {
    static var serviceEnds: UInt32 { 0 }
    static var instanceReady: UInt32 { 1 }
    static var keepAliveEnds: UInt32 { 2 }
    static var leaseEnds: UInt32 { 3 }
    static var ageEnds: UInt32 { 4 }
    static var preWarming: UInt32 { 5 }
  }

  /// Functions without instances.
  init(_ setup: FunctionSetup, arrivals: FunctionArrivals, observer: any RunObserver) {
    self.setup = setup
    self.arrivals = arrivals
    let count = setup.profiles.count
    functions = Table(repeating: PooledFunction(), count: max(count, 1))
    let seeds = setup.seeds
    draws = setup.profiles.enumerated().map { index, profile in
      FunctionDraws(
        profile.execution ?? setup.service, own: profile.durations,
        Streams(seed: seeds[index], replication: setup.replication))
    }
    counters = Array(repeating: FunctionCounters(), count: count)
    let isDecided = setup.capacity.keepAlive.halving != nil
    keepMemories = Array(repeating: KeepAlive.Memory(), count: isDecided ? count : 0)
    metering = Metering(setup.billing, window: setup.window)
    sketches = LatencyCounts(functions: count)
    blame = ThrottleBooks(functions: count, classes: setup.classes, limit: setup.capacity.limit)
    bucket = StartLimit.Bucket(setup.capacity.starts)
    if case .hybridHistogram(let policy) = setup.keepAlive {
      histograms = IdleHistograms(policy, functions: count)
    } else {
      histograms = nil
    }
    if case .greedyDual = setup.keepAlive {
      cache = GreedyDualCache(
        cost: setup.latency.coldStart.mean,
        sizes: setup.profiles.map(\.memory.bytes))
    } else {
      cache = nil
    }
    recorder = Recorder(observer)
    attention = metering.ledger.timeline.currentEnd
  }

  /// Whether every request that arrived has its outcome.
  var isSettled: Bool { open == 0 }

  /// A request arrives, at the function that the arrivals name.
  mutating func arrive(at now: Instant, _ agenda: inout Agenda) {
    if now >= attention { closeWindows(at: now) }
    let function = arrivals.function
    let request = PooledRequest(
      number: requests, arrival: now, window: metering.ledger.timeline.arrive(),
      place: Int(counters[function].requests))
    requests &+= 1
    open &+= 1
    counters[function].requests &+= 1
    if histograms != nil { noteIdleTime(of: function, at: now) }
    cache?.called(function)
    if let limit = setup.capacity.requests, !limit.admits(&requestsLetIn, at: now) {
      return throttle(request, function, .limit, at: now)
    }
    if held >= setup.capacity.limit { return throttle(request, function, .limit, at: now) }
    if functions[function].idle.isEmpty {
      startForRequest(request, function, at: now, &agenda)
    } else {
      let row = Int(
        setup.newestFirst ? functions[function].idle.last : functions[function].idle.first)
      leaveIdle(row, of: function, at: now)
      hold(1, function)
      instances[row].hold(request)
      serve(row, of: function, at: now, &agenda)
    }
  }

  /// A scheduled event comes due.
  mutating func handle(_ event: Event, at now: Instant, _ agenda: inout Agenda) {
    if now >= attention { closeWindows(at: now) }
    switch event.kind {
    case Kind.serviceEnds: serviceEnds(event.subject, at: now, &agenda)
    case Kind.instanceReady: becomeReady(event.subject, at: now, &agenda)
    case Kind.keepAliveEnds: keepAliveEnds(event.subject, at: now, &agenda)
    case Kind.leaseEnds: leaseEnds(event.subject, at: now, &agenda)
    case Kind.ageEnds: ageEnds(event.subject, at: now)
    default: preWarm(event.subject, at: now, &agenda)
    }
  }

  @inline(never)
  private mutating func closeWindows(at now: Instant) {
    metering.ledger.closeWindows(at: now)
    attention = metering.ledger.timeline.currentEnd
  }

  /// Why a request is refused.
  enum Refusal { case limit, starts, memory }

  /// Refuses a request.
  mutating func throttle(
    _ request: PooledRequest, _ function: Int, _ refusal: Refusal, at now: Instant
  ) {
    switch refusal {
    case .limit:
      counters[function].throttledByLimit &+= 1
      blame.throttle(function)
    case .starts: counters[function].throttledByStarts &+= 1
    case .memory: counters[function].throttledByMemory &+= 1
    }
    if recorder.seesEvents { recorder.observer.refused(request.number, .throttled, at: now) }
    book(request, .throttled, isCold: false, latency: .zero, instance: -1, charge: .none)
  }

  /// Notes that a function holds so many more of the account's requests.
  @inline(__always)
  mutating func hold(_ change: Int, _ function: Int) {
    held &+= change
    functions[function].held &+= Int32(truncatingIfNeeded: change)
    blame.change(function, by: change)
  }

  /// Books the outcome of a request.
  @inline(__always)
  mutating func book(
    _ request: PooledRequest, _ outcome: RequestOutcome, isCold: Bool, latency: Interval,
    instance: Int, charge: RequestCharge
  ) {
    let record = RequestRecord(
      request: request.number, arrival: request.arrival, latency: latency, outcome: outcome,
      isCold: isCold, instance: instance, charge: charge)
    metering.ledger.book(record, window: request.window)
    open &-= 1
    if recorder.seesRequests { recorder.observer.request(record) }
  }
}

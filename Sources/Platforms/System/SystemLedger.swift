import Documents
import SimCore

/// What a run of a system adds up, beside the ledgers of its services.
struct SystemLedger: ~Copyable {
  private var ledger: Ledger
  /// What of each service is in the levels of the system.
  private var counted: [StationLevels]
  private(set) var settled: UInt64 = 0
  /// How many times a router sent a request on, to another service of the same stage.
  var sentOn: UInt64 = 0
  /// How many times a client sent a request again.
  var retries: UInt64 = 0
  /// What was charged for attempts after their requests had ended.
  var late = Money.zero
  /// How many times a request came to a stage.
  var steps: UInt64 = 0

  /// The ledger of a system of so many services.
  init(services: Int, window: Interval) {
    ledger = Ledger(window: window)
    counted = [StationLevels](repeating: StationLevels(), count: services)
  }

  /// Closes windows that have ended, before anything changes at this time.
  @inline(__always)
  mutating func close(at now: Instant) {
    if now >= ledger.timeline.currentEnd { ledger.closeWindows(at: now) }
  }

  /// Counts an arrival.
  ///
  /// - Returns: the mark of its window.
  mutating func arrive() -> Int { ledger.timeline.arrive() }

  /// Takes over the levels of a service after one of its events.
  mutating func note(_ service: Int, _ levels: StationLevels, at now: Instant) {
    let old = counted[service]
    if levels == old { return }
    counted[service] = levels
    for _ in old.created..<levels.created { ledger.timeline.create() }
    // What has not changed keeps its peak, so that it need not be told from what has.
    ledger.levels.instances.change(by: levels.instances - old.instances, at: now)
    ledger.levels.ready.change(by: levels.ready - old.ready, at: now)
    ledger.levels.busy.change(by: levels.busy - old.busy, at: now)
    ledger.levels.inService.change(by: levels.inService - old.inService, at: now)
    ledger.levels.queueLength.change(by: levels.waiting - old.waiting, at: now)
  }

  /// The levels of the system now.
  var levels: StationLevels {
    StationLevels(
      instances: ledger.instances.value, ready: ledger.ready.value, busy: ledger.busy.value,
      inService: ledger.inService.value, waiting: ledger.queueLength.value,
      created: counted.reduce(0) { $0 + $1.created })
  }

  /// Books the outcome of a request.
  mutating func book(_ record: SystemRecord, window: Int) {
    settled += 1
    ledger.book(record.endToEnd, window: window)
  }

  /// The figures at the end of a run.
  ///
  /// - Parameters:
  ///   - services: those of the services.
  ///   - slotTime: for how long their slots were there, all added up, in nanoseconds.
  ///   - stepPrice: what each step costs besides.
  ///   - limit: the latency of which it is counted how many requests were answered within it.
  ///   - end: when the run ended.
  /// - Returns: the figures.
  mutating func figures(
    services: [RunFigures], slotTime: Double, stepPrice: Money, limit: Interval?, at end: Instant
  ) -> SystemFigures {
    ledger.timeline.finish(at: end, &ledger.levels)
    ledger.digest.fold(UInt64(bitPattern: end.nanoseconds))
    for service in services { ledger.digest.fold(service.digest.value) }
    // A service charges for starts and idle time as well, which belong to no request of the system.
    ledger.billedNanoseconds = services.reduce(0) { $0 + $1.billedNanoseconds }
    ledger.requestCost =
      services.reduce(.zero) { $0 + $1.requestCost } + Money(femtodollars: -late.femtodollars)
    ledger.instanceCost = services.reduce(.zero) { $0 + $1.instanceCost }
    ledger.settledCost =
      services.reduce(.zero) { $0 + $1.settledCost } + late
      + Money(femtodollars: stepPrice.femtodollars * Int128(steps))
    var use = TotalUsage(
      requests: services.reduce(0) { $0 + $1.use.requests },
      billedNanoseconds: services.reduce(0) { $0 + $1.use.billedNanoseconds })
    use.instanceNanoseconds = services.reduce(0) { $0 + $1.use.instanceNanoseconds }
    use.idleNanoseconds = services.reduce(0) { $0 + $1.use.idleNanoseconds }
    var whole = ledger.figures(
      requests: Int(settled), created: services.reduce(0) { $0 + $1.instancesCreated },
      left: services.reduce(0) { $0 + $1.instancesLeft }, countsBusy: true, slotTime: slotTime,
      offeredUtilisation: offered(services),
      use: use, at: end)
    whole.answeredWithin = limit.map {
      AnsweredWithin($0, ledger.latencies, whole.latency.moments)
    }
    return SystemFigures(
      services: services, whole: whole, sentOn: sentOn, retries: retries, steps: steps)
  }
}

extension SystemLedger {
  /// What arrived over what can be served, of a system of one service; several may well send one of
  /// them more than it can do, and the rest elsewhere.
  private func offered(_ services: [RunFigures]) -> Double? {
    guard services.count == 1, let offered = services[0].offeredUtilisation else { return nil }
    // Attempts after the first are not more work than the requests that they are of.
    return retries == 0
      ? offered : offered * Double(steps - retries) / Double(services[0].requests)
  }
}

/// What there is of a service at a moment, as far as levels of the system go by it.
struct StationLevels: Equatable, BitwiseCopyable {
  /// Instances that exist.
  var instances = 0
  /// Instances that are ready.
  var ready = 0
  /// Instances that serve.
  var busy = 0
  /// Requests in service.
  var inService = 0
  /// Requests that wait.
  var waiting = 0
  /// Instances created so far.
  var created = 0

  /// What there is of two services.
  static func + (one: StationLevels, other: StationLevels) -> StationLevels {
    StationLevels(
      instances: one.instances + other.instances, ready: one.ready + other.ready,
      busy: one.busy + other.busy, inService: one.inService + other.inService,
      waiting: one.waiting + other.waiting, created: one.created + other.created)
  }
}

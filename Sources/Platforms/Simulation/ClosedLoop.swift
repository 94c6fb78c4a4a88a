import SimCore

extension Simulation {
  /// Runs a service for clients that send a request, wait for its answer, think, and send the next:
  /// a finite source.
  ///
  /// - Parameters:
  ///   - capacity: what is there to serve, with a plan that has no ``CapacityPlan/problem``.
  ///   - latency: how long things take.
  ///   - billing: what they cost.
  ///   - clients: how many clients there are; each begins with thinking.
  ///   - thinking: how long a client thinks.
  ///   - end: when the run ends.
  ///   - options: seed, replication and windows.
  ///   - observer: what watches the run; it is handed back.
  /// - Returns: the figures.
  package static func run<Observer: RunObserver>(
    capacity: some CapacityPolicy, latency: some LatencyPolicy, billing: some BillingPolicy,
    clients: Int, thinking: Distribution, until end: Instant, options: RunOptions,
    observer: inout Observer
  ) -> RunFigures {
    let counter = EndCounter(observer)
    var service = Service(
      capacity: ErasedPolicy(capacity), latency: latency, billing: billing, client: Client(),
      window: options.window, seed: options.seed, replication: options.replication,
      observer: counter)
    var random = Random(
      seed: options.seed, replication: options.replication, stream: RandomStream("thinking"))
    var agenda = Agenda()
    var thoughts = Agenda()
    service.begin(&agenda)
    func think(from now: Instant, _ thoughts: inout Agenda) {
      thoughts.schedule(Event(kind: 0), at: now + thinking.sample(using: &random))
    }
    for _ in 0..<clients { think(from: .zero, &thoughts) }
    // Clients are alike, so it does not matter which of them an answer is for.
    while min(agenda.earliest, thoughts.earliest) < end {
      let now = min(agenda.earliest, thoughts.earliest)
      if agenda.earliest <= thoughts.earliest {
        service.handle(agenda.next(), at: now, &agenda)
      } else {
        _ = thoughts.next()
        service.arrive(at: now, &agenda)
      }
      for _ in 0..<counter.takeEnded() { think(from: now, &thoughts) }
    }
    let figures = service.finish(at: end)
    if let watched = counter.base as? Observer { observer = watched }
    return figures
  }
}

/// Counts the requests that end, on their way to whoever else watches.
private final class EndCounter: RunObserver {
  private(set) var base: any RunObserver
  private var ended = 0

  init(_ base: any RunObserver) { self.base = base }

  /// The requests that have ended since it was last asked.
  func takeEnded() -> Int {
    defer { ended = 0 }
    return ended
  }

  var seesRequests: Bool { true }
  var seesEvents: Bool { base.seesEvents }

  func request(_ record: RequestRecord) {
    ended += 1
    if base.seesRequests { base.request(record) }
  }

  func refused(_ request: Int, _ outcome: RequestOutcome, at now: Instant) {
    base.refused(request, outcome, at: now)
  }

  func instance(_ number: Int, _ change: InstanceChange, at now: Instant) {
    base.instance(number, change, at: now)
  }

  func scaling(_ decision: ScalingDecision, instances: Int, at now: Instant) {
    base.scaling(decision, instances: instances, at: now)
  }
}

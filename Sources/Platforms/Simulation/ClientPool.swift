import SimCore

/// The clients of a closed loop in a run: when each sends next, as far as that is known.
struct ClientPool: ~Copyable {
  private let loop: ClosedLoop
  private let answers: AnswerCollector
  private var random: Random
  private var sends = Agenda()
  /// How many requests may still be sent; nil for any number.
  private var left: Int64?
  /// The instant from which nobody sends any more.
  private let end: Instant

  init(
    _ loop: ClosedLoop, _ answers: AnswerCollector, until end: Instant, requests: Int64?,
    _ options: RunOptions
  ) {
    self.loop = loop
    self.answers = answers
    self.end = end
    left = requests
    random = Random(
      seed: options.seed, replication: options.replication, stream: RandomStream("thinking"))
    for _ in 0..<loop.clients {
      sends.schedule(Event(kind: 0), at: .zero + loop.thinkTime.sample(using: &random))
    }
  }

  /// The next request; nil when there is none before something else happens.
  var earliest: Instant? {
    let next = sends.earliest
    return isOpen(at: next) ? next : nil
  }

  /// Whether a client may send a request at an instant.
  func isOpen(at instant: Instant) -> Bool { instant < end && left != 0 }

  /// Takes the next request.
  mutating func take() {
    _ = sends.next()
    left? -= 1
  }

  /// Lets the clients whose requests have ended think.
  ///
  /// Clients are alike, so it does not matter which of them an answer is for.
  mutating func think(at now: Instant) {
    answers.takeEnded { record in
      let pause =
        record.outcome == .succeeded ? loop.thinkTime.sample(using: &random) : loop.backOff
      let next = max(
        record.arrival + record.latency + pause, record.arrival + ClosedLoop.shortestCycle)
      sends.schedule(Event(kind: 0), at: max(next, now))
    }
  }
}

/// Keeps the requests that end for the clients who wait for them, on their way to whoever else
/// watches.
final class AnswerCollector: RunObserver {
  private(set) var base: any RunObserver
  private let baseSeesRequests: Bool
  private var ended: [RequestRecord] = []

  init(_ base: any RunObserver) {
    self.base = base
    baseSeesRequests = base.seesRequests
  }

  /// The requests that have ended since it was last asked, in the order in which they did.
  func takeEnded(_ body: (RequestRecord) -> Void) {
    for record in ended { body(record) }
    ended.removeAll(keepingCapacity: true)
  }

  var seesRequests: Bool { true }
  var seesEvents: Bool { base.seesEvents }
  var seesDecisions: Bool { base.seesDecisions }

  func request(_ record: RequestRecord) {
    ended.append(record)
    if baseSeesRequests { base.request(record) }
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

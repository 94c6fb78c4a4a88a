import Documents
import SimCore

/// What a run adds up: outcomes, latencies, money, levels over time, and the digest.
struct Ledger: ~Copyable {
  var latencies = Histogram()
  var moments = Moments()
  var timeline: Timeline
  var digest = Digest()

  var succeeded: UInt64 = 0
  var throttled: UInt64 = 0
  var backlogFull: UInt64 = 0
  var timedOut: UInt64 = 0
  var unanswered: UInt64 = 0

  var coldStarts: UInt64 = 0
  var charged: UInt64 = 0
  var billedNanoseconds: Int128 = 0
  /// The part of it on provisioned instances.
  var provisionedNanoseconds: Int128 = 0
  var requestCost = Money(femtodollars: 0)
  var instanceCost = Money(femtodollars: 0)
  var settledCost = Money(femtodollars: 0)

  var levels = Timeline.Levels()
  /// Instances that are ready or still have requests while they drain: those whose slots count.
  var serving = Level()

  init(window: Interval) { timeline = Timeline(width: window) }

  /// Books the end of a request.
  @inline(__always)
  mutating func book(_ record: RequestRecord, window: Int) {
    switch record.outcome {
    case .succeeded:
      succeeded &+= 1
      latencies.add(record.latency)
      moments.add(record.latency)
    case .throttled: throttled &+= 1
    case .backlogFull: backlogFull &+= 1
    case .timedOut: timedOut &+= 1
    case .unanswered: unanswered &+= 1
    }
    timeline.resolve(window, latency: record.outcome == .succeeded ? record.latency : nil)
    billedNanoseconds &+= Int128(record.charge.billed.nanoseconds)
    requestCost += record.charge.cost
    if record.isCold { coldStarts &+= 1 }
    digest.fold(
      UInt64(truncatingIfNeeded: record.request),
      UInt64(bitPattern: record.arrival.nanoseconds),
      UInt64(bitPattern: record.latency.nanoseconds),
      UInt64(truncatingIfNeeded: record.instance) &<< 3 | UInt64(record.outcome.rawValue))
  }

  /// Books a charge that belongs to no request: for a start, or for work that nobody waited for.
  mutating func book(other charge: RequestCharge) {
    billedNanoseconds += Int128(charge.billed.nanoseconds)
    settledCost += charge.cost
  }

  /// Counts an instance that begins or ceases to serve, seldom enough to be a call.
  @inline(never)
  mutating func countBusy(_ difference: Int, at now: Instant) {
    levels.busy.change(by: difference, at: now)
  }

  /// Closes the windows that have ended.
  @inline(never)
  mutating func closeWindows(at now: Instant) { timeline.close(at: now, &levels) }
}

// The whole cost, and the levels by their names.
extension Ledger {
  var cost: Money { requestCost + instanceCost + settledCost }
  var instances: Level {
    get { levels.instances }
    _modify { yield &levels.instances }
  }
  var ready: Level {
    get { levels.ready }
    _modify { yield &levels.ready }
  }
  /// Instances that serve, kept only where an instance may serve several requests at a time; where
  /// it serves one, they are as many as the requests in service.
  var busy: Level {
    get { levels.busy }
    _modify { yield &levels.busy }
  }
  var inService: Level {
    get { levels.inService }
    _modify { yield &levels.inService }
  }
  var queueLength: Level {
    get { levels.queueLength }
    _modify { yield &levels.queueLength }
  }
}

import SimCore

/// What a run adds up: outcomes, latencies, money, levels over time, and the digest.
@frozen
@usableFromInline
struct Ledger: ~Copyable {
  @usableFromInline var latencies = Histogram()
  @usableFromInline var moments = Moments()
  @usableFromInline var timeline: Timeline
  @usableFromInline var digest = Digest()

  @usableFromInline var succeeded: UInt64 = 0
  @usableFromInline var throttled: UInt64 = 0
  @usableFromInline var backlogFull: UInt64 = 0
  @usableFromInline var timedOut: UInt64 = 0
  @usableFromInline var unanswered: UInt64 = 0

  @usableFromInline var coldStarts: UInt64 = 0
  @usableFromInline var charged: UInt64 = 0
  @usableFromInline var billedNanoseconds: Int128 = 0
  /// The part of it on provisioned instances.
  @usableFromInline var provisionedNanoseconds: Int128 = 0
  @usableFromInline var requestCost = Money(femtodollars: 0)
  @usableFromInline var instanceCost = Money(femtodollars: 0)
  @usableFromInline var settledCost = Money(femtodollars: 0)

  @usableFromInline var levels = Timeline.Levels()
  /// Instances that are ready or still have requests while they drain: those whose places count.
  @usableFromInline var serving = Level()

  @usableFromInline
  init(window: Interval) { timeline = Timeline(width: window) }

  /// Books the end of a request.
  @inlinable
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
  @usableFromInline
  mutating func book(other charge: RequestCharge) {
    billedNanoseconds += Int128(charge.billed.nanoseconds)
    settledCost += charge.cost
  }

  /// Counts an instance that begins or ceases to serve, seldom enough to be a call.
  @inline(never)
  @usableFromInline
  mutating func countBusy(_ difference: Int, at now: Instant) {
    levels.busy.change(by: difference, at: now)
  }

  /// Closes the windows that have ended.
  @inline(never)
  @usableFromInline
  mutating func closeWindows(at now: Instant) { timeline.close(at: now, &levels) }
}

// The levels by their names.
extension Ledger {
  @inlinable
  var instances: Level {
    get { levels.instances }
    _modify { yield &levels.instances }
  }
  @inlinable
  var ready: Level {
    get { levels.ready }
    _modify { yield &levels.ready }
  }
  /// Instances that serve, kept only where an instance may serve several requests at a time; where
  /// it serves one, they are as many as the requests in service.
  @inlinable
  var busy: Level {
    get { levels.busy }
    _modify { yield &levels.busy }
  }
  @inlinable
  var inService: Level {
    get { levels.inService }
    _modify { yield &levels.inService }
  }
  @inlinable
  var queueLength: Level {
    get { levels.queueLength }
    _modify { yield &levels.queueLength }
  }
}

import SimCore

/// Where invocations wait, which instance they are sent to, and how many a worker takes at once.
struct Dispatcher: ~Copyable {
  /// To which instance a request is sent where each has its own queue; nil where all share one.
  let routing: Routing?
  /// The most invocations that a worker takes at once, for the time being.
  private(set) var batchSize: Int32
  /// The most that ``batchSize`` may be.
  let greatestBatchSize: Int32
  /// What a batch is to take at most, from which its size is learnt; nil where it is fixed.
  private let batchLatencyTarget: Interval?
  /// How long a worker waits for them, where that is fixed.
  private let batchDelay: Interval
  /// What is learnt of how long to wait for them; nil where that is fixed.
  private var adaptiveDelay: AdaptiveDelay?
  /// Whether a request whose client has gone is still served when its turn comes.
  let keepsAbandoned: Bool

  /// Invocations that wait for any instance.
  var shared = RequestQueue()
  /// Invocations in all queues.
  var waiting = 0
  /// Whether a timer for a batch of the shared queue is on the agenda.
  var isTimed = false
  private var nextInTurn = 0

  init(_ plan: CapacityPlan) {
    if case .instanceQueues(let choice) = plan.dispatch { routing = choice } else { routing = nil }
    let size = plan.batching?.size ?? 1
    greatestBatchSize = Int32(clamping: size)
    batchLatencyTarget = plan.batching?.latencyTarget
    let isAdaptive = size > 1 && plan.batching?.isAdaptive ?? false
    adaptiveDelay = isAdaptive ? AdaptiveDelay() : nil
    batchSize = batchLatencyTarget == nil && !isAdaptive ? greatestBatchSize : 1
    batchDelay = size > 1 && !isAdaptive ? plan.batching?.wait ?? .zero : .zero
    keepsAbandoned = plan.servesAbandonedRequests
  }

  /// Whether a worker that is free may wait for more than there is.
  var gathers: Bool { batchDelay > .zero || adaptiveDelay != nil }
  /// Whether how long it waits changes with the requests and the batches that come.
  var isAdaptive: Bool { adaptiveDelay != nil }

  /// When a batch of what stands in a queue is to be served, if no other comes.
  func due(_ queue: RequestQueue, _ invocations: borrowing Table<Invocation>) -> Instant {
    guard let adaptiveDelay else {
      return invocations[Int(queue.head)].started + batchDelay
    }
    return invocations[Int(queue.line.last)].started + adaptiveDelay.delay(for: queue.count)
  }

  /// Learns from a batch how many invocations the next may have, and how long it is to wait; see
  /// ``Batching``.
  ///
  /// - Parameters:
  ///   - taken: how many it had, at least 1.
  ///   - time: how long it was in service.
  ///   - wait: how long its oldest request waited for it.
  ///   - isWhole: whether that was all the time that it took, and it was not cut short.
  ///   - now: the time.
  /// - Returns: whether one that was not due may be now.
  mutating func learn(
    _ taken: Int32, in time: Interval, after wait: Interval, isWhole: Bool, at now: Instant
  ) -> Bool {
    if isWhole && adaptiveDelay != nil {
      adaptiveDelay?.learn(taken, time: time, wait: wait, at: now)
      if batchLatencyTarget == nil {
        batchSize = adaptiveDelay?.size(upTo: greatestBatchSize) ?? batchSize
      }
    }
    guard let batchLatencyTarget else { return isAdaptive }
    if time <= batchLatencyTarget {
      if isWhole && taken >= batchSize { batchSize = min(batchSize &+ 1, greatestBatchSize) }
      return isAdaptive
    }
    let less = max(Int32(Int64(taken) * 9 / 10), 1)
    defer { batchSize = min(batchSize, less) }
    return less < batchSize || isAdaptive
  }

  /// The ready instance that the next request is sent to; -1 for none.
  ///
  /// - Complexity: O(1), but O(log n) in the ready instances for ``Routing/leastOutstanding``.
  mutating func route(
    _ routing: Routing, _ fleet: borrowing Fleet, using random: inout Random
  ) -> Int {
    let count = fleet.ready.count
    if count == 0 { return -1 }
    switch routing {
    case .roundRobin:
      nextInTurn = nextInTurn < count ? nextInTurn : 0
      let instance = Int(fleet.ready[nextInTurn])
      nextInTurn &+= 1
      return instance
    case .random:
      return Int(fleet.ready[Int(random.next(below: UInt64(count)))])
    case .leastOutstanding: return fleet.leastOutstanding
    case .twoChoices: return Self.lessLoaded(fleet, using: &random)
    }
  }

  /// Of two ready instances at random the one with fewer requests; of one alone, that.
  private static func lessLoaded(_ fleet: borrowing Fleet, using random: inout Random) -> Int {
    let count = UInt64(fleet.ready.count)
    let first = random.next(below: count)
    if count == 1 { return Int(fleet.ready[Int(first)]) }
    // Of those that are left, the ones behind the first stand a place further on.
    let draw = random.next(below: count &- 1)
    let second = draw < first ? draw : draw &+ 1
    let (one, other) = (Int(fleet.ready[Int(first)]), Int(fleet.ready[Int(second)]))
    return fleet.rows[other].outstanding < fleet.rows[one].outstanding ? other : one
  }

  /// Puts an invocation into the queue of its instance or, without one, into the shared queue.
  @inline(__always)
  mutating func enter(
    _ row: Int, _ invocations: inout Table<Invocation>, _ instances: inout Table<Instance>
  ) {
    invocations[row].state = .waiting
    let instance = Int(invocations[row].instance)
    if instance >= 0 {
      instances[instance].queue.append(row, in: &invocations)
    } else {
      shared.append(row, in: &invocations)
    }
    waiting &+= 1
  }

  /// Takes a waiting invocation out of its queue.
  @inline(__always)
  mutating func leave(
    _ row: Int, _ invocations: inout Table<Invocation>, _ instances: inout Table<Instance>
  ) {
    let instance = Int(invocations[row].instance)
    if instance >= 0 {
      instances[instance].queue.remove(row, in: &invocations)
    } else {
      shared.remove(row, in: &invocations)
    }
    waiting &-= 1
  }

  /// The queue from which an instance takes next; -1 stands for any where all share one.
  ///
  /// Where instances have queues of their own, the shared one holds the requests that came when no
  /// instance was ready, so it goes first; an instance that drains only finishes its own.
  func queue(of instance: Int, _ instances: borrowing Table<Instance>) -> RequestQueue {
    if instance < 0 { return shared }
    if shared.head >= 0 && instances[instance].state == .ready { return shared }
    return instances[instance].queue
  }
}

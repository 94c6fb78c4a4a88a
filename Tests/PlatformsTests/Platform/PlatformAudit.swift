@testable import Platforms
@testable import SimCore

/// A platform that is counted anew, row by row, after everything that happens to it.
struct AuditedPlatform<Capacity: CapacityPolicy, Latency: LatencyPolicy, Billing: BillingPolicy>:
  ~Copyable, Model
{
  var platform: Platform<Capacity, Latency, Billing, NoObserver>
  /// What does not add up, as sentences; only the first time is reported.
  var faults: [String] = []
  var audits = 0

  init(_ capacity: Capacity, _ latency: Latency, _ billing: Billing, client: Client, seed: UInt64) {
    platform = Platform(
      capacity: capacity, latency: latency, billing: billing, client: client,
      window: .seconds(1), seed: seed, replication: 0, observer: NoObserver())
  }

  var isSettled: Bool { platform.isSettled }

  mutating func arrive(at now: Instant, _ agenda: inout Agenda) {
    platform.arrive(at: now, &agenda)
    audit(at: now, agenda)
  }

  mutating func handle(_ event: Event, at now: Instant, _ agenda: inout Agenda) {
    platform.handle(event, at: now, &agenda)
    audit(at: now, agenda)
  }

  mutating func audit(at now: Instant, _ agenda: borrowing Agenda) {
    guard faults.isEmpty else { return }
    audits += 1
    auditFleet()
    auditRoom(at: now)
    auditQueues()
    auditBatches()
    auditRequests(at: now)
    auditTimers(agenda)
    if !faults.isEmpty { faults.append("at \(now.nanoseconds) ns") }
  }

  private mutating func check(_ holds: Bool, _ what: String) {
    if !holds { faults.append(what) }
  }

  private func instances(_ state: Instance.State) -> Int {
    var count = 0
    for index in 0..<platform.instances.count where platform.instances[index].state == state {
      count += 1
    }
    return count
  }

  private mutating func auditFleet() {
    let (starting, ready, draining) = (
      instances(.starting), instances(.ready), instances(.draining)
    )
    let fleet = platform.fleet
    check(fleet.instances == starting + ready + draining, "the instances are not those in the rows")
    check(fleet.starting == starting, "the starting instances are not those in the rows")
    check(fleet.ready == ready, "the ready instances are not those in the rows")
    check(platform.ledger.instances.value == fleet.instances, "the level of instances is off")
    check(platform.ledger.ready.value == ready, "the level of ready instances is off")
    check(platform.readyInstances.count == ready, "the list of ready instances has another length")
    check(
      platform.freeInstances.count + fleet.instances == platform.instances.count,
      "a row of an instance is lost")
    var serving = ready
    var busy = 0
    for index in 0..<platform.instances.count {
      let row = platform.instances[index]
      switch row.state {
      case .ready:
        check(
          Int(platform.readyInstances[Int(row.readyIndex)]) == index, "an instance's place is off")
      case .draining:
        check(row.readyIndex == -1, "a draining instance is among the ready ones")
        if row.inService > 0 { serving += 1 }
        check(row.inService > 0 || row.queue.count == 0, "a draining instance forgot its queue")
      case .starting:
        check(row.inService == 0, "an instance serves before it is ready")
        if row.bound >= 0 {
          let flight = platform.flights[Int(row.bound)]
          check(
            flight.state == .bound && Int(flight.instance) == index, "a request is tied elsewhere")
        }
      case .none: continue
      }
      check(
        row.inService >= 0 && row.inService <= platform.concurrency,
        "an instance serves more requests at a time than it may")
      if row.inService > 0 { busy += 1 }
      let mayExpire =
        platform.keepAlive != nil && platform.fleet.ready > platform.minimumInstances
        && index >= platform.provisionedInstances
      if mayExpire && row.state == .ready && row.inService == 0 {
        check(platform.isKeepAliveTimed, "an instance is idle and no keep-alive timer is set")
      }
    }
    check(platform.ledger.serving.value == serving, "the level of serving instances is off")
    let level = platform.concurrency == 1 ? platform.ledger.inService : platform.ledger.busy
    check(level.value == busy, "the level of busy instances is off")
  }

  /// Every pending timer is known to what it is for, so that timers do not pile up.
  private mutating func auditTimers(_ agenda: borrowing Agenda) {
    var (services, starts, expiries, deadlines, evaluations, looks) = (0, 0, 0, 0, 0, 0)
    var (clients, shared, own) = (0, 0, 0)
    var pending: [Event] = []
    agenda.forEach { event in pending.append(event) }
    for event in pending {
      switch event.kind {
      case 0: services += 1
      case 1: starts += 1
      case 2: expiries += 1
      case 3: deadlines += 1
      case 4: evaluations += 1
      case 6: looks += 1
      case 7 where event.subject == 0: clients += 1
      case 7 where event.subject == 1: shared += 1
      case 7:
        own += 1
        check(platform.instances[event.subject - 2].isTimed, "a timer of a batch is forgotten")
      default: continue
      }
    }
    check(expiries == (platform.isKeepAliveTimed ? 1 : 0), "a lost keep-alive timer")
    check(services == platform.fleet.inService, "a service without an end, or an end without one")
    check(starts == platform.fleet.starting, "a start without an end, or an end without one")
    check(deadlines == (platform.waitingList.isTimed ? 1 : 0), "a lost timer of waiting clients")
    check(clients == (platform.gathering.isTimed ? 1 : 0), "a lost timer of the clients' batch")
    check(shared == (platform.isQueueTimed ? 1 : 0), "a lost timer of the shared queue")
    var timed = 0
    for index in 0..<platform.instances.count where platform.instances[index].isTimed { timed += 1 }
    check(own == timed, "a lost timer of an instance's queue")
    check(evaluations <= 1, "more than one evaluation is pending")
    check(looks <= 1, "more than one look ahead of demand is pending")
  }

  /// The list of instances with room.
  private mutating func auditRoom(at now: Instant) {
    var listed = 0
    for index in 0..<platform.instances.count {
      let row = platform.instances[index]
      let hasRoom = row.state == .ready && row.inService < platform.concurrency
      if row.state != .none {
        check(row.isListed == hasRoom, "an instance with room is not listed, or one without is")
      }
      if hasRoom {
        listed += 1
        let isOwn = platform.routing != nil
        auditHeld(row.queue, isTimed: isOwn && row.isTimed, at: now)
        auditHeld(platform.shared, isTimed: !isOwn && platform.isQueueTimed, at: now)
      }
    }
    check(platform.fleet.available == listed, "the number of instances with room is off")
    var walked = 0
    for (first, last, isProvisioned) in [
      (platform.longestFree, platform.newestFree, false),
      (platform.longestFreeProvisioned, platform.newestFreeProvisioned, true),
    ] {
      var (previous, index) = (Int32(-1), first)
      while index >= 0 && walked <= listed {
        check(platform.instances[Int(index)].previous == previous, "the list of room is torn")
        check(
          (Int(index) < platform.provisionedInstances) == isProvisioned, "one is in another's list")
        (previous, index, walked) = (index, platform.instances[Int(index)].next, walked + 1)
      }
      check(last == previous, "a list of room has lost its end")
    }
    check(walked == listed, "an instance with room is in no list")
  }

  /// A queue at which there is room: whoever waits in it waits for a batch.
  private mutating func auditHeld(_ queue: RequestQueue, isTimed: Bool, at now: Instant) {
    guard queue.head >= 0 else { return }
    check(platform.batchDelay > .zero, "a request waits although there is room")
    check(queue.count < platform.batchSize, "a batch is complete and is not served")
    let joined = platform.flights[Int(queue.head)].started
    check(joined + platform.batchDelay >= now, "a request waits too long for its batch")
    check(isTimed, "no timer for a batch that is not complete")
  }

  /// Follows the batches: each request that another stands for or leads hangs on one row.
  private mutating func auditBatches() {
    var hanging = [Int](repeating: 0, count: platform.flights.count)
    var joined = [Int32](repeating: 0, count: platform.instances.count)
    for index in 0..<platform.flights.count {
      let lead = platform.flights[index]
      if lead.state == .free || lead.state == .carried || lead.state == .joined { continue }
      var (count, invocations, member) = (1, 1, Int(lead.member))
      while member >= 0 && count <= platform.flights.count {
        let row = platform.flights[member]
        check(row.state == .carried || row.state == .joined, "a batch holds a request of another")
        if row.state == .joined {
          check(lead.state == .inService, "a request has joined a batch that is not in service")
          invocations += 1
          joined[Int(lead.instance)] += 1
        }
        hanging[member] += 1
        (count, member) = (count + 1, Int(row.member))
      }
      check(invocations <= max(1, Int(platform.batchSize)), "a worker took too many requests")
      let greatest = platform.clientBatching?.size ?? 1
      check(count <= greatest * invocations, "a client sent too many requests")
      if lead.state == .gathering {
        check(index == Int(platform.gathering.oldest), "a client gathers for two batches")
        check(count == platform.gathering.count && count < greatest, "a complete batch is not sent")
      }
    }
    for index in 0..<platform.flights.count {
      let state = platform.flights[index].state
      let hangs = state == .carried || state == .joined
      check(hanging[index] == (hangs ? 1 : 0), "a request hangs on no batch, or on two")
    }
    for index in 0..<platform.instances.count {
      check(platform.instances[index].joined == joined[index], "an instance miscounts its batches")
    }
  }

  /// Walks a queue: the requests must stand in order of arrival.
  private mutating func audit(_ queue: RequestQueue, of instance: Int32) {
    var (previous, index, walked, last) = (Int32(-1), queue.head, 0, -1)
    while index >= 0 && walked <= Int(queue.count) {
      let flight = platform.flights[Int(index)]
      check(flight.state == .waiting && flight.instance == instance, "a request waits elsewhere")
      check(flight.previous == previous, "a queue is torn")
      check(flight.request > last, "a queue is not in order of arrival")
      (previous, index, walked, last) = (index, flight.next, walked + 1, flight.request)
    }
    check(walked == Int(queue.count) && queue.tail == previous, "a queue has lost its end")
  }

  private mutating func auditQueues() {
    audit(platform.shared, of: -1)
    var waiting = Int(platform.shared.count)
    for index in 0..<platform.instances.count where platform.instances[index].state != .none {
      let queue = platform.instances[index].queue
      audit(queue, of: Int32(index))
      waiting += Int(queue.count)
    }
    check(platform.fleet.waiting == waiting, "the waiting requests are not those in the queues")
  }

  private mutating func auditRequests(at now: Instant) {
    var (waiting, patient, bound, inService, open, free) = (0, 0, 0, 0, 0, 0)
    var served = [Int32](repeating: 0, count: platform.instances.count)
    for index in 0..<platform.flights.count {
      let flight = platform.flights[index]
      if flight.state != .free && !flight.isAbandoned { open += 1 }
      switch flight.state {
      case .free: free += 1
      case .waiting:
        waiting += 1
        if !flight.isAbandoned { patient += 1 }
      case .bound: bound += 1
      case .gathering, .carried, .joined: continue
      case .inService:
        inService += 1
        served[Int(flight.instance)] += 1
      }
    }
    for index in 0..<platform.instances.count where platform.instances[index].state != .none {
      check(platform.instances[index].inService == served[index], "an instance miscounts requests")
    }
    check(platform.open == open, "the open requests are not those in the rows")
    check(platform.freeFlights.count == free, "a row of a request is lost")
    check(platform.fleet.waiting == waiting, "the waiting requests are not those in the rows")
    check(platform.fleet.inService == inService, "the requests in service are not in the rows")
    check(platform.ledger.inService.value == inService, "the level of requests in service is off")
    check(platform.ledger.queueLength.value == waiting + bound, "the level of the queue is off")
    let ledger =
      (platform.ledger.succeeded + platform.ledger.throttled + platform.ledger.backlogFull
        + platform.ledger.timedOut)
    check(Int(ledger) + open == platform.arrived, "a request has no outcome and is not open")
    if let timeout = platform.timeout { auditPatience(patient, timeout, at: now) }
  }

  /// The list of clients that may give up.
  private mutating func auditPatience(_ patient: Int, _ timeout: Interval, at now: Instant) {
    var (index, walked, last) = (platform.waitingList.oldest, 0, -1)
    while index >= 0 && walked <= patient {
      let flight = platform.flights[Int(index)]
      check(flight.request > last, "the waiting clients are not in order of arrival")
      check(flight.arrival + timeout >= now, "a client waits beyond its deadline")
      (index, walked, last) = (flight.younger, walked + 1, flight.request)
    }
    check(walked == patient, "the list of waiting clients is not that of the rows")
    check(patient == 0 || platform.waitingList.isTimed, "no timer for waiting clients")
  }
}

import SimCore

// Batches. On the side of the clients, requests are gathered into one invocation. On the side of
// the platform, a worker takes several waiting invocations at once: the first leads, and the others
// hang on it in the order in which they stood in the queue. A batch allocates nothing.
//
// None of this is on the way of a service without batches.
extension Service {
  /// What the timer of a batch is for: the clients, the shared queue, or an instance's own.
  enum Gathering {
    static var atClients: Int { 0 }
    static var inSharedQueue: Int { 1 }
    /// The first of those that stand for an instance.
    static var atInstances: Int { 2 }
  }

  /// An invocation arrives that cannot take the plain way.
  @inline(never)
  mutating func arriveSpecially(_ row: Int, at now: Instant, _ agenda: inout Agenda) {
    if let work { timing.keep(work: work.take(), of: row) }
    if row > Event.greatestSubject {
      // Events cannot name more rows; by then the requests in flight take eight gigabytes.
      invocations.received &+= 1
      refuse(row, .backlogFull, at: now)
    } else if let batching = clients.batching {
      gather(row, batching, at: now, &agenda)
    } else {
      arriveAtService(row, at: now, &agenda)
    }
  }

  /// An invocation comes to the service.
  private mutating func arriveAtService(_ row: Int, at now: Instant, _ agenda: inout Agenda) {
    invocations.received &+= 1
    var view = view
    var instance = fleet.nextFree
    if let routing {
      instance = dispatch.route(routing, fleet, using: &timing.streams.routing)
      view = self.view(of: instance)
    }
    switch capacity.admit(view, at: now, memory: &memory) {
    case .serve:
      precondition(view.available > 0, "a policy let a request be served where there is no room")
      if dispatch.gathers {
        if routing != nil { send(row, to: instance) }
        wait(row, at: now, &agenda)
        takeBatches(instance, at: now, &agenda)
      } else {
        serveBatch(row, on: instance, at: now, &agenda)
      }
    case .startInstance: startInstance(for: row, at: now, &agenda)
    case .wait(let starting):
      if routing != nil { send(row, to: instance) }
      wait(row, starting: starting, at: now, &agenda)
    case .refuse(let refusal): refuse(row, refusal, at: now)
    }
    if routing != nil && instance >= 0 { fleet.rank(instance) }
  }

  /// A client has a request for the batch: the first gives it its row.
  private mutating func gather(
    _ row: Int, _ batching: Batching, at now: Instant, _ agenda: inout Agenda
  ) {
    if clients.gathering.count == 0 {
      invocations.rows[row].state = .gathering
      clients.gathering.invocation = Int32(truncatingIfNeeded: row)
      clients.gathering.last = -1
      if !clients.gathering.isTimed {
        clients.gathering.isTimed = true
        agenda.schedule(
          Event(kind: Kind.batchIsDue, subject: Gathering.atClients), at: now + batching.wait)
      }
    } else {
      let request = invocations.rows[row].request
      invocations.release(row)
      clients.gathering.last = invocations.join(
        request, to: Int(clients.gathering.invocation), after: clients.gathering.last)
    }
    clients.gathering.count &+= 1
    if clients.gathering.count >= batching.size { send(at: now, &agenda) }
  }

  /// The clients send what they have gathered.
  private mutating func send(at now: Instant, _ agenda: inout Agenda) {
    let row = Int(clients.gathering.invocation)
    clients.gathering.count = 0
    invocations.rows[row].started = now
    arriveAtService(row, at: now, &agenda)
  }

  /// The timer of a batch fires: what has waited for long enough goes.
  ///
  /// For what has not, the timer is set anew. Like that of waiting clients it is never late:
  /// whoever comes after it was set is due after it fires.
  mutating func batchIsDue(_ place: Int, at now: Instant, _ agenda: inout Agenda) {
    if place == Gathering.atClients {
      clientsAreDue(at: now, &agenda)
    } else if place == Gathering.inSharedQueue {
      dispatch.isTimed = false
      while fleet.count.available > 0 && isBatchDue(at: -1, now) {
        takeBatch(fleet.nextFree, at: now, &agenda)
      }
      if fleet.count.available > 0 { timeQueue(of: -1, &agenda) }
    } else {
      let instance = place &- Gathering.atInstances
      fleet.rows[instance].isTimed = false
      // The instance of that time may have gone, and its row may be another's.
      if fleet.rows[instance].state == .ready { takeBatches(instance, at: now, &agenda) }
      fleet.rank(instance)
    }
  }

  private mutating func clientsAreDue(at now: Instant, _ agenda: inout Agenda) {
    clients.gathering.isTimed = false
    guard let batching = clients.batching, clients.gathering.count > 0 else { return }
    let oldest = invocations.rows[Int(clients.gathering.invocation)].request
    let due = oldest.arrival + batching.wait
    if due <= now {
      send(at: now, &agenda)
    } else {
      clients.gathering.isTimed = true
      agenda.schedule(Event(kind: Kind.batchIsDue, subject: Gathering.atClients), at: due)
    }
  }

  /// An instance that has room takes what waits for it, and is free if room is left.
  @inline(never)
  mutating func takeWaiting(_ instance: Int, at now: Instant, _ agenda: inout Agenda) {
    takeBatches(instance, at: now, &agenda)
    fleet.rank(instance)
    if fleet.rows[instance].inService < slots { becomeFree(instance, at: now, &agenda) }
  }

  /// An instance takes batches from its queue as long as it has room and one is due.
  mutating func takeBatches(_ instance: Int, at now: Instant, _ agenda: inout Agenda) {
    while fleet.rows[instance].inService < slots && isBatchDue(at: instance, now) {
      takeBatch(instance, at: now, &agenda)
    }
    if fleet.rows[instance].inService < slots { timeQueue(of: instance, &agenda) }
  }

  /// Whether a worker of an instance that is free would take a batch now.
  private func isBatchDue(at instance: Int, _ now: Instant) -> Bool {
    let queue = dispatch.queue(of: instance, fleet.rows)
    if queue.head < 0 { return false }
    if !dispatch.gathers || queue.count >= dispatch.batchSize { return true }
    if dispatch.due(queue, invocations.rows) <= now { return true }
    // Nobody joins the queue of an instance that drains. And where instances have queues of their
    // own, who waits in the shared one has waited for an instance.
    return instance >= 0
      && (fleet.rows[instance].state == .draining || (routing != nil && dispatch.shared.head >= 0))
  }

  /// Sets the timer for the oldest invocation that waits although there is room, if there is one.
  private mutating func timeQueue(of instance: Int, _ agenda: inout Agenda) {
    let queue = dispatch.queue(of: instance, fleet.rows)
    guard queue.head >= 0 else { return }
    let due = dispatch.due(queue, invocations.rows)
    // Where it changes what is due, a timer that was set may be too late.
    if routing == nil {
      if dispatch.isTimed && !dispatch.isAdaptive { return }
      dispatch.isTimed = true
      agenda.schedule(Event(kind: Kind.batchIsDue, subject: Gathering.inSharedQueue), at: due)
    } else if !fleet.rows[instance].isTimed || dispatch.isAdaptive {
      fleet.rows[instance].isTimed = true
      agenda.schedule(
        Event(kind: Kind.batchIsDue, subject: Gathering.atInstances &+ instance), at: due)
    }
  }

  /// A worker takes as many waiting invocations as a batch may have.
  private mutating func takeBatch(_ instance: Int, at now: Instant, _ agenda: inout Agenda) {
    var (first, last) = (-1, -1)
    var count: Int32 = 0
    while count < dispatch.batchSize {
      let next = Int(dispatch.queue(of: instance, fleet.rows).head)
      if next < 0 { break }
      leaveQueue(next, at: now)
      invocations.rows[next].line.next = -1
      if first < 0 {
        first = next
      } else {
        invocations.rows[last].line.next = Int32(truncatingIfNeeded: next)
        invocations.rows[next].state = .joined
      }
      count &+= 1
      last = next
    }
    serveBatch(first, on: instance, at: now, &agenda)
  }

  /// Begins to serve an invocation, and all that hang on it, on an instance that has room.
  @inline(never)
  mutating func serveBatch(
    _ first: Int, on instance: Int, at now: Instant, _ agenda: inout Agenda
  ) {
    let number = Int32(truncatingIfNeeded: fleet.rows[instance].number)
    var count = 0
    var row = first
    while row >= 0 {
      count &+= 1
      forEachOther(of: row) { _, _ in count &+= 1 }
      if row != first {
        fleet.rows[instance].joined &+= 1
        invocations.rows[row].instance = Int32(truncatingIfNeeded: instance)
        invocations.rows[row].instanceNumber = number
        invocations.rows[row].started = now
      }
      row = Int(invocations.rows[row].line.next)
    }
    serve(first, on: instance, batch: count, at: now, &agenda)
  }

  /// A service ends where there are batches; the instance takes what waits or has room again.
  @inline(never)
  mutating func batchEnds(
    _ first: Int, of instance: Int, at now: Instant, _ agenda: inout Agenda
  ) {
    let invocation = invocations.rows[first]
    let wait = invocation.started - invocation.request.arrival
    let taken = answerBatch(first, of: instance, at: now)
    // A first request takes longer for another reason than the size of its batch.
    if !invocation.isCold
      && dispatch.learn(
        taken, in: now - invocation.started, after: wait, isWhole: !invocation.isCutShort, at: now)
    {
      takeCompleteBatches(at: now, &agenda)
    }
    takeWaiting(instance, at: now, &agenda)
  }

  /// Batches have become smaller: those that are complete now are taken where there is room.
  private mutating func takeCompleteBatches(at now: Instant, _ agenda: inout Agenda) {
    if !dispatch.gathers || fleet.count.available == 0 || dispatch.waiting == 0 {
      return
    }
    if routing == nil {
      while fleet.count.available > 0 && isBatchDue(at: -1, now) {
        takeBatch(fleet.nextFree, at: now, &agenda)
      }
      return
    }
    for place in 0..<fleet.ready.count {
      let instance = Int(fleet.ready[place])
      takeBatches(instance, at: now, &agenda)
      fleet.rank(instance)
    }
  }

  /// Books the requests of a service: each invocation has one answer, and is charged once, to its
  /// oldest request.
  ///
  /// - Returns: how many invocations it had.
  private mutating func answerBatch(_ first: Int, of instance: Int, at now: Instant) -> Int32 {
    let isCutShort = invocations.rows[first].isCutShort
    var next = first
    var taken: Int32 = 0
    while next >= 0 {
      let row = next
      taken &+= 1
      let invocation = invocations.rows[row]
      next = Int(invocation.line.next)
      if invocation.state == .joined { fleet.rows[instance].joined &-= 1 }
      let charge = charge(for: invocation, at: now)
      if invocation.isAbandoned {
        metering.ledger.book(other: charge)
      } else {
        let network = timing.network()
        let age = now - invocation.request.arrival + network
        let isLate = isCutShort || clients.timeout.map { age > $0 } ?? false
        bookAll(row, isLate ? .timedOut : .succeeded, charge: charge) { arrival in
          now - arrival + network
        }
      }
      release(row)
    }
    return taken
  }

  /// Books all requests of an invocation, in order; the oldest has the charge.
  @inline(__always)
  mutating func bookAll(
    _ row: Int, _ outcome: RequestOutcome, charge: RequestCharge,
    latency: (Instant) -> Interval
  ) {
    let invocation = invocations.rows[row]
    book(
      invocation.request, of: invocation, outcome, latency: latency(invocation.request.arrival),
      charge: charge)
    var other = invocation
    // An instance has one first request.
    other.isCold = false
    forEachOther(of: row) { service, request in
      service.book(
        request, of: other, outcome, latency: latency(request.arrival), charge: .none)
    }
  }

  /// The requests of an invocation beyond the first, in the order of their arrival.
  @inline(__always)
  mutating func forEachOther(of row: Int, _ body: (inout Self, Request) -> Void) {
    var other = invocations.rows[row].others
    while other >= 0 {
      let request = invocations.others[Int(other)]
      body(&self, request.request)
      other = request.next
    }
  }
}

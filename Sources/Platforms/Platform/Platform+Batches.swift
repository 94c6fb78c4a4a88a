import SimCore

// Batches. On the side of the clients, requests are gathered into one that is sent as one: its
// oldest request stands for it wherever the platform sees a request, and carries the others. On
// the side of the platform, a worker takes several waiting requests at once: the first leads and
// the others join it. Both hang on the row of the first, as a chain through `Flight.member`, so
// that a batch allocates nothing.
//
// None of this is on the way of a platform without batches.
extension Platform {
  /// What the timer of a batch is for: the clients, the shared queue, or an instance's own.
  @usableFromInline
  enum Gathering {
    @usableFromInline static var atClients: Int { 0 }
    @usableFromInline static var inSharedQueue: Int { 1 }
    /// The first of those that stand for an instance.
    @usableFromInline static var atInstances: Int { 2 }
  }

  /// A request arrives that cannot take the plain way.
  @inline(never)
  @inlinable
  mutating func arriveSpecially(_ flight: Int, at now: Instant, _ agenda: inout Agenda) {
    if flight > Event.greatestSubject {
      // Events cannot name more rows; by then the requests in flight take eight gigabytes.
      refuse(flight, .backlogFull, at: now)
    } else if let clientBatching {
      gather(flight, clientBatching, at: now, &agenda)
    } else {
      arriveAtPlatform(flight, at: now, &agenda)
    }
  }

  /// A request, or what a client sends as one, comes to the platform.
  @inlinable
  mutating func arriveAtPlatform(_ flight: Int, at now: Instant, _ agenda: inout Agenda) {
    var view = fleet
    view.queueLength = Int(shared.count)
    var instance = nextFree
    if let routing {
      instance = route(routing)
      view.available = 0
      if instance >= 0 {
        view.available = instances[instance].inService < concurrency ? 1 : 0
        view.queueLength = Int(instances[instance].queue.count)
      }
    }
    switch capacity.admit(view, at: now, memory: &memory) {
    case .serve:
      precondition(view.available > 0, "a policy let a request be served where there is no room")
      if batchDelay > .zero {
        wait(flight, at: instance, now, &agenda)
        takeBatches(instance, at: now, &agenda)
      } else {
        serveBatch(flight, on: instance, at: now, &agenda)
      }
    case .startInstance:
      startInstance(for: flight, at: now, &agenda)
    case .wait(let starting):
      wait(flight, at: instance, now, &agenda)
      for _ in 0..<max(starting, 0) { _ = start(at: now, &agenda) }
    case .refuse(let refusal):
      refuse(flight, refusal, at: now)
    }
  }

  /// Puts a request into the queue of an instance, or into the one that all share.
  @inlinable
  mutating func wait(
    _ flight: Int, at instance: Int, _ now: Instant, _ agenda: inout Agenda
  ) {
    if routing != nil && instance >= 0 {
      flights[flight].instance = Int32(truncatingIfNeeded: instance)
      flights[flight].instanceNumber = Int32(truncatingIfNeeded: instances[instance].number)
    }
    wait(flight, at: now, &agenda)
  }

  /// A client has a request for the batch.
  @inlinable
  mutating func gather(
    _ flight: Int, _ batching: Batching, at now: Instant, _ agenda: inout Agenda
  ) {
    let index = Int32(truncatingIfNeeded: flight)
    if gathering.count == 0 {
      flights[flight].state = .gathering
      gathering.oldest = index
      if !gathering.isTimed {
        gathering.isTimed = true
        agenda.schedule(
          Event(kind: Kind.batchIsDue, subject: Gathering.atClients), at: now + batching.wait)
      }
    } else {
      flights[flight].state = .carried
      flights[Int(gathering.newest)].member = index
    }
    gathering.newest = index
    gathering.count &+= 1
    if gathering.count >= batching.size { send(at: now, &agenda) }
  }

  /// The clients send what they have gathered.
  @inlinable
  mutating func send(at now: Instant, _ agenda: inout Agenda) {
    let oldest = Int(gathering.oldest)
    carried &+= gathering.count &- 1
    gathering.count = 0
    flights[oldest].started = now
    arriveAtPlatform(oldest, at: now, &agenda)
  }

  /// The timer of a batch fires: what has waited for long enough goes.
  ///
  /// For what has not, the timer is set anew. Like that of waiting clients it is never late:
  /// whoever comes after it was set is due after it fires.
  @inlinable
  mutating func batchIsDue(_ place: Int, at now: Instant, _ agenda: inout Agenda) {
    if place == Gathering.atClients {
      clientsAreDue(at: now, &agenda)
    } else if place == Gathering.inSharedQueue {
      isQueueTimed = false
      while fleet.available > 0 && isBatchDue(at: -1, now) {
        takeBatch(nextFree, at: now, &agenda)
      }
      if fleet.available > 0 { timeQueue(of: -1, &agenda) }
    } else {
      let instance = place &- Gathering.atInstances
      instances[instance].isTimed = false
      // The instance of that time may have gone, and its row may be another's.
      if instances[instance].state == .ready { takeBatches(instance, at: now, &agenda) }
    }
  }

  @inlinable
  mutating func clientsAreDue(at now: Instant, _ agenda: inout Agenda) {
    gathering.isTimed = false
    guard let clientBatching, gathering.count > 0 else { return }
    let due = flights[Int(gathering.oldest)].arrival + clientBatching.wait
    if due <= now {
      send(at: now, &agenda)
    } else {
      gathering.isTimed = true
      agenda.schedule(Event(kind: Kind.batchIsDue, subject: Gathering.atClients), at: due)
    }
  }

  /// An instance that has room takes what waits for it, and is free if room is left.
  @inline(never)
  @inlinable
  mutating func takeWaiting(_ instance: Int, at now: Instant, _ agenda: inout Agenda) {
    takeBatches(instance, at: now, &agenda)
    if instances[instance].inService < concurrency { becomeFree(instance, at: now, &agenda) }
  }

  /// An instance takes batches from its queue as long as it has room and one is due.
  @inlinable
  mutating func takeBatches(_ instance: Int, at now: Instant, _ agenda: inout Agenda) {
    while instances[instance].inService < concurrency && isBatchDue(at: instance, now) {
      takeBatch(instance, at: now, &agenda)
    }
    if instances[instance].inService < concurrency { timeQueue(of: instance, &agenda) }
  }

  /// The queue from which an instance takes next; -1 stands for any where all share one.
  @inlinable
  func queue(of instance: Int) -> RequestQueue {
    if instance < 0 { return shared }
    if shared.head >= 0 && instances[instance].state == .ready { return shared }
    return instances[instance].queue
  }

  /// Whether a worker of an instance that is free would take a batch now.
  @inlinable
  func isBatchDue(at instance: Int, _ now: Instant) -> Bool {
    let queue = queue(of: instance)
    if queue.head < 0 { return false }
    if batchDelay == .zero || queue.count >= batchSize { return true }
    if flights[Int(queue.head)].started + batchDelay <= now { return true }
    // Nobody joins the queue of an instance that drains. And where instances have queues of their
    // own, who waits in the shared one has waited for an instance.
    return instance >= 0
      && (instances[instance].state == .draining || (routing != nil && shared.head >= 0))
  }

  /// Sets the timer for the oldest request that waits although there is room, if there is one.
  @inlinable
  mutating func timeQueue(of instance: Int, _ agenda: inout Agenda) {
    let head = queue(of: instance).head
    guard head >= 0 else { return }
    let due = flights[Int(head)].started + batchDelay
    if routing == nil {
      if isQueueTimed { return }
      isQueueTimed = true
      agenda.schedule(Event(kind: Kind.batchIsDue, subject: Gathering.inSharedQueue), at: due)
    } else if !instances[instance].isTimed {
      instances[instance].isTimed = true
      agenda.schedule(
        Event(kind: Kind.batchIsDue, subject: Gathering.atInstances &+ instance), at: due)
    }
  }

  /// A worker takes as many waiting requests as a batch may have.
  @inlinable
  mutating func takeBatch(_ instance: Int, at now: Instant, _ agenda: inout Agenda) {
    var (first, last) = (-1, -1)
    var count: Int32 = 0
    while count < batchSize {
      let next = Int(queue(of: instance).head)
      if next < 0 { break }
      leaveQueue(next, at: now)
      if first < 0 {
        first = next
      } else {
        flights[last].member = Int32(truncatingIfNeeded: next)
        flights[next].state = .joined
      }
      count &+= 1
      last = next
      while flights[last].member >= 0 { last = Int(flights[last].member) }
    }
    serveBatch(first, on: instance, at: now, &agenda)
  }

  /// Begins to serve a request, and all that hang on it, on an instance that has room.
  @inline(never)
  @inlinable
  mutating func serveBatch(
    _ flight: Int, on instance: Int, at now: Instant, _ agenda: inout Agenda
  ) {
    let number = Int32(truncatingIfNeeded: instances[instance].number)
    var count = 1
    var member = Int(flights[flight].member)
    while member >= 0 {
      count &+= 1
      if flights[member].state == .joined { instances[instance].joined &+= 1 }
      flights[member].instance = Int32(truncatingIfNeeded: instance)
      flights[member].instanceNumber = number
      flights[member].started = now
      member = Int(flights[member].member)
    }
    serve(flight, on: instance, batch: count, at: now, &agenda)
  }

  /// A service ends where there are batches; the instance takes what waits or has room again.
  @inline(never)
  @inlinable
  mutating func batchEnds(_ first: Int, at now: Instant, _ agenda: inout Agenda) {
    let instance = Int(flights[first].instance)
    settleCredits(of: instance, at: now)
    instances[instance].inService &-= 1
    if concurrency > 1 && instances[instance].inService == 0 { ledger.countBusy(-1, at: now) }
    fleet.inService &-= 1
    ledger.inService.change(by: -1, at: now)
    answerBatch(first, of: instance, at: now)
    takeWaiting(instance, at: now, &agenda)
  }

  /// Books the requests of a service: what a client sent as one has one answer, and is charged
  /// once, to its oldest request.
  @inlinable
  mutating func answerBatch(_ first: Int, of instance: Int, at now: Instant) {
    let isCutShort = flights[first].isCutShort
    var network = Interval.zero
    var isLate = false
    var flight = first
    while flight >= 0 {
      let row = flights[flight]
      var charge = RequestCharge.none
      if row.state != .carried {
        if row.state == .joined { instances[instance].joined &-= 1 }
        charge = self.charge(for: row, at: now)
        if row.isAbandoned {
          ledger.book(other: charge)
        } else {
          network = latency.network(using: &streams.network)
          isLate = isCutShort || timeout.map { now - row.arrival + network > $0 } ?? false
        }
      }
      if row.isAbandoned {
        release(flight)
      } else {
        resolve(
          flight, isLate ? .timedOut : .succeeded, latency: now - row.arrival + network,
          charge: charge)
      }
      flight = Int(row.member)
    }
  }
}

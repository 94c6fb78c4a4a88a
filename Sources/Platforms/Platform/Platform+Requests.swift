import SimCore

// The life of a request: admission, waiting, service, outcome.
extension Platform {
  /// Makes a row for a request that arrives.
  @inlinable
  @inline(__always)
  mutating func admitFlight(at now: Instant) -> Int {
    let row = Flight(request: arrived, arrival: now, window: ledger.timeline.arrive())
    arrived &+= 1
    open &+= 1
    if freeFlights.isEmpty {
      flights.append(row)
      return flights.count &- 1
    }
    let flight = Int(freeFlights.removeLast())
    flights[flight] = row
    return flight
  }

  /// A request arrives where all requests share one queue.
  @inlinable
  @inline(__always)
  mutating func arriveAtPool(_ flight: Int, at now: Instant, _ agenda: inout Agenda) {
    if !Capacity.scalesPerRequest {
      admitAtPool(flight, at: now, &agenda)
    } else if fleet.available > 0 {
      serve(flight, on: nextFree, at: now, &agenda)
    } else {
      arriveWithoutIdle(flight, at: now, &agenda)
    }
  }

  /// A request arrives where none finds an idle instance.
  @inline(never)
  @inlinable
  mutating func arriveWithoutIdle(_ flight: Int, at now: Instant, _ agenda: inout Agenda) {
    admitAtPool(flight, at: now, &agenda)
  }

  /// Does with a request what the policy says.
  @inlinable
  @inline(__always)
  mutating func admitAtPool(_ flight: Int, at now: Instant, _ agenda: inout Agenda) {
    fleet.queueLength = Int(shared.count)
    switch capacity.admit(fleet, at: now, memory: &memory) {
    case .serve:
      precondition(fleet.available > 0, "a policy let a request be served where there is no room")
      serve(flight, on: nextFree, at: now, &agenda)
    case .startInstance:
      startInstance(for: flight, at: now, &agenda)
    case .wait(let starting):
      wait(flight, at: now, &agenda)
      for _ in 0..<max(starting, 0) { _ = start(at: now, &agenda) }
    case .refuse(let refusal):
      refuse(flight, refusal, at: now)
    }
  }

  /// A request arrives where each instance has a queue of its own.
  @inlinable
  mutating func arriveAtInstance(
    _ flight: Int, _ routing: Routing, at now: Instant, _ agenda: inout Agenda
  ) {
    let instance = route(routing)
    var view = fleet
    if instance >= 0 {
      let free = concurrency &- instances[instance].inService
      view.available = free > 0 ? 1 : 0
      view.queueLength = Int(instances[instance].queue.count)
    } else {
      view.available = 0
      view.queueLength = Int(shared.count)
    }
    switch capacity.admit(view, at: now, memory: &memory) {
    case .serve:
      precondition(view.available > 0, "a policy let a request be served where there is no room")
      serve(flight, on: instance, at: now, &agenda)
    case .startInstance:
      startInstance(for: flight, at: now, &agenda)
    case .wait(let starting):
      flights[flight].instance = Int32(truncatingIfNeeded: instance)
      if instance >= 0 {
        flights[flight].instanceNumber = Int32(truncatingIfNeeded: instances[instance].number)
      }
      wait(flight, at: now, &agenda)
      for _ in 0..<max(starting, 0) { _ = start(at: now, &agenda) }
    case .refuse(let refusal):
      refuse(flight, refusal, at: now)
    }
  }

  /// Creates an instance for a request, which waits for that instance alone.
  @inlinable
  mutating func startInstance(for flight: Int, at now: Instant, _ agenda: inout Agenda) {
    let instance = start(at: now, &agenda)
    instances[instance].bound = Int32(truncatingIfNeeded: flight)
    flights[flight].state = .bound
    fleet.startingForOne &+= 1
    flights[flight].instance = Int32(truncatingIfNeeded: instance)
    flights[flight].instanceNumber = Int32(truncatingIfNeeded: instances[instance].number)
    ledger.queueLength.change(by: 1, at: now)
  }

  /// The ready instance that the next request is sent to; -1 for none.
  @inlinable
  mutating func route(_ routing: Routing) -> Int {
    let count = readyInstances.count
    if count == 0 { return -1 }
    switch routing {
    case .roundRobin:
      nextInTurn = nextInTurn < count ? nextInTurn : 0
      let instance = Int(readyInstances[nextInTurn])
      nextInTurn &+= 1
      return instance
    case .random:
      return Int(readyInstances[Int(streams.routing.next(below: UInt64(count)))])
    case .leastOutstanding:
      var best = Int(readyInstances[0])
      var least = outstanding(best)
      for index in 1..<max(count, 1) {
        let candidate = Int(readyInstances[index])
        let outstanding = outstanding(candidate)
        if outstanding < least { (best, least) = (candidate, outstanding) }
      }
      return best
    }
  }

  /// The requests in service and waiting at an instance.
  @inlinable
  @inline(__always)
  func outstanding(_ instance: Int) -> Int32 {
    instances[instance].inService &+ instances[instance].joined &+ instances[instance].queue.count
  }

  /// Puts a request into the queue of its instance or, without one, into the shared queue.
  @inlinable
  mutating func wait(_ flight: Int, at now: Instant, _ agenda: inout Agenda) {
    flights[flight].state = .waiting
    let instance = Int(flights[flight].instance)
    if instance >= 0 {
      instances[instance].queue.append(flight, in: &flights)
    } else {
      shared.append(flight, in: &flights)
    }
    fleet.waiting &+= 1
    ledger.queueLength.change(by: 1, at: now)
    if !isEvaluationDue { scheduleEvaluation(after: now, &agenda) }
    if let timeout {
      waitingList.append(flight, in: &flights)
      if !waitingList.isTimed {
        waitingList.isTimed = true
        agenda.schedule(
          Event(kind: Kind.clientGivesUp), at: flights[flight].arrival + timeout)
      }
    }
  }

  /// Takes a waiting request out of its queue.
  @inlinable
  mutating func leaveQueue(_ flight: Int, at now: Instant) {
    let instance = Int(flights[flight].instance)
    if instance >= 0 {
      instances[instance].queue.remove(flight, in: &flights)
    } else {
      shared.remove(flight, in: &flights)
    }
    fleet.waiting &-= 1
    ledger.queueLength.change(by: -1, at: now)
    if timeout != nil && !flights[flight].isAbandoned {
      waitingList.remove(flight, in: &flights)
    }
  }

  /// Begins to serve a request on an instance that has room; with it, `batch` in all.
  @inlinable
  @inline(__always)
  mutating func serve(
    _ flight: Int, on instance: Int, batch: Int = 1, at now: Instant, _ agenda: inout Agenda
  ) {
    settleCredits(of: instance, at: now)
    let inService = concurrency == 1 ? 1 : instances[instance].inService &+ 1
    instances[instance].inService = inService
    if inService == concurrency {
      unlist(instance)
    } else if !newestFirst && instances[instance].isListed {
      // Where the one that has waited longest goes first, it now stands behind the others.
      unlist(instance)
      list(instance)
    }
    fleet.inService &+= 1
    ledger.inService.change(by: 1, at: now)
    if inService == 1 && concurrency > 1 { ledger.countBusy(1, at: now) }

    let queue = routing == nil ? shared.count : instances[instance].queue.count
    let load = Load(inService: Int(inService), waiting: Int(queue), batch: batch)
    var duration =
      serviceTimes.next(using: &streams.service)
      ?? latency.service(load, using: &streams.service)
    if let credits {
      duration = credits.duration(
        of: duration, balance: accounts[instance].balance,
        busy: Double(inService) / Double(concurrency))
    }
    flights[flight].state = .inService
    flights[flight].instance = Int32(truncatingIfNeeded: instance)
    flights[flight].instanceNumber = Int32(truncatingIfNeeded: instances[instance].number)
    flights[flight].started = now
    if !instances[instance].hasServed {
      instances[instance].hasServed = true
      flights[flight].isCold = true
      // Each of the two may be as long as a time can be.
      duration =
        min(duration, .longest)
        + min(preparation(of: instance), .longest)
    } else if observer.seesEvents && inService == 1 {
      observer.instance(instances[instance].number, .reused, at: now)
    }
    if duration > executionLimit {
      duration = executionLimit
      flights[flight].isCutShort = true
    }
    agenda.schedule(Event(kind: Kind.serviceEnds, subject: flight), at: now + duration)
  }

  /// The service of a request ends; the instance takes the next one or has room again.
  @inlinable
  @inline(__always)
  mutating func serviceEnds(_ flight: Int, at now: Instant, _ agenda: inout Agenda) {
    if hasBatches { return batchEnds(flight, at: now, &agenda) }
    let row = flights[flight]
    let instance = Int(row.instance)
    settleCredits(of: instance, at: now)
    if concurrency == 1 {
      instances[instance].inService = 0
    } else {
      instances[instance].inService &-= 1
      if instances[instance].inService == 0 { ledger.countBusy(-1, at: now) }
    }
    fleet.inService &-= 1
    ledger.inService.change(by: -1, at: now)
    let charge = charge(for: row, at: now)
    if row.isAbandoned {
      ledger.book(other: charge)
      release(flight)
    } else {
      let latency = now - row.arrival + networkTime()
      let isLate = row.isCutShort || timeout.map { latency > $0 } ?? false
      resolve(flight, isLate ? .timedOut : .succeeded, latency: latency, charge: charge)
    }
    takeNext(instance, at: now, &agenda)
  }

  /// The time of a request and its response on the network.
  @inlinable
  @inline(__always)
  mutating func networkTime() -> Interval {
    plainNetwork.sample(using: &streams.network) ?? latency.network(using: &streams.network)
  }

  /// What a request is charged whose service ends.
  @inlinable
  @inline(__always)
  mutating func charge(for row: Flight, at now: Instant) -> RequestCharge {
    ledger.charged &+= 1
    let execution = now - row.started
    if isProvisioned(Int(row.instance)) { return chargeProvisioned(execution) }
    return billing.charge(RequestUsage(execution: execution))
  }

  /// An instance that has room takes the next request, or is free.
  ///
  /// Where instances have queues of their own, the shared one holds the requests that came when no
  /// instance was ready, so it goes first; an instance that drains only finishes its own.
  @inlinable
  @inline(__always)
  mutating func takeNext(_ instance: Int, at now: Instant, _ agenda: inout Agenda) {
    let takesShared = draining == 0 || instances[instance].state == .ready
    var head = takesShared ? shared.head : -1
    if head < 0 && routing != nil { head = instances[instance].queue.head }
    if head >= 0 {
      let flight = Int(head)
      leaveQueue(flight, at: now)
      serve(flight, on: instance, at: now, &agenda)
    } else {
      becomeFree(instance, at: now, &agenda)
    }
  }

  /// Books the outcome of a request, and of all that its client sent with it, that the platform
  /// does not take.
  @inlinable
  mutating func refuse(_ first: Int, _ refusal: Refusal, at now: Instant) {
    let outcome: RequestOutcome = refusal == .throttled ? .throttled : .backlogFull
    refused &+= 1
    var flight = first
    while flight >= 0 {
      let row = flights[flight]
      if observer.seesEvents { observer.refused(row.request, outcome, at: now) }
      resolve(flight, outcome, latency: now - row.arrival, charge: .none)
      flight = Int(row.member)
    }
  }

  /// Books the outcome of a request, and frees its row.
  @inlinable
  @inline(__always)
  mutating func resolve(
    _ flight: Int, _ outcome: RequestOutcome, latency: Interval, charge: RequestCharge
  ) {
    book(flight, outcome, latency: latency, charge: charge)
    release(flight)
  }

  /// Books the outcome of a request.
  @inlinable
  @inline(__always)
  mutating func book(
    _ flight: Int, _ outcome: RequestOutcome, latency: Interval, charge: RequestCharge
  ) {
    let row = flights[flight]
    let record = RequestRecord(
      request: row.request, arrival: row.arrival, latency: latency, outcome: outcome,
      isCold: row.isCold, instance: Int(row.instanceNumber), charge: charge)
    ledger.book(record, window: row.window)
    open &-= 1
    if observer.seesRequests { observer.request(record) }
  }

  @inlinable
  @inline(__always)
  mutating func release(_ flight: Int) {
    flights[flight].state = .free
    freeFlights.append(Int32(truncatingIfNeeded: flight))
  }

  /// The oldest waiting clients give up.
  @inlinable
  mutating func clientsGiveUp(at now: Instant, _ agenda: inout Agenda) {
    guard let timeout else { return }
    waitingList.isTimed = false
    while waitingList.oldest >= 0 {
      let flight = Int(waitingList.oldest)
      let deadline = flights[flight].arrival + timeout
      if deadline > now {
        waitingList.isTimed = true
        agenda.schedule(Event(kind: Kind.clientGivesUp), at: deadline)
        return
      }
      if keepsAbandoned {
        waitingList.remove(flight, in: &flights)
      } else {
        leaveQueue(flight, at: now)
      }
      giveUp(flight, at: deadline)
    }
  }

  /// Books a request, and all that its client sent with it, that is not waited for any more.
  @inlinable
  mutating func giveUp(_ first: Int, at deadline: Instant) {
    let number = flights[first].instanceNumber
    var flight = first
    while flight >= 0 {
      let row = flights[flight]
      flights[flight].instanceNumber = number
      if keepsAbandoned {
        flights[flight].isAbandoned = true
        book(flight, .timedOut, latency: deadline - row.arrival, charge: .none)
      } else {
        resolve(flight, .timedOut, latency: deadline - row.arrival, charge: .none)
      }
      flight = Int(row.member)
    }
  }
}

import SimCore

// Service: its beginning and end, the answer, and what the instance does next.
extension Service {
  /// Begins to serve an invocation on an instance that has room; with it, `batch` requests in all.
  @inline(__always)
  mutating func serve(
    _ row: Int, on instance: Int, batch: Int = 1, at now: Instant, _ agenda: inout Agenda
  ) {
    settleCredits(of: instance, at: now)
    let inService = slots == 1 ? 1 : fleet.rows[instance].inService &+ 1
    fleet.rows[instance].inService = inService
    if inService == slots {
      fleet.unlist(instance)
    } else if !fleet.newestFirst && fleet.rows[instance].isListed {
      // Where the one that has waited longest goes first, it now stands behind the others.
      fleet.unlist(instance)
      fleet.list(instance)
    }
    fleet.count.inService &+= 1
    metering.ledger.inService.change(by: 1, at: now)
    if inService == 1 && slots > 1 {
      metering.ledger.countBusy(1, at: now)
      fleet.rows[instance].idleSince = now
    }

    let queue = routing == nil ? dispatch.shared.count : fleet.rows[instance].queue.count
    var duration = timing.service(
      Load(inService: Int(inService), waiting: Int(queue), batch: batch), of: row)
    if hasCredits { duration = slowed(duration, on: instance) }
    invocations.rows[row].state = .inService
    invocations.rows[row].instance = Int32(truncatingIfNeeded: instance)
    invocations.rows[row].instanceNumber =
      Int32(truncatingIfNeeded: fleet.rows[instance].number)
    invocations.rows[row].started = now
    if !fleet.rows[instance].hasServed {
      fleet.rows[instance].hasServed = true
      invocations.rows[row].isCold = true
      // Each of the two may be as long as a time can be.
      duration = min(duration, .longest) + min(timing.preparation(of: instance), .longest)
    } else if recorder.seesEvents && inService == 1 && end(of: instance) > now {
      recorder.observer.instance(fleet.rows[instance].number, .reused, at: now)
    }
    if duration > timing.unseenLimit {
      duration = limited(duration, of: row, on: instance, at: now)
    }
    agenda.schedule(Event(kind: Kind.serviceEnds, subject: row), at: now + duration)
  }

  /// A service ends: its requests have their answer, and the instance takes the next or has room.
  @inline(__always)
  mutating func serviceEnds(_ row: Int, at now: Instant, _ agenda: inout Agenda) {
    let instance = Int(invocations.rows[row].instance)
    settleCredits(of: instance, at: now)
    if slots == 1 {
      fleet.rows[instance].inService = 0
    } else {
      fleet.rows[instance].inService &-= 1
      if fleet.rows[instance].inService == 0 {
        metering.ledger.countBusy(-1, at: now)
        chargeActive(instance, until: now)
      }
    }
    fleet.count.inService &-= 1
    metering.ledger.inService.change(by: -1, at: now)
    if hasBatches { return batchEnds(row, of: instance, at: now, &agenda) }
    answer(row, at: now)
    // Where instances have queues of their own, the shared one goes first; an instance that drains
    // only finishes its own.
    let takesShared = fleet.count.draining == 0 || fleet.rows[instance].state == .ready
    var head = takesShared ? dispatch.shared.head : -1
    if head < 0 && routing != nil {
      // Whoever goes from a queue into service is still at the instance.
      fleet.rank(instance)
      head = fleet.rows[instance].queue.head
    }
    if head >= 0 {
      leaveQueue(Int(head), at: now)
      serve(Int(head), on: instance, at: now, &agenda)
    } else {
      becomeFree(instance, at: now, &agenda)
    }
  }

  /// Books an invocation of one request whose service ends.
  @inline(__always)
  private mutating func answer(_ row: Int, at now: Instant) {
    let invocation = invocations.rows[row]
    let charge = charge(for: invocation, at: now)
    if invocation.isAbandoned {
      metering.ledger.book(other: charge)
    } else {
      let latency = now - invocation.request.arrival + timing.network()
      let isLate = invocation.isCutShort || clients.timeout.map { latency > $0 } ?? false
      book(
        invocation.request, of: invocation, isLate ? .timedOut : .succeeded, latency: latency,
        charge: charge)
    }
    invocations.release(row)
  }

  /// What an invocation is charged whose service ends.
  @inline(__always)
  mutating func charge(for invocation: Invocation, at now: Instant) -> RequestCharge {
    metering.charge(
      now - invocation.started, isProvisioned: fleet.isProvisioned(Int(invocation.instance)))
  }

  /// Charges the time for which an instance of several slots has served.
  mutating func chargeActive(_ instance: Int, until now: Instant) {
    metering.charge(
      active: now - fleet.rows[instance].idleSince, isProvisioned: fleet.isProvisioned(instance))
  }

  /// Books the outcome of a request.
  @inline(__always)
  mutating func book(
    _ request: Request, of invocation: Invocation, _ outcome: RequestOutcome, latency: Interval,
    charge: RequestCharge
  ) {
    metering.ledger.book(
      RequestRecord(request, of: invocation, outcome, latency: latency, charge: charge),
      window: request.window)
    invocations.open &-= 1
    if recorder.seesRequests {
      report(request, of: invocation, outcome, latency: latency, charge: charge)
    }
  }

  /// Reports the end of a request; apart, so that nobody else writes a record to memory.
  @inline(never)
  private mutating func report(
    _ request: Request, of invocation: Invocation, _ outcome: RequestOutcome, latency: Interval,
    charge: RequestCharge
  ) {
    recorder.observer.request(
      RequestRecord(request, of: invocation, outcome, latency: latency, charge: charge))
  }

  /// Frees the row of an invocation.
  @inline(__always)
  mutating func release(_ row: Int) {
    if hasBatches { invocations.releaseOthers(of: row) }
    invocations.release(row)
  }

  /// Brings the CPU credits of an instance up to date, before its load changes.
  @inline(__always)
  mutating func settleCredits(of instance: Int, at now: Instant) {
    if hasCredits { bringCredits(of: instance, to: now) }
  }

  @inline(never)
  private mutating func bringCredits(of instance: Int, to now: Instant) {
    guard let credits = timing.credits else { return }
    let account = timing.accounts[instance]
    timing.accounts[instance].balance = credits.balance(
      account.balance, after: now - account.updated,
      busy: Int(fleet.rows[instance].inService), of: Int(slots))
    timing.accounts[instance].updated = now
  }

  /// What the CPU credits of an instance make of a service that begins there.
  @inline(never)
  private func slowed(_ duration: Interval, on instance: Int) -> Interval {
    guard let credits = timing.credits else { return duration }
    return credits.duration(
      of: duration, balance: timing.accounts[instance].balance,
      busy: Int(fleet.rows[instance].inService), of: Int(slots))
  }
}

extension RequestRecord {
  @inline(__always)
  init(
    _ request: Request, of invocation: Invocation, _ outcome: RequestOutcome, latency: Interval,
    charge: RequestCharge
  ) {
    self.init(
      request: request.number, arrival: request.arrival, latency: latency, outcome: outcome,
      isCold: invocation.isCold, instance: Int(invocation.instanceNumber), charge: charge)
  }
}

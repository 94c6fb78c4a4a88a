import SimCore

// The life of an instance: creation, start, idling, expiry, draining, termination.
extension Platform {
  /// Makes a row for a new instance.
  @inlinable
  mutating func create(at now: Instant) -> Int {
    var row = Instance(number: created & Int(Int32.max), launched: now)
    created &+= 1
    fleet.instances &+= 1
    fleet.starting &+= 1
    ledger.instances.change(by: 1, at: now)
    ledger.timeline.create()
    if observer.seesEvents { observer.instance(row.number, .created, at: now) }
    let account = credits.map { CreditAccount(balance: $0.initial, updated: now) }
    if freeInstances.isEmpty {
      instances.append(row)
      if let account { accounts.append(account) }
      return instances.count &- 1
    }
    let instance = Int(freeInstances.removeLast())
    // A timer for the row that is still on the agenda finds nothing due.
    row.isTimed = instances[instance].isTimed
    instances[instance] = row
    if let account { accounts[instance] = account }
    return instance
  }

  /// Creates an instance, which will be ready after its start.
  @inlinable
  mutating func start(at now: Instant, _ agenda: inout Agenda) -> Int {
    let instance = create(at: now)
    let provisioning = capacity.provisioning(using: &streams.coldStarts)
    let startup = latency.startup(using: &streams.coldStarts)
    ledger.book(other: billing.charge(startup: startup.billed))
    keep(startup.preparation, for: instance)
    agenda.schedule(
      Event(kind: Kind.instanceReady, subject: instance),
      at: now
        + Interval(
          nanoseconds: min(
            provisioning.nanoseconds + startup.duration.nanoseconds, Interval.longest.nanoseconds)))
    return instance
  }

  /// Remembers what the first request of an instance takes longer, where its start has said it.
  @inline(never)
  @inlinable
  mutating func keep(_ preparation: Interval?, for instance: Int) {
    if preparation == nil && preparations.isEmpty { return }
    while preparations.count <= instance { preparations.append(nil) }
    preparations[instance] = preparation
  }

  /// What the first request of an instance takes longer.
  @inline(never)
  @inlinable
  mutating func preparation(of instance: Int) -> Interval {
    if instance < preparations.count, let known = preparations[instance] { return known }
    return latency.firstRequest(using: &streams.coldStarts)
  }

  /// The start of an instance is over: it serves the request it started for, else the queue.
  @inlinable
  mutating func becomeReady(_ instance: Int, at now: Instant, _ agenda: inout Agenda) {
    fleet.starting &-= 1
    fleet.ready &+= 1
    ledger.ready.change(by: 1, at: now)
    ledger.serving.change(by: 1, at: now)
    instances[instance].state = .ready
    if credits != nil { accounts[instance].updated = now }
    instances[instance].readyIndex = Int32(truncatingIfNeeded: readyInstances.count)
    readyInstances.append(Int32(truncatingIfNeeded: instance))
    if observer.seesEvents { observer.instance(instances[instance].number, .ready, at: now) }

    let bound = Int(instances[instance].bound)
    if bound >= 0 {
      instances[instance].bound = -1
      fleet.startingForOne &-= 1
      ledger.queueLength.change(by: -1, at: now)
      serveBatch(bound, on: instance, at: now, &agenda)
    }
    takeWaiting(instance, at: now, &agenda)
    if keepAlive != nil, !isKeepAliveTimed, longestFree >= 0, fleet.ready > minimumInstances {
      // Those that could not expire before, for there was only the minimum, now can.
      isKeepAliveTimed = true
      agenda.schedule(Event(kind: Kind.keepAliveEnds), at: now)
    }
  }

  /// An instance has room and nothing to take.
  ///
  /// One that serves a request at a time is known to be idle and in no list. Its row is then only
  /// written and never read, and nothing waits for it to come from memory.
  @inlinable
  @inline(__always)
  mutating func becomeFree(_ instance: Int, at now: Instant, _ agenda: inout Agenda) {
    let isIdle = concurrency == 1 || instances[instance].inService == 0
    if draining > 0 && instances[instance].state == .draining {
      if isIdle {
        ledger.serving.change(by: -1, at: now)
        agenda.schedule(
          Event(kind: Kind.instanceEnds, subject: instance), at: now + capacity.drainTime)
      }
      return
    }
    if isIdle {
      instances[instance].idleSince = now
      if let keepAlive, !isKeepAliveTimed {
        isKeepAliveTimed = true
        agenda.schedule(Event(kind: Kind.keepAliveEnds), at: now + keepAlive)
      }
      // Idle instances stand in the list in the order in which they became idle.
      if concurrency > 1 { unlist(instance) }
    }
    if concurrency == 1 || !instances[instance].isListed { list(instance) }
  }

  /// Adds an instance to those with room, as the newest.
  @inlinable
  @inline(__always)
  mutating func list(_ instance: Int) {
    let index = Int32(truncatingIfNeeded: instance)
    instances[instance].isListed = true
    if isProvisioned(instance) { return listProvisioned(instance) }
    instances[instance].previous = newestFree
    instances[instance].next = -1
    if newestFree >= 0 { instances[Int(newestFree)].next = index } else { longestFree = index }
    newestFree = index
    fleet.available &+= 1
  }

  /// Takes an instance out of those with room, if it is among them.
  @inlinable
  @inline(__always)
  mutating func unlist(_ instance: Int) {
    guard instances[instance].isListed else { return }
    instances[instance].isListed = false
    if isProvisioned(instance) { return unlistProvisioned(instance) }
    let previous = instances[instance].previous
    let next = instances[instance].next
    if previous >= 0 { instances[Int(previous)].next = next } else { longestFree = next }
    if next >= 0 { instances[Int(next)].previous = previous } else { newestFree = previous }
    fleet.available &-= 1
  }

  /// The keep-alive timer fires: every instance that has been idle for so long ends.
  ///
  /// One timer serves all instances. Those that are idle stand in the list of instances with room
  /// in the order in which they became so; the first of them is the next to expire, and the timer
  /// is set for it. An instance that is used again leaves the list, and a timer that was set for it
  /// finds the next one. The timer never fires too late, because whoever becomes idle after it was
  /// set expires after it fires. At the minimum of instances nobody expires, and no timer is set
  /// until another becomes idle.
  @inlinable
  mutating func keepAliveEnds(at now: Instant, _ agenda: inout Agenda) {
    isKeepAliveTimed = false
    guard let keepAlive else { return }
    var index = longestFree
    while index >= 0 && fleet.ready > minimumInstances {
      let instance = Int(index)
      let row = instances[instance]
      index = row.next
      // With several requests an instance, one that has room need not be idle.
      if row.inService > 0 { continue }
      let due = row.idleSince + keepAlive
      if due <= now {
        ledger.serving.change(by: -1, at: now)
        terminate(instance, as: .revoked, at: now)
        continue
      }
      isKeepAliveTimed = true
      agenda.schedule(Event(kind: Kind.keepAliveEnds), at: due)
      return
    }
  }

  /// Ends an instance that serves nothing.
  @inlinable
  mutating func terminate(_ instance: Int, as change: InstanceChange, at now: Instant) {
    unlist(instance)
    leaveReady(instance, at: now)
    fleet.instances &-= 1
    ledger.instances.change(by: -1, at: now)
    let row = instances[instance]
    if row.state == .draining { draining &-= 1 }
    ledger.instanceCost += billing.charge(instance: now - row.launched)
    if observer.seesEvents { observer.instance(row.number, change, at: now) }
    instances[instance].state = .none
    freeInstances.append(Int32(truncatingIfNeeded: instance))
  }

  /// Takes an instance out of the ready ones, if it is among them.
  @inlinable
  mutating func leaveReady(_ instance: Int, at now: Instant) {
    let place = Int(instances[instance].readyIndex)
    guard place >= 0 else { return }
    let last = readyInstances.removeLast()
    if Int(last) != instance {
      readyInstances[place] = last
      instances[Int(last)].readyIndex = Int32(truncatingIfNeeded: place)
    }
    instances[instance].readyIndex = -1
    fleet.ready &-= 1
    ledger.ready.change(by: -1, at: now)
  }

  /// Lets an instance finish what it has and then go.
  @inlinable
  mutating func drain(_ instance: Int, at now: Instant, _ agenda: inout Agenda) {
    unlist(instance)
    leaveReady(instance, at: now)
    instances[instance].state = .draining
    draining &+= 1
    if observer.seesEvents { observer.instance(instances[instance].number, .draining, at: now) }
    // Whom it let wait for others has nobody to wait for now.
    takeBatches(instance, at: now, &agenda)
    if instances[instance].inService == 0 { becomeFree(instance, at: now, &agenda) }
  }

  /// Brings the CPU credits of an instance up to date, before its load changes.
  @inlinable
  @inline(__always)
  mutating func settleCredits(of instance: Int, at now: Instant) {
    guard let credits else { return }
    let account = accounts[instance]
    accounts[instance].balance = credits.balance(
      account.balance, after: now - account.updated,
      busy: Double(instances[instance].inService) / Double(concurrency))
    accounts[instance].updated = now
  }
}

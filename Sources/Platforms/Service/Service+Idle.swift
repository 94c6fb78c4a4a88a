import SimCore

// How long instances are kept: idle ones by the plan or by the policy, all of them by their age.
extension Service {
  /// An instance has become idle, and nothing is set that would end it.
  @inline(never)
  mutating func idleBegins(_ instance: Int, at now: Instant, _ agenda: inout Agenda) {
    if let keepAlive = lifetimes.keepAlive {
      lifetimes.setTimed(true)
      agenda.schedule(Event(kind: Kind.keepAliveEnds), at: now + keepAlive)
    } else if lifetimes.hasLeases && !fleet.isProvisioned(instance) {
      while lifetimes.leases.count <= instance { lifetimes.leases.append(Lifetimes.Lease()) }
      endHold(of: instance)
      if let drawn = lifetimes.drawn {
        grant(drawn.sample(using: &timing.streams.idling), to: instance, at: now, &agenda)
        lifetimes.leases[instance].isOver = true
        return
      }
      lifetimes.leases[instance].isOver = false
      let time = askPolicy(instance, at: now)
      grant(time, to: instance, at: now, &agenda)
    }
  }

  /// Those that could not expire before, for there was only the minimum, now can.
  mutating func minimumIsExceeded(at now: Instant, _ agenda: inout Agenda) {
    if lifetimes.keepAlive != nil {
      if lifetimes.isTimed || fleet.room.isEmpty { return }
      lifetimes.setTimed(true)
      agenda.schedule(Event(kind: Kind.keepAliveEnds), at: now)
    } else if lifetimes.held > 0 {
      var index = fleet.room.first
      while index >= 0 {
        if lifetimes.leases[Int(index)].isHeld { setLeaseTimer(Int(index), at: now, &agenda) }
        index = fleet.rows[Int(index)].room.next
      }
    }
  }

  /// The keep-alive timer fires: every instance that has been idle for so long ends.
  ///
  /// One timer serves all instances. Those that are idle stand in the list of instances with room
  /// in the order in which they became so; the first of them is the next to expire, and the timer
  /// is set for it. An instance that is used again leaves the list, and a timer that was set for it
  /// finds the next one. The timer never fires too late, because whoever becomes idle after it was
  /// set expires after it fires. At the minimum of instances nobody expires, and no timer is set
  /// until another becomes idle.
  mutating func keepAliveEnds(at now: Instant, _ agenda: inout Agenda) {
    lifetimes.setTimed(false)
    guard let keepAlive = lifetimes.keepAlive else { return }
    if routing == nil && dispatch.shared.head >= 0 && fleet.count.available > 0 {
      // Whoever waits although there is room waits for a batch, and the instances with it.
      let due = dispatch.due(dispatch.shared, invocations.rows)
      lifetimes.setTimed(true)
      return agenda.schedule(Event(kind: Kind.keepAliveEnds), at: max(due, now))
    }
    var next = Instant.never
    var index = fleet.room.first
    while index >= 0 && fleet.count.ready > fleet.minimum {
      let instance = Int(index)
      let row = fleet.rows[instance]
      index = row.room.next
      // With several requests an instance, one that has room need not be idle.
      if row.inService > 0 { continue }
      if row.queue.count > 0 {
        // They wait for a batch; if they give up instead, the instance is idle still.
        next = min(next, dispatch.due(row.queue, invocations.rows))
        continue
      }
      let due = row.idleSince + keepAlive
      if due <= now {
        expire(instance, at: now)
        continue
      }
      next = min(next, due)
      break
    }
    if next < .never {
      lifetimes.setTimed(true)
      agenda.schedule(Event(kind: Kind.keepAliveEnds), at: max(next, now))
    }
  }

  private mutating func expire(_ instance: Int, at now: Instant) {
    metering.ledger.serving.change(by: -1, at: now)
    terminate(instance, as: .revoked, at: now)
  }

  // MARK: What the policy grants

  private mutating func askPolicy(_ instance: Int, at now: Instant) -> Interval? {
    let row = fleet.rows[instance]
    let idle = IdleInstance(
      number: row.number, created: row.launched, idleSince: row.idleSince,
      isLongestIdle: isLongestIdle(instance))
    return capacity.keep(idle, fleet: view, at: now, memory: &memory)
  }

  /// Whether no instance has been idle for longer; O(1) where an instance has one slot, for those
  /// that serve something stand among them where it has several.
  private func isLongestIdle(_ instance: Int) -> Bool {
    var index = fleet.room.first
    while index >= 0 && index != instance && fleet.rows[Int(index)].inService > 0 {
      index = fleet.rows[Int(index)].room.next
    }
    return index == instance
  }

  private mutating func grant(
    _ time: Interval?, to instance: Int, at now: Instant, _ agenda: inout Agenda
  ) {
    guard let time else {
      lifetimes.leases[instance].ends = .never
      return
    }
    lifetimes.leases[instance].isOver = time <= .zero
    let end = now + max(min(time, .longest), .zero)
    lifetimes.leases[instance].ends = end
    // A timer that is set already for an earlier time finds the later end when it fires.
    if end <= now || lifetimes.leases[instance].timer > end {
      setLeaseTimer(instance, at: end, &agenda)
    }
  }

  private mutating func setLeaseTimer(
    _ instance: Int, at time: Instant, _ agenda: inout Agenda
  ) {
    lifetimes.leases[instance].timer = time
    agenda.schedule(Event(kind: Kind.leaseEnds, subject: instance), at: time)
  }

  private mutating func endHold(of instance: Int) {
    if lifetimes.leases[instance].isHeld {
      lifetimes.leases[instance].isHeld = false
      lifetimes.held &-= 1
    }
  }

  /// A timer of a lease fires: it may have ended, or been granted anew, or be another instance's.
  mutating func leaseEnds(_ instance: Int, at now: Instant, _ agenda: inout Agenda) {
    guard lifetimes.leases[instance].timer == now else { return }
    lifetimes.leases[instance].timer = .never
    let row = fleet.rows[instance]
    guard row.state == .ready && row.inService == 0 && lifetimes.leases[instance].ends < .never
    else { return }
    if row.queue.count > 0 {
      return setLeaseTimer(
        instance, at: max(dispatch.due(row.queue, invocations.rows), now), &agenda)
    }
    if lifetimes.leases[instance].ends > now {
      return setLeaseTimer(instance, at: lifetimes.leases[instance].ends, &agenda)
    }
    if !lifetimes.leases[instance].isOver {
      let time = askPolicy(instance, at: now)
      if time.map({ $0 > .zero }) ?? true { return grant(time, to: instance, at: now, &agenda) }
      lifetimes.leases[instance].isOver = true
    }
    endHold(of: instance)
    if fleet.count.ready > fleet.minimum {
      expire(instance, at: now)
    } else {
      lifetimes.leases[instance].isHeld = true
      lifetimes.held &+= 1
    }
  }

  // MARK: Age

  /// Sets the end of a new instance by its age.
  mutating func limitAge(of instance: Int, at now: Instant, _ agenda: inout Agenda) {
    guard let age = lifetimes.greatestAge, !fleet.isProvisioned(instance) else { return }
    agenda.schedule(Event(kind: Kind.ageEnds, subject: instance), at: now + age)
  }

  /// Whether an instance is beyond the greatest age.
  func isTooOld(_ instance: Int, at now: Instant) -> Bool {
    guard let age = lifetimes.greatestAge, !fleet.isProvisioned(instance) else { return false }
    return fleet.rows[instance].launched + age <= now
  }

  /// An instance reaches its greatest age, unless its row is a younger one's by now: it takes no
  /// more requests, and is replaced where there would be fewer than there must be.
  mutating func ageEnds(_ instance: Int, at now: Instant, _ agenda: inout Agenda) {
    // One that is starting still serves who waits for it.
    guard fleet.rows[instance].state == .ready && isTooOld(instance, at: now) else { return }
    drain(instance, at: now, &agenda)
    let coming = fleet.count.starting + lifetimes.replacements
    if fleet.count.ready + coming < fleet.minimum { _ = start(at: now, &agenda) }
  }
}

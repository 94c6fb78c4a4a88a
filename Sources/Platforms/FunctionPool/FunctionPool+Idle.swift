import Documents
import SimCore

// How long instances are kept.
extension FunctionPool {
  /// An instance has nothing to serve.
  @inline(__always)
  mutating func becomeIdle(_ row: Int, of function: Int, at now: Instant, _ agenda: inout Agenda) {
    instances[row].state = .idle
    instances[row].since = now
    functions[function].idle.append(row, in: &instances)
    if let keepAlive = setup.fixedKeepAlive {
      if !functions[function].isTimed {
        functions[function].isTimed = true
        agenda.schedule(
          Event(kind: Kind.keepAliveEnds, subject: function), at: now + keepAlive)
      }
    } else {
      idleBegins(row, of: function, at: now, &agenda)
    }
  }

  /// An instance leaves the idle ones of its function, to serve or to end.
  @inline(__always)
  mutating func leaveIdle(_ row: Int, of function: Int, at now: Instant) {
    functions[function].idle.remove(row, in: &instances)
    counters[function].idleTime &+= Int128((now - instances[row].since).nanoseconds)
  }

  /// Ends the instances of a function that have been idle for as long as all are kept.
  mutating func keepAliveEnds(_ function: Int, at now: Instant, _ agenda: inout Agenda) {
    functions[function].isTimed = false
    guard let keepAlive = setup.fixedKeepAlive else { return }
    while !functions[function].idle.isEmpty {
      let row = Int(functions[function].idle.first)
      let due = instances[row].since + keepAlive
      if due > now {
        functions[function].isTimed = true
        return agenda.schedule(Event(kind: Kind.keepAliveEnds, subject: function), at: due)
      }
      expire(row, at: now)
    }
  }

  /// Ends an idle instance.
  mutating func expire(_ row: Int, at now: Instant) {
    let function = Int(instances[row].function)
    leaveIdle(row, of: function, at: now)
    metering.ledger.ready.change(by: -1, at: now)
    metering.ledger.serving.change(by: -1, at: now)
    remove(row, as: .revoked, at: now)
  }

  /// Frees the row of an instance that has left everything else.
  mutating func remove(_ row: Int, as change: InstanceChange, at now: Instant) {
    let instance = instances[row]
    let function = Int(instance.function)
    metering.ledger.instances.change(by: -1, at: now)
    metering.charge(instance: now - instance.launched)
    counters[function].instanceTime &+= Int128((now - instance.launched).nanoseconds)
    if recorder.seesEvents { recorder.observer.instance(instance.number, change, at: now) }
    functions[function].instances &-= 1
    used -= setup.profiles[function].memory.bytes
    if functions[function].instances == 0 { cache?.isEmpty(function) }
    present &-= 1
    instances[row].state = .none
    freeRows.append(Int32(truncatingIfNeeded: row))
  }

  // MARK: Each instance by itself

  /// An instance becomes idle where each is kept for a time of its own.
  @inline(never)
  private mutating func idleBegins(
    _ row: Int, of function: Int, at now: Instant, _ agenda: inout Agenda
  ) {
    switch setup.keepAlive {
    case .greedyDual:
      instances[row].clock = cache?.clock ?? 0
      cache?.becameIdle(function, clock: instances[row].clock)
    case .hybridHistogram: keepByHistogram(row, of: function, at: now, &agenda)
    case .platform:
      if case .drawn(let distribution) = setup.capacity.keepAlive.idleLifetime {
        let time = distribution.sample(using: &draws[function].streams.idling)
        instances[row].isLast = true
        grant(time, to: row, at: now, &agenda)
      } else {
        instances[row].isLast = false
        grant(askLaw(row, at: now), to: row, at: now, &agenda)
      }
    }
  }

  /// For how long the platform keeps an idle instance before it looks again.
  private mutating func askLaw(_ row: Int, at now: Instant) -> Interval {
    let function = Int(instances[row].function)
    let instance = instances[row]
    let idle = IdleInstance(
      number: instance.number, created: instance.launched, idleSince: instance.since,
      isLongestIdle: Int(functions[function].idle.first) == row)
    return setup.capacity.keepAlive.keep(
      idle, of: Int(functions[function].instances), at: now, memory: &keepMemories[function])
  }

  private mutating func grant(
    _ time: Interval, to row: Int, at now: Instant, _ agenda: inout Agenda
  ) {
    if time <= .zero { instances[row].isLast = true }
    let end = now + max(min(time, .longest), .zero)
    instances[row].ends = end
    // A timer that is set already for an earlier time finds the later end when it fires.
    if end <= now || instances[row].timer > end {
      instances[row].timer = end
      agenda.schedule(Event(kind: Kind.leaseEnds, subject: row), at: end)
    }
  }

  /// The timer of an instance fires: its time may be over, or longer now, or be another's.
  mutating func leaseEnds(_ row: Int, at now: Instant, _ agenda: inout Agenda) {
    guard instances[row].timer == now else { return }
    instances[row].timer = .never
    guard instances[row].state == .idle else { return }
    if instances[row].ends > now {
      let end = instances[row].ends
      instances[row].timer = end
      return agenda.schedule(Event(kind: Kind.leaseEnds, subject: row), at: end)
    }
    if !instances[row].isLast {
      let time = askLaw(row, at: now)
      if time > .zero { return grant(time, to: row, at: now, &agenda) }
    }
    expire(row, at: now)
  }

  // MARK: By the histogram

  /// Counts the time for which a function had nothing to do, when it is called again.
  mutating func noteIdleTime(of function: Int, at now: Instant) {
    let state = functions[function]
    functions[function].preWarming = .never
    if state.held == 0 && state.wasCalled { histograms?.add(now - state.lastEnd, to: function) }
    functions[function].wasCalled = true
  }

  private mutating func keepByHistogram(
    _ row: Int, of function: Int, at now: Instant, _ agenda: inout Agenda
  ) {
    guard let windows = histograms?.windows(of: function) else { return }
    instances[row].isLast = true
    let isLast = functions[function].held == 0 && functions[function].lastEnd == now
    guard isLast && windows.preWarming > .zero else {
      let end = functions[function].lastEnd + windows.end
      let time = functions[function].held == 0 ? max(end - now, .zero) : windows.end
      return grant(time, to: row, at: now, &agenda)
    }
    while !functions[function].idle.isEmpty {
      expire(Int(functions[function].idle.first), at: now)
    }
    let time = now + windows.preWarming
    functions[function].preWarming = time
    agenda.schedule(Event(kind: Kind.preWarming, subject: function), at: time)
  }

  /// Starts an instance ahead of the request that is expected, unless one has come meanwhile.
  mutating func preWarm(_ function: Int, at now: Instant, _ agenda: inout Agenda) {
    guard functions[function].preWarming == now else { return }
    functions[function].preWarming = .never
    guard functions[function].instances == 0,
      setup.capacity.starts.take(1, from: &bucket, at: now) > 0
    else { return }
    counters[function].preWarmed &+= 1
    let row = create(function, at: now, &agenda)
    let startup = setup.latency.startup(using: &draws[function].streams.coldStarts)
    let preparation = min(
      startup.preparation
        ?? setup.latency.firstRequest(using: &draws[function].streams.coldStarts), .longest)
    metering.charge(startup: startup.billed)
    metering.charge(warmUp: preparation)
    let start = min(min(startup.duration, .longest) + preparation, .longest)
    agenda.schedule(Event(kind: Kind.instanceReady, subject: row), at: now + start)
  }

  // MARK: By the memory

  /// Ends idle instances until there is room for one more of a function.
  ///
  /// - Returns: whether there is.
  mutating func makeRoom(for function: Int, at now: Instant) -> Bool {
    guard case .greedyDual(let memory) = setup.keepAlive else { return true }
    let size = setup.profiles[function].memory.bytes
    while used + size > memory.bytes {
      let victim = takeVictim()
      guard let victim else { return false }
      expire(Int(functions[victim].idle.first), at: now)
      if !functions[victim].idle.isEmpty {
        let oldest = Int(functions[victim].idle.first)
        cache?.becameIdle(victim, clock: instances[oldest].clock)
      }
    }
    return true
  }

  private mutating func takeVictim() -> Int? {
    guard var own = cache.take() else { return nil }
    let victim = own.victim { function in
      functions[function].idle.isEmpty
        ? nil : instances[Int(functions[function].idle.first)].clock
    }
    cache = consume own
    return victim
  }

  // MARK: By age

  /// Whether an instance is beyond the greatest age.
  func isTooOld(_ row: Int, at now: Instant) -> Bool {
    guard let age = setup.capacity.greatestAge else { return false }
    return instances[row].launched + age <= now
  }

  /// An instance reaches its greatest age, unless its row is a younger one's by now.
  mutating func ageEnds(_ row: Int, at now: Instant) {
    let state = instances[row].state
    guard (state == .idle || state == .serving) && isTooOld(row, at: now) else { return }
    endByAge(row, at: now)
  }

  /// Lets a ready instance take no more requests.
  mutating func endByAge(_ row: Int, at now: Instant) {
    if instances[row].state == .idle { return expire(row, at: now) }
    if instances[row].isTooOld { return }
    instances[row].isTooOld = true
    metering.ledger.ready.change(by: -1, at: now)
  }
}

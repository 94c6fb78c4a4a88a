import Documents
import SimCore

// The start of an instance, the service of a request, and its end.
extension FunctionPool {
  /// Creates an instance for a request, which waits for it alone, or refuses the request.
  @inline(never)
  mutating func startForRequest(
    _ request: PooledRequest, _ function: Int, at now: Instant, _ agenda: inout Agenda
  ) {
    guard setup.capacity.starts.take(1, from: &bucket, at: now) > 0 else {
      return throttle(request, function, .starts, at: now)
    }
    guard makeRoom(for: function, at: now) else {
      return throttle(request, function, .memory, at: now)
    }
    let row = create(function, at: now, &agenda)
    let startup = setup.latency.startup(using: &draws[function].streams.coldStarts)
    metering.charge(startup: startup.billed)
    keep(startup.preparation, for: row)
    hold(1, function)
    instances[row].hold(request)
    metering.ledger.queueLength.change(by: 1, at: now)
    agenda.schedule(
      Event(kind: Kind.instanceReady, subject: row), at: now + min(startup.duration, .longest))
  }

  /// Makes a row for a new instance, which is starting.
  mutating func create(_ function: Int, at now: Instant, _ agenda: inout Agenda) -> Int {
    let instance = PooledInstance(
      number: created, launched: now, since: now, function: Int32(truncatingIfNeeded: function))
    created &+= 1
    present &+= 1
    functions[function].instances &+= 1
    counters[function].instancesCreated &+= 1
    used += setup.profiles[function].memory.bytes
    metering.ledger.instances.change(by: 1, at: now)
    metering.ledger.timeline.create()
    let row: Int
    if freeRows.isEmpty {
      instances.append(instance)
      row = instances.count &- 1
    } else {
      row = Int(freeRows.removeLast())
      instances[row] = instance
    }
    if recorder.seesEvents { recorder.observer.instance(instance.number, .created, at: now) }
    if let age = setup.capacity.greatestAge {
      agenda.schedule(Event(kind: Kind.ageEnds, subject: row), at: now + age)
    }
    return row
  }

  private mutating func keep(_ preparation: Interval?, for row: Int) {
    if preparation == nil && preparations.isEmpty { return }
    while preparations.count <= row { preparations.append(nil) }
    preparations[row] = preparation
  }

  /// What the first request of an instance takes longer.
  mutating func preparation(of row: Int, _ function: Int) -> Interval {
    if row < preparations.count, let known = preparations[row] { return known }
    return setup.latency.firstRequest(using: &draws[function].streams.coldStarts)
  }

  /// The start of an instance is over.
  mutating func becomeReady(_ row: Int, at now: Instant, _ agenda: inout Agenda) {
    metering.ledger.ready.change(by: 1, at: now)
    metering.ledger.serving.change(by: 1, at: now)
    if recorder.seesEvents { recorder.observer.instance(instances[row].number, .ready, at: now) }
    let function = Int(instances[row].function)
    if instances[row].request.number < 0 {
      instances[row].hasServed = true
      becomeIdle(row, of: function, at: now, &agenda)
      if isTooOld(row, at: now) { endByAge(row, at: now) }
      return
    }
    metering.ledger.queueLength.change(by: -1, at: now)
    serve(row, of: function, at: now, &agenda)
    if isTooOld(row, at: now) { endByAge(row, at: now) }
  }

  /// Begins to serve the request of an instance.
  @inline(__always)
  mutating func serve(_ row: Int, of function: Int, at now: Instant, _ agenda: inout Agenda) {
    metering.ledger.inService.change(by: 1, at: now)
    var duration = draws[function].execution(of: instances[row].request.place)
    var isCold = false
    if !instances[row].hasServed {
      isCold = true
      instances[row].hasServed = true
      duration = min(duration, .longest) + min(preparation(of: row, function), .longest)
    } else if recorder.seesEvents {
      recorder.observer.instance(instances[row].number, .reused, at: now)
    }
    let isCutShort = duration > setup.executionLimit
    if isCutShort { duration = setup.executionLimit }
    instances[row].isCold = isCold
    instances[row].isCutShort = isCutShort
    instances[row].state = .serving
    instances[row].since = now
    agenda.schedule(Event(kind: Kind.serviceEnds, subject: row), at: now + duration)
  }

  /// A service ends.
  @inline(__always)
  mutating func serviceEnds(_ row: Int, at now: Instant, _ agenda: inout Agenda) {
    metering.ledger.inService.change(by: -1, at: now)
    let instance = instances[row]
    let function = Int(instance.function)
    let execution = now - instance.since
    let charge = metering.charge(execution, isProvisioned: false)
    let latency = now - instance.request.arrival + network(function)
    let isLate = instance.isCutShort || setup.client.timeout.map { latency > $0 } ?? false
    counters[function].busyTime &+= Int128(execution.nanoseconds)
    if instance.isCold { counters[function].coldStarts &+= 1 }
    if !isLate {
      counters[function].succeeded &+= 1
      counters[function].latencySum &+= Int128(latency.nanoseconds)
      sketches.add(latency, to: function)
    }
    book(
      instance.request, isLate ? .timedOut : .succeeded, isCold: instance.isCold, latency: latency,
      instance: instance.number, charge: charge)
    hold(-1, function)
    instances[row].request.number = -1
    if functions[function].held == 0 { functions[function].lastEnd = now }
    if instance.isTooOld {
      metering.ledger.serving.change(by: -1, at: now)
      remove(row, as: .terminated, at: now)
    } else {
      becomeIdle(row, of: function, at: now, &agenda)
    }
  }

  /// The time of a request and its answer on the network.
  @inline(__always)
  private mutating func network(_ function: Int) -> Interval {
    setup.latency.networkTime.sample(using: &draws[function].streams.network)
  }
}

import SimCore

// The arrival of an invocation: served, made to wait, or refused.
extension Service {
  /// An invocation arrives where all share one queue.
  @inline(__always)
  mutating func arriveAtPool(_ row: Int, at now: Instant, _ agenda: inout Agenda) {
    invocations.received &+= 1
    if !Capacity.scalesPerRequest {
      admitAtPool(row, at: now, &agenda)
    } else if fleet.count.available > 0 {
      serve(row, on: fleet.nextFree, at: now, &agenda)
    } else {
      arriveWithoutIdle(row, at: now, &agenda)
    }
  }

  /// An invocation arrives where none finds an idle instance.
  @inline(never)
  private mutating func arriveWithoutIdle(_ row: Int, at now: Instant, _ agenda: inout Agenda) {
    admitAtPool(row, at: now, &agenda)
  }

  /// Does with an invocation what the policy says.
  @inline(__always)
  private mutating func admitAtPool(_ row: Int, at now: Instant, _ agenda: inout Agenda) {
    let admission =
      capacity.backlogOfServers >= 0
      ? Backlog.admit(
        available: fleet.count.available, queueLength: Int(dispatch.shared.count),
        upTo: capacity.backlogOfServers) : askPolicy(at: now)
    switch admission {
    case .serve:
      precondition(
        fleet.count.available > 0, "a policy let a request be served where there is no room")
      serve(row, on: fleet.nextFree, at: now, &agenda)
    case .startInstance: startInstance(for: row, at: now, &agenda)
    case .wait(let starting): wait(row, starting: starting, at: now, &agenda)
    case .refuse(let refusal): refuse(row, refusal, at: now)
    }
  }

  /// An invocation arrives where each instance has a queue of its own.
  mutating func arriveAtInstance(
    _ row: Int, _ routing: Routing, at now: Instant, _ agenda: inout Agenda
  ) {
    invocations.received &+= 1
    let instance = dispatch.route(routing, fleet, using: &timing.streams.routing)
    let admission =
      capacity.backlogOfServers >= 0 && instance >= 0
      ? Backlog.admit(
        available: Int(slots &- fleet.rows[instance].inService),
        queueLength: Int(fleet.rows[instance].queue.count), upTo: capacity.backlogOfServers)
      : askPolicy(sending: instance, at: now)
    switch admission {
    case .serve:
      precondition(
        instance >= 0 && fleet.rows[instance].inService < slots,
        "a policy let a request be served where there is no room")
      serve(row, on: instance, at: now, &agenda)
    case .startInstance: startInstance(for: row, at: now, &agenda)
    case .wait(let starting):
      send(row, to: instance)
      wait(row, starting: starting, at: now, &agenda)
    case .refuse(let refusal): refuse(row, refusal, at: now)
    }
    if instance >= 0 { fleet.rank(instance) }
  }

  /// Asks the policy what to do with an invocation; apart, so that nobody else writes a view of the
  /// fleet to memory.
  @inline(never)
  private mutating func askPolicy(at now: Instant) -> Admission {
    capacity.admit(view, at: now, memory: &memory)
  }

  /// The same where the invocation is sent to an instance; -1 for none.
  @inline(never)
  private mutating func askPolicy(sending instance: Int, at now: Instant) -> Admission {
    capacity.admit(view(of: instance), at: now, memory: &memory)
  }

  /// What the policy sees where the invocation at hand is sent to an instance; -1 for none.
  func view(of instance: Int) -> FleetView {
    var view = view
    view.available = 0
    if instance >= 0 {
      view.available = fleet.rows[instance].inService < slots ? 1 : 0
      view.queueLength = Int(fleet.rows[instance].queue.count)
    }
    return view
  }

  /// Sends an invocation to the queue of an instance; -1 for the one that all share.
  @inline(__always)
  mutating func send(_ row: Int, to instance: Int) {
    invocations.rows[row].instance = Int32(truncatingIfNeeded: instance)
    if instance >= 0 {
      invocations.rows[row].instanceNumber =
        Int32(truncatingIfNeeded: fleet.rows[instance].number)
    }
  }

  /// Creates an instance for an invocation, which waits for that instance alone.
  mutating func startInstance(for row: Int, at now: Instant, _ agenda: inout Agenda) {
    let instance = start(at: now, &agenda)
    fleet.rows[instance].bound = Int32(truncatingIfNeeded: row)
    fleet.count.startingForOne &+= 1
    invocations.rows[row].state = .bound
    send(row, to: instance)
    metering.ledger.queueLength.change(by: 1, at: now)
  }

  /// Lets an invocation wait in its queue, and creates some instances.
  @inline(__always)
  mutating func wait(_ row: Int, starting: Int, at now: Instant, _ agenda: inout Agenda) {
    wait(row, at: now, &agenda)
    for _ in 0..<max(starting, 0) where !effort.isStopped { _ = start(at: now, &agenda) }
  }

  /// Puts an invocation into the queue of its instance or, without one, into the shared queue.
  mutating func wait(_ row: Int, at now: Instant, _ agenda: inout Agenda) {
    dispatch.enter(row, &invocations.rows, &fleet.rows)
    metering.ledger.queueLength.change(by: 1, at: now)
    if !scaling.isDue { scheduleEvaluation(after: now, &agenda) }
    if let timeout = clients.timeout {
      clients.patient.append(row, in: &invocations.rows)
      if !clients.isTimed {
        clients.isTimed = true
        agenda.schedule(
          Event(kind: Kind.clientGivesUp), at: invocations.rows[row].request.arrival + timeout)
      }
    }
  }

  /// Takes a waiting invocation out of its queue.
  @inline(__always)
  mutating func leaveQueue(_ row: Int, at now: Instant) {
    dispatch.leave(row, &invocations.rows, &fleet.rows)
    metering.ledger.queueLength.change(by: -1, at: now)
    if clients.timeout != nil && !invocations.rows[row].isAbandoned {
      clients.patient.remove(row, in: &invocations.rows)
    }
  }

  /// Notes that the queue of an instance, if it was one, is shorter by an invocation that has left.
  mutating func rankPlace(of row: Int) {
    let instance = Int(invocations.rows[row].instance)
    if instance >= 0 { fleet.rank(instance) }
  }

  /// Books the outcome of an invocation that the platform does not take.
  mutating func refuse(_ row: Int, _ refusal: Refusal, at now: Instant) {
    invocations.refused &+= 1
    dismiss(row, refusal == .throttled ? .throttled : .backlogFull, at: now)
  }

  /// Books the outcome of an invocation that the platform does not take, or takes no longer.
  mutating func dismiss(_ row: Int, _ outcome: RequestOutcome, at now: Instant) {
    if recorder.seesEvents {
      recorder.observer.refused(invocations.rows[row].request.number, outcome, at: now)
      forEachOther(of: row) { service, request in
        service.recorder.observer.refused(request.number, outcome, at: now)
      }
    }
    bookAll(row, outcome, charge: .none) { now - $0 }
    release(row)
  }

  /// The oldest waiting clients give up.
  mutating func clientsGiveUp(at now: Instant, _ agenda: inout Agenda) {
    guard let timeout = clients.timeout else { return }
    clients.isTimed = false
    while !clients.patient.isEmpty {
      let row = Int(clients.patient.first)
      let deadline = invocations.rows[row].request.arrival + timeout
      if deadline > now {
        clients.isTimed = true
        agenda.schedule(Event(kind: Kind.clientGivesUp), at: deadline)
        return
      }
      if dispatch.keepsAbandoned {
        clients.patient.remove(row, in: &invocations.rows)
        invocations.rows[row].isAbandoned = true
      } else {
        leaveQueue(row, at: now)
        rankPlace(of: row)
        clients.left &+= 1
      }
      bookAll(row, .timedOut, charge: .none) { deadline - $0 }
      if !dispatch.keepsAbandoned { release(row) }
    }
  }
}

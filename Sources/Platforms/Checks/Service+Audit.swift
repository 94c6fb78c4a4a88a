import SimCore

// The books of a service against its rows, counted anew. What a service knows as a number (how
// many instances are ready, how many requests wait) must be what its tables and queues hold.
extension Service {
  /// Counts everything anew.
  ///
  /// - Complexity: O(n) for n rows of instances and requests.
  /// - Returns: the first thing that does not add up; nil where all does.
  func audit(at now: Instant) -> InvariantViolation? {
    var check = InvariantCheck(at: now)
    auditFleet(&check)
    auditRoom(&check)
    auditQueues(&check)
    auditBatches(&check)
    auditRequests(&check)
    return check.violation
  }

  /// An instance as messages name it.
  private func name(_ instance: Int) -> String { "instance \(fleet.rows[instance].number)" }

  private func count(_ state: Instance.State) -> Int {
    var count = 0
    for index in 0..<fleet.rows.count where fleet.rows[index].state == state { count += 1 }
    return count
  }

  private func auditFleet(_ check: inout InvariantCheck) {
    let (starting, ready, draining) = (count(.starting), count(.ready), count(.draining))
    check.equal(
      fleet.count.instances, starting + ready + draining, "the instances are not in the rows")
    check.equal(fleet.count.starting, starting, "the starting instances are not in the rows")
    check.equal(fleet.count.ready, ready, "the ready instances are not in the rows")
    check.equal(
      metering.ledger.instances.value, fleet.count.instances, "the level of instances is off")
    check.equal(metering.ledger.ready.value, ready, "the level of ready instances is off")
    check.equal(fleet.ready.count, ready, "the list of ready instances has another length")
    check.equal(
      fleet.freeRows.count + fleet.count.instances, fleet.rows.count, "a row of an instance is lost"
    )
    var serving = ready
    var busy = 0
    for index in 0..<fleet.rows.count {
      let row = fleet.rows[index]
      if row.state == .none { continue }
      auditInstance(index, &check)
      if row.state == .draining && row.inService > 0 { serving += 1 }
      if row.inService > 0 { busy += 1 }
      let mayExpire =
        lifetimes.keepAlive != nil && fleet.count.ready > fleet.minimum
        && index >= fleet.provisioned
      if mayExpire && row.state == .ready && row.inService == 0 {
        check.holds(lifetimes.isTimed, "\(name(index)) is idle and no keep-alive timer is set")
      }
    }
    check.equal(metering.ledger.serving.value, serving, "the level of serving instances is off")
    let level = slots == 1 ? metering.ledger.inService : metering.ledger.busy
    check.equal(level.value, busy, "the level of busy instances is off")
  }

  /// One instance: no more in service than it may have, and its place among the ready ones.
  func auditInstance(_ instance: Int, _ check: inout InvariantCheck) {
    let row = fleet.rows[instance]
    check.within(
      row.inService, 0...slots,
      "\(name(instance)) serves more requests at a time than it may, or less than none")
    switch row.state {
    case .ready:
      let isThere =
        row.readyIndex >= 0 && Int(row.readyIndex) < fleet.ready.count
        && Int(fleet.ready[Int(row.readyIndex)]) == instance
      check.holds(isThere, "\(name(instance)) has lost its place among the ready ones")
      if case .leastOutstanding? = routing, isThere {
        check.equal(
          fleet.order[Int(row.readyIndex)], row.outstanding,
          "\(name(instance)) is ranked by another number of requests than it has")
      }
    case .draining:
      check.equal(row.readyIndex, -1, "\(name(instance)) drains and is among the ready ones")
      check.holds(
        row.inService > 0 || row.queue.count == 0, "\(name(instance)) drains and forgot its queue")
    case .starting:
      check.equal(row.inService, 0, "\(name(instance)) serves before it is ready")
      if row.bound >= 0 {
        let invocation = invocations.rows[Int(row.bound)]
        check.holds(
          invocation.state == .bound && Int(invocation.instance) == instance,
          "the request that \(name(instance)) starts for is tied elsewhere")
      }
    case .none: return
    }
  }

  /// The lists of instances with room.
  private func auditRoom(_ check: inout InvariantCheck) {
    var listed = 0
    for index in 0..<fleet.rows.count where fleet.rows[index].state != .none {
      let row = fleet.rows[index]
      let hasRoom = row.state == .ready && row.inService < slots
      check.equal(
        row.isListed, hasRoom, "\(name(index)) is not listed as having room, or wrongly")
      if !hasRoom { continue }
      listed += 1
      let isOwn = routing != nil
      auditHeld(row.queue, isTimed: isOwn && row.isTimed, &check)
      auditHeld(dispatch.shared, isTimed: !isOwn && dispatch.isTimed, &check)
    }
    check.equal(fleet.count.available, listed, "the number of instances with room is off")
    var walked = 0
    for (chain, isProvisioned) in [(fleet.room, false), (fleet.provisionedRoom, true)] {
      var (previous, index) = (Int32(-1), chain.first)
      while index >= 0 && walked <= listed {
        let row = fleet.rows[Int(index)]
        check.equal(row.room.previous, previous, "the list of room is torn")
        check.equal(
          fleet.isProvisioned(Int(index)), isProvisioned,
          "\(name(Int(index))) is in a wrong list")
        (previous, index, walked) = (index, row.room.next, walked + 1)
      }
      check.equal(chain.last, previous, "a list of room has lost its end")
    }
    check.equal(walked, listed, "an instance with room is in no list")
  }

  /// A queue at which there is room: whoever waits in it waits for a batch.
  private func auditHeld(_ queue: RequestQueue, isTimed: Bool, _ check: inout InvariantCheck) {
    guard queue.head >= 0 else { return }
    let row = invocations.rows[Int(queue.head)]
    let request = row.request.number
    check.holds(dispatch.gathers, "request \(request) waits although there is room")
    check.holds(queue.count < dispatch.batchSize, "a batch is complete and is not served")
    // Where it is learnt how long they wait, whoever gives up may make them due before their timer.
    check.holds(
      dispatch.isAdaptive || dispatch.due(queue, invocations.rows) >= check.time,
      "request \(request) waits too long for its batch")
    check.holds(isTimed, "no timer is set for a batch that is not complete")
  }
}

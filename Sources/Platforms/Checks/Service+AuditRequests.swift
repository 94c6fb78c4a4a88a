import SimCore

// The part of an audit that looks at requests: queues, batches, states and the patience of clients.
extension Service {
  /// Follows the batches: an invocation that another leads hangs on one row, and each has as many
  /// requests as a client may send at once.
  func auditBatches(_ check: inout InvariantCheck) {
    var hanging = [Int](repeating: 0, count: invocations.rows.count)
    var joined = [Int32](repeating: 0, count: fleet.rows.count)
    let greatest = clients.batching?.size ?? 1
    var others = 0
    for index in 0..<invocations.rows.count {
      let lead = invocations.rows[index]
      if lead.state == .free { continue }
      let count = 1 + countOthers(of: lead)
      others += count - 1
      check.within(count, 1...greatest, "a client sent too many requests at once")
      if lead.state == .gathering {
        check.equal(index, Int(clients.gathering.invocation), "a client gathers for two batches")
        check.equal(count, clients.gathering.count, "a client has lost count of its batch")
        check.holds(count < greatest, "a complete batch is not sent")
      }
      if lead.state != .inService || !hasBatches { continue }
      var (taken, member) = (1, Int(lead.line.next))
      while member >= 0 && taken <= invocations.rows.count {
        let row = invocations.rows[member]
        check.holds(
          row.state == .joined,
          "request \(row.request.number) hangs on a batch that it is not of")
        joined[Int(lead.instance)] += 1
        hanging[member] += 1
        (taken, member) = (taken + 1, Int(row.line.next))
      }
      check.within(
        taken, 1...max(1, Int(dispatch.greatestBatchSize)),
        "a worker took too many requests at once")
    }
    check.equal(
      invocations.others.count - invocations.freeOthers.count, others,
      "a request hangs on no invocation, or on two")
    for index in 0..<invocations.rows.count {
      let row = invocations.rows[index]
      check.equal(
        hanging[index], row.state == .joined ? 1 : 0,
        "request \(row.request.number) hangs on no batch, or on two")
    }
    for index in 0..<fleet.rows.count {
      check.equal(
        fleet.rows[index].joined, joined[index],
        "instance \(fleet.rows[index].number) miscounts its batches")
    }
  }

  /// The requests of an invocation beyond the first.
  private func countOthers(of invocation: Invocation) -> Int {
    var (count, other) = (0, invocation.others)
    while other >= 0 && count <= invocations.others.count {
      (count, other) = (count + 1, invocations.others[Int(other)].next)
    }
    return count
  }

  /// Walks a queue: the requests must stand in order of arrival.
  private func walk(_ queue: RequestQueue, of instance: Int32, _ check: inout InvariantCheck) {
    var (previous, index, walked, last) = (Int32(-1), queue.head, 0, -1)
    while index >= 0 && walked <= Int(queue.count) {
      let row = invocations.rows[Int(index)]
      let request = row.request.number
      check.holds(
        row.state == .waiting && row.instance == instance,
        "request \(request) is in a queue in which it does not wait")
      check.equal(row.line.previous, previous, "a queue is torn at request \(request)")
      check.holds(request > last, "request \(request) has been overtaken")
      (previous, index, walked, last) = (index, row.line.next, walked + 1, request)
    }
    check.equal(walked, Int(queue.count), "a queue is longer or shorter than it says")
    check.equal(queue.line.last, previous, "a queue has lost its end")
  }

  /// All queues, and the number that wait in them.
  func auditQueues(_ check: inout InvariantCheck) {
    walk(dispatch.shared, of: -1, &check)
    var waiting = Int(dispatch.shared.count)
    for index in 0..<fleet.rows.count where fleet.rows[index].state != .none {
      walk(fleet.rows[index].queue, of: Int32(index), &check)
      waiting += Int(fleet.rows[index].queue.count)
    }
    check.equal(dispatch.waiting, waiting, "the waiting requests are not those in the queues")
  }

  /// The states of all requests against the counts of the service.
  func auditRequests(_ check: inout InvariantCheck) {
    var (waiting, patient, bound, inService, open, free) = (0, 0, 0, 0, 0, 0)
    var served = [Int32](repeating: 0, count: fleet.rows.count)
    for index in 0..<invocations.rows.count {
      let row = invocations.rows[index]
      if row.state != .free && !row.isAbandoned { open += 1 + countOthers(of: row) }
      switch row.state {
      case .free: free += 1
      case .waiting:
        waiting += 1
        if !row.isAbandoned { patient += 1 }
      case .bound: bound += 1
      case .gathering, .joined: continue
      case .inService:
        inService += 1
        served[Int(row.instance)] += 1
      }
    }
    for index in 0..<fleet.rows.count where fleet.rows[index].state != .none {
      check.equal(
        fleet.rows[index].inService, served[index],
        "instance \(fleet.rows[index].number) miscounts the requests that it serves")
    }
    let ledger = (
      inService: metering.ledger.inService.value, queue: metering.ledger.queueLength.value
    )
    check.equal(invocations.open, open, "the open requests are not those in the rows")
    check.equal(invocations.freeRows.count, free, "a row of a request is lost")
    check.equal(dispatch.waiting, waiting, "the waiting requests are not those in the rows")
    check.equal(fleet.count.inService, inService, "the requests in service are not in the rows")
    check.equal(ledger.inService, inService, "the level of requests in service is off")
    check.equal(ledger.queue, waiting + bound, "the level of the queue is off")
    check.equal(
      metering.ledger.settled + open, invocations.requests,
      "a request has no outcome and is not open")
    if let timeout = clients.timeout { auditPatience(patient, timeout, &check) }
  }

  /// The list of clients that may give up.
  private func auditPatience(
    _ patient: Int, _ timeout: Interval, _ check: inout InvariantCheck
  ) {
    var (index, walked, last) = (clients.patient.first, 0, -1)
    while index >= 0 && walked <= patient {
      let row = invocations.rows[Int(index)]
      let request = row.request.number
      check.holds(request > last, "client \(request) stands before one that came earlier")
      check.holds(
        row.request.arrival + timeout >= check.time, "client \(request) waits beyond its deadline")
      (index, walked, last) = (row.age.next, walked + 1, request)
    }
    check.equal(walked, patient, "the list of waiting clients is not that of the rows")
    check.holds(patient == 0 || clients.isTimed, "no timer is set for waiting clients")
  }
}

extension Ledger {
  /// Requests whose outcome is booked.
  var settled: Int { Int(succeeded + throttled + backlogFull + timedOut + unanswered) }
}

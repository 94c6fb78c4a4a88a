import SimCore

// The part of an audit that looks at requests: queues, batches, states and the patience of clients.
extension Platform {
  /// Follows the batches: each request that another stands for or leads hangs on one row.
  func auditBatches(_ check: inout InvariantCheck) {
    var hanging = [Int](repeating: 0, count: flights.count)
    var joined = [Int32](repeating: 0, count: instances.count)
    for index in 0..<flights.count {
      let lead = flights[index]
      if lead.state == .free || lead.state == .carried || lead.state == .joined { continue }
      var (count, invocations, member) = (1, 1, Int(lead.member))
      while member >= 0 && count <= flights.count {
        let row = flights[member]
        check.holds(
          row.state == .carried || row.state == .joined,
          "request \(row.request) hangs on a batch that it is not of")
        if row.state == .joined {
          check.holds(
            lead.state == .inService,
            "request \(row.request) has joined a batch that is not in service")
          invocations += 1
          if lead.instance >= 0 { joined[Int(lead.instance)] += 1 }
        }
        hanging[member] += 1
        (count, member) = (count + 1, Int(row.member))
      }
      check.within(
        invocations, 1...max(1, Int(batchSize)), "a worker took too many requests at once")
      let greatest = clientBatching?.size ?? 1
      check.within(count, 1...greatest * invocations, "a client sent too many requests at once")
      if lead.state == .gathering {
        check.equal(index, Int(gathering.oldest), "a client gathers for two batches")
        check.equal(count, gathering.count, "a client has lost count of its batch")
        check.holds(count < greatest, "a complete batch is not sent")
      }
    }
    for index in 0..<flights.count {
      let state = flights[index].state
      check.equal(
        hanging[index], state == .carried || state == .joined ? 1 : 0,
        "request \(flights[index].request) hangs on no batch, or on two")
    }
    for index in 0..<instances.count {
      check.equal(
        instances[index].joined, joined[index],
        "instance \(instances[index].number) miscounts its batches")
    }
  }

  /// Walks a queue: the requests must stand in order of arrival.
  private func walk(_ queue: RequestQueue, of instance: Int32, _ check: inout InvariantCheck) {
    var (previous, index, walked, last) = (Int32(-1), queue.head, 0, -1)
    while index >= 0 && walked <= Int(queue.count) {
      let flight = flights[Int(index)]
      check.holds(
        flight.state == .waiting && flight.instance == instance,
        "request \(flight.request) is in a queue in which it does not wait")
      check.equal(flight.previous, previous, "a queue is torn at request \(flight.request)")
      check.holds(flight.request > last, "request \(flight.request) has been overtaken")
      (previous, index, walked, last) = (index, flight.next, walked + 1, flight.request)
    }
    check.equal(walked, Int(queue.count), "a queue is longer or shorter than it says")
    check.equal(queue.tail, previous, "a queue has lost its end")
  }

  /// All queues, and the number that wait in them.
  func auditQueues(_ check: inout InvariantCheck) {
    walk(shared, of: -1, &check)
    var waiting = Int(shared.count)
    for index in 0..<instances.count where instances[index].state != .none {
      walk(instances[index].queue, of: Int32(index), &check)
      waiting += Int(instances[index].queue.count)
    }
    check.equal(fleet.waiting, waiting, "the waiting requests are not those in the queues")
  }

  /// The states of all requests against the counts of the platform.
  func auditRequests(_ check: inout InvariantCheck) {
    var (waiting, patient, bound, inService, open, free) = (0, 0, 0, 0, 0, 0)
    var served = [Int32](repeating: 0, count: instances.count)
    for index in 0..<flights.count {
      let flight = flights[index]
      if flight.state != .free && !flight.isAbandoned { open += 1 }
      switch flight.state {
      case .free: free += 1
      case .waiting:
        waiting += 1
        if !flight.isAbandoned { patient += 1 }
      case .bound: bound += 1
      case .gathering, .carried, .joined: continue
      case .inService:
        inService += 1
        served[Int(flight.instance)] += 1
      }
    }
    for index in 0..<instances.count where instances[index].state != .none {
      check.equal(
        instances[index].inService, served[index],
        "instance \(instances[index].number) miscounts the requests that it serves")
    }
    check.equal(self.open, open, "the open requests are not those in the rows")
    check.equal(freeFlights.count, free, "a row of a request is lost")
    check.equal(fleet.waiting, waiting, "the waiting requests are not those in the rows")
    check.equal(fleet.inService, inService, "the requests in service are not in the rows")
    check.equal(ledger.inService.value, inService, "the level of requests in service is off")
    check.equal(ledger.queueLength.value, waiting + bound, "the level of the queue is off")
    check.equal(settled + open, arrived, "a request has no outcome and is not open")
    if let timeout { auditPatience(patient, timeout, &check) }
  }

  /// Requests whose outcome is booked.
  var settled: Int {
    Int(
      ledger.succeeded + ledger.throttled + ledger.backlogFull + ledger.timedOut
        + ledger.unanswered)
  }

  /// The list of clients that may give up.
  private func auditPatience(
    _ patient: Int, _ timeout: Interval, _ check: inout InvariantCheck
  ) {
    var (index, walked, last) = (waitingList.oldest, 0, -1)
    while index >= 0 && walked <= patient {
      let flight = flights[Int(index)]
      check.holds(
        flight.request > last, "client \(flight.request) stands before one that came earlier")
      check.holds(
        flight.arrival + timeout >= check.time, "client \(flight.request) waits beyond its deadline"
      )
      (index, walked, last) = (flight.younger, walked + 1, flight.request)
    }
    check.equal(walked, patient, "the list of waiting clients is not that of the rows")
    check.holds(patient == 0 || waitingList.isTimed, "no timer is set for waiting clients")
  }
}

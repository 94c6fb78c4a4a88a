import Documents
import SimCore

// The end of a run.
extension Service {
  /// Books what is still open, charges the instances that are left, and gives the figures.
  ///
  /// - Parameter end: the time at which the run ended.
  /// - Returns: the figures of the run.
  mutating func finish(at end: Instant) -> RunFigures {
    metering.ledger.timeline.finish(at: end, &metering.ledger.levels)
    settle(at: end)
    let left = fleet.count.instances
    for instance in 0..<fleet.rows.count where fleet.rows[instance].state != .none {
      if slots > 1 && fleet.rows[instance].inService > 0 { chargeActive(instance, until: end) }
      metering.charge(
        left: end - fleet.rows[instance].launched, isProvisioned: fleet.isProvisioned(instance))
      if recorder.seesEvents {
        recorder.observer.instance(fleet.rows[instance].number, .terminated, at: end)
      }
    }
    metering.note(instances: left, slots: slots, at: end)
    metering.close(created: fleet.count.created, at: end)
    return metering.figures(
      requests: invocations.requests, created: fleet.count.created, left: left, slots: slots,
      offeredUtilisation: offeredUtilisation(at: end), at: end)
  }

  /// A request without an answer, and what becomes of it.
  private struct Unsettled {
    var request: Request
    var invocation: Invocation
    var outcome: RequestOutcome
    var charge: RequestCharge
  }

  /// Books requests without an answer, in the order of their arrival.
  ///
  /// All requests of an invocation have the outcome of its oldest.
  private mutating func settle(at end: Instant) {
    var left: [Unsettled] = []
    for row in 0..<invocations.rows.count {
      let invocation = invocations.rows[row]
      if invocation.state == .free { continue }
      if invocation.isAbandoned {
        // Its client has gone and its outcome is booked; the work is charged as that of others is.
        if invocation.state == .inService || invocation.state == .joined {
          metering.ledger.book(other: self.charge(for: invocation, at: end))
        }
        continue
      }
      let age = end - invocation.request.arrival
      let hasTimedOut = clients.timeout.map { age >= $0 } ?? false
      var charge = RequestCharge.none
      if invocation.state == .inService || invocation.state == .joined {
        // The platform has worked on it up to now, and charges that.
        charge = self.charge(for: invocation, at: end)
      }
      var unsettled = Unsettled(
        request: invocation.request, invocation: invocation,
        outcome: hasTimedOut ? .timedOut : .unanswered, charge: charge)
      left.append(unsettled)
      unsettled.invocation.isCold = false
      unsettled.charge = .none
      forEachOther(of: row) { _, request in
        unsettled.request = request
        left.append(unsettled)
      }
      release(row)
    }
    left.sort { $0.request.number < $1.request.number }
    for item in left {
      book(
        item.request, of: item.invocation, item.outcome, latency: end - item.request.arrival,
        charge: item.charge)
    }
  }

  /// What arrived, each at the mean time of a service, over what all instances can do meanwhile.
  private func offeredUtilisation(at end: Instant) -> Double? {
    // Whoever was lost in a queue with its machine says nothing of how long a service takes.
    let charged = metering.ledger.charged &- metering.unserved
    guard let greatest = capacity.plan.greatestInstances, charged > 0 else { return nil }
    let width = metering.ledger.timeline.width
    var last = metering.ledger.timeline.windows.count - 1
    while last > 0 && metering.ledger.timeline.windows[last].arrivals == 0 { last -= 1 }
    let length = min(width * Int64(last + 1), end - .zero)
    let all = Double(greatest) * Double(slots)
    guard length > .zero, all > 0 else { return nil }
    let service = Double(metering.ledger.inService.integral(at: end)) / Double(charged)
    // What clients still gather counts as its requests: nobody knows in how many they will send it.
    let arrived = invocations.received + clients.gathering.count
    return Double(arrived) * service / (Double(length.nanoseconds) * all)
  }
}

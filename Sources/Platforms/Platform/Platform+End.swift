import SimCore

// The end of a run.
extension Platform {
  /// Books what is still open, charges the instances that are left, and gives the figures.
  ///
  /// - Parameter end: the time at which the run ended.
  /// - Returns: the figures of the run.
  public mutating func finish(at end: Instant) -> RunFigures {
    ledger.timeline.finish(at: end, &ledger.levels)
    settleFlights(at: end)
    let left = fleet.instances
    for instance in 0..<instances.count where instances[instance].state != .none {
      let lifetime = end - instances[instance].launched + billing.teardown
      ledger.instanceCost += billing.charge(instance: lifetime)
      if isProvisioned(instance) {
        ledger.instanceCost += billing.charge(provisioned: end - instances[instance].launched)
      }
      if observer.seesEvents {
        observer.instance(instances[instance].number, .terminated, at: end)
      }
    }
    ledger.settledCost += billing.settle(
      TotalUsage(
        requests: ledger.charged,
        billedNanoseconds: ledger.billedNanoseconds - ledger.provisionedNanoseconds))
    ledger.digest.fold(UInt64(bitPattern: end.nanoseconds))
    ledger.digest.fold(UInt64(truncatingIfNeeded: created))
    ledger.digest.fold(UInt64(truncatingIfNeeded: totalCost.femtodollars))
    return figures(at: end, instancesLeft: left)
  }

  private var totalCost: Money { ledger.requestCost + ledger.instanceCost + ledger.settledCost }

  /// Books requests without an answer, in the order of their arrival.
  ///
  /// What a client sent as one has the outcome of its oldest request.
  private mutating func settleFlights(at end: Instant) {
    var left: [(request: Int, flight: Int, outcome: RequestOutcome, charge: RequestCharge)] = []
    for first in 0..<flights.count {
      let row = flights[first]
      if row.state == .free || row.state == .carried || row.isAbandoned { continue }
      let hasTimedOut = timeout.map { end - row.arrival >= $0 } ?? false
      var charge = RequestCharge.none
      if row.state == .inService || row.state == .joined {
        // The platform has worked on it up to now, and charges that.
        charge = self.charge(for: row, at: end)
      }
      var flight = first
      repeat {
        flights[flight].instanceNumber = row.instanceNumber
        left.append(
          (flights[flight].request, flight, hasTimedOut ? .timedOut : .unanswered, charge))
        charge = .none
        flight = Int(flights[flight].member)
      } while flight >= 0 && flights[flight].state == .carried
    }
    left.sort { $0.request < $1.request }
    for (_, flight, outcome, charge) in left {
      resolve(flight, outcome, latency: end - flights[flight].arrival, charge: charge)
    }
  }

  private func figures(at end: Instant, instancesLeft: Int) -> RunFigures {
    RunFigures(
      requests: UInt64(arrived), succeeded: ledger.succeeded, throttled: ledger.throttled,
      backlogFull: ledger.backlogFull, timedOut: ledger.timedOut, unanswered: ledger.unanswered,
      latency: LatencyFigures(ledger.latencies, ledger.moments), coldStarts: ledger.coldStarts,
      instancesCreated: created, instancesPeak: ledger.instances.peak,
      instancesNeeded: concurrency == 1 ? ledger.inService.peak : ledger.busy.peak,
      instancesMean: ledger.instances.mean(at: end), instancesLeft: instancesLeft,
      inServicePeak: ledger.inService.peak, inServiceMean: ledger.inService.mean(at: end),
      queueLengthPeak: ledger.queueLength.peak, queueLengthMean: ledger.queueLength.mean(at: end),
      utilisation: utilisation(at: end), end: end, billedNanoseconds: ledger.billedNanoseconds,
      requestCost: ledger.requestCost, instanceCost: ledger.instanceCost,
      settledCost: ledger.settledCost, digest: ledger.digest, timeline: timelineRows(at: end),
      offeredUtilisation: offeredUtilisation(at: end))
  }

  private func utilisation(at end: Instant) -> Double {
    let places = Double(ledger.serving.integral(at: end)) * Double(concurrency)
    return places > 0 ? Double(ledger.inService.integral(at: end)) / places : 0
  }

  /// What arrived, each at the mean time of a service, over what all instances can do meanwhile.
  private func offeredUtilisation(at end: Instant) -> Double? {
    guard let greatest = capacity.greatestInstances, ledger.charged > 0 else { return nil }
    var last = ledger.timeline.windows.count - 1
    while last > 0 && ledger.timeline.windows[last].arrivals == 0 { last -= 1 }
    let length = min(ledger.timeline.width * Int64(last + 1), end - .zero)
    let places = Double(greatest) * Double(concurrency)
    guard length > .zero, places > 0 else { return nil }
    let service = Double(ledger.inService.integral(at: end)) / Double(ledger.charged)
    return Double(arrived - carried) * service / (Double(length.nanoseconds) * places)
  }

  private func timelineRows(at end: Instant) -> TimelineFigures {
    var windows: [Timeline.Window] = []
    windows.reserveCapacity(ledger.timeline.windows.count)
    for index in 0..<ledger.timeline.windows.count {
      var window = ledger.timeline.windows[index]
      // Instances that serve one request at a time are as many as the requests in service.
      if concurrency == 1 { window.busyPeak = window.inServicePeak }
      windows.append(window)
    }
    // A run that ends with a window has one more, of no length, in which nothing can be.
    let begins = Instant.zero + ledger.timeline.width * Int64(windows.count - 1)
    if windows.count > 1 && begins == end && windows[windows.count - 1].arrivals == 0 {
      windows.removeLast()
    }
    return TimelineFigures(width: ledger.timeline.width, end: end, windows: windows)
  }
}

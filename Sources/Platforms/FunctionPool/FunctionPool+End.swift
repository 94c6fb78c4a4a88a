import Documents
import SimCore

// The end of a run.
extension FunctionPool {
  /// Books what is still open, charges the instances that are left, and gives the figures.
  mutating func finish(at end: Instant) -> RunFigures {
    metering.ledger.timeline.finish(at: end, &metering.ledger.levels)
    settle(at: end)
    for row in 0..<instances.count where instances[row].state != .none {
      let instance = instances[row]
      let function = Int(instance.function)
      metering.charge(left: end - instance.launched, isProvisioned: false)
      counters[function].instanceTime += Int128((end - instance.launched).nanoseconds)
      let since = Int128((end - instance.since).nanoseconds)
      if instance.state == .idle { counters[function].idleTime += since }
      if instance.state == .serving { counters[function].busyTime += since }
      if recorder.seesEvents { recorder.observer.instance(instance.number, .terminated, at: end) }
    }
    metering.settle()
    metering.ledger.digest.fold(UInt64(bitPattern: end.nanoseconds))
    metering.ledger.digest.fold(UInt64(truncatingIfNeeded: created))
    metering.ledger.digest.fold(UInt64(truncatingIfNeeded: metering.ledger.cost.femtodollars))
    var figures = figures(at: end)
    figures.functions = functionFigures()
    return figures
  }

  /// Books requests without an answer, in the order of their arrival.
  private mutating func settle(at end: Instant) {
    var rows: [Int] = []
    for row in 0..<instances.count
    where instances[row].state != .none && instances[row].request.number >= 0 {
      rows.append(row)
    }
    rows.sort { instances[$0].request.number < instances[$1].request.number }
    for row in rows {
      let instance = instances[row]
      let isServed = instance.state == .serving
      let charge =
        isServed ? metering.charge(end - instance.since, isProvisioned: false) : RequestCharge.none
      let age = end - instance.request.arrival
      let hasTimedOut = setup.client.timeout.map { age >= $0 } ?? false
      if isServed && instance.isCold { counters[Int(instance.function)].coldStarts += 1 }
      book(
        instance.request, hasTimedOut ? .timedOut : .unanswered,
        isCold: isServed && instance.isCold, latency: age,
        instance: isServed ? instance.number : -1, charge: charge)
    }
  }

  private func figures(at end: Instant) -> RunFigures {
    RunFigures(
      requests: UInt64(requests), succeeded: metering.ledger.succeeded,
      throttled: metering.ledger.throttled, backlogFull: 0, timedOut: metering.ledger.timedOut,
      unanswered: metering.ledger.unanswered,
      latency: LatencyFigures(metering.ledger.latencies, metering.ledger.moments),
      coldStarts: metering.ledger.coldStarts, instancesCreated: created,
      instancesPeak: metering.ledger.instances.peak,
      instancesNeeded: metering.ledger.inService.peak,
      instancesMean: metering.ledger.instances.mean(at: end), instancesLeft: present,
      inServicePeak: metering.ledger.inService.peak,
      inServiceMean: metering.ledger.inService.mean(at: end),
      queueLengthPeak: metering.ledger.queueLength.peak,
      queueLengthMean: metering.ledger.queueLength.mean(at: end),
      utilisation: utilisation(at: end), end: end,
      billedNanoseconds: metering.ledger.billedNanoseconds,
      requestCost: metering.ledger.requestCost, instanceCost: metering.ledger.instanceCost,
      settledCost: metering.ledger.settledCost, digest: metering.ledger.digest,
      timeline: timeline(at: end), use: metering.use)
  }

  private func utilisation(at end: Instant) -> Double {
    let served = Double(metering.ledger.serving.integral(at: end))
    return served > 0 ? Double(metering.ledger.inService.integral(at: end)) / served : 0
  }

  private func timeline(at end: Instant) -> TimelineFigures {
    let width = metering.ledger.timeline.width
    var windows: [Timeline.Window] = []
    windows.reserveCapacity(metering.ledger.timeline.windows.count)
    for index in 0..<metering.ledger.timeline.windows.count {
      var window = metering.ledger.timeline.windows[index]
      window.busyPeak = window.inServicePeak
      windows.append(window)
    }
    let begins = Instant.zero + width * Int64(windows.count - 1)
    if windows.count > 1 && begins == end && windows[windows.count - 1].isWithoutEvents {
      windows.removeLast()
    }
    return TimelineFigures(width: width, end: end, windows: windows)
  }

  private mutating func functionFigures() -> FunctionFigures {
    var rows: [FunctionRow] = []
    rows.reserveCapacity(setup.profiles.count)
    var classes = FunctionClass.names.indices.map { index in
      var row = FunctionClassRow()
      row.blockedBy = blame.blocked(index)
      return row
    }
    for (index, profile) in setup.profiles.enumerated() {
      counters[index].blocking = blame.blocking(of: index)
      rows.append(
        FunctionRow(
          name: profile.name, memory: profile.memory, counts: counters[index],
          latencyP99: sketches.p99(of: CollectionOfOne(index))))
      let place = setup.classes[index]
      classes[place].functions += 1
      classes[place].counts.add(counters[index])
      classes[place].idleByteSeconds +=
        Double(counters[index].idleTime) / 1e9 * Double(profile.memory.bytes)
    }
    for place in classes.indices {
      classes[place].latencyP99 = sketches.p99(
        of: setup.classes.indices.lazy.filter { [classes = setup.classes] in classes[$0] == place })
    }
    return FunctionFigures(functions: rows, classes: classes)
  }
}

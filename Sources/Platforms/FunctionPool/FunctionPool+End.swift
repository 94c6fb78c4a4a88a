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
    metering.close(created: created, at: end)
    var figures = metering.figures(
      requests: requests, created: created, left: present, slots: 1, at: end)
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

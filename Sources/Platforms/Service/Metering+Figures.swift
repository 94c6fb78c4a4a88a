import Documents
import SimCore

// The figures of a run, out of what was booked in it.
extension Metering {
  /// Charges what a run is charged as a whole, and folds its end into its digest.
  ///
  /// - Parameters:
  ///   - created: the instances that were created.
  ///   - end: the time at which the run ended.
  mutating func close(created: Int, at end: Instant) {
    settle()
    ledger.digest.fold(UInt64(bitPattern: end.nanoseconds))
    ledger.digest.fold(UInt64(truncatingIfNeeded: created))
    ledger.digest.fold(UInt64(truncatingIfNeeded: ledger.cost.femtodollars))
  }

  /// The figures of a run that is closed.
  ///
  /// - Parameters:
  ///   - requests: the requests that arrived.
  ///   - created: the instances that were created.
  ///   - left: those that were there at the end.
  ///   - slots: the requests that an instance serves at a time.
  ///   - offeredUtilisation: what arrived over what can be served; nil where that is not known.
  ///   - end: the time at which the run ended.
  /// - Returns: the figures.
  func figures(
    requests: Int, created: Int, left: Int, slots: Int32, offeredUtilisation: Double? = nil,
    at end: Instant
  ) -> RunFigures {
    RunFigures(
      requests: UInt64(requests), succeeded: ledger.succeeded, throttled: ledger.throttled,
      backlogFull: ledger.backlogFull, timedOut: ledger.timedOut, unanswered: ledger.unanswered,
      latency: LatencyFigures(ledger.latencies, ledger.moments), coldStarts: ledger.coldStarts,
      instancesCreated: created, instancesPeak: ledger.instances.peak,
      instancesNeeded: slots == 1 ? ledger.inService.peak : ledger.busy.peak,
      instancesMean: ledger.instances.mean(at: end), instancesLeft: left,
      inServicePeak: ledger.inService.peak, inServiceMean: ledger.inService.mean(at: end),
      queueLengthPeak: ledger.queueLength.peak, queueLengthMean: ledger.queueLength.mean(at: end),
      utilisation: utilisation(slots, at: end), end: end,
      billedNanoseconds: ledger.billedNanoseconds, requestCost: ledger.requestCost,
      instanceCost: ledger.instanceCost, settledCost: ledger.settledCost, digest: ledger.digest,
      timeline: timeline(slots, at: end), offeredUtilisation: offeredUtilisation, use: use)
  }

  private func utilisation(_ slots: Int32, at end: Instant) -> Double {
    let slotTime = Double(ledger.serving.integral(at: end)) * Double(slots)
    return slotTime > 0 ? Double(ledger.inService.integral(at: end)) / slotTime : 0
  }

  private func timeline(_ slots: Int32, at end: Instant) -> TimelineFigures {
    let width = ledger.timeline.width
    var windows: [Timeline.Window] = []
    windows.reserveCapacity(ledger.timeline.windows.count)
    for index in 0..<ledger.timeline.windows.count {
      var window = ledger.timeline.windows[index]
      // Instances that serve one request at a time are as many as the requests in service.
      if slots == 1 { window.busyPeak = window.inServicePeak }
      windows.append(window)
    }
    // A run that ends with a window has one more, of no length. It is kept for what happened in the
    // very moment of the end.
    let begins = Instant.zero + width * Int64(windows.count - 1)
    if windows.count > 1 && begins == end && windows[windows.count - 1].isWithoutEvents {
      windows.removeLast()
    }
    return TimelineFigures(width: width, end: end, windows: windows)
  }
}

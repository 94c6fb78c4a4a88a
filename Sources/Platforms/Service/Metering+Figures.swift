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
    charge(run: end - .zero)
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
    let slotTime = Double(ledger.serving.integral(at: end)) * Double(slots)
    return ledger.figures(
      requests: requests, created: created, left: left, countsBusy: slots > 1, slotTime: slotTime,
      offeredUtilisation: offeredUtilisation, use: use, at: end)
  }
}

extension Ledger {
  /// The figures of a run whose books are closed.
  ///
  /// - Parameters:
  ///   - requests: the requests that arrived.
  ///   - created: the instances that were created.
  ///   - left: those that were there at the end.
  ///   - countsBusy: whether the level of instances that serve was kept; where it was not, they are
  ///     as many as the requests in service.
  ///   - slotTime: for how long slots were there, all added up, in nanoseconds.
  ///   - offeredUtilisation: what arrived over what can be served; nil where that is not known.
  ///   - use: what was used in all.
  ///   - end: the time at which the run ended.
  /// - Returns: the figures.
  func figures(
    requests: Int, created: Int, left: Int, countsBusy: Bool, slotTime: Double,
    offeredUtilisation: Double?, use: TotalUsage, at end: Instant
  ) -> RunFigures {
    RunFigures(
      requests: UInt64(requests), succeeded: succeeded, throttled: throttled,
      backlogFull: backlogFull, timedOut: timedOut, unanswered: unanswered,
      latency: LatencyFigures(latencies, moments), coldStarts: coldStarts,
      instancesCreated: created, instancesPeak: instances.peak,
      instancesNeeded: countsBusy ? busy.peak : inService.peak,
      instancesMean: instances.mean(at: end), instancesLeft: left,
      inServicePeak: inService.peak, inServiceMean: inService.mean(at: end),
      queueLengthPeak: queueLength.peak, queueLengthMean: queueLength.mean(at: end),
      utilisation: slotTime > 0 ? Double(inService.integral(at: end)) / slotTime : 0, end: end,
      billedNanoseconds: billedNanoseconds, requestCost: requestCost,
      instanceCost: instanceCost, settledCost: settledCost, digest: digest,
      timeline: timeline(countsBusy: countsBusy, at: end),
      offeredUtilisation: offeredUtilisation, use: use)
  }

  private func timeline(countsBusy: Bool, at end: Instant) -> TimelineFigures {
    let width = timeline.width
    var windows: [Timeline.Window] = []
    windows.reserveCapacity(timeline.windows.count)
    for index in 0..<timeline.windows.count {
      var window = timeline.windows[index]
      // Instances that serve one request at a time are as many as the requests in service.
      if !countsBusy { window.busyPeak = window.inServicePeak }
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

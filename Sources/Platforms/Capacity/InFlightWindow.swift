import SimCore

/// Requests in flight over a time: their integral, and how long was measured.
struct InFlightTime: Sendable, Equatable {
  /// Requests times nanoseconds.
  var requests: Int128 = 0
  /// Nanoseconds.
  var length: Int64 = 0
}

/// The mean of requests in flight over the last reports.
///
/// A report of silence, without an instance and without a request, may be held back: if a whole
/// window of them follows one another, the mean begins anew with the next that is none; if there
/// are fewer, they count then as a time of no requests.
struct InFlightWindow: Sendable {
  private var reports: [InFlightTime] = []
  private var next = 0
  private var sum = InFlightTime()
  /// How many reports of silence are held back.
  private var silent = 0
  /// What the mean asks for at a number of ready instances, until the next report: evaluations may
  /// be many more than reports.
  private var known: (ready: Int, needed: Int)?

  /// Nothing yet.
  init() {}

  /// How many instances the mean asks for, of which some are ready.
  mutating func instances(_ autoscaler: ManagedEndpoint.Autoscaler, ready: Int) -> Int {
    if let known, known.ready == ready { return known.needed }
    let needed = autoscaler.needed(mean, ready: ready)
    known = (ready, needed)
    return needed
  }

  /// The mean over the window, or over as much of it as there is; zero where nothing was measured.
  var mean: Ratio { sum.length > 0 ? Ratio(sum.requests, over: sum.length) : .zero }

  /// The same, for people; kept, as evaluations may be many more than reports.
  private(set) var roundedMean = 0.0

  /// Adds a report, and forgets the one before the last `limit`.
  mutating func add(_ report: InFlightTime, isSilent: Bool, keeping limit: Int) {
    known = nil
    var kept = report
    if isSilent {
      kept.length = 0
      silent = min(silent + 1, limit)
    } else {
      if silent < limit { countSilence(report.length, limit) }
      silent = 0
    }
    if reports.count < limit {
      reports.append(kept)
    } else {
      sum.requests -= reports[next].requests
      sum.length -= reports[next].length
      reports[next] = kept
      next = next + 1 < limit ? next + 1 : 0
    }
    sum.requests += kept.requests
    sum.length += kept.length
    roundedMean = sum.length > 0 ? Double(sum.requests) / Double(sum.length) : 0
  }

  /// Counts the silence that was held back, each report of it with a length.
  private mutating func countSilence(_ length: Int64, _ limit: Int) {
    for back in 0..<silent {
      // Before it is full, the last report is the last of the array.
      let place = (next + reports.count - 1 - back) % reports.count
      sum.length += length - reports[place].length
      reports[place].length = length
    }
  }

  /// Whether further reports without requests would change nothing.
  func isQuiet(keeping limit: Int, of length: Int64) -> Bool {
    guard sum.requests == 0, reports.count == limit else { return false }
    return silent == limit || silent == 0 && sum.length == length * Int64(limit)
  }
}

/// What an autoscaler of requests in flight remembers.
struct InFlightMemory: Sendable {
  /// The means over the window, and over that of panic.
  var long = InFlightWindow()
  var short = InFlightWindow()
  /// What was measured since the last report, and until when.
  private var current = InFlightTime()
  private var measured = Instant.zero
  private var wasSilent = true
  /// Since when there is panic, the most that it wanted, and since when nothing is needed.
  var panicSince: Instant?
  var panicMost = 0
  var nothingSince: Instant?

  /// Nothing yet.
  init() {}

  /// Takes in what was measured since the last evaluation.
  mutating func measure(
    _ observation: Observation, _ autoscaler: ManagedEndpoint.Autoscaler, at now: Instant
  ) {
    let report = autoscaler.reportTime.nanoseconds
    let seen = InFlightTime(
      requests: observation.serviceTime + observation.waitingTime,
      length: observation.period.nanoseconds)
    if now - observation.period > measured {
      // Evaluations were left out, in which there was nothing in flight.
      current.length = (now.nanoseconds - seen.length) % report
    }
    measured = now
    current.requests += seen.requests
    current.length += seen.length
    if seen.requests > 0 || observation.readyTime > 0 { wasSilent = false }
    guard now.nanoseconds % report == 0 || current.length >= report else { return }
    let isSilent = autoscaler.inFlight.silenceResets && wasSilent
    long.add(
      current, isSilent: isSilent, keeping: autoscaler.reports(in: autoscaler.inFlight.window))
    if let panic = autoscaler.inFlight.panic {
      short.add(current, isSilent: isSilent, keeping: autoscaler.reports(in: panic.window))
    }
    (current, wasSilent) = (InFlightTime(), true)
  }

  /// Whether further evaluations without requests would change nothing that is remembered.
  func isQuiet(_ autoscaler: ManagedEndpoint.Autoscaler) -> Bool {
    guard panicSince == nil, nothingSince == nil, current.requests == 0 else { return false }
    let settings = autoscaler.inFlight
    // Within a report that several evaluations make, it is not known yet whether it is silent.
    if settings.silenceResets && autoscaler.reportTime > autoscaler.period { return false }
    let length = autoscaler.reportTime.nanoseconds
    let isLongQuiet = long.isQuiet(keeping: autoscaler.reports(in: settings.window), of: length)
    guard let panic = settings.panic else { return isLongQuiet }
    return isLongQuiet
      && short.isQuiet(keeping: autoscaler.reports(in: panic.window), of: length)
  }
}

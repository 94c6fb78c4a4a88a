/// What a log says of the arrivals, times and instances of a service.
///
/// The last third of the requests is held back: nothing is fitted to it, and how well it is
/// predicted says what the fit is worth.
package struct Calibration: Sendable {
  /// How arrivals are written into the scenario.
  package enum Arrivals: String, CaseIterable, Sendable {
    /// As a trace beside it.
    case trace
    /// As a Markov-modulated Poisson process.
    case mmpp
  }

  /// How many requests arrived.
  package let requests: Int
  /// How many of them failed.
  package let failures: Int
  /// The last arrival, in seconds from the first; nil for a log without times.
  package let span: Double?
  /// From when on requests are held back, in seconds, or in requests where there are no times.
  package let cut: Double
  /// What is fitted, by memory size.
  package let groups: [ServiceGroup]
  /// How long idle instances are kept; nil where no pause shows it.
  package let lifetime: LifetimeFit?
  /// The greatest age at which an instance was certainly used, in seconds; 0 where none shows.
  package let oldest: Double
  /// How many requests were the first of their instance; nil where the log does not say it.
  package let coldStarts: Int?
  /// How much more than those of a Poisson process the counts of requests vary.
  package let dispersion: [Dispersion]
  /// The fitted process; nil unless it was asked for and there are enough counts.
  package let modulated: ModulatedFit?

  /// The share of the requests that is fitted.
  package static let fittedShare = 2.0 / 3
  /// The most periods to which a process is fitted.
  private static let mostPeriods = 5000

  /// The calibration of a log; nil for one without times of service.
  ///
  /// - Parameters:
  ///   - log: what was read.
  ///   - fitsProcess: whether a process is fitted to the arrivals.
  package init?(_ log: LogDigest, fitsProcess: Bool) {
    guard !log.observations.isEmpty else { return nil }
    requests = log.requests
    failures = log.failures
    let isTimed = log.isTimed == true && log.span > 0
    span = isTimed ? log.span : nil
    let fitted = Int(Double(log.observations.count) * Self.fittedShare)
    let last = log.observations[min(fitted, log.observations.count - 1)].arrival
    // Where so many requests came at once, nothing can be held back.
    cut = last > 0 ? last : log.span + 1
    groups = ServiceGroup.all(log.observations, cut: cut)
    guard !groups.isEmpty else { return nil }
    lifetime = LifetimeFit(log.pauses)
    oldest = Double(log.ages.oldest) / 1e9
    coldStarts = groups.contains { $0.coldStarts != nil } ? log.coldStarts : nil
    // The last period is not over.
    let whole = isTimed ? Array(log.counts.dropLast()) : []
    dispersion = Dispersion.all(whole, period: log.period)
    if fitsProcess {
      let early = Array(whole.prefix(Int(cut / log.period)))
      let length = max(1, (early.count + Self.mostPeriods - 1) / Self.mostPeriods)
      modulated = ModulatedFit(
        Dispersion.grouped(early, by: length), period: log.period * Double(length))
    } else {
      modulated = nil
    }
  }
}

import SimCore

/// Why a figure of a run says less than it seems to.
package struct RunWarning: Hashable, Sendable {
  /// The kinds of warnings, the gravest first; their names stand in result files.
  package enum Kind: String, CaseIterable, Hashable, Sendable {
    /// No request arrived after the warm-up.
    case nothingCounted = "nothing_counted"
    /// More work arrives than all instances can do.
    case overloaded
    /// The queue grows through the second half of the run.
    case queueGrows = "queue_grows"
    /// Requests failed, and the latency is that of the others.
    case survivors
    /// Requests were still open when the run ended.
    case cutOff = "cut_off"
    /// The rule found no end of the warm-up.
    case warmUpUnsettled = "warm_up_unsettled"
    /// There are too few successes for the 95th percentile.
    case fewForP95 = "few_for_p95"
    /// There are too few successes for the 99th percentile.
    case fewForP99 = "few_for_p99"
    /// There are too few successes for the 99.9th percentile.
    case fewForP999 = "few_for_p999"
    /// Neighbouring parts of the run are alike, so one run gives no interval of the mean.
    case correlated
    /// One part of the run outweighs the others, so one run gives no interval of the mean.
    case uneven
    /// The run has too few windows for an interval of the mean.
    case tooShort = "too_short"

    /// Whether replications do away with it: it is about the interval that one run gives.
    package var isOfSingleRuns: Bool {
      switch self {
      case .correlated, .uneven, .tooShort: true
      default: false
      }
    }
  }

  /// What is wrong.
  package let kind: Kind
  /// How much: the offered utilisation, the length of the queue at the end, the fraction of
  /// failures, the number of open requests or of successes; 0 where there is nothing to measure.
  package let extent: Double

  /// Above this fraction of failures the latency of the others is not that of all: a hundredth of
  /// the requests beyond the 99th percentile.
  static let toleratedFailures = 0.001
  /// The fewest requests of which a rate can be told.
  static let fewestArrivals: UInt64 = 20

  /// The warnings about a run in the order of their kinds.
  ///
  /// - Parameters:
  ///   - figures: the figures of the run.
  ///   - steadyState: what its timeline says.
  /// - Returns: one for each kind that there is.
  package static func all(_ figures: RunFigures, _ steadyState: SteadyState) -> [RunWarning] {
    guard figures.requests > 0 else {
      return figures.warmUp == nil ? [] : [RunWarning(kind: .nothingCounted, extent: 0)]
    }
    return load(figures, steadyState) + coverage(figures) + precision(figures, steadyState)
  }

  /// Whether the system keeps up.
  private static func load(
    _ figures: RunFigures, _ steadyState: SteadyState
  ) -> [RunWarning] {
    var found: [RunWarning] = []
    if let offered = figures.offeredUtilisation, offered >= 1,
      figures.requests >= fewestArrivals
    {
      found.append(RunWarning(kind: .overloaded, extent: offered))
    } else if let growth = steadyState.queueGrowth {
      // Where more arrives than can be served, that the queue grows is said already.
      found.append(RunWarning(kind: .queueGrows, extent: growth.to))
    }
    return found
  }

  /// Whether the figures are those of all requests.
  private static func coverage(_ figures: RunFigures) -> [RunWarning] {
    var found: [RunWarning] = []
    let failures = Double(figures.failed) / Double(figures.requests)
    if failures > toleratedFailures {
      found.append(RunWarning(kind: .survivors, extent: failures))
    }
    if figures.unanswered > 0 {
      found.append(RunWarning(kind: .cutOff, extent: Double(figures.unanswered)))
    }
    if figures.warmUp?.isSettled == false {
      found.append(RunWarning(kind: .warmUpUnsettled, extent: 0))
    }
    return found
  }

  /// Whether there is enough for what is printed.
  private static func precision(
    _ figures: RunFigures, _ steadyState: SteadyState
  ) -> [RunWarning] {
    var found: [RunWarning] = []
    for (fraction, kind) in [(0.95, Kind.fewForP95), (0.99, .fewForP99), (0.999, .fewForP999)]
    where figures.succeeded > 0 && figures.succeeded < PercentileRanks.fewestValues(fraction) {
      found.append(RunWarning(kind: kind, extent: Double(figures.succeeded)))
    }
    switch steadyState.latency {
    case .interval: break
    case .correlated: found.append(RunWarning(kind: .correlated, extent: 0))
    case .uneven: found.append(RunWarning(kind: .uneven, extent: 0))
    case .tooShort: found.append(RunWarning(kind: .tooShort, extent: 0))
    }
    return found
  }
}

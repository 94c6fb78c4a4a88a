import SimCore

/// What a deployment is to reach, as people know it from load tests: `p(99)<200ms`.
public struct Objective: Sendable, Hashable {
  /// The most objectives of a scenario or a command line.
  package static let mostObjectives = 32

  /// What is measured.
  public enum Measure: Sendable, Hashable {
    /// A percentile of the latency of the successful requests.
    case percentile(Percentile)
    /// The mean of their latency.
    case mean
    /// The greatest latency.
    case greatest
    /// The fraction of requests answered in time.
    case success
    /// The cost, over some period or amount of traffic.
    case cost(CostBasis)
  }

  /// The percentiles that a run has.
  public enum Percentile: String, CaseIterable, Sendable, Hashable {
    /// The 50th, or median.
    case p50 = "50"
    /// The 90th.
    case p90 = "90"
    /// The 95th.
    case p95 = "95"
    /// The 99th.
    case p99 = "99"
    /// The 99.9th.
    case p999 = "99.9"

    /// The percentile as a fraction.
    public var fraction: Double {
      switch self {
      case .p50: 0.5
      case .p90: 0.9
      case .p95: 0.95
      case .p99: 0.99
      case .p999: 0.999
      }
    }
  }

  /// What a cost is that of.
  public enum CostBasis: String, CaseIterable, Sendable, Hashable {
    /// The run as it is.
    case run
    /// An hour of such traffic.
    case hour
    /// A day of such traffic.
    case day
    /// Thirty days of such traffic.
    case month
    /// A million requests of such traffic.
    case million
  }

  /// What is measured.
  public let measure: Measure
  /// The length of the windows of which the worst counts; nil for the whole run.
  public let window: Interval?
  /// What the measure may not go beyond: seconds, a fraction, or dollars.
  public let bound: Double
  /// Whether the bound itself is enough.
  public let includesBound: Bool
  /// The objective as it was written, without spaces but that within its parentheses.
  public let text: String

  /// Whether the measure is to be above the bound; otherwise below.
  public var wantsMore: Bool { measure == .success }

  /// Whether a value is on the right side of the bound.
  public func isMet(by value: Double) -> Bool {
    if value == bound { return includesBound }
    return wantsMore ? value > bound : value < bound
  }

  /// The objective without what it asks of its measure, such as `p(99, worst 1min)`.
  public var name: String {
    let worst = window.map { "worst \($0.text)" }
    switch measure {
    case .percentile(let percentile):
      return "p(" + [percentile.rawValue, worst].compactMap(\.self).joined(separator: ", ") + ")"
    case .mean: return "mean" + (worst.map { "(\($0))" } ?? "")
    case .greatest: return "max"
    case .success: return "success" + (worst.map { "(\($0))" } ?? "")
    case .cost(.run): return "cost"
    case .cost(let basis): return "cost/\(basis.rawValue)"
    }
  }

  /// The windows that a run must be watched for; nil where its own figures do.
  package var watched: WindowMeasure? {
    window.map { WindowMeasure(measure: measure, length: $0) }
  }
}

extension [Objective] {
  /// The latency that the first objective of single requests allows; nil where there is none.
  ///
  /// A mean is no bound of single requests.
  package var latencyLimit: Interval? {
    for objective in self {
      switch objective.measure {
      case .percentile, .greatest: return Interval(seconds: objective.bound)
      case .mean, .success, .cost: continue
      }
    }
    return nil
  }
}

/// A figure of windows of a run, of which the worst is to be known.
package struct WindowMeasure: Hashable, Sendable {
  /// What is measured: a percentile, the mean or the success.
  package let measure: Objective.Measure
  /// The length of the windows, of which the first begins with the run.
  package let length: Interval
}

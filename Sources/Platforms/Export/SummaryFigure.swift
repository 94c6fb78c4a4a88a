import SimCore

/// A figure of a run: a column of `summary.csv`, and how it is read from a run.
public struct SummaryFigure: Sendable {
  /// What a run gives for a figure.
  struct Reading {
    /// As the file has it; empty where the run has no such figure.
    var text: String
    /// The number before it is rounded; nil where the run has no such figure.
    var value: Double?
  }

  /// The column's name.
  public let column: String
  /// How many decimals a mean of such figures has in files.
  public let digits: Int
  /// The share of its value by which a run's figure may be off, because it comes from a histogram;
  /// 0 for figures that are exact.
  public let relativeError: Double
  /// What a run gives for it.
  let read: @Sendable (RunFigures) -> Reading

  /// The number that a run gives, in the unit of the column; nil where it has no such figure.
  public func value(of figures: RunFigures) -> Double? { read(figures).value }

  /// All figures, in the order of the file.
  public static let all = first + further

  /// The figure of a column; nil when there is none.
  public static func named(_ column: String) -> SummaryFigure? {
    all.first { $0.column == column }
  }

  /// The figures that stand before the digest.
  static let first: [SummaryFigure] = [
    count("requests") { Int($0.requests) },
    count("succeeded") { Int($0.succeeded) },
    count("failed") { Int($0.failed) },
    SummaryFigure(column: "success_ratio", digits: 9, relativeError: 0) { figures in
      guard figures.requests > 0 else { return Reading(text: "", value: nil) }
      let text = DecimalText.ratio(Int128(figures.succeeded), Int128(figures.requests), digits: 6)
      return Reading(text: text, value: Double(figures.succeeded) / Double(figures.requests))
    },
    SummaryFigure(column: "latency_mean_s", digits: 9, relativeError: 0) { figures in
      let moments = figures.latency.moments
      guard moments.count > 0 else { return Reading(text: "", value: nil) }
      let divisor = Int128(moments.count) * 1_000_000_000
      return Reading(
        text: DecimalText.ratio(moments.sum, divisor, digits: 9), value: moments.mean)
    },
    SummaryFigure(column: "latency_stddev_s", digits: 9, relativeError: 0) { figures in
      let deviation = figures.latency.moments.standardDeviation
      return Reading(
        text: deviation.map { DecimalText.fixed($0, digits: 9) } ?? "", value: deviation)
    },
    percentile("latency_p50_s") { $0.p50 },
    percentile("latency_p90_s") { $0.p90 },
    percentile("latency_p95_s") { $0.p95 },
    percentile("latency_p99_s") { $0.p99 },
    interval("latency_max_s") { figures in
      figures.latency.moments.count == 0 ? nil : figures.latency.moments.greatest
    },
    count("cold_starts") { Int($0.coldStarts) },
    count("instances_created") { $0.instancesCreated },
    count("instances_peak") { $0.instancesPeak },
    SummaryFigure(column: "billed_s", digits: 9, relativeError: 0) { figures in
      Reading(
        text: DecimalText.ratio(figures.billedNanoseconds, 1_000_000_000, digits: 9),
        value: Double(figures.billedNanoseconds) / 1e9)
    },
    money("cost_usd") { $0.cost },
  ]

  /// The figures that stand behind the digest; new ones come last.
  static let further: [SummaryFigure] = [
    count("throttled") { Int($0.throttled) },
    count("backlog_full") { Int($0.backlogFull) },
    count("timed_out") { Int($0.timedOut) },
    count("unanswered") { Int($0.unanswered) },
    interval("latency_min_s") { figures in
      figures.latency.moments.count == 0 ? nil : figures.latency.moments.least
    },
    percentile("latency_p999_s") { $0.p999 },
    number("instances_mean") { $0.instancesMean },
    count("in_service_peak") { $0.inServicePeak },
    number("in_service_mean") { $0.inServiceMean },
    count("queue_length_peak") { $0.queueLengthPeak },
    number("queue_length_mean") { $0.queueLengthMean },
    number("utilisation") { $0.utilisation },
    interval("end_s") { $0.end - .zero },
    money("cost_requests_usd") { $0.requestCost },
    money("cost_instances_usd") { $0.instanceCost },
    money("cost_other_usd") { $0.settledCost },
    count("instances_needed") { $0.instancesNeeded },
    interval("warm_up_s") { figures in figures.warmUp.map { $0.end - .zero } },
    count("warm_up_requests") { Int($0.warmUp?.requests ?? 0) },
    SummaryFigure(column: "offered_utilisation", digits: 9, relativeError: 0) { figures in
      let offered = figures.offeredUtilisation
      return Reading(
        text: offered.map { DecimalText.fixed($0, digits: 6) } ?? "", value: offered)
    },
  ]

  private static func count(
    _ column: String, _ read: @escaping @Sendable (RunFigures) -> Int
  ) -> SummaryFigure {
    SummaryFigure(column: column, digits: 9, relativeError: 0) { figures in
      let count = read(figures)
      return Reading(text: "\(count)", value: Double(count))
    }
  }

  private static func number(
    _ column: String, _ read: @escaping @Sendable (RunFigures) -> Double
  ) -> SummaryFigure {
    SummaryFigure(column: column, digits: 9, relativeError: 0) { figures in
      let number = read(figures)
      return Reading(text: DecimalText.fixed(number, digits: 6), value: number)
    }
  }

  private static func interval(
    _ column: String, relativeError: Double = 0,
    _ read: @escaping @Sendable (RunFigures) -> Interval?
  ) -> SummaryFigure {
    SummaryFigure(column: column, digits: 9, relativeError: relativeError) { figures in
      let interval = read(figures)
      return Reading(
        text: interval.map { DecimalText.seconds($0, digits: 9) } ?? "",
        value: interval.map { Double($0.nanoseconds) / 1e9 })
    }
  }

  private static func percentile(
    _ column: String, _ read: @escaping @Sendable (LatencyFigures) -> Interval?
  ) -> SummaryFigure {
    interval(column, relativeError: Histogram.relativeError) { read($0.latency) }
  }

  private static func money(
    _ column: String, _ read: @escaping @Sendable (RunFigures) -> Money
  ) -> SummaryFigure {
    SummaryFigure(column: column, digits: 15, relativeError: 0) { figures in
      let money = read(figures)
      return Reading(text: money.decimalText(digits: 15), value: money.dollars)
    }
  }
}

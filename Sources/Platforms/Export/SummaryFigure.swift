import SimCore

/// A figure of a run: a column of `summary.csv`, and how it is read from a run.
public struct SummaryFigure: Sendable {
  /// The column's name.
  public let column: String
  /// How many decimals a mean of such figures has in files.
  public let digits: Int
  /// The share of its value by which a run's figure may be off, because it comes from a histogram;
  /// 0 for figures that are exact.
  public let relativeError: Double
  private let write: @Sendable (RunFigures) -> String?
  private let read: @Sendable (RunFigures) -> Double?

  /// A figure.
  ///
  /// - Parameters:
  ///   - column: the column's name.
  ///   - digits: how many decimals a mean has.
  ///   - relativeError: by which share of its value a run's figure may be off.
  ///   - text: what the file has of a run; nil for nothing.
  ///   - value: the same as a number, before it is rounded.
  init(
    _ column: String, digits: Int = 9, relativeError: Double = 0,
    text: @escaping @Sendable (RunFigures) -> String?,
    value: @escaping @Sendable (RunFigures) -> Double?
  ) {
    self.column = column
    self.digits = digits
    self.relativeError = relativeError
    write = text
    read = value
  }

  /// What the file has of a run; empty where the run has no such figure.
  public func text(of figures: RunFigures) -> String { write(figures) ?? "" }

  /// The number that a run gives, in the unit of the column; nil where it has no such figure.
  public func value(of figures: RunFigures) -> Double? { read(figures) }

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
    SummaryFigure(
      "success_ratio",
      text: { figures in
        figures.requests == 0
          ? nil
          : DecimalText.ratio(Int128(figures.succeeded), Int128(figures.requests), digits: 6)
      },
      value: { figures in
        figures.requests == 0 ? nil : Double(figures.succeeded) / Double(figures.requests)
      }),
    SummaryFigure(
      "latency_mean_s",
      text: { figures in
        let moments = figures.latency.moments
        let divisor = Int128(moments.count) * 1_000_000_000
        return moments.count == 0 ? nil : DecimalText.ratio(moments.sum, divisor, digits: 9)
      },
      value: { $0.latency.moments.mean }),
    SummaryFigure(
      "latency_stddev_s",
      text: { $0.latency.moments.standardDeviation.map { DecimalText.fixed($0, digits: 9) } },
      value: { $0.latency.moments.standardDeviation }),
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
    SummaryFigure(
      "billed_s",
      text: { DecimalText.ratio($0.billedNanoseconds, 1_000_000_000, digits: 9) },
      value: { Double($0.billedNanoseconds) / 1e9 }),
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
    SummaryFigure(
      "offered_utilisation",
      text: { $0.offeredUtilisation.map { DecimalText.fixed($0, digits: 6) } },
      value: { $0.offeredUtilisation }),
  ]

  private static func count(
    _ column: String, _ read: @escaping @Sendable (RunFigures) -> Int
  ) -> SummaryFigure {
    SummaryFigure(column, text: { "\(read($0))" }, value: { Double(read($0)) })
  }

  private static func number(
    _ column: String, _ read: @escaping @Sendable (RunFigures) -> Double
  ) -> SummaryFigure {
    SummaryFigure(column, text: { DecimalText.fixed(read($0), digits: 6) }, value: read)
  }

  private static func interval(
    _ column: String, relativeError: Double = 0,
    _ read: @escaping @Sendable (RunFigures) -> Interval?
  ) -> SummaryFigure {
    SummaryFigure(
      column, relativeError: relativeError,
      text: { read($0).map { DecimalText.seconds($0, digits: 9) } },
      value: { read($0).map { Double($0.nanoseconds) / 1e9 } })
  }

  private static func percentile(
    _ column: String, _ read: @escaping @Sendable (LatencyFigures) -> Interval?
  ) -> SummaryFigure {
    interval(column, relativeError: Histogram.relativeError) { read($0.latency) }
  }

  private static func money(
    _ column: String, _ read: @escaping @Sendable (RunFigures) -> Money
  ) -> SummaryFigure {
    SummaryFigure(
      column, digits: 15, text: { read($0).decimalText(digits: 15) },
      value: { read($0).dollars })
  }
}

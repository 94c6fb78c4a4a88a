import Documents
import SimCore

/// A figure of a run: a column of `summary.csv`, and how it is read from a run.
package struct SummaryFigure: Sendable {
  /// The column's name.
  package let column: String
  /// How many decimals a mean of such figures has in files.
  package let digits: Int
  /// The fraction of its value by which a run's figure may be off, because it comes from a
  /// histogram; 0 for figures that are exact.
  package let relativeError: Double
  /// The unit, and how many decimals there are where that does not go without saying.
  package let unit: String
  /// What it is, in the words of the guide.
  package let about: String
  /// What it is exactly, in the words of the model's page.
  package let definition: String
  private let write: @Sendable (RunFigures) -> String?
  private let read: @Sendable (RunFigures) -> Double?

  /// A figure.
  ///
  /// - Parameters:
  ///   - column: the column's name.
  ///   - unit: the unit, as the guide says it.
  ///   - about: what it is, in the words of the guide.
  ///   - definition: what it is exactly, where the model's page says more.
  ///   - digits: how many decimals a mean has.
  ///   - relativeError: by which fraction of its value a run's figure may be off.
  ///   - text: what the file has of a run; nil for nothing.
  ///   - value: the same as a number, before it is rounded.
  init(
    _ column: String, _ unit: String, _ about: String, definition: String? = nil,
    digits: Int = 9, relativeError: Double = 0,
    text: @escaping @Sendable (RunFigures) -> String?,
    value: @escaping @Sendable (RunFigures) -> Double?
  ) {
    self.column = column
    self.unit = unit
    self.about = about
    self.definition = definition ?? about
    self.digits = digits
    self.relativeError = relativeError
    write = text
    read = value
  }

  /// What the file has of a run; empty where the run has no such figure.
  package func text(of figures: RunFigures) -> String { write(figures) ?? "" }

  /// The number that a run gives, in the unit of the column; nil where it has no such figure.
  package func value(of figures: RunFigures) -> Double? { read(figures) }

  /// All figures, in the order of the file.
  package static let all = first + further

  /// The figure of a column; nil when there is none.
  package static func named(_ column: String) -> SummaryFigure? {
    all.first { $0.column == column }
  }

  /// The figures that stand before the digest.
  static let first: [SummaryFigure] = [
    count("requests", "requests", "requests that arrived") { Int($0.requests) },
    count(
      "succeeded", "requests", "requests answered in time",
      definition: "requests with the outcome `succeeded`"
    ) { Int($0.succeeded) },
    count(
      "failed", "requests",
      "all others: `throttled` + `backlog_full` + `timed_out` + `unanswered`"
    ) { Int($0.failed) },
    successRatio, latencyMean, latencyDeviation,
    percentile("latency_p50_s", "50th") { $0.p50 }, percentile("latency_p90_s", "90th") { $0.p90 },
    percentile("latency_p95_s", "95th") { $0.p95 }, percentile("latency_p99_s", "99th") { $0.p99 },
    interval("latency_max_s", "s", "the greatest latency, exact") { figures in
      figures.latency.moments.count == 0 ? nil : figures.latency.moments.greatest
    },
    count(
      "cold_starts", "requests", "requests that were the first of their instance",
      definition: "requests that were the first of an instance created in the run"
    ) { Int($0.coldStarts) },
    count(
      "instances_created", "instances", "instances created, those ready at the start included"
    ) { $0.instancesCreated },
    count(
      "instances_peak", "instances", "the most instances at a time",
      definition: "the most instances that exist at a time: starting, ready or draining"
    ) { $0.instancesPeak },
    billed,
    money(
      "cost_usd", "the whole cost",
      definition:
        "the whole cost; `cost_requests_usd` + `cost_instances_usd` + `cost_other_usd` exactly"
    ) { $0.cost },
  ]

  /// The figures that stand behind the digest; new ones come last.
  static let further: [SummaryFigure] = [
    count("throttled", "requests", "requests refused by a limit on rate or concurrency") {
      Int($0.throttled)
    },
    count("backlog_full", "requests", "requests refused because the queue was full") {
      Int($0.backlogFull)
    },
    count("timed_out", "requests", "requests given up on by the client or the platform") {
      Int($0.timedOut)
    },
    count("unanswered", "requests", "requests without an answer when the run ended") {
      Int($0.unanswered)
    },
    interval("latency_min_s", "s", "the least latency, exact") { figures in
      figures.latency.moments.count == 0 ? nil : figures.latency.moments.least
    },
    percentile("latency_p999_s", "99.9th") { $0.p999 },
    number(
      "instances_mean", "instances", "the mean number of instances over the run",
      definition:
        "the mean over the run of instances that exist: starting, ready or draining"
    ) { $0.instancesMean },
    count(
      "in_service_peak", "requests", "the most requests in service at a time",
      definition: "the most requests in service at a time, a batch as one"
    ) { $0.inServicePeak },
    number(
      "in_service_mean", "requests", "the mean of requests in service",
      definition: "the mean of requests in service, a batch as one"
    ) { $0.inServiceMean },
    count(
      "queue_length_peak", "requests", "the most requests waiting at a time",
      definition: "the most requests waiting at a time, counted as in `queue_length_mean`"
    ) { $0.queueLengthPeak },
    number(
      "queue_length_mean", "requests", "the mean of requests waiting",
      definition: """
        the mean of requests waiting (what a client sends as one is one), also of those that wait \
        for an instance started for them
        """
    ) { $0.queueLengthMean },
    number(
      "utilisation", "share", "the share of the ready instances' places that was in use",
      definition: """
        integral of requests in service / (integral of serving instances x places of each); \
        serving are those that are ready, and those that drain and still have requests
        """
    ) { $0.utilisation },
    interval("end_s", "s", "when the run ended") { $0.end - .zero },
    money("cost_requests_usd", "the part of the cost that requests were charged") {
      $0.requestCost
    },
    money("cost_instances_usd", "the part that instances were charged") { $0.instanceCost },
    money(
      "cost_other_usd",
      """
      the rest: billed starts of instances, calls that pre-warm, work for clients who had gone, \
      minus free tiers
      """,
      definition: """
        billed starts of instances (in full when they begin), calls that pre-warm, and work for \
        clients who had gone, less the free tier
        """
    ) { $0.settledCost },
    count(
      "instances_needed", "instances",
      """
      the most instances that served at the same time; more were not needed, however many were \
      created
      """,
      definition: """
        the greatest number of instances that served at the same time; what was created beyond it \
        is over-provisioning (paper 4.3, 5.2)
        """
    ) { $0.instancesNeeded },
    interval(
      "warm_up_s", "s",
      """
      the end of the [warm-up](steady-state.md#leaving-out-the-warm-up), if there is one; \
      `requests`, outcomes and latencies are of what arrives later, all else is of the whole run
      """,
      definition: """
        the end of the workload's `warm_up`; `requests`, outcomes and latencies are then of the \
        later requests, see [steady-state.md](steady-state.md)
        """
    ) { figures in figures.warmUp.map { $0.end - .zero } },
    count("warm_up_requests", "requests", "requests that arrived before the end of the warm-up") {
      Int($0.warmUp?.requests ?? 0)
    },
    offeredUtilisation, answeredLimit, answeredRatio, monthCost,
  ]

  private static let successRatio = SummaryFigure(
    "success_ratio", "share, 6 decimals", "succeeded / requests",
    definition: "`succeeded` / `requests`, as in paper 4.1",
    text: { figures in
      figures.requests == 0
        ? nil
        : DecimalText.ratio(Int128(figures.succeeded), Int128(figures.requests), digits: 6)
    },
    value: { figures in
      figures.requests == 0 ? nil : Double(figures.succeeded) / Double(figures.requests)
    })

  private static let latencyMean = SummaryFigure(
    "latency_mean_s", "s", "mean latency of the successful requests, end to end at the client",
    definition: "sum / count in whole nanoseconds, exact before the division",
    text: { figures in
      let moments = figures.latency.moments
      let divisor = Int128(moments.count) * 1_000_000_000
      return moments.count == 0 ? nil : DecimalText.ratio(moments.sum, divisor, digits: 9)
    },
    value: { $0.latency.moments.mean })

  private static let latencyDeviation = SummaryFigure(
    "latency_stddev_s", "s", "the sample standard deviation of the latency",
    definition: """
      sample standard deviation; the difference of the large sums is taken in whole numbers
      """,
    text: { $0.latency.moments.standardDeviation.map { DecimalText.fixed($0, digits: 9) } },
    value: { $0.latency.moments.standardDeviation })

  private static let billed = SummaryFigure(
    "billed_s", "s", "execution time that was charged, after rounding",
    definition: "execution time that was charged, after rounding up",
    text: { DecimalText.ratio($0.billedNanoseconds, 1_000_000_000, digits: 9) },
    value: { Double($0.billedNanoseconds) / 1e9 })

  private static let offeredUtilisation = SummaryFigure(
    "offered_utilisation", "share, 6 decimals",
    """
    the work that arrived over what the greatest number of instances can do; 1 or more is too much
    """,
    definition: """
      requests that arrived x mean service time / (greatest number of instances x places of each x \
      time to the end of the window of the last arrival); a batch of a client is one request
      """,
    text: { $0.offeredUtilisation.map { DecimalText.fixed($0, digits: 6) } },
    value: { $0.offeredUtilisation })

  private static let answeredLimit = interval(
    "answered_within_limit_s", "s",
    "the latency that the first objective of single requests allows, if there is one",
    definition: """
      the bound of the first objective of a percentile or of the greatest latency, in the order in \
      which they are written
      """
  ) { $0.answeredWithin?.limit }

  private static let answeredRatio = SummaryFigure(
    "answered_within_ratio", "share, 6 decimals",
    "requests answered within that time / `requests`, from a histogram",
    definition: """
      successful requests whose latency is at most `answered_within_limit_s` / `requests`; a \
      latency counts as the middle of its bucket, as in percentiles
      """,
    text: { figures in
      answered(figures).map { DecimalText.ratio($0, Int128(figures.requests), digits: 6) }
    },
    value: { figures in answered(figures).map { Double($0) / Double(figures.requests) } })

  /// The requests answered within the limit; nil where there is none, or no request.
  private static func answered(_ figures: RunFigures) -> Int128? {
    figures.requests == 0 ? nil : figures.answeredWithin.map { Int128($0.requests) }
  }

  private static let monthCost = SummaryFigure(
    "cost_usd_per_month", "USD, 6 decimals", "what 30 days of this traffic cost",
    definition: """
      `cost_instances_usd` by the length of the run, plus all other costs by the time in which \
      requests arrive, times 30 days; with the free grants and prices by volume of 30 days' use
      """,
    text: { figures in month(figures).map { DecimalText.fixed($0, digits: 6) } },
    value: month)

  private static func month(_ figures: RunFigures) -> Double? {
    TrafficCost(figures, lasting: figures.traffic).perMonth
  }

  private static func count(
    _ column: String, _ unit: String, _ about: String, definition: String? = nil,
    _ read: @escaping @Sendable (RunFigures) -> Int
  ) -> SummaryFigure {
    SummaryFigure(
      column, unit, about, definition: definition, text: { "\(read($0))" },
      value: { Double(read($0)) })
  }

  private static func number(
    _ column: String, _ unit: String, _ about: String, definition: String? = nil,
    _ read: @escaping @Sendable (RunFigures) -> Double
  ) -> SummaryFigure {
    SummaryFigure(
      column, unit + ", 6 decimals", about, definition: definition,
      text: { DecimalText.fixed(read($0), digits: 6) }, value: read)
  }

  private static func interval(
    _ column: String, _ unit: String, _ about: String, definition: String? = nil,
    relativeError: Double = 0, _ read: @escaping @Sendable (RunFigures) -> Interval?
  ) -> SummaryFigure {
    SummaryFigure(
      column, unit, about, definition: definition, relativeError: relativeError,
      text: { read($0).map { DecimalText.seconds($0, digits: 9) } },
      value: { read($0).map { Double($0.nanoseconds) / 1e9 } })
  }

  private static func percentile(
    _ column: String, _ rank: String,
    _ read: @escaping @Sendable (LatencyFigures) -> Interval?
  ) -> SummaryFigure {
    interval(
      column, "s", "the \(rank) percentile of the latency, from a histogram",
      definition: "the nearest-rank \(rank) percentile, see below",
      relativeError: Histogram.relativeError
    ) { read($0.latency) }
  }

  private static func money(
    _ column: String, _ about: String, definition: String? = nil,
    _ read: @escaping @Sendable (RunFigures) -> Money
  ) -> SummaryFigure {
    SummaryFigure(
      column, "USD", about, definition: definition, digits: 15,
      text: { read($0).decimalText(digits: 15) }, value: { read($0).dollars })
  }
}

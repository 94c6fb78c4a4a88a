import SimCore

/// A row of `summary.csv`: the figures of one run, as named fields.
public struct SummaryRow: Sendable {
  /// What the run was of.
  public let label: RunLabel
  /// The deployment.
  public let deployment: Deployment
  /// The scenario's seed.
  public let seed: UInt64
  /// The figures; whoever keeps many rows may drop the windows of their timelines.
  public var figures: RunFigures
  /// What the timeline says of the steady state.
  public let steadyState: SteadyState
  /// Why figures of the run say less than they seem to, the gravest first.
  public let warnings: [RunWarning]

  /// A row.
  public init(label: RunLabel, deployment: Deployment, seed: UInt64, figures: RunFigures) {
    self.label = label
    self.deployment = deployment
    self.seed = seed
    self.figures = figures
    steadyState = SteadyState(figures)
    warnings = RunWarning.all(figures, steadyState)
  }

  /// A field: its column, its text, and whether it is a number, for formats that care.
  public struct Field: Sendable {
    /// The column's name.
    public let column: String
    /// The text; empty where the run has no such figure.
    public let text: String
    /// Whether the text is a number.
    public let isNumber: Bool

    init(_ column: String, _ text: String, isNumber: Bool = true) {
      self.column = column
      self.text = text
      self.isNumber = isNumber
    }
  }

  /// All fields in the order of the file.
  ///
  /// Times have nine digits after the point, which is exact; money fifteen, which is exact too.
  public var fields: [Field] {
    identity + requestFields + latencyFields + capacityFields + [
      Field("billed_s", seconds(figures.billedNanoseconds)),
      Field("cost_usd", figures.cost.decimalText(digits: 15)),
      Field("digest", figures.digest.text, isNumber: false),
    ] + furtherFields + precisionFields
  }

  private var identity: [Field] {
    [
      Field("scenario", label.scenario, isNumber: false),
      Field("deployment", label.deployment, isNumber: false),
      Field("platform", deployment.platform, isNumber: false),
      Field("model", deployment.model, isNumber: false),
      Field("runtime", deployment.runtime, isNumber: false),
      Field("replication", "\(label.replication)"), Field("seed", "\(seed)"),
    ]
  }

  private var requestFields: [Field] {
    [
      Field("requests", "\(figures.requests)"), Field("succeeded", "\(figures.succeeded)"),
      Field("failed", "\(figures.failed)"),
      Field("success_ratio", ratio(figures.succeeded, figures.requests)),
    ]
  }

  private var latencyFields: [Field] {
    let latency = figures.latency
    let count = Int128(latency.moments.count)
    return [
      Field("latency_mean_s", count == 0 ? "" : seconds(latency.moments.sum, over: count)),
      Field(
        "latency_stddev_s",
        latency.moments.standardDeviation.map { DecimalText.fixed($0, digits: 9) } ?? ""),
      Field("latency_p50_s", seconds(latency.p50)), Field("latency_p90_s", seconds(latency.p90)),
      Field("latency_p95_s", seconds(latency.p95)), Field("latency_p99_s", seconds(latency.p99)),
      Field("latency_max_s", count == 0 ? "" : seconds(latency.moments.greatest)),
    ]
  }

  private var capacityFields: [Field] {
    [
      Field("cold_starts", "\(figures.coldStarts)"),
      Field("instances_created", "\(figures.instancesCreated)"),
      Field("instances_peak", "\(figures.instancesPeak)"),
    ]
  }

  private var furtherFields: [Field] {
    let latency = figures.latency
    return [
      Field("throttled", "\(figures.throttled)"), Field("backlog_full", "\(figures.backlogFull)"),
      Field("timed_out", "\(figures.timedOut)"), Field("unanswered", "\(figures.unanswered)"),
      Field(
        "latency_min_s", latency.moments.count == 0 ? "" : seconds(latency.moments.least)),
      Field("latency_p999_s", seconds(latency.p999)),
      Field("instances_mean", fixed(figures.instancesMean)),
      Field("in_service_peak", "\(figures.inServicePeak)"),
      Field("in_service_mean", fixed(figures.inServiceMean)),
      Field("queue_length_peak", "\(figures.queueLengthPeak)"),
      Field("queue_length_mean", fixed(figures.queueLengthMean)),
      Field("utilisation", fixed(figures.utilisation)),
      Field("end_s", seconds(figures.end - .zero)),
      Field("cost_requests_usd", figures.requestCost.decimalText(digits: 15)),
      Field("cost_instances_usd", figures.instanceCost.decimalText(digits: 15)),
      Field("cost_other_usd", figures.settledCost.decimalText(digits: 15)),
      Field("instances_needed", "\(figures.instancesNeeded)"),
    ]
  }

  private var precisionFields: [Field] {
    let warmUp = figures.warmUp
    var fields = [
      Field("warm_up_s", seconds(warmUp.map { $0.end - .zero })),
      Field("warm_up_requests", "\(warmUp?.requests ?? 0)"),
      Field("offered_utilisation", figures.offeredUtilisation.map(fixed) ?? ""),
    ]
    for (name, share) in [("p50", 0.5), ("p95", 0.95), ("p99", 0.99), ("p999", 0.999)] {
      let bounds = figures.latency.bounds(share)
      fields += [
        Field("latency_\(name)_low_s", seconds(bounds?.low)),
        Field("latency_\(name)_high_s", seconds(bounds?.high)),
      ]
    }
    func half(_ batchMeans: BatchMeans) -> String {
      batchMeans.halfWidth.map { DecimalText.fixed($0, digits: 9) } ?? ""
    }
    return fields + [
      Field("latency_mean_s_ci95", half(steadyState.latency)),
      Field("success_ratio_ci95", half(steadyState.success)),
      Field("warnings", warnings.map(\.kind.rawValue).joined(separator: " "), isNumber: false),
    ]
  }

  /// The first line of the file.
  public var header: String { fields.map(\.column).joined(separator: ",") + "\n" }

  /// The row as a line of the file.
  public var line: String {
    fields.map { CSVField.text($0.text) }.joined(separator: ",") + "\n"
  }

  private func fixed(_ value: Double) -> String { DecimalText.fixed(value, digits: 6) }

  private func ratio(_ part: UInt64, _ whole: UInt64) -> String {
    whole == 0 ? "" : DecimalText.ratio(Int128(part), Int128(whole), digits: 6)
  }

  private func seconds(_ interval: Interval?) -> String {
    interval.map { DecimalText.seconds($0, digits: 9) } ?? ""
  }

  private func seconds(_ nanoseconds: Int128, over count: Int128 = 1) -> String {
    DecimalText.ratio(nanoseconds, count * 1_000_000_000, digits: 9)
  }
}

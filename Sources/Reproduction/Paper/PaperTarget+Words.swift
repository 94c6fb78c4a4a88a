extension PaperTarget {
  /// What the number is of, where the paper has it, and its unit, such as `Table 2: cost of
  /// aws-lambda-mobilenet-ort-1.6 in workload-40, USD`.
  package var words: String {
    let other = reference.map { " over that of \($0)" } ?? ""
    let whole = "\(place): \(quantity.words) of \(deployment)\(other)"
    let period = quantity.spansWorkloads || quantity.isOfNoWorkload ? "" : " in \(workload)"
    return whole + period + (quantity.unit.isEmpty ? "" : ", \(quantity.unit)")
  }
}

extension PaperQuantity {
  /// What it is called.
  fileprivate var words: String {
    switch self {
    case .cost: "cost of the run"
    case .latency: "mean latency"
    case .latencyAtStart: "mean latency in the first two seconds"
    case .latencyRatio: "mean latency"
    case .greatestLatencyRatio: "greatest ratio, in any workload, of the mean latency"
    case .success: "success ratio"
    case .coldStart: "mean cold start"
    case .created: "instances created"
    case .createdInFirstPeak: "instances created before 50 s"
    case .servingInSecondPeak: "instances that serve from 150 s to 200 s"
    case .service: "mean service time"
    case .serviceRatio: "mean service time"
    case .coldStartReduction: "share of the cold start that is saved"
    }
  }

  /// What it is measured in; empty for a ratio.
  fileprivate var unit: String {
    switch self {
    case .cost: "USD"
    case .latency, .latencyAtStart, .coldStart, .service: "s"
    case .created, .createdInFirstPeak, .servingInSecondPeak: "instances"
    case .latencyRatio, .greatestLatencyRatio, .serviceRatio, .success, .coldStartReduction: ""
    }
  }

  /// Whether it is the same whatever requests there are.
  fileprivate var isOfNoWorkload: Bool {
    switch self {
    case .coldStart, .service, .serviceRatio, .coldStartReduction: true
    default: false
    }
  }
}

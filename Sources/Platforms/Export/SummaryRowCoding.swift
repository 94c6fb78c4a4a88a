import SimCore

// Rows as bytes, for whoever keeps many of one deployment: a row takes ten times the room.
extension SummaryRow {
  /// Appends what the row does not share with the rows of other replications of its deployment, but
  /// for the windows of its timeline.
  package func append(to bytes: inout [UInt8]) {
    var kept = figures
    kept.timeline = figures.timeline.withoutWindows
    kept.windowPercentiles = []
    kept.append(to: &bytes)
    var writer = FigureWriter(bytes: bytes)
    bytes = []
    label.replication.write(to: &writer)
    latencyPeak.write(to: &writer)
    steadyState.write(to: &writer)
    bytes = writer.bytes
  }

  /// The row that ``append(to:)`` has written in this process.
  ///
  /// - Parameters:
  ///   - bytes: what was written, and nothing else.
  ///   - other: a row of another replication of the same deployment.
  package init(_ bytes: ArraySlice<UInt8>, like other: SummaryRow) {
    var reader = FigureReader(trusting: bytes)
    let figures = RunFigures(from: &reader)
    let label = RunLabel(
      scenario: other.label.scenario, deployment: other.label.deployment,
      replication: Int(from: &reader))
    let latencyPeak = LatencyPeak?(from: &reader)
    self.init(
      label: label, deployment: other.deployment, seed: other.seed, figures: figures,
      scenarioDigest: other.scenarioDigest, steadyState: SteadyState(from: &reader))
    self.latencyPeak = latencyPeak
    precondition(reader.rest.isEmpty, "A row is read as it was written.")
  }
}

extension RunFigures {
  /// The figures of a row that ``SummaryRow/append(to:)`` has written in this process.
  ///
  /// It is much faster than the whole row, which knows its deployment.
  package init(ofRow bytes: ArraySlice<UInt8>) {
    var reader = FigureReader(trusting: bytes)
    self.init(from: &reader)
  }
}

extension LatencyPeak: StoredValue {
  func write(to writer: inout FigureWriter) {
    start.write(to: &writer)
    width.write(to: &writer)
    (measure == .mean).write(to: &writer)
    latency.write(to: &writer)
    succeeded.write(to: &writer)
  }

  init(from reader: inout FigureReader) {
    start = Instant(from: &reader)
    width = Interval(from: &reader)
    measure = Bool(from: &reader) ? .mean : .p99
    latency = Interval(from: &reader)
    succeeded = UInt64(from: &reader)
  }
}

extension SteadyState: StoredValue {
  func write(to writer: inout FigureWriter) {
    latency.write(to: &writer)
    success.write(to: &writer)
    queueGrowth.write(to: &writer)
  }

  init(from reader: inout FigureReader) {
    latency = BatchMeans(from: &reader)
    success = BatchMeans(from: &reader)
    queueGrowth = QueueGrowth?(from: &reader)
  }
}

extension QueueGrowth: StoredValue {
  func write(to writer: inout FigureWriter) {
    from.write(to: &writer)
    to.write(to: &writer)
  }

  init(from reader: inout FigureReader) {
    from = Double(from: &reader)
    to = Double(from: &reader)
  }
}

extension BatchMeans: StoredValue {
  func write(to writer: inout FigureWriter) {
    switch self {
    case .correlated: writer.write(0)
    case .uneven: writer.write(1)
    case .tooShort: writer.write(2)
    case .interval(let halfWidth):
      writer.write(3)
      halfWidth.write(to: &writer)
    }
  }

  init(from reader: inout FigureReader) {
    switch reader.unsigned() {
    case 0: self = .correlated
    case 1: self = .uneven
    case 2: self = .tooShort
    default: self = .interval(halfWidth: Double(from: &reader))
    }
  }
}

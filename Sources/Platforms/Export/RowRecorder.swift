import SimCore

/// Takes the bytes of finished rows; a file, as a rule.
public protocol RowSink: AnyObject {
  /// Takes some rows; what goes wrong the sink remembers itself.
  func take(_ rows: [UInt8])
}

/// An observer that writes `requests.csv` and `events.csv` while a run goes on.
public struct RowRecorder: RunObserver {
  /// The first line of `requests.csv`.
  public static let requestsHeader =
    "scenario,deployment,replication,request,arrival_s,latency_s,outcome,cold,instance,billed_s,"
    + "cost_usd\n"
  /// The first line of `events.csv`.
  public static let eventsHeader =
    "scenario,deployment,replication,time_s,event,instance,request,instances,metric,value,"
    + "threshold,change,reason\n"

  private static let fullBuffer = 1 << 16

  private let prefix: [UInt8]
  private let requestSink: (any RowSink)?
  private let eventSink: (any RowSink)?
  private var requestRows: [UInt8] = []
  private var eventRows: [UInt8] = []

  /// Whether requests are written.
  public let seesRequests: Bool
  /// Whether events are written.
  public let seesEvents: Bool

  /// A recorder of one run.
  ///
  /// - Parameters:
  ///   - label: what every row begins with.
  ///   - requests: where the rows of requests go; nil for nowhere.
  ///   - events: where the rows of events go; nil for nowhere.
  public init(label: RunLabel, requests: (any RowSink)?, events: (any RowSink)?) {
    prefix = label.prefix
    requestSink = requests
    eventSink = events
    seesRequests = requests != nil
    seesEvents = events != nil
  }

  /// Hands over the rows that have not been; called at the end of the run.
  public mutating func finish() {
    flush(&requestRows, to: requestSink)
    flush(&eventRows, to: eventSink)
  }

  private func flush(_ rows: inout [UInt8], to sink: (any RowSink)?) {
    guard !rows.isEmpty else { return }
    sink?.take(rows)
    rows.removeAll(keepingCapacity: true)
  }

  /// Writes the row of a request.
  public mutating func request(_ record: RequestRecord) {
    requestRows += prefix
    DecimalText.append(record.request, to: &requestRows)
    requestRows.append(TimelineRows.comma)
    DecimalText.append(seconds: record.arrival - .zero, to: &requestRows)
    requestRows.append(TimelineRows.comma)
    DecimalText.append(seconds: record.latency, to: &requestRows)
    requestRows.append(TimelineRows.comma)
    requestRows += record.outcome.name.utf8
    requestRows += (record.isCold ? ",true," : ",false,").utf8
    if record.instance >= 0 { DecimalText.append(record.instance, to: &requestRows) }
    requestRows.append(TimelineRows.comma)
    DecimalText.append(seconds: record.charge.billed, to: &requestRows)
    requestRows.append(TimelineRows.comma)
    append(record.charge.cost)
    requestRows.append(TimelineRows.newline)
    if requestRows.count >= Self.fullBuffer { flush(&requestRows, to: requestSink) }
  }

  /// Money with all fifteen digits.
  private mutating func append(_ money: Money) {
    let (dollars, rest) = money.femtodollars.quotientAndRemainder(
      dividingBy: Money.femtodollarsPerDollar)
    DecimalText.append(Int(truncatingIfNeeded: dollars), to: &requestRows)
    requestRows.append(0x2e)
    // A leading 1 keeps the zeros behind the point; it is then written over by the point.
    let place = requestRows.count - 1
    DecimalText.append(
      Int(truncatingIfNeeded: rest + Money.femtodollarsPerDollar), to: &requestRows)
    requestRows.remove(at: place + 1)
  }

  /// Writes the row of a refusal.
  public mutating func refused(_ request: Int, _ outcome: RequestOutcome, at now: Instant) {
    begin(outcome.name, at: now)
    append(",,\(request),,,,,,\n")
  }

  /// Writes the row of a change to an instance.
  public mutating func instance(_ number: Int, _ change: InstanceChange, at now: Instant) {
    begin("\(change)", at: now)
    append(",\(number),,,,,,,\n")
  }

  /// Writes the row of an evaluation.
  public mutating func scaling(_ decision: ScalingDecision, instances: Int, at now: Instant) {
    begin("evaluated", at: now)
    let value = DecimalText.fixed(decision.value, digits: 6)
    let threshold = DecimalText.fixed(decision.threshold, digits: 6)
    append(
      ",,,\(instances),\(CSVField.text("\(decision.metric)")),\(value),\(threshold),"
        + "\(decision.change),\(CSVField.text("\(decision.reason)"))\n")
  }

  private mutating func begin(_ event: String, at now: Instant) {
    eventRows += prefix
    DecimalText.append(seconds: now - .zero, to: &eventRows)
    append(",\(event)")
  }

  private mutating func append(_ text: String) {
    eventRows += text.utf8
    if eventRows.count >= Self.fullBuffer && eventRows.last == TimelineRows.newline {
      flush(&eventRows, to: eventSink)
    }
  }
}

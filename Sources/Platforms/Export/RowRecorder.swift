import Documents
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

  /// The fields `outcome` and `cold` with the commas around them, for each outcome warm and cold.
  private static let endings: [[UInt8]] = RequestOutcome.allCases.flatMap { outcome in
    [Array(",\(outcome.name),false,".utf8), Array(",\(outcome.name),true,".utf8)]
  }

  private let label: RunLabel
  private let prefix: [UInt8]
  /// What the rows of events begin with.
  private var eventPrefix: [UInt8]
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
    self.label = label
    prefix = label.prefix
    eventPrefix = label.prefix
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
    requestRows += Self.endings[Int(record.outcome.rawValue) * 2 + (record.isCold ? 1 : 0)]
    if record.instance >= 0 { DecimalText.append(record.instance, to: &requestRows) }
    requestRows.append(TimelineRows.comma)
    DecimalText.append(seconds: record.charge.billed, to: &requestRows)
    requestRows.append(TimelineRows.comma)
    append(record.charge.cost)
    requestRows.append(TimelineRows.newline)
    if requestRows.count >= Self.fullBuffer { flush(&requestRows, to: requestSink) }
  }

  /// Money with all fifteen decimals.
  private mutating func append(_ money: Money) {
    let perDollar = UInt64(Money.femtodollarsPerDollar)
    guard let femtodollars = UInt64(exactly: money.femtodollars) else {
      requestRows += money.decimalText(digits: 15).utf8
      return
    }
    let dollars = femtodollars / perDollar
    let rest = femtodollars - dollars * perDollar
    let billionths = rest / 1_000_000
    DecimalText.append(
      isNegative: false, whole: dollars, billionths: billionths, digits: 9, to: &requestRows)
    var last = rest - billionths * 1_000_000
    var unit: UInt64 = 100_000
    for _ in 0..<6 {
      requestRows.append(0x30 + UInt8(truncatingIfNeeded: last / unit))
      last %= unit
      unit /= 10
    }
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

  /// Has the rows of events begin with the name of a service behind that of the deployment.
  public mutating func enter(service: String) {
    eventPrefix =
      RunLabel(
        scenario: label.scenario, deployment: label.part(service), replication: label.replication
      ).prefix
  }

  private mutating func begin(_ event: String, at now: Instant) {
    eventRows += eventPrefix
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

/// Tables with a header: k6's CSV, and the requests of a simulated run.
struct TableLogs {
  /// The places of the columns of a simulated run, once its header was read.
  private var columns: [Int]?
  /// The deployment and replication whose requests are read: those of the first row.
  private var run: [UInt8]?
  /// That deployment; nil where nothing says more of it.
  private var deployment: SimulatedDeployment?
  /// The deployments of the run by their names, where they are known.
  var deployments: [String: SimulatedDeployment] = [:]

  private static let requestColumns = [
    "deployment", "replication", "arrival_s", "latency_s", "outcome", "cold", "instance",
  ]

  /// A line of k6's CSV; its times are in milliseconds, and made at the end of the request.
  static func k6(_ line: LineText) -> LogLine? {
    if line.hasPrefix("metric_name,timestamp,") { return .other }
    guard line.hasPrefix("http_req_duration,") else {
      return line.hasPrefix("http_") || line.hasPrefix("vus") || line.hasPrefix("iteration")
        || line.hasPrefix("data_") || line.hasPrefix("checks,") || line.hasPrefix("group_")
        ? .other : nil
    }
    let fields = line.words(separator: UInt8(ascii: ","), most: 3)
    guard fields.count > 2, let time = LogTime.moment(fields[1]),
      let service = LogTime.nanoseconds(LineText.number(fields[2]), per: 1e6)
    else { return .malformed("time or duration is not a number") }
    var entry = LogEntry()
    entry.service = service
    entry.arrival = time - service
    return .entry(entry)
  }

  /// A line of requests.csv.
  mutating func requests(_ line: LineText) -> LogLine? {
    if line.hasPrefix("scenario,deployment,replication,request,") {
      let titles = line.commaFields.map { String(decoding: $0, as: UTF8.self) }
      let places = Self.requestColumns.compactMap { titles.firstIndex(of: $0) }
      columns = places.count == Self.requestColumns.count ? places : nil
      return .other
    }
    guard let columns else { return nil }
    let fields = line.commaFields
    guard fields.count > columns.max() ?? 0 else { return .malformed("it has too few fields") }
    let label = Array(fields[columns[0]]) + [0x2c] + Array(fields[columns[1]])
    if run == nil {
      run = label
      deployment = deployments[String(decoding: fields[columns[0]], as: UTF8.self)]
    }
    // Other deployments serve the same requests: they would be counted once more.
    if label != run { return .other }
    guard let arrival = LogTime.nanoseconds(LineText.number(fields[columns[2]])),
      let latency = LogTime.nanoseconds(LineText.number(fields[columns[3]]))
    else { return .malformed("its times are not numbers") }
    var entry = LogEntry()
    entry.arrival = arrival
    entry.network = min(latency, deployment?.network ?? 0)
    entry.service = latency - entry.network
    entry.hasFailed = !LineText(fields[columns[4]]).hasPrefix("succeeded")
    entry.isCold = LineText(fields[columns[5]]).hasPrefix("true")
    entry.memory = deployment?.memory
    entry.instance = UInt64(String(decoding: fields[columns[6]], as: UTF8.self))
      .map { InstanceName($0) }
    return .entry(entry)
  }
}

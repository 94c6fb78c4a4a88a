import Documents

/// Entries that are objects of JSON, one a line.
enum JSONLogs {
  /// An entry of Cloud Run's requests in Cloud Logging; its time is that of the arrival.
  static func cloudRun(_ line: LineText) -> LogLine? {
    guard line.find("\"httpRequest\"") != nil else { return nil }
    guard let value = object(line) else { return .malformed("it is no object of JSON") }
    guard let request = value["httpRequest"] else { return .malformed("it has no httpRequest") }
    guard let latency = request["latency"]?.text, latency.hasSuffix("s"),
      let service = LogTime.nanoseconds(LineText.number(ArraySlice(latency.utf8.dropLast())))
    else { return .malformed("httpRequest.latency is not such as \"0.123s\"") }
    var entry = LogEntry()
    entry.service = service
    entry.arrival = value["timestamp"]?.text.flatMap { LogTime.moment(ArraySlice($0.utf8)) }
    if case .number(let status)? = request["status"]?.kind { entry.hasFailed = status.value >= 500 }
    return .entry(entry)
  }

  /// A point of k6; those of the duration of requests count, and are made at their end.
  static func k6(_ line: LineText) -> LogLine? {
    guard line.hasPrefix("{"), line.find("\"metric\"") != nil else { return nil }
    guard line.find("\"http_req_duration\"") != nil, line.find("\"Point\"") != nil else {
      return .other
    }
    guard let data = object(line)?["data"] else { return .malformed("it has no data") }
    guard case .number(let value)? = data["value"]?.kind,
      let service = LogTime.nanoseconds(value.value, per: 1e6)
    else { return .malformed("data.value is not a number of milliseconds") }
    var entry = LogEntry()
    entry.service = service
    entry.arrival = data["time"]?.text.flatMap { LogTime.moment(ArraySlice($0.utf8)) }
      .map { $0 - service }
    entry.hasFailed = data["tags"]?["expected_response"]?.text == "false"
    return .entry(entry)
  }

  private static func object(_ line: LineText) -> JSONValue? {
    try? JSONParser.parse(Array(line.bytes), file: "log")
  }
}

extension JSONValue {
  /// The text of a string; nil for other kinds.
  fileprivate var text: String? {
    if case .string(let text) = kind { return text }
    return nil
  }
}

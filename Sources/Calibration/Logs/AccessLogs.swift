/// Lines of web servers and load balancers, which are written when a response is.
enum AccessLogs {
  /// The combined form, and behind it the time of the request in seconds.
  static func webServer(_ line: LineText) -> LogLine? {
    guard let open = line.find("["), let close = line.find("] \"", from: open),
      let time = LogTime.webServer(line.bytes[(open + 1)..<close])
    else { return nil }
    var entry = LogEntry()
    guard let quote = line.find("\" ", from: close + 3), let status = line.number(at: quote + 2)
    else { return .malformed("there is no status behind the request") }
    entry.hasFailed = status >= 500
    var service = line.number(after: "rt=", from: quote)
    service = service ?? line.number(after: "request_time=", from: quote)
    if service == nil, let last = line.bytes.split(separator: 0x20).last,
      last.contains(0x2e)
    {
      service = LineText.number(last)
    }
    entry.service = LogTime.nanoseconds(service)
    entry.arrival = time - (entry.service ?? 0)
    return .entry(entry)
  }

  /// The form of AWS application load balancers.
  static func loadBalancer(_ line: LineText) -> LogLine? {
    let kinds: [StaticString] = ["http ", "https ", "h2 ", "grpcs ", "ws ", "wss "]
    guard kinds.contains(where: { line.hasPrefix($0) }) else { return nil }
    let words = line.words(most: 9)
    guard words.count > 8, let time = LogTime.moment(words[1]) else {
      return .malformed("there is no time in the second field")
    }
    let times = words[5...7].map { LineText.number($0) }
    var entry = LogEntry()
    var total: Double = 0
    for part in times {
      guard let part else { return .malformed("a processing time is not a number of seconds") }
      // -1 stands for a request that reached no target.
      if part < 0 { entry.hasFailed = true }
      total += max(0, part)
    }
    if let status = LineText.number(words[8]), status >= 500 { entry.hasFailed = true }
    entry.service = LogTime.nanoseconds(total)
    entry.arrival = time - (entry.service ?? 0)
    return .entry(entry)
  }
}

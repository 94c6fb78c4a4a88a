/// AWS Lambda's line at the end of an invocation.
///
/// The time of the line is that of the end, so that the request arrived a duration and an
/// initialisation before.
enum LambdaReport {
  static func read(_ line: LineText) -> LogLine? {
    guard let start = line.find("REPORT RequestId: ") else {
      let isOther =
        line.find("START RequestId: ") != nil || line.find("END RequestId: ") != nil
        || line.find("INIT_START ") != nil
      return isOther ? .other : nil
    }
    var entry = LogEntry()
    var place = start
    while let found = line.find("Duration: ", from: place) {
      place = found + 10
      let value = LogTime.nanoseconds(line.number(at: place), per: 1e6)
      guard let value else { return .malformed("a duration is not a number of milliseconds") }
      let before = LineText(line.bytes[max(start, found - 8)..<found])
      if before.find("Billed ") != nil || before.find("Restore ") != nil { continue }
      if before.find("Init ") != nil { entry.start = value } else { entry.service = value }
    }
    guard let service = entry.service else { return .malformed("there is no duration") }
    entry.isCold = entry.start != nil
    if let memory = line.number(after: "Memory Size: ", from: start), memory >= 1, memory < 1e8 {
      entry.memory = Int(memory)
    }
    // A log stream is a date, a version and a number: 2023/11/16/[$LATEST]0123456789abcdef...
    if let open = line.find("/["), let close = line.find("]", from: open) {
      entry.instance = InstanceName(hexadecimal: line.bytes[(close + 1)...].prefix(32))
    }
    if line.find("Status: timeout", from: start) != nil
      || line.find("Status: error", from: start) != nil
    {
      entry.hasFailed = true
    }
    entry.arrival = time(line, before: start).map { $0 - service - (entry.start ?? 0) }
    return .entry(entry)
  }

  /// The time in front of the line, or of the entry that it is the message of.
  private static func time(_ line: LineText, before end: Int) -> Int64? {
    let front = LineText(line.bytes[..<end])
    for key in ["\"timestamp\"", "\"@timestamp\"", "\"ingestionTime\""] as [StaticString] {
      for whole in [line, front] {
        guard let found = whole.find(key) else { continue }
        let rest = whole.bytes[(found + key.utf8CodeUnitCount)...]
          .drop { [0x20, 0x3a, 0x22].contains($0) }
        if let moment = LogTime.moment(rest.prefix { ![0x22, 0x2c, 0x7d].contains($0) }) {
          return moment
        }
      }
    }
    let separators: [UInt8] = [0x20, 0x09, 0x2c, 0x22]
    let text = front.bytes.drop { separators.contains($0) }
    let first = text.prefix { !separators.contains($0) }
    if let moment = LogTime.moment(first) { return moment }
    // A date and a time of day with a space between.
    let rest = text[first.endIndex...].dropFirst()
    let second = rest.prefix { !separators.contains($0) }
    return LogTime.moment(text[first.startIndex..<second.endIndex])
  }
}

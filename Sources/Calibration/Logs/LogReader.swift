import Documents

/// Lines of logs, told apart by what they look like, and counted.
package struct LogReader {
  /// A line that was not understood.
  package struct Malformed: Hashable, Sendable {
    /// The name of its log.
    package let log: String
    /// Its number, from 1.
    package let line: Int
    /// Its beginning, safe to show.
    package let excerpt: String
    /// Why it was not understood.
    package let reason: String
  }

  /// How many requests there were of each form, in the order of the forms.
  package private(set) var counts = Array(repeating: 0, count: LogFormat.allCases.count)
  /// How many lines were no requests.
  package private(set) var others = 0
  /// How many lines were not understood.
  package private(set) var malformed = 0
  /// The first of them.
  package private(set) var firstMalformed: [Malformed] = []

  /// How many lines that were not understood are kept.
  package static let shownLines = 5

  private var tables = TableLogs()
  private var latest = LogFormat.lambda

  /// A reader that has read nothing.
  package init() {}

  /// The deployments of a simulated run by their names, where they are known.
  package var deployments: [String: SimulatedDeployment] {
    get { tables.deployments }
    set { tables.deployments = newValue }
  }

  /// The forms that requests had, most of them first.
  package var formats: [(format: LogFormat, count: Int)] {
    zip(LogFormat.allCases, counts).filter { $0.1 > 0 }.sorted { $0.1 > $1.1 }
      .map { (format: $0.0, count: $0.1) }
  }

  /// What a line says of a request; nil for one that is none, which is counted.
  package mutating func read(_ bytes: ArraySlice<UInt8>, log: String, line: Int) -> LogEntry? {
    let text = LineText(bytes)
    if text.isBlank { return nil }
    switch recognised(text) {
    case .entry(let entry): return entry
    case .other: others += 1
    case .malformed(let reason): refuse(bytes, log, line, reason)
    case nil: refuse(bytes, log, line, "it has none of the known forms")
    }
    return nil
  }

  /// Counts a line that is too long to be one.
  package mutating func refuseLong(log: String, line: Int) {
    refuse([], log, line, "it is longer than 1 MiB")
  }

  /// Counts an object that is not closed before its log ends.
  package mutating func refuseOpen(log: String, line: Int) {
    refuse([], log, line, "the object that begins here is not closed")
  }

  private mutating func refuse(
    _ bytes: ArraySlice<UInt8>, _ log: String, _ line: Int, _ reason: String
  ) {
    malformed += 1
    guard firstMalformed.count < Self.shownLines else { return }
    let excerpt = Excerpt.escaped(String(decoding: bytes.prefix(400), as: UTF8.self))
    firstMalformed.append(Malformed(log: log, line: line, excerpt: excerpt, reason: reason))
  }

  private mutating func recognised(_ line: LineText) -> LogLine? {
    if let found = read(line, as: latest) { return found }
    for format in LogFormat.allCases where format != latest {
      if let found = read(line, as: format) {
        latest = format
        return found
      }
    }
    return nil
  }

  private mutating func read(_ line: LineText, as format: LogFormat) -> LogLine? {
    let found: LogLine? =
      switch format {
      case .lambda: LambdaReport.read(line)
      case .cloudRun: JSONLogs.cloudRun(line)
      case .webServer: AccessLogs.webServer(line)
      case .loadBalancer: AccessLogs.loadBalancer(line)
      case .k6CSV: TableLogs.k6(line)
      case .k6JSON: JSONLogs.k6(line)
      case .requests: tables.requests(line)
      }
    if case .entry = found, let index = LogFormat.allCases.firstIndex(of: format) {
      counts[index] += 1
    }
    return found
  }
}

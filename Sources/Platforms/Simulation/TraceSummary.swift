import SimCore

/// What a scenario sends of its trace, found by reading it once.
package struct TraceSummary: Hashable, Sendable {
  /// How many requests are sent, in the first replication.
  package private(set) var requests = 0
  /// The time of the first one.
  package private(set) var first = Instant.zero
  /// The time of the last one.
  package private(set) var last = Instant.zero
  /// The most requests within a minute of the run, counted from its start.
  package private(set) var peak = 0
  /// When that minute begins.
  package private(set) var peakStart = Instant.zero
  /// The moment from which times are counted, in nanoseconds since 1970; nil for times that are
  /// counted from a start of their own.
  package private(set) var origin: Int64?

  /// Whether times are taken for seconds because the first number is small, and nothing else says
  /// so.
  package private(set) var isGuess = false

  private static let minute: Int64 = 60_000_000_000

  /// Reads the trace of a scenario.
  ///
  /// - Parameters:
  ///   - scenario: a scenario; without a trace there is no summary.
  ///   - directory: where the file is looked for when its path is relative.
  ///   - proceed: asked now and then; reading stops when it returns false.
  /// - Throws: ``RunError`` when the trace is wrong or cannot be read.
  package init?(
    of scenario: Scenario, in directory: String, proceed: () -> Bool = { true }
  ) throws(RunError) {
    guard case .trace(let trace) = scenario.workload.arrivals else { return nil }
    // So that all columns are looked at that any deployment reads.
    var columns: [ColumnTime] = []
    for column in scenario.deployments.flatMap(\.latency.policy.columnTimes)
    where !columns.contains(where: { $0.name == column.name }) {
      columns.append(column)
    }
    var arrivals = try scenario.arrivals(
      replication: 0, directory: directory, columns: columns)
    var (minute, inMinute): (Int64, Int) = (0, 0)
    while let time = arrivals.next() {
      if requests == 0 { first = time }
      last = time
      requests += 1
      _ = arrivals.work?.take()
      if time.nanoseconds / Self.minute != minute { inMinute = 0 }
      minute = time.nanoseconds / Self.minute
      inMinute += 1
      if inMinute > peak {
        (peak, peakStart) = (inMinute, Instant(nanoseconds: minute * Self.minute))
      }
      if requests % 65_536 == 0 && !proceed() { throw .stopped }
    }
    if let error = arrivals.error { throw .trace(file: trace.file, error) }
    isGuess = arrivals.isGuess
    if let offset = arrivals.origin, offset > 0 { origin = offset }
  }

  /// The requests per second between the first and the last one; nil for fewer than two moments.
  package var meanRate: Double? {
    let span = (last - first).seconds
    return span > 0 ? Double(requests - 1) / span : nil
  }

  /// The origin as a date, such as `2023-11-16 18:17:03 UTC`; nil where there is none.
  package var originText: String? { origin.map { Self.date($0 / 1_000_000_000) } }

  private static func date(_ seconds: Int64) -> String {
    let days = seconds / 86_400
    var year = 1970 + days / 366
    while DateText.daysSince1970(year: year + 1, month: 1, day: 1) <= days { year += 1 }
    var month: Int64 = 1
    while month < 12, DateText.daysSince1970(year: year, month: month + 1, day: 1) <= days {
      month += 1
    }
    let day = days - DateText.daysSince1970(year: year, month: month, day: 1) + 1
    func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let time = [seconds / 3600 % 24, seconds / 60 % 60, seconds % 60].map(two)
    return "\(year)-\(two(month))-\(two(day)) \(time.joined(separator: ":")) UTC"
  }
}

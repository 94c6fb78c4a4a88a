import Documents
import SimCore

/// How requests lie within the period that counts them.
enum TraceSpacing: String, CaseIterable { case random, even }

/// The keys of a trace.
enum TraceKeys {
  static let file = Key<String?>(
    "file", .string(length: 1), .required,
    "the file; a relative path starts at the scenario's folder")
  static let column = Key<String?>(
    "column", .string,
    .otherwise("the first column; a first row that is no number or date is a header"),
    "the name of the column in the file's header, or the key in lines of JSON")
  static let times = Key<TraceTimes>(
    "times", .choice, default: .automatic,
    """
    how times are written: seconds, milliseconds, microseconds or nanoseconds, since any start \
    or since 1970, or dates with times of day; `"auto"` tells dates, numbers since 1970 and \
    seconds by the first row
    """)
  static let period = Key<Interval?>(
    "period", .positiveDuration, .otherwise("a row is a request, and the column has its time"),
    "a row is so long a time, one after another, and the column has how many requests come in it")
  static let lastColumn = Key<String?>(
    "last_column", .string,
    """
    the last of several columns of counts from `column` on, one for each period; all rows are \
    added up
    """)
  static let spacing = Key<TraceSpacing>(
    "spacing", .choice, default: .random,
    "how the requests of a period lie in it: independent of one another, or evenly")
  static let from = Key<Interval>(
    "from", .duration, default: .zero,
    "what comes before this time of the trace is left out, and times count from it")
  static let length = Key<Interval?>(
    "for", .positiveDuration, .otherwise("to the end"), "how much time of the trace is sent")
  static let speed = Key<Double?>(
    "speed", .number(1e-9...1e9), .standard("1", words: nil),
    "how many times as fast the requests come: 2 sends the same ones in half the time")
  static let scale = Key<Double?>(
    "scale", .number(1e-9...1e9), .otherwise("1 / `speed`"),
    "instead of `speed`, what times are multiplied with: 0.5 is a speed of 2")

  static let object = ScenarioObject(
    "trace",
    "Times of arrival, or counts of requests, from a file of CSV or of lines of JSON.",
    keys: [
      file, column, times, period, lastColumn, spacing, TraceChoiceKeys.only, from, length, speed,
      scale,
    ])
}

extension ProblemLog {
  /// A trace; nil with problems reported.
  func trace(_ value: JSONValue, _ path: JSONPath) -> Workload.Trace? {
    typealias Keys = TraceKeys
    guard let reader = KeyReader(value, Keys.object, path: path, log: self) else { return nil }
    reader.require()
    var trace = Workload.Trace(file: reader[Keys.file] ?? "", column: reader[Keys.column])
    trace.times = reader[Keys.times]
    trace.lastColumn = reader[Keys.lastColumn]
    let isEven = reader[Keys.spacing] == .even
    trace.part.counts = reader[Keys.period].map { TracePart.Counts(period: $0, isEven: isEven) }
    trace.part.start = reader[Keys.from]
    trace.part.keepsSilence = reader.value(Keys.from) != nil
    trace.part.length = reader[Keys.length]
    let (speed, scale) = (reader[Keys.speed], reader[Keys.scale])
    trace.part.timeScale = scale ?? speed.map { 1 / $0 } ?? 1
    if let value = reader.value(TraceChoiceKeys.only) {
      let path = reader.path(TraceChoiceKeys.only)
      trace.only = traceChoice(value, path, hasColumn: reader.value(Keys.column) != nil) ?? []
    }
    checkTogether(reader)
    guard let file = reader.value(Keys.file) else { return nil }
    // The system would take a path with a zero byte for the part before it.
    let isPlain = trace.file.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }
    guard !trace.file.isEmpty, isPlain else {
      if case .string = file.kind {
        report(
          file, path: reader.path(Keys.file),
          what: trace.file.isEmpty ? "is empty" : "has control characters",
          fix: "name a file of CSV or of lines of JSON")
      }
      return nil
    }
    return trace
  }

  /// Reports keys that mean nothing beside one another.
  private func checkTogether(_ reader: KeyReader) {
    typealias Keys = TraceKeys
    func refuse(_ key: some DeclaredKey, what: String, fix: String) {
      guard let value = reader.value(key) else { return }
      report(value, path: reader.path(key), what: what, fix: fix)
    }
    if reader.value(Keys.speed) != nil {
      refuse(
        Keys.scale, what: "says once more how fast the trace is sent",
        fix: "keep one of speed and scale; a scale of 0.5 is a speed of 2")
    }
    if reader.value(Keys.period) == nil {
      refuse(
        Keys.spacing, what: "is for counts, and there is no period that they are of",
        fix: "add \"period\": \"1min\", or remove it")
      refuse(
        Keys.lastColumn, what: "is for counts, and there is no period that they are of",
        fix: "add \"period\": \"1min\", or remove it")
      return
    }
    refuse(
      Keys.times, what: "is for times, and with a period the rows are counts",
      fix: "remove it, or \"period\"")
    if reader.value(Keys.column) == nil {
      refuse(
        Keys.lastColumn, what: "needs to know where the counts begin",
        fix: "add \"column\", the name of the first of them")
    }
  }
}

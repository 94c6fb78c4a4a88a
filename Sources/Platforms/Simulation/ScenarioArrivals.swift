import SimCore

/// The arrivals of a scenario, from a process or a trace.
struct ScenarioArrivals: ArrivalSource, WorkSource {
  private var process: ArrivalStream?
  private var trace: TraceArrivals<TraceFile>?
  private var file: TraceFile?
  /// What the requests of a trace take by its columns; nil where none is read.
  private(set) var work: RequestWork?

  /// What is wrong with what was read of a trace, or nil: that it has changed meanwhile, or what
  /// ended it early.
  var error: TraceError? {
    do throws(TraceError) {
      try file?.checkUnchanged()
      return trace?.error
    } catch {
      return error
    }
  }

  /// The moment from which a trace counts its times, in nanoseconds since 1970; 0 for a start of
  /// its own, and nil before the first row is read.
  var origin: Int64? { trace?.origin }

  /// Whether a trace's times are taken for seconds only because the first number is small.
  var isGuess: Bool { trace?.isGuess ?? false }

  init(_ process: ArrivalStream) { self.process = process }

  init(_ trace: TraceArrivals<TraceFile>, _ file: TraceFile, hasWork: Bool) {
    self.trace = trace
    self.file = file
    if hasWork { work = RequestWork() }
  }

  mutating func next() -> Instant? {
    if let time = process?.next() { return time }
    guard let time = trace?.next() else { return nil }
    if let work, let added = trace?.work { work.add(added) }
    return time
  }

  mutating func fill(_ times: inout [Instant]) -> Int {
    if work != nil { return fillOneByOne(&times) }
    return process?.fill(&times) ?? trace?.fill(&times) ?? 0
  }

  /// Makes the next times of a trace, and says what their requests take.
  private mutating func fillOneByOne(_ times: inout [Instant]) -> Int {
    if times.isEmpty { times = Array(repeating: .zero, count: 64) }
    var count = 0
    while count < times.count, let time = next() {
      times[count] = time
      count += 1
    }
    return count
  }
}

extension Scenario {
  /// The arrivals of a replication.
  ///
  /// - Parameters:
  ///   - replication: its index, from 0.
  ///   - directory: where the file of a trace is looked for when its path is relative.
  ///   - columns: the columns of the trace that add to service times.
  /// - Returns: the arrivals, from the first.
  /// - Throws: ``RunError`` where they cannot be made, or the trace cannot be opened.
  func arrivals(
    replication: Int, directory: String, columns: [ColumnTime] = []
  ) throws(RunError) -> ScenarioArrivals {
    switch workload.arrivals {
    case .process(let process):
      do {
        return ScenarioArrivals(
          try ArrivalStream(
            process, extent: workload.extent ?? .duration(.longest), seed: seed,
            replication: UInt64(replication)))
      } catch {
        throw .arrivals(error)
      }
    case .closedLoop, .functions:
      preconditionFailure("Clients in a closed loop and functions have no times in one row.")
    case .trace(let trace):
      do {
        let file = try TraceFile(trace.path(in: directory), expected: traceState)
        return ScenarioArrivals(
          TraceArrivals(
            source: file, parser: trace.parser.reading(columns),
            requests: workload.extent?.count,
            duration: workload.extent.map(\.limit), part: trace.part,
            random: Random(seed: seed, replication: UInt64(replication), stream: .trace)), file,
          hasWork: !columns.isEmpty)
      } catch {
        throw .trace(file: trace.file, error)
      }
    }
  }
}

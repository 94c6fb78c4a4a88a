import Documents
import Platforms
import SimCore
import Studies

/// What a scenario sends of its trace, as lines for people.
enum TraceText {
  /// The lines; none for a scenario without a trace.
  ///
  /// - Throws: what is wrong with the trace, or the signal that came meanwhile.
  static func lines(_ scenario: Scenario, in directory: String) throws -> [String] {
    if case .functions(let functions) = scenario.workload.arrivals {
      return try lines(functions, of: scenario, in: directory)
    }
    guard case .trace(let trace) = scenario.workload.arrivals else { return [] }
    do {
      let found = try TraceSummary(of: scenario, in: directory) { !Interruption.isRequested }
      return (found.map { lines($0, file: trace.file) } ?? []) + load(scenario.workload)
    } catch {
      // Whoever was interrupted is told that, and not that the reading stopped.
      try Interruption.check()
      throw error
    }
  }

  /// How many functions there are, and how many requests they get; files are read for it.
  private static func lines(
    _ functions: FunctionWorkload, of scenario: Scenario, in directory: String
  ) throws -> [String] {
    let (count, rate) = try scenario.size(of: functions, in: directory)
    return [
      "  \(DecimalText.grouped(count)) \(count == 1 ? "function" : "functions"), "
        + "\(DecimalText.grouped(rate, digits: 2)) requests a second in the mean"
    ] + load(scenario.workload)
  }

  /// How requests at another load than the trace's own come about.
  private static func load(_ workload: Workload) -> [String] {
    TraceLoadNotes.text(workload).map { ["  " + $0] } ?? []
  }

  private static func lines(_ found: TraceSummary, file: String) -> [String] {
    let requests = DecimalText.grouped(found.requests)
    let noun = found.requests == 1 ? "request" : "requests"
    let rate = found.meanRate.map { ", \(DecimalText.grouped($0, digits: 2)) a second" } ?? ""
    let peak = DecimalText.grouped(found.peak)
    let peakRate = DecimalText.grouped(Double(found.peak) / 60, digits: 2)
    let origin = found.originText.map { ["  times count from \($0)"] } ?? []
    let guess =
      "  times are taken for seconds; \"times\" in \"trace\" can say \"ms\", \"us\" or \"ns\""
    let name = file == Workload.Trace.standardInput ? "standard input" : Quoted.visible(file)
    return [
      "  trace \(name): \(requests) \(noun) from \(time(found.first)) to "
        + "\(time(found.last)), within \(time(Instant.zero + (found.last - found.first)))\(rate)",
      "  peak minute: \(peak) from \(time(found.peakStart)) on, \(peakRate) a second",
    ] + origin + (found.isGuess ? [guess] : [])
  }

  /// A time of the run in whole milliseconds, such as `2.25s` or `8h 30min 0.5s`.
  private static func time(_ time: Instant) -> String {
    let milliseconds = (time.nanoseconds + 500_000) / 1_000_000
    let (hours, minutes) = (milliseconds / 3_600_000, milliseconds / 60_000)
    let isShort = minutes < 10
    let rest = isShort ? milliseconds : milliseconds % 60_000
    let seconds = PlainNumber.text(Double(rest) / 1000) + "s"
    if isShort { return seconds }
    return (hours > 0 ? "\(hours)h " : "") + "\(minutes % 60)min " + seconds
  }
}

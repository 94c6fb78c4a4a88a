import Studies
import Synchronization

/// A line that shows how far a long run is: fraction done, rate and remaining time.
///
/// It is drawn only when messages go to a terminal, at most ten times a second. This is the only
/// place of the program that reads a clock, and nothing read here reaches a result.
final class ProgressLine: Sendable {
  private struct State {
    var nextDrawing: Int64
    var isFinished = false
  }

  /// The least time between two drawings, in nanoseconds.
  static let period: Int64 = 100_000_000

  private let console: Console
  private let label: String
  private let unit: String
  private let total: Int64?
  private let start: Int64
  private let now: @Sendable () -> Int64
  private let state: Lock<State>

  /// A progress line that is drawn from its first ``update(_:)`` after a tenth of a second.
  ///
  /// `label` says what is being done, such as "chat.json"; `unit` what is counted, in the plural,
  /// such as "events"; `total` how many there are in all, or nil when nobody knows; `now` reads
  /// nanoseconds of a clock that never goes back.
  init(
    _ console: Console, label: String, unit: String, total: Int64?,
    now: @escaping @Sendable () -> Int64 = System.monotonicNanoseconds
  ) {
    self.console = console
    self.label = Quoted.visible(label)
    self.unit = unit
    self.total = total
    self.now = now
    self.start = now()
    self.state = Lock(State(nextDrawing: start + Self.period))
  }

  deinit { finish() }

  /// Says how many are done.
  ///
  /// Costs a clock reading; call it every few thousand events.
  func update(_ completed: Int64) {
    guard console.isTerminal(.messages) else { return }
    let time = now()
    state.withLock { state in
      if state.isFinished || time < state.nextDrawing { return }
      state.nextDrawing = time + Self.period
      console.showProgress(
        Self.text(
          label: label, unit: unit, completed: completed, total: total, elapsed: time - start))
    }
  }

  /// Removes the line.
  func finish() {
    state.withLock { state in
      if state.isFinished { return }
      state.isFinished = true
      console.showProgress("")
    }
  }

  /// The line for a moment, `elapsed` nanoseconds after the start.
  static func text(
    label: String, unit: String, completed: Int64, total: Int64?, elapsed: Int64
  ) -> String {
    let seconds = Double(max(elapsed, 1)) / 1e9
    let rate = Double(completed) / seconds
    var text = "\(label)  "
    if let total, total > 0 {
      let fraction = min(max(Double(completed) / Double(total), 0), 1)
      text += "\(Int(fraction * 100))%  "
    } else {
      text += "\(quantity(Double(completed))) \(unit)  "
    }
    text += "\(quantity(rate)) \(unit)/s"
    if let total, completed > 0, completed <= total {
      text += "  \(duration(seconds: Double(total - completed) / rate)) left"
    }
    return text
  }

  /// A number with three significant digits at most and a unit prefix, such as "1.5M".
  static func quantity(_ value: Double) -> String {
    for (limit, prefix) in [(1e9, "G"), (1e6, "M"), (1e3, "k")] where value >= limit {
      let scaled = value / limit
      if scaled >= 100 { return "\(Int(scaled))\(prefix)" }
      let tenths = Int(scaled * 10)
      return "\(tenths / 10).\(tenths % 10)\(prefix)"
    }
    return "\(Int(max(value, 0)))"
  }

  /// A length of time as people say it: "45 s", "3 min 20 s", "2 h 5 min".
  static func duration(seconds: Double) -> String {
    guard seconds < 1e9 else { return "years" }
    let whole = Int(seconds.rounded(.up))
    if whole < 60 { return "\(whole) s" }
    if whole < 3600 { return "\(whole / 60) min \(whole % 60) s" }
    return "\(whole / 3600) h \(whole % 3600 / 60) min"
  }
}

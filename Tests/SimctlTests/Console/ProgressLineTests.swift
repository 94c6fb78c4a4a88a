import Synchronization
import Testing

@testable import simctl

@Suite struct ProgressLineTests {
  /// A clock that a test sets.
  private final class Clock: Sendable {
    let time = Atomic<Int64>(0)
  }

  private static let terminal = ConsoleEnvironment(messagesAreTerminal: true)

  @Test func `fraction, rate and remaining time come from the count and the clock`() {
    let text = ProgressLine.text(
      label: "chat", unit: "events", completed: 250_000, total: 1_000_000,
      elapsed: 20_000_000_000)
    #expect(text == "chat  25%  12.5k events/s  1 min 0 s left")
  }

  @Test func `without a total the count is shown`() {
    let text = ProgressLine.text(
      label: "chat", unit: "events", completed: 1_500_000, total: nil, elapsed: 1_000_000_000)
    #expect(text == "chat  1.5M events  1.5M events/s")
  }

  @Test func `the line is drawn ten times a second at most`() {
    let console = Console.capturing(environment: Self.terminal)
    let clock = Clock()
    let line = ProgressLine(console, label: "x", unit: "events", total: 1000) {
      clock.time.load(ordering: .relaxed)
    }
    // One update each millisecond for a second: the first drawing is due after 100 ms.
    for millisecond in 1...1000 {
      clock.time.store(Int64(millisecond) * 1_000_000, ordering: .relaxed)
      line.update(Int64(millisecond))
    }
    let drawings = console.captured(.messages).split(separator: "x  ").count
    #expect(drawings == 10)
  }

  @Test func `a finished line is gone and does not come back`() {
    let console = Console.capturing(environment: Self.terminal)
    let clock = Clock()
    let line = ProgressLine(console, label: "x", unit: "events", total: 10) {
      clock.time.load(ordering: .relaxed)
    }
    clock.time.store(200_000_000, ordering: .relaxed)
    line.update(5)
    line.finish()
    clock.time.store(900_000_000, ordering: .relaxed)
    line.update(6)
    #expect(console.captured(.messages).hasSuffix("left\r\u{1B}[K"))
  }

  @Test func `nothing is drawn where messages go to a file`() {
    let console = Console.capturing()
    let clock = Clock()
    let line = ProgressLine(console, label: "x", unit: "events", total: 10) {
      clock.time.load(ordering: .relaxed)
    }
    clock.time.store(200_000_000, ordering: .relaxed)
    line.update(5)
    #expect(console.captured(.messages).isEmpty)
  }

  @Test(
    arguments: [
      (0, "0"), (999, "999"), (1000, "1.0k"), (99_999, "99.9k"), (123_456, "123k"), (2e9, "2.0G"),
    ])
  func `quantities have three digits at most before their prefix`(value: Double, text: String) {
    #expect(ProgressLine.quantity(value) == text)
  }

  @Test(arguments: [(0.2, "1 s"), (59, "59 s"), (200, "3 min 20 s"), (7500, "2 h 5 min")])
  func `durations are said as people say them`(seconds: Double, text: String) {
    #expect(ProgressLine.duration(seconds: seconds) == text)
  }
}

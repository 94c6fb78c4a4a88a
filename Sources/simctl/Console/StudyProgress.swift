import Platforms
import Studies
import Synchronization

/// Shows on a console how far a study is, and ends it after a signal.
final class StudyProgress: StudyMonitor {
  private let console: Console
  private let line = Lock<ProgressLine?>(nil)

  /// Notes and a line of progress on a console, as far as it is not quiet.
  init(_ console: Console) { self.console = console }

  func begin(_ scenario: Scenario, requests: Double?) {
    let begun = ProgressLine(
      console, label: scenario.name, unit: "requests",
      total: requests.map { Int64(min($0, 1e18)) })
    line.withLock { $0 = begun }
  }

  func advance(to requests: Int) {
    line.withLock { $0 }?.update(Int64(requests))
  }

  func tell(_ event: StudyEvent) {
    switch event {
    case .nothingToResume: console.note("there is nothing to resume: all is run anew")
    case .resumed(let runs):
      let results = runs == 1 ? "the result of 1 finished run" : "\(runs) finished runs"
      console.note("resumed with \(results)")
    case .kept:
      console.note(
        "the results of finished runs are kept; the same command with --resume goes on from them")
    }
  }

  func end() { line.withLock { $0 }?.finish() }

  func check() throws { try Interruption.check() }
}

import Platforms

/// Whoever follows a study: it is told how far the study is, and may end it.
///
/// Every requirement does nothing unless it is given.
public protocol StudyMonitor: Sendable {
  /// Told before the first run about how many requests are to come; nil where nobody knows.
  func begin(_ scenario: Scenario, requests: Double?)
  /// Told now and then, from any thread, how many requests have arrived in all runs.
  func advance(to requests: Int)
  /// Told what else whoever waits should know.
  func tell(_ event: StudyEvent)
  /// Told after the last run, also when the study fails.
  func end()
  /// Throws what is to end the study; called now and then, from any thread.
  func check() throws
}

extension StudyMonitor {
  /// Does nothing.
  public func begin(_ scenario: Scenario, requests: Double?) {}
  /// Does nothing.
  public func advance(to requests: Int) {}
  /// Does nothing.
  public func tell(_ event: StudyEvent) {}
  /// Does nothing.
  public func end() {}
  /// Lets the study go on.
  public func check() throws {}
}

/// Nobody follows the study.
struct NoMonitor: StudyMonitor {}

/// What happens to a study besides its runs.
public enum StudyEvent: Hashable, Sendable {
  /// It was to go on with an earlier one, of which nothing is left.
  case nothingToResume
  /// It goes on with some runs of an earlier one.
  case resumed(runs: Int)
  /// It has failed, and its finished runs are kept for one that resumes.
  case kept
}

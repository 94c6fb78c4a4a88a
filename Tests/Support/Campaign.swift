import Foundation

/// How much of a campaign runs: a test of many seeds, long runs or many repetitions.
///
/// A tenth as a rule, so that `swift test` is short, and all with `SIMCTL_TESTS=all`, as in CI.
/// What a tenth asserts is the same; where chance is in it, bounds widen with the standard error.
public enum Campaign {
  /// Whether campaigns run whole.
  public static let isWhole = ProcessInfo.processInfo.environment["SIMCTL_TESTS"] == "all"

  /// How many times as wide as in a whole campaign standard errors are.
  public static let spread = isWhole ? 1 : 10.0.squareRoot()

  /// How many of a whole campaign's repetitions to run.
  ///
  /// - Parameters:
  ///   - whole: the number of all.
  ///   - least: fewer than this would not show what the test is about.
  /// - Returns: that number.
  public static func part(of whole: Int, atLeast least: Int = 1) -> Int {
    isWhole ? whole : min(whole, max(whole / 10, least))
  }

  /// The first of a whole campaign's elements, which run.
  public static func part<Element>(of whole: [Element], atLeast least: Int = 1) -> [Element] {
    Array(whole.prefix(part(of: whole.count, atLeast: least)))
  }
}

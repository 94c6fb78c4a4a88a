import SimCore

/// How long an idle instance is kept, as far as pauses between requests show it.
///
/// A warm request that begins after a pause in which nothing was served shows that an instance
/// outlived the pause; a cold one shows that none did. Only pauses with nothing in flight count:
/// within traffic a cold start may come of requests at the same time.
package struct LifetimeFit: Hashable, Sendable {
  /// The longest pause after which a request was warm, in seconds.
  package let longestWarm: Double
  /// The shortest pause after which a request was cold, in seconds.
  package let shortestCold: Double
  /// How many pauses were followed by a warm request, and how many by a cold one.
  package let warm: Int
  package let cold: Int
  /// The lifetime that puts the fewest pauses on the wrong side, in seconds.
  package let estimate: Double
  /// How many pauses it puts on the wrong side: some, where lifetimes vary.
  package let misplaced: Int

  /// The range within which the lifetime is, or over which lifetimes vary.
  package var range: ClosedRange<Double> {
    min(longestWarm, shortestCold)...max(longestWarm, shortestCold)
  }

  /// The fit of pauses; nil unless there are warm and cold ones.
  package init?(_ pauses: PauseCounts) {
    guard let warm = pauses.longestWarm, let cold = pauses.shortestCold else { return nil }
    (longestWarm, shortestCold) = (warm, cold)
    self.warm = pauses.warm.reduce(0, +)
    self.cold = pauses.cold.reduce(0, +)
    if warm < cold {
      (estimate, misplaced) = ((warm + cold) / 2, 0)
      return
    }
    // Everything above a limit is expected cold, and everything below it warm.
    var wrong = self.warm
    var least = (wrong: wrong, first: 0, last: 0)
    for index in pauses.warm.indices {
      wrong += pauses.cold[index] - pauses.warm[index]
      if wrong < least.wrong { least = (wrong, index + 1, index + 1) }
      if wrong == least.wrong, least.last == index { least.last = index + 1 }
    }
    let limit = PauseCounts.limit(above: least.first) * PauseCounts.limit(above: least.last)
    (estimate, misplaced) = (Elementary.squareRoot(limit), least.wrong)
  }
}

/// Pauses between requests, counted by their length in steps of 2 %.
package struct PauseCounts: Hashable, Sendable {
  private static let steps = 1200
  private static let logStep = 0.0198026272961797
  private static let shortest = 1e-3

  private(set) var warm = Array(repeating: 0, count: steps + 1)
  private(set) var cold = Array(repeating: 0, count: steps + 1)
  private(set) var longestWarm: Double?
  private(set) var shortestCold: Double?

  /// No pauses.
  package init() {}

  /// Counts a pause, in seconds.
  package mutating func count(_ pause: Double, isCold: Bool) {
    let step = Elementary.log(max(pause, Self.shortest) / Self.shortest) / Self.logStep
    let index = min(Int(step), Self.steps)
    if isCold {
      cold[index] += 1
      shortestCold = min(shortestCold ?? .infinity, pause)
    } else {
      warm[index] += 1
      longestWarm = max(longestWarm ?? 0, pause)
    }
  }

  /// The length that divides the steps before an index from the others.
  static func limit(above index: Int) -> Double {
    shortest * Elementary.exp(Double(index) * logStep)
  }
}

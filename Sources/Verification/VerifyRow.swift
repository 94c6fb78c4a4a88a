import Platforms
import SimCore
import Studies

/// How a figure of the simulator stands to what theory says.
package enum VerifyVerdict: String, Sendable {
  /// The same to the last digit.
  case equal
  /// Within the 99 % interval.
  case inside
  /// Outside of it, but not so far that chance alone would take any of the suite's figures there
  /// once in a thousand suites.
  case chance
  /// Farther off.
  case off
  /// The interval is so wide that it says nothing.
  case vague

  /// Whether the suite fails.
  package var isFailure: Bool { self == .off || self == .vague }
}

/// A line of the suite's table.
package struct VerifyRow: Sendable {
  /// The system.
  package let name: String
  /// The quantity.
  package let quantity: String
  /// What theory says, and where.
  package let analytic: VerifyFigure
  package let source: String
  /// What the simulator says: a mean with half its interval, or an exact figure.
  package let simulated: VerifyFigure
  /// Half the length of the 99 % interval; nil for an exact figure.
  package let halfWidth: Double?
  /// How the two agree.
  package let verdict: VerifyVerdict

  /// The confidence of the intervals.
  static let confidence = 0.99
  /// How seldom chance alone is to fail a whole suite.
  static let falseAlarms = 0.001

  /// The mean of replications against theory.
  ///
  /// - Parameters:
  ///   - name: the system.
  ///   - quantity: what is compared.
  ///   - values: what each replication says; two at least.
  ///   - count: how many such comparisons the suite has.
  ///   - effort: what part of the full length was simulated.
  init(
    _ name: String, _ quantity: SteadyQuantity, values: [Double], among count: Int, effort: Double
  ) {
    guard let interval = MeanInterval(values, confidence: Self.confidence),
      // By Bonferroni's inequality all intervals of this confidence hold together.
      let wide = MeanInterval(values, confidence: 1 - Self.falseAlarms / Double(max(count, 1)))
    else { preconditionFailure("an interval is made of two replications at least") }
    self.name = name
    self.quantity = quantity.name
    source = quantity.source
    analytic = .number(quantity.analytic)
    simulated = .number(interval.mean)
    halfWidth = interval.halfWidth
    let precision = quantity.precision / Elementary.squareRoot(effort)
    if !wide.contains(quantity.analytic) {
      verdict = .off
    } else if !(interval.halfWidth <= precision * quantity.analytic.magnitude) {
      verdict = .vague
    } else {
      verdict = interval.contains(quantity.analytic) ? .inside : .chance
    }
  }

  /// An exact figure against what comes out by hand.
  init(_ name: String, _ figure: HandFigure) {
    self.name = name
    quantity = figure.name
    source = figure.source
    analytic = .text(figure.analytic)
    simulated = .text(figure.simulated)
    halfWidth = nil
    verdict = figure.analytic == figure.simulated ? .equal : .off
  }
}

/// A figure of the table: a number that is rounded for it, or a text.
package enum VerifyFigure: Sendable {
  case number(Double)
  case text(String)
}

/// A number that somebody measured on a real platform, beside what the simulator says of it.
package struct EvidenceRow: Sendable {
  /// Whether values of the catalog were chosen by the number.
  package enum Use: String, CaseIterable, Sendable {
    /// The number, or another of the same runs, decided a value of the catalog.
    case fitted
    /// Nothing was chosen by it.
    case predicted
  }

  /// How the simulated number stands to the measured one, the best first.
  package enum Verdict: String, CaseIterable, Sendable, Comparable {
    /// Within what the measurement itself leaves open, or within 10 %.
    case close
    /// Within 25 %.
    case near
    /// Farther off.
    case off

    package static func < (left: Verdict, right: Verdict) -> Bool {
      guard let first = allCases.firstIndex(of: left), let second = allCases.firstIndex(of: right)
      else { return false }
      return first < second
    }
  }

  /// What was measured and simulated up to some time.
  package struct Moment: Hashable, Sendable {
    /// The time in hours from the beginning.
    package let hours: Double
    /// The measured number.
    package let measured: Double
    /// The simulated number.
    package let simulated: Double
  }

  /// The dataset that it is of.
  package let dataset: Dataset
  /// Under which condition it was measured, such as `0.1/s`.
  package let condition: String
  /// What was measured, such as `cold starts`.
  package let quantity: String
  /// The measured number.
  package let measured: Double
  /// By how much the measurement may be off by itself; nil where it does not say.
  package let uncertainty: Double?
  /// The simulated number.
  package let simulated: Double
  /// Half of the 95 % interval of the simulated number; nil where there is one run of it.
  package let halfWidth: Double?
  /// Whether values were chosen by it.
  package let use: Use
  /// How many decimals the numbers are shown with.
  package let digits: Int
  /// Which curve of a figure it is of, such as a function's name; empty where there is one curve.
  package var series = ""
  /// Where it stands in a figure, in the unit of what was varied; nil where nothing was.
  package var at: Double?
  /// How it came about over time, where that was measured.
  package var course: [Moment] = []
  /// Where it was published, if not with the other numbers of its dataset.
  var ownSource: String?

  /// Where it was published.
  var source: String { ownSource ?? dataset.source }

  /// The relative error of the simulated number; its absolute one where nothing was measured.
  package var error: Double { (simulated - measured) / (measured == 0 ? 1 : measured) }

  /// How the simulated number stands to the measured one.
  package var verdict: Verdict {
    let distance = (simulated - measured).magnitude
    if distance <= max(uncertainty ?? 0, 0.1 * measured) { return .close }
    return distance <= 0.25 * measured ? .near : .off
  }

  /// The row's name among all rows, by which a committed verdict is found.
  package var name: String { "\(dataset.name),\(condition),\(quantity)" }
}

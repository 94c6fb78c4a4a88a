import SimCore

/// How bad it is that a simulated number is not the published one.
///
/// With e the error as a fraction of the published number (for a bound or an approximate number:
/// how far it is outside of the band) and d how far it is outside of the band that the paper's
/// rounding leaves, the loss is
///
///     smooth(e / 1 %) / 4 + (d > 0 ? 10 : 0) + 5 min(1, d / 1 %)
///       + 30 min(1, max(0, 2 e / 1 % - 9))
///
/// where smooth(q) is q^2 / 2 up to q = 5 and 12.5 + 25 log(q / 5) beyond. The first term leads to
/// the published number from afar without letting one hopeless number outweigh the others, as
/// Cauchy's loss does; the second is the worth of a number that prints the same, and the third the
/// way there; the fourth is the difference between near and not near, 5 %, a little before it.
enum FitLoss {
  /// The loss of a number that runs do not give.
  static let missing = 500.0
  /// The loss of a statement of the paper that does not hold: as that of a number that is off.
  static let statement = 40.0

  /// The loss of one number.
  static func of(_ simulated: Double?, on target: PaperTarget) -> Double {
    guard let simulated, simulated.isFinite else { return missing }
    let size = max(target.published.magnitude, 1e-9)
    let outside = max(0, target.low - simulated, simulated - target.high) / size
    let percent = percent(simulated, on: target).magnitude
    let smooth =
      percent <= 5 ? percent * percent / 2 : 12.5 + 25 * Elementary.log(percent / 5)
    return smooth / 4 + (outside > 0 ? 10 : 0) + 5 * min(1, outside / 0.01)
      + 30 * min(1, max(0, 2 * percent - 9))
  }

  /// The error of one number in percent of the published one: above zero where it is too great,
  /// zero within the band of a bound or an approximate number, and of a number that is missing.
  static func percent(_ simulated: Double?, on target: PaperTarget) -> Double {
    guard let simulated, simulated.isFinite else { return 0 }
    let size = max(target.published.magnitude, 1e-9)
    guard target.kind.isBand else { return (simulated - target.published) / size * 100 }
    return (simulated - min(max(simulated, target.low), target.high)) / size * 100
  }

  /// How much a residual counts: the slope of the first term over that of a square.
  static func weight(_ percent: Double) -> Double {
    percent.magnitude <= 5 ? 1 : 25 / (percent * percent)
  }
}

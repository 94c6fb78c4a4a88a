/// How a simulated number stands to the published one.
package enum PaperVerdict: String, CaseIterable, Sendable {
  /// It rounds to the digits that the paper prints.
  case same
  /// It is no more than 5 % away.
  case within
  /// It is further away.
  case off
  /// It lies in the band of a bound or of an approximate number.
  case inside
  /// It lies outside of that band.
  case outside
  /// The runs do not give the number.
  case missing

  /// The greatest relative error of ``within``.
  package static let tolerance = 0.05

  /// The verdict on a number.
  package init(_ simulated: Double?, on target: PaperTarget) {
    guard let simulated else {
      self = .missing
      return
    }
    let isInBand = simulated >= target.low && simulated <= target.high
    if target.kind.isBand {
      self = isInBand ? .inside : .outside
    } else if isInBand {
      self = .same
    } else {
      self = target.relativeError(of: simulated).magnitude <= Self.tolerance ? .within : .off
    }
  }

  /// From 0 for the best on.
  private var rank: Int {
    switch self {
    case .same, .inside: 0
    case .within: 1
    case .off, .outside: 2
    case .missing: 3
    }
  }

  /// Whether it says less for the simulation than another.
  package func isWorse(than other: PaperVerdict) -> Bool { rank > other.rank }
}

extension PaperTarget {
  /// How far a value is from the published one, as a fraction of that.
  package func relativeError(of simulated: Double) -> Double { (simulated - published) / published }
}

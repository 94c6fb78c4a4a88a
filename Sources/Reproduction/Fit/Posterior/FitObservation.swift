import Platforms
import SimCore

/// A number of the paper as evidence for the values of the model.
///
/// All of them are positive, and are counted by their logarithms: what is 1 % too great is as far
/// off whether it is a cost or a latency.
struct FitObservation: Sendable {
  /// The number.
  let target: PaperTarget
  /// The logarithm of what is observed: of the number, or of the middle of its band.
  let observed: Double
  /// The variance that the rounding of print leaves, or the band: that of an even distribution.
  let roundingVariance: Double

  /// All numbers that are evidence, in the order of the paper.
  static let all = PaperTarget.all.compactMap { FitObservation($0) }

  /// A number as evidence; nil for a success of 1, which is certain where nothing is overloaded and
  /// says only that nothing is.
  init?(_ target: PaperTarget) {
    guard target.numberClass != .allServed, target.low > 0 else { return nil }
    self.target = target
    let (low, high) = (Elementary.log(target.low), Elementary.log(target.high))
    observed = target.kind.isBand ? (low + high) / 2 : Elementary.log(target.published)
    roundingVariance = (high - low) * (high - low) / 12
  }

  /// The logarithm of a simulated value; what is less than a thousandth of the published number, as
  /// a success of 0, counts as that.
  func logarithm(_ simulated: Double) -> Double {
    Elementary.log(max(simulated, target.published / 1000))
  }
}

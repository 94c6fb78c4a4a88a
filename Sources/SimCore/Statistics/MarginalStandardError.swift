/// The marginal standard error rule (MSER), which says where the warm-up of a run ends.
///
/// Of the means of consecutive batches, so many are left out at the front that the squared standard
/// error of what is left, as if batches were independent, is least: leaving out the transient
/// lowers the spread, leaving out more lowers the number. With batches of five values it is called
/// MSER-5.
///
/// Source: K. P. White Jr., "An effective truncation heuristic for bias reduction in simulation
/// output", Simulation 69(6), 1997; on batches: K. P. White Jr., M. J. Cobb and S. C. Spratt, "A
/// comparison of five steady-state truncation heuristics for simulation", Winter Simulation
/// Conference 2000.
package struct MarginalStandardError: Hashable, Sendable {
  /// How many batches to leave out at the front: at most half of them.
  package let truncation: Int
  /// Whether the least was found before the end of the search.
  ///
  /// The rule is blind near the end of a run, where few batches are left that may be alike by
  /// chance, so no more than half of them is left out. Where the error still falls there, the run
  /// has not left its warm-up.
  package let isSettled: Bool

  /// The fewest batches on which the rule says anything.
  package static let fewestBatches = 10

  /// The truncation of a series of batch means, in their order.
  ///
  /// - Parameter means: the means; with fewer than ``fewestBatches`` of them nothing is left out,
  ///   and the warm-up counts as not settled.
  package init(_ means: [Double]) {
    let count = means.count
    guard count >= Self.fewestBatches else {
      truncation = 0
      isSettled = false
      return
    }
    // From the back to the front, so that the mean and the sum of squares of what is left are
    // updated in one step each (Welford).
    var mean = 0.0
    var squares = 0.0
    var best = (error: Double.infinity, truncation: 0)
    for index in stride(from: count - 1, through: 0, by: -1) {
      let left = Double(count - index)
      let difference = means[index] - mean
      mean += difference / left
      squares += difference * (means[index] - mean)
      if index > count / 2 { continue }
      let error = squares / (left * left)
      // Among equals the earliest, which leaves out least.
      if error <= best.error { best = (error, index) }
    }
    truncation = best.truncation
    isSettled = best.truncation < count / 2 - count / 20
  }
}

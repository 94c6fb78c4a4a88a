import SimCore
import Studies

/// What many draws of an experiment give for a number.
package struct PaperDistribution: Sendable {
  /// The mean, with the interval that holds the expected value with 95 % confidence.
  package let mean: MeanInterval
  /// The values, from the least to the greatest.
  private let sorted: [Double]

  /// The distribution of two values or more; nil with fewer.
  package init?(_ values: [Double]) {
    guard let mean = MeanInterval(values) else { return nil }
    self.mean = mean
    sorted = values.sorted()
  }

  /// The interval that one more experiment falls into with a probability.
  ///
  /// Its ends are the order statistics of rank `(n + 1) p`, between which a further draw lies with
  /// exactly that probability where the ranks are whole; in between they are interpolated, and
  /// beyond the outermost values there is nothing to say (definition 6 of Hyndman and Fan, "Sample
  /// quantiles in statistical packages", 1996).
  ///
  /// - Parameter probability: above 0 and below 1.
  /// - Returns: the interval.
  package func predictive(_ probability: Double) -> ClosedRange<Double> {
    let tail = (1 - probability) / 2
    return quantile(tail)...quantile(1 - tail)
  }

  /// The value in the middle.
  package var median: Double { quantile(0.5) }

  private func quantile(_ fraction: Double) -> Double {
    let rank = fraction * Double(sorted.count + 1)
    if rank <= 1 { return sorted[0] }
    if rank >= Double(sorted.count) { return sorted[sorted.count - 1] }
    let below = Int(rank)
    let (low, high) = (sorted[below - 1], sorted[below])
    return low + (rank - Double(below)) * (high - low)
  }

  /// Where a published number lies among the draws: the fraction of them that are less, and half of
  /// those that print the same.
  package func quantile(of target: PaperTarget) -> Double {
    let below = sorted.count { $0 < target.low }
    let same = sorted.count { $0 >= target.low && $0 <= target.high }
    return (Double(below) + Double(same) / 2) / Double(sorted.count)
  }

  /// How probable a draw is that lies as far out as the published number, or further, on that side
  /// of the two on which this is the less.
  ///
  /// Of n draws of which k are as far out it is `(k + 1) / (n + 1)`, as the published number counts
  /// as one more draw (Davison and Hinkley, "Bootstrap methods and their application", 1997, 4.2):
  /// few draws can contradict nothing. A draw that prints the same is as far out.
  package func tail(_ target: PaperTarget) -> Double {
    let upTo = sorted.count { $0 <= target.high }
    let from = sorted.count { $0 >= target.low }
    return Double(min(upTo, from) + 1) / Double(sorted.count + 1)
  }

  /// The fraction of the draws with some verdict on a published number.
  package func fraction(_ target: PaperTarget, where holds: (PaperVerdict) -> Bool) -> Double {
    Double(sorted.count { holds(PaperVerdict($0, on: target)) }) / Double(sorted.count)
  }
}

/// How a published number stands to draws of the same experiment, as if it were one of them.
package enum DrawVerdict: String, CaseIterable, Sendable {
  /// It lies where nine of ten draws lie.
  case expected
  /// It lies further out, and where 99 of 100 draws lie.
  case unusual
  /// It lies further out.
  case contradicted
  /// A draw does not give the number.
  case missing

  /// The verdict on a number.
  package init(_ distribution: PaperDistribution?, on target: PaperTarget) {
    guard let tail = distribution?.tail(target) else {
      self = .missing
      return
    }
    self = tail >= 0.05 ? .expected : tail >= 0.005 ? .unusual : .contradicted
  }

  /// From 0 for the best on.
  private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }

  /// Whether it says less for the simulation than another.
  package func isWorse(than other: DrawVerdict) -> Bool { rank > other.rank }
}

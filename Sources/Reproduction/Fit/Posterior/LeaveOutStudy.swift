import Platforms
import SimCore

/// Predicts numbers of the paper from its other numbers.
///
/// The model that is linear about the centre gives the posterior without the numbers. Values drawn
/// from it are simulated, one draw each.
struct LeaveOutStudy {
  /// The search, with the draws of the posterior.
  let search: PosteriorSearch
  /// The posterior of all numbers.
  let posterior: FitPosterior
  /// How many sets of values are drawn.
  let samples: Int
  /// The seed of these draws.
  let seed: UInt64

  /// The first replication of predictions, none of which the inference has seen.
  private static let firstDraw = 100_000

  /// Predicts what is left out.
  func predictions(_ leftOut: LeftOut) throws -> [LeftOutPrediction] {
    let names = Set(leftOut.targets.map(\.id))
    let kept = search.observations.filter { !names.contains($0.target.id) }
    guard let state = search.state(posterior.numbers, posterior.draws) else { return [] }
    let found = try search.posterior(at: state, posterior.slopes, kept)
    let drawn = samples(of: found, stream: "\(leftOut.kind.rawValue) \(leftOut.name)")
    let values = try search.simulator.single(
      leftOut.targets, at: drawn.map(\.numbers), from: Self.firstDraw)
    return leftOut.targets.enumerated().map { index, target in
      let isEvidence = FitObservation(target) != nil
      let predicted = zip(values, drawn).compactMap { values, sample -> Double? in
        values[index].map { value in
          let distance = isEvidence ? found.discrepancy * sample.discrepancies[index] : 0
          let factor = Elementary.exp(distance)
          return target.quantity == .success ? min(value * factor, 1) : value * factor
        }
      }
      let distribution = predicted.count * 2 > samples ? PaperDistribution(predicted) : nil
      return LeftOutPrediction(
        leftOut: leftOut, target: target, median: distribution?.median,
        interval: distribution?.predictive(0.9))
    }
  }

  /// A set of values, and how far the model is off for each number, in discrepancies.
  private struct Sample {
    let numbers: [Double]
    let discrepancies: [Double]
  }

  /// Values from a posterior; what is beyond a bound counts as the bound.
  ///
  /// They lie about the means of the linear model, not about the centre that was simulated: that
  /// one has seen what is left out, and would predict it too well.
  private func samples(of posterior: FitPosterior, stream: String) -> [Sample] {
    var random = Random(seed: seed, stream: RandomStream("left out " + stream))
    let parameters = posterior.parameters
    var covariance = posterior.linear.covariance
    // Rounding may leave a variance just below zero where values are known exactly.
    for index in covariance.indices { covariance[index][index] += 1e-9 }
    let factor =
      SymmetricMatrix.factor(covariance)
      ?? parameters.indices.map { row in
        (0...row).map { $0 == row ? posterior.linear.deviation(row) : 0 }
      }
    return (0..<samples).map { _ in
      let normals = parameters.map { _ in random.nextNormal() }
      let point = parameters.indices.map { row in
        posterior.linear.means[row]
          + SymmetricMatrix.product(factor[row], normals, row + 1)
      }
      return Sample(
        numbers: parameters.indices.map { parameters[$0].number(at: point[$0]) },
        discrepancies: PaperTarget.all.map { _ in random.nextNormal() })
    }
  }
}

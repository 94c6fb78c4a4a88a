import SimCore

/// What observations say of values on which they depend linearly, with normal errors.
///
/// With the prior N(m, P) of the values, observations y = f + J (u - c) + error, and errors of the
/// covariance S, the posterior is N(m + K d, P - K J P) with d = y - f - J (m - c) and the gain
/// K = P J' (J P J' + S)^-1. It is written so that only a matrix of observations is inverted, and
/// values of which they say nothing do no harm.
///
/// Source: A. Tarantola, "Inverse problem theory", 2005, section 3.2.
struct LinearPosterior: Sendable {
  /// What is known of the values beforehand: independent normal distributions.
  struct Prior: Sendable {
    let means: [Double]
    let variances: [Double]
  }

  /// Observations near a point.
  struct Model: Sendable {
    /// The point.
    let point: [Double]
    /// What is expected to be observed there.
    let expected: [Double]
    /// How that changes with each value: a row for each observation.
    let slopes: [[Double]]
  }

  /// The means of the values.
  let means: [Double]
  /// Their covariance.
  let covariance: [[Double]]
  /// How the means change with each observation: a row for each value.
  let gain: [[Double]]
  /// How much of each value's prior variance each observation has removed: a row for each value.
  ///
  /// The parts of a value add up to `1 - posterior variance / prior variance`. An observation that
  /// is only there to correct others may have a part below zero.
  let shares: [[Double]]
  /// The natural logarithm of the probability density of the observations, whatever the values.
  let logEvidence: Double

  /// The posterior; nil when the errors have no proper covariance.
  init?(_ prior: Prior, _ model: Model, observed: [Double], errors: [[Double]]) {
    let (rows, columns) = (observed.indices, prior.means.indices)
    let spread = model.slopes.map { row in columns.map { row[$0] * prior.variances[$0] } }
    let offset = columns.map { prior.means[$0] - model.point[$0] }
    let distance = rows.map { row in
      observed[row] - model.expected[row]
        - SymmetricMatrix.product(model.slopes[row], offset, columns.count)
    }
    var total = errors
    for row in rows {
      for column in rows {
        total[row][column] += SymmetricMatrix.product(
          spread[row], model.slopes[column], columns.count)
      }
    }
    guard let factor = SymmetricMatrix.factor(total) else { return nil }
    let gain = columns.map { column in
      SymmetricMatrix.solve(factor: factor, rows.map { spread[$0][column] })
    }
    self.gain = gain
    means = columns.map { column in
      prior.means[column] + SymmetricMatrix.product(gain[column], distance, rows.count)
    }
    covariance = columns.map { one in
      columns.map { other in
        var sum = one == other ? prior.variances[one] : 0
        for row in rows { sum -= gain[one][row] * spread[row][other] }
        return sum
      }
    }
    shares = columns.map { column in
      rows.map { gain[column][$0] * spread[$0][column] / prior.variances[column] }
    }
    let weighted = SymmetricMatrix.solve(factor: factor, distance)
    let determinant = rows.reduce(0) { $0 + 2 * Elementary.log(factor[$1][$1]) }
    let constant = Double(observed.count) * Elementary.log(2 * Double.pi)
    logEvidence =
      -(SymmetricMatrix.product(distance, weighted, rows.count) + determinant + constant) / 2
  }

  /// The standard deviation of a value.
  func deviation(_ value: Int) -> Double {
    Elementary.squareRoot(max(covariance[value][value], 0))
  }

  /// The correlation of two values.
  func correlation(_ first: Int, _ second: Int) -> Double {
    let product = deviation(first) * deviation(second)
    return product > 0 ? covariance[first][second] / product : 0
  }
}

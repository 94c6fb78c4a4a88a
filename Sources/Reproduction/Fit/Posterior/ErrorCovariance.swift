import SimCore

/// The covariance of the errors of observations, from draws of all of them.
enum ErrorCovariance {
  /// The covariance of columns of draws, with correlations that are shrunk as far as their own
  /// uncertainty asks for, so that few draws of many columns make up no relations.
  ///
  /// Source: J. Schäfer and K. Strimmer, "A shrinkage approach to large-scale covariance matrix
  /// estimation", Statistical Applications in Genetics and Molecular Biology 4(1), 2005.
  ///
  /// - Parameter draws: the draws, two at least, each with a number for each column.
  /// - Returns: the covariance of a draw.
  static func shrunk(_ draws: [[Double]]) -> [[Double]] {
    let count = Double(draws.count)
    let columns = draws[0].indices
    let means = columns.map { column in draws.reduce(0) { $0 + $1[column] } / count }
    let variances = columns.map { column in
      draws.reduce(0) { $0 + square($1[column] - means[column]) } / (count - 1)
    }
    /// The columns with mean 0 and variance 1; those that do not vary are all 0.
    let scaled = columns.map { column -> [Double] in
      let deviation = Elementary.squareRoot(variances[column])
      return draws.map { deviation > 0 ? ($0[column] - means[column]) / deviation : 0 }
    }
    var correlations = columns.map { _ in columns.map { _ in 0.0 } }
    var (uncertain, whole) = (0.0, 0.0)
    for one in columns {
      for other in columns where other < one {
        let products = zip(scaled[one], scaled[other]).map { $0 * $1 }
        let mean = products.reduce(0, +) / count
        let spread = products.reduce(0) { $0 + square($1 - mean) }
        let correlation = mean * count / (count - 1)
        correlations[one][other] = correlation
        correlations[other][one] = correlation
        uncertain += count / ((count - 1) * (count - 1) * (count - 1)) * spread
        whole += square(correlation)
      }
    }
    let kept = whole > 0 ? max(0, 1 - uncertain / whole) : 0
    return columns.map { one in
      columns.map { other in
        if one == other { return variances[one] }
        return kept * correlations[one][other]
          * Elementary.squareRoot(variances[one] * variances[other])
      }
    }
  }

  /// A covariance with further variances of its own for each observation.
  static func adding(_ variances: [Double], to covariance: [[Double]]) -> [[Double]] {
    var sum = covariance
    for index in sum.indices { sum[index][index] += variances[index] }
    return sum
  }

  private static func square(_ number: Double) -> Double { number * number }
}

/// Steps to where the residuals would vanish if they went on as differences suggest: the method of
/// Levenberg and Marquardt, with differences over finite lengths in place of derivatives, and with
/// residuals that are far away counting for less.
///
/// Source: J. J. Moré, "The Levenberg-Marquardt algorithm: implementation and theory", Numerical
/// Analysis, 1978; P. W. Holland and R. E. Welsch, "Robust regression using iteratively reweighted
/// least-squares", Communications in Statistics 6(9), 1977.
struct ResidualSearch {
  /// The lengths over which differences are taken, one after another: longer ones look beyond
  /// jags.
  static let lengths = [0.03, 0.01, 0.003]

  /// How strongly steps are shortened; all are tried at a time.
  private static let damping = [0.001, 0.01, 0.1, 1, 10]

  /// Searches from the best point of a search until no step helps.
  ///
  /// - Parameters:
  ///   - search: the search.
  ///   - weight: how much a residual counts for its size.
  /// - Throws: ``UnitSearch/Exhausted``, or what the function throws.
  func run(_ search: inout UnitSearch, weight: (Double) -> Double) throws {
    for length in Self.lengths {
      while true {
        let before = search.value
        try step(&search, length, weight)
        // What gains less than a thousandth is not worth another round of differences.
        if !(search.value < before * 0.999) { break }
      }
    }
  }

  private func step(
    _ search: inout UnitSearch, _ length: Double, _ weight: (Double) -> Double
  ) throws {
    let (start, residuals) = (search.point, search.residuals)
    let ends = start.indices.map { axis in
      let length = max(length, 1.01 * search.leastStep(axis, start[axis]))
      return start[axis] + length <= 1 ? start[axis] + length : start[axis] - length
    }
    let probes = start.indices.map { axis in
      var probe = start
      probe[axis] = max(ends[axis], 0)
      return probe
    }
    let samples = try search.evaluate(probes)
    if samples.count < probes.count { throw UnitSearch.Exhausted() }
    let slopes = start.indices.map { axis in
      zip(samples[axis].residuals, residuals).map { ($0 - $1) / (probes[axis][axis] - start[axis]) }
    }
    let weights = residuals.map(weight)
    let products = slopes.map { row in
      slopes.map { column in
        residuals.indices.reduce(0) { $0 + weights[$1] * row[$1] * column[$1] }
      }
    }
    let gradient = slopes.map { row in
      residuals.indices.reduce(0) { $0 + weights[$1] * row[$1] * residuals[$1] }
    }
    let greatest = products.indices.map { products[$0][$0] }.max() ?? 0
    let points = Self.damping.compactMap { damping -> [Double]? in
      var matrix = products
      for axis in matrix.indices {
        matrix[axis][axis] += damping * products[axis][axis] + 1e-6 * greatest
      }
      guard let move = SymmetricMatrix.solve(matrix, gradient) else { return nil }
      return start.indices.map { min(max(start[$0] - move[$0], 0), 1) }
    }
    _ = try search.evaluate(points.filter { $0 != start })
  }
}

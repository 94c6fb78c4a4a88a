import Testing

@testable import Reproduction

@Suite struct LinearPosteriorTests {
  private static func isNear(_ first: Double, _ second: Double) -> Bool {
    (first - second).magnitude <= 1e-9 * max(1, second.magnitude)
  }

  @Test func `one value and one observation give the mean weighted by precision`() throws {
    let prior = LinearPosterior.Prior(means: [0.5], variances: [0.25])
    // y = 1 + 2 (u - 0.25), so that 1.9 is what u = 0.7 gives.
    let model = LinearPosterior.Model(point: [0.25], expected: [1], slopes: [[2]])
    let posterior = try #require(
      LinearPosterior(prior, model, observed: [1.9], errors: [[0.04]]))
    // The observation says 0.7 with the variance 0.04 / 4 = 0.01.
    let precision = 1 / 0.25 + 1 / 0.01
    #expect(Self.isNear(posterior.means[0], (0.5 / 0.25 + 0.7 / 0.01) / precision))
    #expect(Self.isNear(posterior.covariance[0][0], 1 / precision))
    #expect(Self.isNear(posterior.shares[0][0], 1 - 1 / precision / 0.25))
    // Beforehand y is normal with mean 1.5 and variance 4 * 0.25 + 0.04.
    #expect(Self.isNear(posterior.logEvidence, -1.015471966704390))
  }

  @Test func `two values and correlated errors give the inverse of the information`() throws {
    let prior = LinearPosterior.Prior(means: [0.2, -0.1], variances: [0.5, 2])
    let slopes = [[1.0, 0.5], [-0.3, 1.2], [0.7, 0.7]]
    let errors = [[0.2, 0.1, 0], [0.1, 0.3, 0.05], [0, 0.05, 0.4]]
    let observed = [0.4, -0.2, 1]
    let point = [0.1, 0.3]
    let expected = [0.05, 0.1, 0.2]
    let posterior = try #require(
      LinearPosterior(
        prior, LinearPosterior.Model(point: point, expected: expected, slopes: slopes),
        observed: observed, errors: errors))
    // The other way to write it: the information of the prior and J' S^-1 J add up.
    let columns = (0..<2).map { column in slopes.map { $0[column] } }
    let weighted = try columns.map { try #require(SymmetricMatrix.solve(errors, $0)) }
    var information = (0..<2).map { one in
      (0..<2).map { other in zip(weighted[one], columns[other]).reduce(0) { $0 + $1.0 * $1.1 } }
    }
    information[0][0] += 1 / 0.5
    information[1][1] += 1 / 2.0
    let determinant = information[0][0] * information[1][1] - information[0][1] * information[1][0]
    #expect(Self.isNear(posterior.covariance[0][0], information[1][1] / determinant))
    #expect(Self.isNear(posterior.covariance[1][1], information[0][0] / determinant))
    #expect(Self.isNear(posterior.covariance[0][1], -information[0][1] / determinant))
    let residual = (0..<3).map { row in
      observed[row] - expected[row]
        + slopes[row][0] * point[0] + slopes[row][1] * point[1]
    }
    let right = [
      0.2 / 0.5 + zip(weighted[0], residual).reduce(0) { $0 + $1.0 * $1.1 },
      -0.1 / 2 + zip(weighted[1], residual).reduce(0) { $0 + $1.0 * $1.1 },
    ]
    let means = try #require(SymmetricMatrix.solve(information, right))
    #expect(Self.isNear(posterior.means[0], means[0]))
    #expect(Self.isNear(posterior.means[1], means[1]))
    for value in 0..<2 {
      let removed = 1 - posterior.covariance[value][value] / prior.variances[value]
      #expect(Self.isNear(posterior.shares[value].reduce(0, +), removed))
    }
    #expect(posterior.correlation(0, 1) < 0)
  }

  @Test func `a value that no observation depends on keeps its prior`() throws {
    let prior = LinearPosterior.Prior(means: [0.5, 0.5], variances: [0.1, 0.1])
    let model = LinearPosterior.Model(point: [0.9, 0.9], expected: [0], slopes: [[3, 0]])
    let posterior = try #require(
      LinearPosterior(prior, model, observed: [0.3], errors: [[1e-4]]))
    #expect(posterior.means[1] == 0.5)
    #expect(posterior.covariance[1] == [0, 0.1])
    #expect(posterior.deviation(0) < 0.01)
  }

  @Test func `errors without a proper covariance are refused`() {
    let prior = LinearPosterior.Prior(means: [0], variances: [1])
    let model = LinearPosterior.Model(point: [0], expected: [0], slopes: [[0]])
    #expect(LinearPosterior(prior, model, observed: [1], errors: [[0]]) == nil)
  }
}

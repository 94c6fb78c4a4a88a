import SimCore
import Testing

@testable import Reproduction

@Suite struct ErrorCovarianceTests {
  /// Draws of three columns: the second follows the first, the third is free.
  private static func draws(_ count: Int) -> [[Double]] {
    var random = Random(seed: 1)
    return (0..<count).map { _ in
      let (first, second, third) = (random.nextNormal(), random.nextNormal(), random.nextNormal())
      return [2 * first, first + 0.5 * second, 3 * third]
    }
  }

  @Test func `many draws give the covariance`() {
    let found = ErrorCovariance.shrunk(Self.draws(20_000))
    #expect((found[0][0] - 4).magnitude < 0.2)
    #expect((found[1][1] - 1.25).magnitude < 0.06)
    #expect((found[0][1] - 2).magnitude < 0.1)
    #expect(found[0][2].magnitude < 0.15)
    #expect(found[0][1] == found[1][0])
  }

  @Test func `few draws keep their variances, and hardly a chance relation`() {
    var random = Random(seed: 2)
    let draws = (0..<8).map { _ in (0..<30).map { _ in random.nextNormal() } }
    let found = ErrorCovariance.shrunk(draws)
    for column in 0..<30 {
      let values = draws.map { $0[column] }
      let mean = values.reduce(0, +) / 8
      let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 7
      #expect((found[column][column] - variance).magnitude < 1e-12)
    }
    // Of eight draws, correlations are off by 0.38 as a rule.
    var greatest = 0.0
    for one in 0..<30 {
      for other in 0..<one {
        let scale = (found[one][one] * found[other][other]).squareRoot()
        greatest = max(greatest, (found[one][other] / scale).magnitude)
      }
    }
    #expect(greatest < 0.25)
    #expect(SymmetricMatrix.factor(found) != nil)
  }

  @Test func `a column that does not vary is related to none`() {
    let found = ErrorCovariance.shrunk([[1, 5], [2, 5], [4, 5]])
    #expect(found[1] == [0, 0])
    #expect(ErrorCovariance.adding([1, 2], to: found)[1] == [0, 2])
  }
}

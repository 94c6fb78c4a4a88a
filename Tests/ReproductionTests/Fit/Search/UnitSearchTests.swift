import Testing

@testable import Reproduction

@Suite struct UnitSearchTests {
  private typealias Sample = UnitSearch.Sample

  private static func search(
    _ dimension: Int, budget: Int, seed: UInt64 = 1, leastStep: Double = 0,
    _ function: @escaping ([Double]) -> [Double]
  ) throws -> UnitSearch {
    var search = UnitSearch(
      from: Array(repeating: 0.3, count: dimension), budget: budget,
      leastStep: { _, _ in leastStep }
    ) { points in
      points.map { point in
        let residuals = function(point)
        return Sample(value: residuals.reduce(0) { $0 + $1 * $1 }, residuals: residuals)
      }
    }
    try search.run(seed: seed, stream: "test")
    return search
  }

  /// Rosenbrock's valley with its least value 0 at (3/4, 3/4), where the coordinates are 1.
  private static func valley(_ point: [Double]) -> [Double] {
    let (x, y) = (4 * point[0] - 2, 4 * point[1] - 2)
    return [10 * (y - x * x), 1 - x]
  }

  @Test func `the bottom of a bent valley is found`() throws {
    let search = try Self.search(2, budget: 2000, Self.valley)
    #expect(search.bestValue < 1e-8)
    // From there the value rises with at least a fifth of the square of the distance of x.
    #expect((search.best[0] - 0.75).magnitude < 1e-3)
  }

  @Test func `jags and steps that differences cannot see do not keep it from the bottom`() throws {
    // Steps of 1/200 of the way, on which any derivative is zero.
    let search = try Self.search(3, budget: 4000) { point in
      point.enumerated().map { axis, place in
        (place * 200).rounded() / 200 - 0.2 - 0.3 * Double(axis)
      }
    }
    #expect(search.bestValue < 1e-9)
  }

  @Test func `another valley is found that is deeper`() throws {
    // From 0.3 the way down leads to 0.2, where the value is 1; at 0.9 it is 0.
    let search = try Self.search(1, budget: 600) { point in
      let near = 1 + 100 * (point[0] - 0.2) * (point[0] - 0.2)
      let far = 100 * (point[0] - 0.9) * (point[0] - 0.9)
      return [min(near, far).squareRoot()]
    }
    #expect((search.best[0] - 0.9).magnitude < 0.01)
  }

  @Test func `whole numbers are reached one by one`() throws {
    let search = try Self.search(2, budget: 500, leastStep: 0.1) { point in
      [(point[0] * 10).rounded() - 8, (point[1] * 10).rounded() - 1]
    }
    #expect(search.bestValue == 0)
  }

  @Test func `no point lies outside the cube, and the budget is kept to the point`() throws {
    var asked: [[Double]] = []
    var search = UnitSearch(from: [0.01, 0.5, 0.99], budget: 777) { points in
      asked += points
      // The least value is far outside.
      return points.map { point in
        let sum = point.reduce(5, +)
        return Sample(value: sum * sum, residuals: [sum])
      }
    }
    try search.run(seed: 3, stream: "test")
    #expect(asked.count == 777 && search.evaluations == 777)
    #expect(asked.allSatisfy { $0.allSatisfy { (0...1).contains($0) } })
    #expect(search.best == [0, 0, 0])
  }

  @Test func `the same seed asks for the same points, and another for others`() throws {
    func asked(seed: UInt64) throws -> [[Double]] {
      var asked: [[Double]] = []
      _ = try Self.search(2, budget: 600, seed: seed) { point in
        asked.append(point)
        return Self.valley(point)
      }
      return asked
    }
    #expect(try asked(seed: 1) == asked(seed: 1))
    #expect(try asked(seed: 1) != asked(seed: 2))
  }

  @Test func `what was found before an error stays`() throws {
    struct Stop: Error {}
    var calls = 0
    var search = UnitSearch(from: [0.5], budget: 100) { points in
      calls += 1
      if calls > 3 { throw Stop() }
      return points.map { Sample(value: $0[0], residuals: [$0[0]]) }
    }
    #expect(throws: Stop.self) { try search.run(seed: 1, stream: "test") }
    #expect(search.bestValue < 0.5)
    #expect(search.best == [search.bestValue])
  }
}

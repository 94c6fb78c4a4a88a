import Testing

@testable import SimCore

@Suite struct ArrivalProcessLoadTests {
  private static let generator = [[-2.0, 2], [1, -1]]

  @Test func `rates are multiplied, and what varies over time varies as before`() throws {
    #expect(try ArrivalProcess.constant(rate: 3).multiplied(by: 2) == .constant(rate: 6))
    #expect(try ArrivalProcess.poisson(rate: 3).multiplied(by: 0.5) == .poisson(rate: 1.5))
    let pieces = [(4.0, 8.0), (0, 0)].map { before, after in
      (before, after, Interval.seconds(3))
    }
    #expect(
      try ArrivalProcess.piecewise(pieces.map { .init(rate: $0.0, length: $0.2) }, repeats: true)
        .multiplied(by: 2)
        == .piecewise(pieces.map { .init(rate: $0.1, length: $0.2) }, repeats: true))
    #expect(
      try ArrivalProcess.modulated(rates: [1, 5], generator: Self.generator, initialState: 1)
        .multiplied(by: 3)
        == .modulated(rates: [3, 15], generator: Self.generator, initialState: 1))
    let path = [ArrivalProcess.Sojourn(state: 1, length: .seconds(2))]
    #expect(
      try ArrivalProcess.pinned(rates: [1, 5], path: path).multiplied(by: 3)
        == .pinned(rates: [3, 15], path: path))
  }

  @Test func `a process at load 1 is the same`() throws {
    let process = try ArrivalProcess.poisson(rate: 0.1)
    #expect(try process.multiplied(by: 1) == process)
  }

  @Test func `a MAP that is an MMPP stays one, with its rates multiplied`() throws {
    // D1 = diag(r) and D0 = Q - D1.
    let process = try ArrivalProcess.markovian(d0: [[-3, 2], [1, -6]], d1: [[1, 0], [0, 5]])
    #expect(
      try process.multiplied(by: 3)
        == .markovian(d0: [[-5, 2], [1, -16]], d1: [[3, 0], [0, 15]]))
  }

  @Test(arguments: [0.25, 2, 10]) func `the mean rate of any MAP is multiplied`(load: Double) throws
  {
    for d1 in [[[1.0, 0], [0, 5]], [[0.5, 0.5], [4, 1]]] {
      let process = try ArrivalProcess.markovian(d0: [[-3, 2], [1, -6]], d1: d1)
      let (before, after) = (process.meanRate, try process.multiplied(by: load).meanRate)
      let ratio = try #require(after) / (try #require(before))
      #expect((ratio / load - 1).magnitude < 1e-12)
    }
  }

  @Test func `a rate that leaves its range is refused`() throws {
    let process = try ArrivalProcess.poisson(rate: 1e8)
    #expect(throws: ArrivalProcessError.self) { try process.multiplied(by: 100) }
  }
}

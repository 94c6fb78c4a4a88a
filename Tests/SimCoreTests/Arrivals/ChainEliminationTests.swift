import Testing

@testable import SimCore

@Suite struct ChainEliminationTests {
  private let rates = [[-5.0, 2, 3], [1, -5, 4], [6, 0.5, -6.5]]

  @Test func `the stationary distribution balances every state`() {
    let fractions = ChainElimination(rates: rates, killing: [0, 0, 0]).stationaryDistribution()
    #expect(abs(fractions.reduce(0, +) - 1) < 1e-15)
    for column in 0..<3 {
      var flow = 0.0
      for row in 0..<3 { flow += fractions[row] * rates[row][column] }
      // Each of three products of numbers up to 6.5 carries a few roundings of 2^-53.
      #expect(abs(flow) < 1e-14)
    }
  }

  @Test func `a solution satisfies its equations`() {
    let killing = [0.5, 0, 2]
    let sources = [1.0, -3, 2]
    let solution = ChainElimination(rates: rates, killing: killing).solution(for: sources)
    for row in 0..<3 {
      var value = killing[row] * solution[row]
      for column in 0..<3 { value -= rates[row][column] * solution[column] }
      #expect(abs(value - sources[row]) < 1e-13)
    }
  }

  @Test func `a stiff chain keeps its relative accuracy`() {
    let fractions = ChainElimination(rates: [[-1e-12, 1e-12], [1e9, -1e9]], killing: [0, 0])
      .stationaryDistribution()
    #expect(abs(fractions[1] / 1e-21 - 1) < 1e-12)
  }
}

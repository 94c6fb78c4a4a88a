import SimCore
import Testing

@testable import Calibration

@Suite struct ModulatedFitTests {
  private func counts(_ process: ArrivalProcess, seconds: Int64) throws -> [Int] {
    var arrivals = try ArrivalStream(
      process, extent: .duration(.seconds(seconds)), seed: 3, replication: 0)
    var counts = Array(repeating: 0, count: Int(seconds))
    while let time = arrivals.next() { counts[Int(time.nanoseconds / 1_000_000_000)] += 1 }
    return counts
  }

  @Test func `two states come back with their rates and sojourns`() throws {
    let process = try ArrivalProcess.modulated(
      rates: [2, 20], generator: [[-0.02, 0.02], [0.05, -0.05]])
    let fit = try #require(try ModulatedFit(counts(process, seconds: 5000), period: 1))
    try #require(fit.rates.count == 2)
    #expect(abs(fit.rates[0] / 2 - 1) < 0.1)
    #expect(abs(fit.rates[1] / 20 - 1) < 0.1)
    // Some 70 visits to each state: their mean is known to 12 %, here to three times that.
    #expect(abs(-fit.generator[0][0] / 0.02 - 1) < 0.36)
    #expect(abs(-fit.generator[1][1] / 0.05 - 1) < 0.36)
    for row in fit.generator { #expect(abs(row.reduce(0, +)) < 1e-12) }
  }

  @Test func `a Poisson process needs one state`() throws {
    let fit = try #require(
      try ModulatedFit(counts(.poisson(rate: 7), seconds: 2000), period: 1))
    #expect(fit.rates.count == 1)
    #expect(abs(fit.rates[0] / 7 - 1) < 0.05)
    #expect(fit.criteria.count == ModulatedFit.mostStates)
  }

  @Test func `the index of dispersion of a Poisson process is 1`() throws {
    let counts = try counts(.poisson(rate: 7), seconds: 20_000)
    for index in Dispersion.all(counts, period: 1) {
      // The standard error is sqrt(2 / periods).
      let error = 4 * (2 / Double(index.periods)).squareRoot()
      #expect(abs(index.index - 1) < error)
    }
    #expect(Dispersion.all(counts, period: 1).map(\.period) == [1, 10, 60, 600])
  }
}

import SimCore
import Testing

@Suite struct ArrivalAnalyticsTests {
  @Test func `a two-state modulated process has its closed-form mean and dispersion`() throws {
    let process = try ArrivalProcess.modulated(
      rates: [3, 11], generator: [[-0.5, 0.5], [2, -2]])
    // The state is 1 for 0.2 of the time; the rate has variance 64 * 0.2 * 0.8 and correlation
    // exp(-2.5 t), so the dispersion exceeds 1 by twice variance / 2.5 over the mean.
    let mean = 0.8 * 3 + 0.2 * 11
    #expect(abs((process.meanRate ?? 0) / mean - 1) < 1e-14)
    let dispersion = 1 + 2 * (64 * 0.2 * 0.8) / 2.5 / mean
    #expect(abs((process.indexOfDispersion ?? 0) / dispersion - 1) < 1e-13)
    #expect(process.peakRate == 11)
  }

  @Test func `a diagonal D1 gives the modulated process's mean and dispersion`() throws {
    let modulated = try ArrivalProcess.modulated(
      rates: [3, 0, 11], generator: [[-3, 1, 2], [4, -5, 1], [0.5, 0, -0.5]])
    let markovian = try ArrivalProcess.markovian(
      d0: [[-6, 1, 2], [4, -5, 1], [0.5, 0, -11.5]],
      d1: [[3, 0, 0], [0, 0, 0], [0, 0, 11]])
    let (mean, other) = try (#require(modulated.meanRate), #require(markovian.meanRate))
    #expect(abs(mean / other - 1) < 1e-14)
    let index = try #require(modulated.indexOfDispersion)
    #expect(abs(index / (try #require(markovian.indexOfDispersion)) - 1) < 1e-13)
    #expect(markovian.peakRate == 11)
  }

  @Test func `an Erlang renewal process has the squared variation of its gaps as dispersion`()
    throws
  {
    let erlang = try ArrivalProcess.markovian(
      d0: [[-6, 6, 0], [0, -6, 6], [0, 0, -6]], d1: [[0, 0, 0], [0, 0, 0], [6, 0, 0]])
    #expect(abs((erlang.meanRate ?? 0) - 2) < 1e-14)
    #expect(abs((erlang.indexOfDispersion ?? 0) - 1.0 / 3) < 1e-14)
  }

  @Test func `a reducible chain has no long run`() throws {
    let process = try ArrivalProcess.modulated(
      rates: [1, 2], generator: [[-1, 1], [0, 0]], initialState: 0)
    #expect(process.meanRate == nil)
    #expect(process.indexOfDispersion == nil)
    #expect(process.expectedRequests(within: .seconds(1)) == nil)
  }

  @Test func `a pinned path expects the integral of its rate`() throws {
    let path: [ArrivalProcess.Sojourn] = [
      .init(state: 1, length: .seconds(2)), .init(state: 0, length: .seconds(3)),
    ]
    let process = try ArrivalProcess.pinned(rates: [10, 100], path: path)
    #expect(process.expectedRequests(within: .seconds(1)) == 100)
    #expect(process.expectedRequests(within: .seconds(4)) == 220)
    #expect(process.expectedRequests(within: .seconds(9)) == 230)
    #expect(process.meanRate == 46)
    #expect(process.peakRate == 100)
    #expect(process.indexOfDispersion == 1)
  }

  @Test func `repeated pieces expect whole cycles and a part`() throws {
    let process = try ArrivalProcess.piecewise(
      [.init(rate: 2, length: .seconds(1)), .init(rate: 0, length: .seconds(3))], repeats: true)
    #expect(process.expectedRequests(within: .seconds(41)) == 22)
    #expect(process.expectedRequests(within: .milliseconds(40_250)) == 20.5)
    let long = try ArrivalProcess.piecewise(
      Array(repeating: .init(rate: 1, length: .longest), count: 9), repeats: true)
    #expect(long.expectedRequests(within: .longest) == Interval.longest.seconds)
  }

  @Test func `evenly spaced arrivals are counted whole`() throws {
    let process = try ArrivalProcess.constant(rate: 3)
    for milliseconds in [Int64](1...1000) {
      let duration = Interval.milliseconds(milliseconds)
      let made = try arrivals(process, .duration(duration)).count
      #expect(process.expectedRequests(within: duration) == Double(made))
    }
    #expect(process.indexOfDispersion == 0)
  }
}

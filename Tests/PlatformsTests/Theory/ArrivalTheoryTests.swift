import Platforms
import SimCore
import Testing

/// Arrival processes as a platform's timeline shows them.
@Suite struct ArrivalTheoryTests {
  /// The counts of windows, and their squared distances from the mean over the mean.
  private func counts(_ run: SteadyRun, mean: Double) -> (numbers: [Double], squares: [Double]) {
    let numbers = run.windows.map { Double($0.arrivals) }
    return (numbers, numbers.map { ($0 - mean) * ($0 - mean) / mean })
  }

  /// MMPP, a Poisson process whose rate follows a Markov chain.
  ///
  /// Source: W. Fischer and K. Meier-Hellstern, "The Markov-modulated Poisson process (MMPP)
  /// cookbook", Performance Evaluation 18(2), 1993; H. Heffes and D. Lucantoni, IEEE JSAC 4(6),
  /// 1986, for windows of any length.
  @Test(arguments: [2.0, 4, 10])
  func `a modulated process has its mean rate and its index of dispersion`(
    window: Double
  ) throws {
    let (rates, leaving) = ((40.0, 5.0), (1.0, 0.5))
    let process = try ArrivalProcess.modulated(
      rates: [rates.0, rates.1],
      generator: [[-leaving.0, leaving.0], [leaving.1, -leaving.1]])
    let run = try SteadyRun(
      FixedServer(workers: 100, backlog: 0), service: .constant(.milliseconds(10)),
      arrivals: process, requests: 300_000, window: window, seed: 41)
    // A third of the time in the first state.
    let rate = rates.0 / 3 + rates.1 * 2 / 3
    #expect(abs((process.meanRate ?? 0) - rate) < 1e-12 * rate)
    let (numbers, squares) = counts(run, mean: rate * window)
    expectMean(numbers, rate * window)
    let dispersion = QueueingTheory.dispersion(rates: rates, leaving: leaving, time: window)
    expectMean(squares, dispersion, precision: 0.05)
    // It grows with the windows towards the index of the process itself.
    #expect((process.indexOfDispersion ?? 0) > dispersion)
    let limit = QueueingTheory.dispersion(rates: rates, leaving: leaving, time: 1e9)
    #expect(abs((process.indexOfDispersion ?? 0) - limit) < 1e-6 * limit)
  }

  /// A Poisson process has an index of dispersion of one, evenly spaced arrivals have none.
  ///
  /// Source: D. Cox and P. Lewis, "The Statistical Analysis of Series of Events", Methuen 1966,
  /// chapter 4.
  @Test func `a Poisson process is neither bursty nor even`() throws {
    let run = try SteadyRun(
      FixedServer(workers: 100, backlog: 0), service: .constant(.milliseconds(10)),
      arrivals: .poisson(rate: 50), requests: 200_000, seed: 42)
    let (numbers, squares) = counts(run, mean: 50)
    expectMean(numbers, 50)
    expectMean(squares, 1, precision: 0.05)
    let even = try SteadyRun(
      FixedServer(workers: 100, backlog: 0), service: .constant(.milliseconds(10)),
      arrivals: .constant(rate: 50), requests: 20_000, seed: 42)
    #expect(counts(even, mean: 50).numbers.allSatisfy { $0 == 50 })
  }

  /// Bursts make waits longer than a Poisson process of the same rate does, which the M/M/1 formula
  /// gives, and no longer than one that is in its busier state for good.
  @Test func `a modulated process waits longer than M M 1 of its mean rate`() throws {
    let service = 50.0
    let process = try ArrivalProcess.modulated(
      rates: [45, 5], generator: [[-1, 1], [0.5, -0.5]])
    let run = try SteadyRun(
      FixedServer(workers: 1, backlog: 1_000_000_000), service: .exponential(rate: service),
      arrivals: process, requests: 150_000, seed: 43)
    let means = BatchMeans(run.requests.map(\.wait))
    let mean = 55.0 / 3
    #expect(means.mean - 4 * means.standardError > mean / service / (service - mean))
    #expect(means.mean + 4 * means.standardError < 45 / service / (service - 45))
    expectMean(run.inService, mean / service)
  }
}

import Platforms
import SimCore
import Testing

/// Systems that serve in batches.
@Suite struct BatchTheoryTests {
  /// M/M^[1,b]/1: a server that takes up to b of those that wait, for an exponential time that does
  /// not depend on how many they are.
  ///
  /// With j waiting behind a busy server, the stationary probabilities are q r^j, where r is the
  /// root below 1 of (L + M) r = L + M r^(b+1); idle has M q / L. Source: N. Bailey, "On queueing
  /// processes with bulk service", Journal of the Royal Statistical Society B 16(1), 1954; D. Gross
  /// and C. Harris, "Fundamentals of Queueing Theory", Wiley, section 3.2.
  @Test(arguments: [(2, 15.0), (4, 30.0), (4, 8.0)])
  func `a worker that takes what is there is a queue with bulk service`(
    size: Int, arrivals: Double
  ) throws {
    let service = 10.0
    let run = try SteadyRun(
      FixedServer(
        workers: 1, backlog: 1_000_000_000, batching: Batching(size: size, wait: .zero)),
      service: .exponential(rate: service), batchMarginal: 0, arrivals: .poisson(rate: arrivals),
      requests: 200_000, seed: 31)
    var root = 0.5
    for _ in 0..<1000 {
      let power = (0...size).reduce(1.0) { product, _ in product * root }
      root = (arrivals + service * power) / (arrivals + service)
    }
    let busyAlone = 1 / (service / arrivals + 1 / (1 - root))
    let waiting = busyAlone * root / ((1 - root) * (1 - root))
    expectMean(run.fraction { $0.wait == 0 }, busyAlone * service / arrivals)
    expectMean(run.requests.map(\.wait), waiting / arrivals, precision: 0.03)
    expectMean(run.waiting, waiting, precision: 0.03)
    // The fraction of time in which the server is busy, whatever it serves.
    expectMean(run.inService, busyAlone / (1 - root))
  }

  /// Of n requests that are sent together the last comes n - 1 times between arrivals after the
  /// first, so that one waits half of that on average.
  @Test(arguments: [2, 8])
  func `clients that send n at a time wait for half of the others`(size: Int) throws {
    let (arrivals, time, marginal) = (50.0, 0.1, 0.4)
    let run = try SteadyRun(
      FixedServer(workers: 10_000, backlog: 0), service: .constant(Interval(seconds: time)),
      batchMarginal: marginal, arrivals: .poisson(rate: arrivals),
      batch: Batching(size: size, wait: .seconds(1_000_000)), requests: 100_000, seed: 32)
    let others = Double(size - 1)
    expectMean(
      run.requests.map(\.sojourn), others / 2 / arrivals + time * (1 + marginal * others))
    expectMean(
      run.inService, arrivals / Double(size) * time * (1 + marginal * others), precision: 0.03)
  }

  /// The first waits for T, and each of a Poisson number of others with mean L T for half of it.
  @Test func `clients that gather for a time wait for about half of it`() throws {
    let (arrivals, time, wait) = (50.0, 0.1, 0.05)
    let run = try SteadyRun(
      FixedServer(workers: 10_000, backlog: 0), service: .constant(Interval(seconds: time)),
      batchMarginal: 0, arrivals: .poisson(rate: arrivals),
      batch: Batching(size: 10_000, wait: Interval(seconds: wait)), requests: 100_000, seed: 33)
    let others = arrivals * wait
    expectMean(
      run.requests.map { $0.sojourn - time }, wait * (1 + others / 2) / (1 + others))
    // A batch begins 1 / L after the end of the one before on average.
    expectMean(run.inService, time / (wait + 1 / arrivals))
  }
}

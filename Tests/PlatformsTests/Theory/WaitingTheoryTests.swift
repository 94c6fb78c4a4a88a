import Foundation
import Platforms
import SimCore
import Testing

/// Systems in which every request is served in the end.
@Suite struct WaitingTheoryTests {
  private let endless = 1_000_000_000

  /// M/M/1, whose sojourn is exponential.
  ///
  /// Source: L. Kleinrock, "Queueing Systems, Volume 1", Wiley 1975, sections 3.2 and 5.7.
  @Test func `one worker with exponential service is M M 1`() throws {
    let (arrivals, service) = (7.0, 10.0)
    let run = try SteadyRun(
      FixedServer(workers: 1, backlog: endless), service: .exponential(rate: service),
      arrivals: .poisson(rate: arrivals), requests: 200_000, seed: 11)
    let rho = arrivals / service
    expectMean(run.requests.map(\.service), 1 / service)
    expectMean(run.requests.map(\.wait), rho / (service - arrivals), precision: 0.03)
    expectMean(run.requests.map(\.sojourn), 1 / (service - arrivals))
    expectMean(run.fraction { $0.wait > 0 }, rho)
    // The sojourn is exponential with rate mu - lambda: its 0.9 quantile is ln 10 over that.
    let quantile = log(10.0) / (service - arrivals)
    expectMean(run.fraction { $0.sojourn > quantile }, 0.1, precision: 0.05)
    expectMean(run.inSystem, rho / (1 - rho), precision: 0.03)
    expectMean(run.inService, rho)
  }

  /// M/M/c, where Erlang's C formula gives the probability of waiting.
  ///
  /// Source: Kleinrock, section 3.5; D. Gross and C. Harris, "Fundamentals of Queueing Theory",
  /// Wiley, section 2.3, for the distribution of the wait.
  @Test(arguments: [(1, 4), (4, 1), (2, 2)])
  func `machines and workers with one queue are M M c`(instances: Int, workers: Int) throws {
    let (arrivals, service, servers) = (28.0, 10.0, 4)
    let run = try SteadyRun(
      FixedServer(instances: instances, workers: workers, backlog: endless),
      service: .exponential(rate: service), arrivals: .poisson(rate: arrivals), requests: 150_000,
      seed: 12)
    let waits = QueueingTheory.erlangC(servers: servers, offered: arrivals / service)
    let spare = Double(servers) * service - arrivals
    expectMean(run.fraction { $0.wait > 0 }, waits)
    expectMean(run.requests.map(\.wait), waits / spare, precision: 0.05)
    // P(W > t) = C e^(-(c mu - lambda) t) is 0.1 and 0.01 at these times.
    for (tail, precision) in [(0.1, 0.06), (0.01, 0.25)] {
      let quantile = log(waits / tail) / spare
      expectMean(run.fraction { $0.wait > quantile }, tail, precision: precision)
    }
    expectMean(run.waiting, arrivals * waits / spare, precision: 0.05)
  }

  /// M/D/1, where service takes no more time than it must.
  ///
  /// Source: A. Erlang, "The theory of probabilities and telephone conversations", 1909, and the
  /// formula of Pollaczek and Khinchine; Kleinrock, section 5.7.
  @Test func `one worker with constant service is M D 1`() throws {
    let (arrivals, time) = (8.0, 0.1)
    let run = try SteadyRun(
      FixedServer(workers: 1, backlog: endless), service: .constant(Interval(seconds: time)),
      arrivals: .poisson(rate: arrivals), requests: 150_000, seed: 13)
    let wait = QueueingTheory.pollaczekKhinchine(
      arrivals: arrivals, moments: (time, time * time, time * time * time))
    expectMean(run.requests.map(\.wait), wait.mean, precision: 0.03)
    expectMean(run.requests.map { $0.wait * $0.wait }, wait.second, precision: 0.06)
    expectMean(run.fraction { $0.wait > 0 }, arrivals * time)
  }

  /// M/G/1: the formula of Pollaczek and Khinchine; Kleinrock, section 5.7.
  @Test(arguments: [0.5, 1.5])
  func `one worker with log-normal service is M G 1`(variation: Double) throws {
    let (arrivals, time) = (6.0, 0.1)
    let run = try SteadyRun(
      FixedServer(workers: 1, backlog: endless),
      service: .logNormal(mean: Interval(seconds: time), coefficientOfVariation: variation),
      arrivals: .poisson(rate: arrivals), requests: 250_000, seed: 14)
    // The k-th moment of a log-normal time is m^k (1 + v^2)^(k (k - 1) / 2).
    let spread = 1 + variation * variation
    let moments = (time, time * time * spread, pow(time * spread, 3))
    let wait = QueueingTheory.pollaczekKhinchine(arrivals: arrivals, moments: moments)
    expectMean(run.requests.map(\.service), time)
    expectMean(run.requests.map(\.wait), wait.mean, precision: 0.04)
    expectMean(run.requests.map { $0.wait * $0.wait }, wait.second, precision: 0.15)
    expectMean(run.fraction { $0.wait > 0 }, arrivals * time)
  }

  /// A Poisson process whose arrivals are sent to one of several at random is as many independent
  /// ones; Kleinrock, section 4.1.
  @Test func `machines that requests are sent to at random are as many M M 1`() throws {
    let (arrivals, service, instances) = (21.0, 10.0, 3)
    let run = try SteadyRun(
      ManagedEndpoint(
        minimum: instances, maximum: instances, workers: 1, backlog: endless, routing: .random,
        autoscaler: nil, provisioningTime: .constant(.zero)),
      service: .exponential(rate: service), arrivals: .poisson(rate: arrivals), requests: 200_000,
      seed: 15)
    let fraction = arrivals / Double(instances)
    expectMean(run.requests.map(\.wait), fraction / service / (service - fraction), precision: 0.03)
    for instance in 0..<instances {
      expectMean(run.fraction { $0.instance == instance }, 1 / Double(instances))
    }
  }

  /// Taking turns makes the times between arrivals at a machine sums of exponential ones, E/M/1:
  /// Kleinrock, section 6.4.
  @Test func `machines that take turns are as many E M 1`() throws {
    let (arrivals, service, instances) = (24.0, 10.0, 3)
    let run = try SteadyRun(
      ManagedEndpoint(
        minimum: instances, maximum: instances, workers: 1, backlog: endless,
        routing: .roundRobin, autoscaler: nil, provisioningTime: .constant(.zero)),
      service: .exponential(rate: service), arrivals: .poisson(rate: arrivals), requests: 150_000,
      seed: 16)
    let wait = QueueingTheory.erlangArrivalsWait(
      stages: instances, stageRate: arrivals, service: service)
    expectMean(run.requests.map(\.wait), wait, precision: 0.04)
  }

  /// The utilisation law.
  ///
  /// Source: E. Lazowska and others, "Quantitative System Performance", Prentice-Hall
  /// 1984, section 3.2.
  @Test(arguments: [
    Distribution.exponential(rate: 5), .constant(.milliseconds(200)),
    .logNormal(mean: .milliseconds(200), coefficientOfVariation: 1.5),
  ])
  func `the fraction of slots in use is arrivals times service time, whatever its distribution`(
    service: Distribution
  ) throws {
    let (arrivals, slots) = (20.0, 6)
    let run = try SteadyRun(
      FixedServer(instances: 2, workers: 3, backlog: endless), service: service,
      arrivals: .poisson(rate: arrivals), seed: 17)
    let utilisation = arrivals * 0.2 / Double(slots)
    expectMean(run.inService.map { $0 / Double(slots) }, utilisation)
    // And on this very path: the time in service of all requests over that of all slots.
    let busy = run.figures.billedNanoseconds
    let there = Double(run.figures.end.nanoseconds) * Double(slots)
    #expect(abs(run.figures.utilisation - Double(busy) / there) < 1e-12)
  }
}

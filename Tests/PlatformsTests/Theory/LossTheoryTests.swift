import Foundation
import Platforms
import SimCore
import TestSupport
import Testing

/// Systems that turn requests away, and requests that turn away themselves.
@Suite struct LossTheoryTests {
  /// M/G/c/c: Erlang's loss formula depends on the mean service time only.
  ///
  /// Source: B. Sevastyanov, "An ergodic theorem for Markov processes and its application to
  /// telephone systems with refusals", Theory of Probability and its Applications 2(1), 1957.
  @Test(arguments: [
    Distribution.exponential(rate: 10), .constant(.milliseconds(100)),
    .logNormal(mean: .milliseconds(100), coefficientOfVariation: 1.5),
  ])
  func `a server without a backlog loses what Erlang's formula says`(
    service: Distribution
  ) throws {
    let (arrivals, servers) = (40.0, 5)
    let run = try SteadyRun(
      FixedServer(workers: servers, backlog: 0), service: service,
      arrivals: .poisson(rate: arrivals), requests: 150_000, seed: 21)
    let lost = QueueingTheory.erlangB(servers: servers, offered: arrivals * 0.1)
    expectMean(run.fraction { $0.outcome == .backlogFull }, lost)
    expectMean(run.inService, arrivals * 0.1 * (1 - lost))
    #expect(run.requests.allSatisfy { $0.wait == 0 })
  }

  /// The same law from the side of instances on demand: an account's limit loses what a server's
  /// number of workers does.
  @Test func `instances on demand up to a limit lose what Erlang's formula says`() throws {
    let (arrivals, limit) = (40.0, 5)
    let run = try SteadyRun(
      onDemand(limit: limit, keepAlive: 1 << 40), service: .exponential(rate: 10),
      arrivals: .poisson(rate: arrivals), requests: 150_000, seed: 22)
    expectMean(
      run.fraction { $0.outcome == .throttled },
      QueueingTheory.erlangB(servers: limit, offered: arrivals * 0.1))
    #expect(run.figures.instancesPeak == limit)
  }

  /// M/M/c/K, a birth and death process.
  ///
  /// Source: L. Kleinrock, "Queueing Systems, Volume 1", Wiley 1975, section 3.8.
  @Test(arguments: [(1, 4, 9.0), (3, 8, 30.0), (2, 3, 40.0)])
  func `a server with a backlog is M M c K`(
    servers: Int, places: Int, arrivals: Double
  ) throws {
    let service = 10.0
    let run = try SteadyRun(
      FixedServer(workers: servers, backlog: places - servers),
      service: .exponential(rate: service), arrivals: .poisson(rate: arrivals),
      requests: 150_000, seed: 23)
    let states = QueueingTheory.states(
      arrivals: arrivals, service: service, servers: servers, places: places)
    let inSystem = states.enumerated().reduce(0) { $0 + Double($1.0) * $1.1 }
    let accepted = arrivals * (1 - states[places])
    expectMean(run.fraction { $0.outcome == .backlogFull }, states[places], precision: 0.03)
    expectMean(run.inSystem, inSystem)
    // Arrivals see what is there over time (R. Wolff, "Poisson arrivals see time averages",
    // Operations Research 30(2), 1982): with a server free they need not wait.
    expectMean(
      run.fraction { $0.outcome == .succeeded && $0.wait == 0 },
      states[..<servers].reduce(0, +))
    let served = run.requests.filter { $0.outcome == .succeeded }
    expectMean(served.map(\.sojourn), inSystem / accepted)
  }

  /// M/M/1+D, where requests leave after waiting for a fixed time.
  ///
  /// Source: D. Barrer, "Queuing with impatient customers and ordered service", Operations
  /// Research 5(5), 1957.
  @Test func `clients that give up while they wait make M M 1 D of a server`() throws {
    let (arrivals, service, patience) = (9.0, 10.0, 0.25)
    let run = try SteadyRun(
      FixedServer(workers: 1, backlog: 1_000_000_000), service: .exponential(rate: service),
      arrivals: .poisson(rate: arrivals), requests: 150_000, timeout: patience, seed: 24)
    let theory = QueueingTheory.impatience(
      arrivals: arrivals, service: service, patience: patience)
    expectMean(run.fraction { $0.instance < 0 }, theory.abandons)
    expectMean(run.fraction { $0.outcome == .succeeded }, theory.inTime)
    expectMean(run.inService, arrivals / service * (1 - theory.abandons))
  }

  /// With one instance at the most, the idle time before a request that is served is exponential,
  /// because arrivals have no memory: a start is cold when it is longer than the keep-alive.
  @Test func `the fraction of cold starts is that of idle times beyond the keep-alive`() throws {
    let (arrivals, keepAlive) = (4.0, 0.3)
    let count = 100_000
    let run = try SteadyRun(
      OnDemand(
        limit: 1, starts: StartLimit(burst: count, rate: 0),
        keepAlive: Interval(seconds: keepAlive)),
      service: .exponential(rate: 10), arrivals: .poisson(rate: arrivals), requests: count,
      seed: 25)
    let served = run.requests.filter { $0.outcome == .succeeded }
    let cold = exp(-arrivals * keepAlive)
    // Independent trials, so the standard error is known.
    let standardError = (cold * (1 - cold) / Double(served.count)).squareRoot()
    let fraction = Double(served.count { $0.isCold }) / Double(served.count)
    #expect(abs(fraction - cold) < allowedTheoryErrors * standardError)
    #expect(standardError < 0.01 * Campaign.spread * cold)
    // The instance is there while it serves and while it is kept: the renewal-reward theorem for a
    // cycle of a service and an idle time (S. Ross, "Stochastic Processes", Wiley, section 3.6).
    let there = (0.1 + (1 - cold) / arrivals) / (0.1 + 1 / arrivals)
    expectMean(run.windows.map { Double($0.instances) / 1e9 / run.window }, there)
  }
}

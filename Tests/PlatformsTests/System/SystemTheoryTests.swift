import Platforms
import SimCore
import Testing

/// Systems of services of which theory knows the answer.
@Suite struct SystemTheoryTests {
  /// Both stations are as if they had nothing to do with each other.
  ///
  /// Departures of M/M/1 are Poisson (P. Burke, "The output of a queuing system", Operations
  /// Research 4(6), 1956), so the second station is M/M/1 too, and the numbers at both are as if
  /// they had nothing to do with each other (J. Jackson, "Networks of waiting lines", Operations
  /// Research 5(4), 1957).
  @Test func `two stations one after another are two M M 1`() throws {
    let (arrivals, rates) = (5.0, [10.0, 8.0])
    let run = try WatchedSystem(
      SystemPlan(
        services: [
          .workers("first", 1, backlog: .max, rate: rates[0]),
          .workers("second", 1, backlog: .max, rate: rates[1]),
        ],
        stages: [.overflow([0]), .overflow([1])]),
      rate: arrivals, requests: 300_000, seed: 41)
    for (station, rate) in rates.enumerated() {
      let use = arrivals / rate
      expectMean(run.present(at: station), use / (1 - use), precision: 0.03)
      expectMean(
        run.steadyRecords(of: station).map(\.latency.seconds), 1 / (rate - arrivals),
        precision: 0.03)
    }
    // The times at the two stations are independent (E. Reich, "Waiting times when queues are in
    // tandem", Annals of Mathematical Statistics 28(3), 1957), and so is the product of them.
    let times = rates.map { 1 / ($0 - arrivals) }
    let second = zip(run.steadyRecords(of: 0), run.steadyRecords(of: 1))
      .map { $0.latency.seconds * $1.latency.seconds }
    expectMean(second, times[0] * times[1], precision: 0.05)
    expectMean(
      run.steadyRequests.map(\.latency.seconds), times[0] + times[1], precision: 0.03)
  }

  /// What a group of servers refuses goes to a second one: both together are one group.
  @Test func `what overflows is lost at the second as Erlang's formula says of both`() throws {
    let (arrivals, rate, first, second) = (40.0, 10.0, 4, 3)
    let run = try WatchedSystem(
      SystemPlan(
        services: [
          .workers("first", first, backlog: 0, rate: rate),
          .workers("second", second, backlog: 0, rate: rate),
        ],
        stages: [.overflow([0, 1])]),
      rate: arrivals, requests: 300_000, seed: 42)
    let offered = arrivals / rate
    let lost = QueueingTheory.erlangB(servers: first + second, offered: offered)
    let sent = QueueingTheory.erlangB(servers: first, offered: offered)
    expectMean(
      run.steadyRequests.map { $0.outcome == .backlogFull ? 1 : 0 }, lost, precision: 0.05)
    expectMean(
      run.steadyRecords(of: 0).map { $0.outcome == .backlogFull ? 1 : 0 }, sent)
    expectMean(
      run.steadyRecords(of: 1).map { $0.outcome == .backlogFull ? 1 : 0 }, lost / sent,
      precision: 0.04)
    // More than a Poisson stream of that rate would lose there.
    #expect(lost / sent > 1.3 * QueueingTheory.erlangB(servers: second, offered: offered * sent))
  }

  /// The number of busy servers in a second group without an end has a greater variance than mean.
  ///
  /// Source: L. Kosten, "Über Sperrungswahrscheinlichkeiten bei Staffelschaltungen", Elektrische
  /// Nachrichtentechnik 14, 1937; the variance is J. Riordan's, in R. Wilkinson, "Theories for toll
  /// traffic engineering in the U.S.A.", Bell System Technical Journal 35(2), 1956.
  @Test func `what overflows is as peaked as Riordan's formula says`() throws {
    let (arrivals, rate, first) = (40.0, 10.0, 4)
    let run = try WatchedSystem(
      SystemPlan(
        services: [
          .workers("first", first, backlog: 0, rate: rate),
          .workers("second", 1000, backlog: 0, rate: rate),
        ],
        stages: [.overflow([0, 1])]),
      rate: arrivals, requests: 300_000, seed: 43)
    let offered = arrivals / rate
    let mean = offered * QueueingTheory.erlangB(servers: first, offered: offered)
    let variance = mean * (1 - mean + offered / (Double(first) + 1 + mean - offered))
    // Arrivals from outside see what is there over time.
    let records = run.log.records(of: 1)
    let starts = records.map(\.arrival).sorted()
    let ends = records.map { $0.arrival + $0.latency }.sorted()
    var (begun, ended) = (0, 0)
    let busy = run.steadyRequests.map { request in
      while begun < starts.count && starts[begun] < request.arrival { begun += 1 }
      while ended < ends.count && ends[ended] <= request.arrival { ended += 1 }
      return Double(begun - ended)
    }
    expectMean(busy, mean)
    expectMean(busy.map { $0 * $0 }, variance + mean * mean, precision: 0.04)
    #expect(variance > 1.3 * mean)
  }

  /// With another rate at the second group, the chain of both has few states.
  ///
  /// It is solved here; for equal rates see E. Brockmeyer, "The simple overflow problem in the
  /// theory of telephone traffic", Teleteknik 5, 1954.
  @Test func `overflow to slower servers is the Markov chain of both groups`() throws {
    let (arrivals, rates, servers) = (30.0, (10.0, 4.0), (3, 4))
    let run = try WatchedSystem(
      SystemPlan(
        services: [
          .workers("fast", servers.0, backlog: 0, rate: rates.0),
          .workers("slow", servers.1, backlog: 0, rate: rates.1),
        ],
        stages: [.firstWithRoom([0, 1])]),
      rate: arrivals, requests: 300_000, seed: 44)
    let states = Self.overflow(arrivals: arrivals, rates: rates, servers: servers)
    let lost = states[servers.0][servers.1]
    let slow = states.reduce(0) { sum, row in
      sum + row.enumerated().reduce(0) { $0 + Double($1.offset) * $1.element }
    }
    expectMean(
      run.steadyRequests.map { $0.outcome == .backlogFull ? 1 : 0 }, lost, precision: 0.04)
    expectMean(run.present(at: 1), slow)
    // With room at neither, the second is asked; the first never refuses.
    #expect(run.figures.services[0].backlogFull == 0)
  }

  /// The long-run probabilities of the numbers busy in a group and in the one that it overflows to,
  /// by playing the chain of its jumps at a uniform rate.
  private static func overflow(
    arrivals: Double, rates: (Double, Double), servers: (Int, Int)
  ) -> [[Double]] {
    let row = [Double](repeating: 0, count: servers.1 + 1)
    var states = [[Double]](repeating: row, count: servers.0 + 1)
    states[0][0] = 1
    let uniform = arrivals + Double(servers.0) * rates.0 + Double(servers.1) * rates.1
    for _ in 0..<1500 {
      var next = [[Double]](repeating: row, count: servers.0 + 1)
      for first in 0...servers.0 {
        for second in 0...servers.1 {
          let here = states[first][second] / uniform
          let ends = (Double(first) * rates.0, Double(second) * rates.1)
          next[first][second] += here * (uniform - arrivals - ends.0 - ends.1)
          if first > 0 { next[first - 1][second] += here * ends.0 }
          if second > 0 { next[first][second - 1] += here * ends.1 }
          if first < servers.0 {
            next[first + 1][second] += here * arrivals
          } else {
            next[first][min(second + 1, servers.1)] += here * arrivals
          }
        }
      }
      states = next
    }
    return states
  }

  /// Two services that share a limit lose what one would that has all of it.
  @Test func `a limit that two services share is one M M c c`() throws {
    let (arrivals, rate, limit) = (40.0, 10.0, 6)
    func functions(_ name: String) -> ServicePlan {
      ServicePlan(
        name, capacity: onDemand(limit: 100_000, burst: 100_000, keepAlive: 1 << 40),
        latency: PreloadedLatency(
          network: .constant(.zero), serviceTime: ServiceTime(.exponential(rate: rate))),
        billing: NoBilling())
    }
    let run = try WatchedSystem(
      SystemPlan(
        services: [functions("one"), functions("other")],
        accounts: [Account(members: [0, 1], limit: limit)],
        stages: [.weighted([WeightedService(0, weight: 3), WeightedService(1, weight: 1)])]),
      rate: arrivals, requests: 300_000, seed: 45)
    let offered = arrivals / rate
    let lost = QueueingTheory.erlangB(servers: limit, offered: offered)
    // Whoever comes is lost with the same probability, and each has its part of those in service.
    for (service, part) in [(0, 0.75), (1, 0.25)] {
      expectMean(
        run.steadyRecords(of: service).map { $0.outcome == .throttled ? 1 : 0 }, lost,
        precision: 0.06)
      expectMean(run.present(at: service), part * offered * (1 - lost), precision: 0.03)
    }
    #expect(run.figures.services.allSatisfy { $0.inServicePeak <= limit })
  }

  /// A Poisson stream that is split by chance is two Poisson streams.
  @Test func `requests sent by weight make independent M M 1`() throws {
    let (arrivals, rates, weights) = (20.0, [10.0, 18.0], [0.3, 0.7])
    let run = try WatchedSystem(
      SystemPlan(
        services: [
          .workers("one", 1, backlog: .max, rate: rates[0]),
          .workers("other", 1, backlog: .max, rate: rates[1]),
        ],
        stages: [
          .weighted([WeightedService(0, weight: 3), WeightedService(1, weight: 7)])
        ]),
      rate: arrivals, requests: 300_000, seed: 46)
    for service in 0..<2 {
      let own = arrivals * weights[service]
      expectMean(
        run.steadyRecords(of: service).map(\.latency.seconds), 1 / (rates[service] - own),
        precision: 0.05)
      expectMean(run.present(at: service), own / (rates[service] - own), precision: 0.06)
    }
    expectMean(run.steadyRequests.map { $0.service == 0 ? 1 : 0 }, weights[0])
  }
}

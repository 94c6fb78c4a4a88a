import Documents
import Platforms
import SimCore

// Systems in which every request is served in the end.
extension VerifyCase {
  /// A queue that nobody finds full.
  package static let endless = 1_000_000_000

  /// An exponential service time of some rate a second.
  package static func exponential(rate: Double) -> ServiceTime {
    ServiceTime(.exponential(mean: Interval(seconds: 1 / rate)))
  }

  /// A Poisson process; rates here are valid.
  package static func poisson(_ rate: Double) -> ArrivalProcess? { try? .poisson(rate: rate) }

  /// Queues with Poisson arrivals and endless room.
  package static var waiting: [VerifyCase] {
    [
      singleServer, manyServers(instances: 1, workers: 4), manyServers(instances: 4, workers: 1),
      constantService, logNormalService, paretoService, bulkService, randomRouting,
      machineRepair,
    ]
  }

  private static var singleServer: VerifyCase {
    let (arrivals, service) = (8.0, 10.0)
    let (rho, gap) = (0.8, 2.0)
    // The time in the system is exponential with rate mu - lambda.
    let tails = [0.1, 0.01].map { -Elementary.log($0) / gap }
    return VerifyCase(
      "M/M/1, load 0.8",
      SteadySystem(
        capacity: .server(FixedServer(workers: 1, backlog: endless)),
        service: exponential(rate: service), arrivals: poisson(arrivals), duration: 50_000,
        sojournsBeyond: tails, looks: 1),
      [
        SteadyQuantity("mean wait, s", rho / gap, "Kleinrock 1975, 3.2", precision: 0.04) {
          $0.meanWait
        },
        SteadyQuantity("mean time in system, s", 1 / gap, "Kleinrock 1975, 3.2") {
          $0.meanSojourn
        },
        SteadyQuantity("P(wait = 0)", 1 - rho, "Kleinrock 1975, 3.2") {
          $0.fraction($0.immediate)
        },
        SteadyQuantity("P(time in system > 1.151 s)", 0.1, "Kleinrock 1975, 5.7", precision: 0.06) {
          $0.sojournTail(0)
        },
        SteadyQuantity(
          "P(time in system > 2.303 s)", 0.01, "Kleinrock 1975, 5.7", precision: 0.15
        ) { $0.sojournTail(1) },
        SteadyQuantity("mean number in system", rho / (1 - rho), "Kleinrock 1975, 3.2") {
          $0.inSystem
        },
        SteadyQuantity(
          "P(3 in system)", (1 - rho) * rho * rho * rho, "Kleinrock 1975, 3.2"
        ) { $0.chance(of: 3) },
        SteadyQuantity("utilisation", rho, "Kleinrock 1975, 2.1") { $0.inService },
      ])
  }

  private static func manyServers(instances: Int, workers: Int) -> VerifyCase {
    let (arrivals, service, servers) = (28.0, 10.0, 4)
    let waits = BirthDeath.erlangC(servers: servers, offered: arrivals / service)
    let spare = Double(servers) * service - arrivals
    // P(wait > t) = C exp(-(c mu - lambda) t).
    let tails = [0.1, 0.01, 0.001]
    let times = tails.map { Elementary.log(waits / $0) / spare }
    return VerifyCase(
      "M/M/4, \(instances) x \(workers), load 0.7",
      SteadySystem(
        capacity: .server(FixedServer(instances: instances, workers: workers, backlog: endless)),
        service: exponential(rate: service), arrivals: poisson(arrivals), duration: 10_000,
        waitsBeyond: times),
      [
        SteadyQuantity("P(wait > 0)", waits, "Erlang C: Kleinrock 1975, 3.5") {
          1 - $0.fraction($0.immediate)
        },
        SteadyQuantity("mean wait, s", waits / spare, "Kleinrock 1975, 3.5") { $0.meanWait },
        SteadyQuantity(
          "E[wait^2], s^2", 2 * waits / spare / spare, "Gross 1974, 2.3", precision: 0.06
        ) { $0.meanSquareWait },
      ]
        + zip(tails, times).enumerated().map { index, tail in
          SteadyQuantity(
            "P(wait > \(DecimalText.fixed(tail.1, digits: 3)) s)", tail.0, "Gross 1974, 2.3",
            precision: [0.04, 0.12, 0.6][index]
          ) { $0.waitTail(index) }
        } + [
          SteadyQuantity("mean number waiting", arrivals * waits / spare, "Kleinrock 1975, 3.5") {
            $0.waiting
          },
          SteadyQuantity("utilisation", 0.7, "Kleinrock 1975, 2.1") {
            $0.inService / Double(servers)
          },
        ])
  }

  private static var constantService: VerifyCase {
    let (arrivals, time, late) = (8.0, 0.1, 0.25)
    let wait = SingleServer.pollaczekKhinchine(
      arrivals: arrivals, moments: (time, time * time, time * time * time))
    return VerifyCase(
      "M/D/1, load 0.8",
      SteadySystem(
        capacity: .server(FixedServer(workers: 1, backlog: endless)),
        service: ServiceTime(.constant(Interval(seconds: time))), arrivals: poisson(arrivals),
        duration: 30_000, waitsBeyond: [late]),
      [
        SteadyQuantity("mean wait, s", wait.mean, "Kleinrock 1975, 5.7") { $0.meanWait },
        SteadyQuantity("E[wait^2], s^2", wait.second, "Kleinrock 1975, 5.7", precision: 0.08) {
          $0.meanSquareWait
        },
        SteadyQuantity(
          "P(wait > 0.25 s)",
          SingleServer.constantServiceTail(arrivals: arrivals, service: time, beyond: late),
          "Erlang 1909; Tijms 2003, 9.6", precision: 0.04
        ) { $0.waitTail(0) },
        SteadyQuantity("P(wait > 0)", arrivals * time, "Kleinrock 1975, 5.6") {
          1 - $0.fraction($0.immediate)
        },
      ])
  }

  private static var logNormalService: VerifyCase {
    let (arrivals, time, variation) = (6.0, 0.1, 1.5)
    // The k-th moment of a log-normal time is m^k (1 + v^2)^(k (k - 1) / 2).
    let spread = 1 + variation * variation
    let cube = time * spread * time * spread * time * spread
    let wait = SingleServer.pollaczekKhinchine(
      arrivals: arrivals, moments: (time, time * time * spread, cube))
    return VerifyCase(
      "M/G/1, log-normal, cv 1.5, load 0.6",
      SteadySystem(
        capacity: .server(FixedServer(workers: 1, backlog: endless)),
        service: ServiceTime(
          .logNormal(mean: Interval(seconds: time), coefficientOfVariation: variation)),
        arrivals: poisson(arrivals), duration: 60_000),
      [
        SteadyQuantity("mean wait, s", wait.mean, "Pollaczek-Khinchine: Kleinrock 1975, 5.6") {
          $0.meanWait
        },
        SteadyQuantity("E[wait^2], s^2", wait.second, "Kleinrock 1975, 5.7", precision: 0.12) {
          $0.meanSquareWait
        },
        SteadyQuantity("P(wait > 0)", arrivals * time, "Kleinrock 1975, 5.6") {
          1 - $0.fraction($0.immediate)
        },
        SteadyQuantity("mean number in system", arrivals * (wait.mean + time), "Little 1961") {
          $0.inSystem
        },
      ])
  }

  /// With shape 4.5 the fourth moment is finite, without which a mean of waits has no interval.
  private static var paretoService: VerifyCase {
    let (arrivals, shape, least) = (7.0, 4.5, 0.07)
    func moment(_ order: Double) -> Double {
      shape / (shape - order) * Elementary.pow(least, order)
    }
    let wait = SingleServer.pollaczekKhinchine(
      arrivals: arrivals, moments: (moment(1), moment(2), moment(3)))
    return VerifyCase(
      "M/G/1, Pareto, shape 4.5, load 0.63",
      SteadySystem(
        capacity: .server(FixedServer(workers: 1, backlog: endless)),
        service: ServiceTime(.pareto(minimum: Interval(seconds: least), shape: shape)),
        arrivals: poisson(arrivals), duration: 40_000),
      [
        SteadyQuantity("mean wait, s", wait.mean, "Pollaczek-Khinchine: Kleinrock 1975, 5.6") {
          $0.meanWait
        },
        SteadyQuantity("P(wait > 0)", arrivals * moment(1), "Kleinrock 1975, 5.6") {
          1 - $0.fraction($0.immediate)
        },
        SteadyQuantity(
          "mean number in system", arrivals * (wait.mean + moment(1)), "Little 1961"
        ) { $0.inSystem },
      ])
  }

  private static var bulkService: VerifyCase {
    let (arrivals, service, size) = (30.0, 10.0, 4)
    let theory = SingleServer.bulkService(arrivals: arrivals, service: service, size: size)
    return VerifyCase(
      "M/M^[1,4]/1, load 0.75",
      SteadySystem(
        capacity: .server(
          FixedServer(
            workers: 1, backlog: endless, batching: Batching(size: size, wait: .zero))),
        service: ServiceTime(.exponential(mean: Interval(seconds: 1 / service)), batchMarginal: 0),
        arrivals: poisson(arrivals), duration: 10_000, isLawful: false),
      [
        SteadyQuantity("P(wait = 0)", theory.idle, "Bailey 1954") { $0.fraction($0.immediate) },
        SteadyQuantity("mean wait, s", theory.waiting / arrivals, "Bailey 1954") { $0.meanWait },
        SteadyQuantity("mean number waiting", theory.waiting, "Bailey 1954") { $0.waiting },
      ])
  }

  private static var randomRouting: VerifyCase {
    let (arrivals, service, instances) = (21.0, 10.0, 3)
    let fraction = arrivals / Double(instances)
    return VerifyCase(
      "3 x M/M/1 by random routing, load 0.7",
      SteadySystem(
        capacity: .endpoint(
          ManagedEndpoint(
            minimum: instances, maximum: instances, workers: 1, backlog: endless, routing: .random,
            autoscaler: nil, provisioningTime: .constant(.zero))),
        service: exponential(rate: service), arrivals: poisson(arrivals), duration: 10_000),
      [
        SteadyQuantity(
          "mean wait, s", fraction / service / (service - fraction), "Kleinrock 1975, 4.1"
        ) { $0.meanWait },
        SteadyQuantity("utilisation", fraction / service, "Kleinrock 1975, 2.1") {
          $0.inService / Double(instances)
        },
      ])
  }

  /// Clients that think for a time and send anew: machines that fail, and repairmen.
  private static var machineRepair: VerifyCase {
    let (machines, failure, repairmen, repair) = (10, 1.0, 3, 2.0)
    let states = BirthDeath.machineRepair(
      machines: machines, failure: failure, repairmen: repairmen, repair: repair)
    let down = BirthDeath.mean(states)
    let throughput = failure * (Double(machines) - down)
    return VerifyCase(
      "machine repair, M/M/3//10",
      SteadySystem(
        capacity: .closed(
          FixedServer(workers: repairmen, backlog: endless), clients: machines,
          thinking: .exponential(mean: Interval(seconds: 1 / failure))),
        service: exponential(rate: repair), duration: 20_000, looks: 2),
      [
        SteadyQuantity("mean number down", down, "Kleinrock 1975, 3.8") { $0.inSystem },
        SteadyQuantity("repairs, 1/s", throughput, "Kleinrock 1975, 3.8") {
          Double($0.requests) / $0.time
        },
        SteadyQuantity("mean time down, s", down / throughput, "Little 1961") {
          $0.meanSojourn
        },
        SteadyQuantity("busy repairmen", throughput / repair, "Lazowska 1984, 3.2") {
          $0.inService
        },
        SteadyQuantity("P(7 or more down)", states[7...].reduce(0, +), "Kleinrock 1975, 3.8") {
          $0.chance(from: 7)
        },
      ])
  }
}

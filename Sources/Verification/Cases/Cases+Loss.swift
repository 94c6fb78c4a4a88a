import Platforms
import SimCore

// Systems that turn requests away, and requests that turn away themselves.
extension VerifyCase {
  /// Queues without room for all.
  package static var loss: [VerifyCase] {
    [
      erlangLoss(
        "M/M/5/5, 4 erlangs", .server(FixedServer(workers: 5, backlog: 0)),
        exponential(rate: 10)),
      erlangLoss(
        "M/G/5/5, log-normal, 4 erlangs", .server(FixedServer(workers: 5, backlog: 0)),
        ServiceTime(.logNormal(mean: .milliseconds(100), coefficientOfVariation: 1.5))),
      erlangLoss(
        "M/D/5/5 by an account's limit, 4 erlangs",
        .onDemand(unlimited(limit: 5, keepAlive: 1_000_000)),
        ServiceTime(.constant(.milliseconds(100)))),
      finiteQueue, impatience,
    ]
  }

  /// Instances on demand without a start limit.
  package static func unlimited(limit: Int = 1_000_000, keepAlive: Double) -> OnDemand {
    OnDemand(
      limit: limit, starts: StartLimit(burst: 1_000_000_000, rate: 0),
      keepAlive: Interval(seconds: keepAlive))
  }

  private static func erlangLoss(
    _ name: String, _ capacity: SteadySystem.Capacity, _ service: ServiceTime
  ) -> VerifyCase {
    let (arrivals, servers, offered) = (40.0, 5, 4.0)
    let lost = BirthDeath.erlangB(servers: servers, offered: offered)
    return VerifyCase(
      name,
      SteadySystem(
        capacity: capacity, service: service, arrivals: poisson(arrivals), duration: 5000),
      [
        SteadyQuantity("P(lost)", lost, "Erlang B: Sevastyanov 1957") { $0.fraction($0.unserved) },
        SteadyQuantity("mean number in service", offered * (1 - lost), "Kleinrock 1975, 3.6") {
          $0.inService
        },
      ])
  }

  private static var finiteQueue: VerifyCase {
    let (arrivals, service, servers, places) = (30.0, 10.0, 3, 8)
    let states = BirthDeath.states(
      arrivals: arrivals, service: service, servers: servers, places: places)
    let number = BirthDeath.mean(states)
    let lost = states[places]
    return VerifyCase(
      "M/M/3/8, offered load 1",
      SteadySystem(
        capacity: .server(FixedServer(workers: servers, backlog: places - servers)),
        service: exponential(rate: service), arrivals: poisson(arrivals), duration: 8000,
        looks: 0.5),
      [
        SteadyQuantity("P(lost)", lost, "Kleinrock 1975, 3.8") { $0.fraction($0.unserved) },
        SteadyQuantity("mean number in system", number, "Kleinrock 1975, 3.8") { $0.inSystem },
        SteadyQuantity(
          "mean time in system, s", number / arrivals / (1 - lost), "Little 1961"
        ) { $0.meanSojourn },
        SteadyQuantity("P(wait = 0)", states[..<servers].reduce(0, +), "Wolff 1982") {
          $0.fraction($0.immediate)
        },
        SteadyQuantity("P(0 in system)", states[0], "Kleinrock 1975, 3.8", precision: 0.05) {
          $0.chance(of: 0)
        },
        SteadyQuantity("P(5 in system)", states[5], "Kleinrock 1975, 3.8", precision: 0.05) {
          $0.chance(of: 5)
        },
      ])
  }

  private static var impatience: VerifyCase {
    let (arrivals, service, patience) = (9.0, 10.0, 0.25)
    let theory = SingleServer.impatience(
      arrivals: arrivals, service: service, patience: patience)
    return VerifyCase(
      "M/M/1+D, offered load 0.9, patience 0.25 s",
      SteadySystem(
        capacity: .server(FixedServer(workers: 1, backlog: endless)),
        service: exponential(rate: service), arrivals: poisson(arrivals), timeout: patience,
        duration: 20_000),
      [
        SteadyQuantity("P(gives up unserved)", theory.abandons, "Barrer 1957") {
          $0.fraction($0.unserved)
        },
        SteadyQuantity("P(answered in time)", theory.inTime, "Barrer 1957") {
          $0.fraction($0.answered)
        },
        SteadyQuantity(
          "utilisation", arrivals / service * (1 - theory.abandons), "Lazowska 1984, 3.2"
        ) { $0.inService },
      ])
  }
}

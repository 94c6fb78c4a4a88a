import Documents
import Platforms
import SimCore

// Systems whose arrivals are no Poisson process.
extension VerifyCase {
  /// Renewal processes, and one whose rate changes.
  package static var bursts: [VerifyCase] {
    [evenArrivals, turns, mixedArrivals, modulated, gathered]
  }

  /// G/M/1: a server with exponential service, and what its wait is when a request waits with
  /// probability `root`.
  private static func renewal(
    _ name: String, _ system: SteadySystem, service: Double, root: Double, tail: Double
  ) -> VerifyCase {
    var system = system
    let rate = service * (1 - root)
    let time = Elementary.log(root / tail) / rate
    system.waitsBeyond = [time]
    return VerifyCase(
      name, system,
      [
        SteadyQuantity("P(wait > 0)", root, "Kleinrock 1975, 6.4") {
          1 - $0.fraction($0.immediate)
        },
        SteadyQuantity("mean wait, s", root / rate, "Kleinrock 1975, 6.4", precision: 0.04) {
          $0.meanWait
        },
        SteadyQuantity(
          "P(wait > \(DecimalText.fixed(time, digits: 3)) s)", tail, "Kleinrock 1975, 6.4",
          precision: 0.2
        ) { $0.waitTail(0) },
      ])
  }

  /// D/M/1.
  private static var evenArrivals: VerifyCase {
    let (arrivals, service) = (8.0, 10.0)
    return renewal(
      "D/M/1, load 0.8",
      SteadySystem(
        capacity: .server(FixedServer(workers: 1, backlog: endless)),
        service: exponential(rate: service), arrivals: try? .constant(rate: arrivals),
        duration: 20_000),
      service: service,
      root: SingleServer.renewalRoot(service: service) { Elementary.exp(-$0 / arrivals) },
      tail: 0.01)
  }

  /// E/M/1: whoever takes turns with two others gets every third request of a Poisson process.
  private static var turns: VerifyCase {
    let (arrivals, service, instances) = (24.0, 10.0, 3)
    return renewal(
      "3 x E3/M/1 by taking turns, load 0.8",
      SteadySystem(
        capacity: .endpoint(
          ManagedEndpoint(
            minimum: instances, maximum: instances, workers: 1, backlog: endless,
            routing: .roundRobin, autoscaler: nil, provisioningTime: .constant(.zero))),
        service: exponential(rate: service), arrivals: poisson(arrivals), duration: 10_000),
      service: service,
      root: SingleServer.renewalRoot(service: service) { rate in
        let stage = arrivals / (arrivals + rate)
        return stage * stage * stage
      }, tail: 0.01)
  }

  /// H2/M/1: times between arrivals that are exponential with one of two rates.
  private static var mixedArrivals: VerifyCase {
    let (fast, slow, fraction, service) = (20.0, 2.0, 0.8, 10.0)
    let other = 1 - fraction
    return renewal(
      "H2/M/1, load 0.71",
      SteadySystem(
        capacity: .server(FixedServer(workers: 1, backlog: endless)),
        service: exponential(rate: service),
        arrivals: try? .markovian(
          d0: [[-fast, 0], [0, -slow]],
          d1: [[fraction * fast, other * fast], [fraction * slow, other * slow]]),
        duration: 30_000),
      service: service,
      root: SingleServer.renewalRoot(service: service) { rate in
        fraction * fast / (fast + rate) + other * slow / (slow + rate)
      }, tail: 0.01)
  }

  /// The rates and the generator of the modulated case.
  package static let modulatedRates = [45.0, 5.0]
  /// The generator of its chain.
  package static let modulatedGenerator = [[-1.0, 1.0], [0.5, -0.5]]
  /// Its rate of service.
  package static let modulatedService = 50.0

  private static var modulated: VerifyCase {
    let theory = MatrixGeometric(
      rates: modulatedRates, generator: modulatedGenerator, service: modulatedService)
    let source = "Neuts 1981, 3"
    return VerifyCase(
      "MMPP/M/1, 45/s and 5/s",
      SteadySystem(
        capacity: .server(FixedServer(workers: 1, backlog: endless)),
        service: exponential(rate: modulatedService),
        arrivals: try? .modulated(rates: modulatedRates, generator: modulatedGenerator),
        duration: 20_000, looks: 1),
      [
        SteadyQuantity("arrivals, 1/s", 55.0 / 3, "Fischer 1993") {
          Double($0.requests) / $0.time
        },
        SteadyQuantity("mean number in system", theory.meanNumber, source, precision: 0.05) {
          $0.inSystem
        },
        SteadyQuantity(
          "mean time in system, s", theory.meanNumber / theory.meanRate, source, precision: 0.05
        ) { $0.meanSojourn },
        SteadyQuantity("P(wait = 0)", theory.findsNobody, source) { $0.fraction($0.immediate) },
        SteadyQuantity("P(0 in system)", theory.idle, source) { $0.chance(of: 0) },
        SteadyQuantity("P(5 in system)", theory.probability(of: 5), source, precision: 0.08) {
          $0.chance(of: 5)
        },
      ])
  }

  /// Batches of modulated arrivals on functions of which there are enough, as in BATCH.
  private static var gathered: VerifyCase {
    let (size, wait, service) = (8, 0.2, 0.05)
    let (rates, generator) = (modulatedRates, modulatedGenerator)
    let range = rates.indices
    let theory = GatheredBatches(
      d0: range.map { row in
        range.map { generator[row][$0] - (row == $0 ? rates[row] : 0) }
      }, d1: range.map { row in range.map { row == $0 ? rates[row] : 0 } }, size: size, wait: wait)
    let source = "BATCH 2020"
    return VerifyCase(
      "MMPP in batches of 8 or 0.2 s",
      SteadySystem(
        capacity: .onDemand(unlimited(keepAlive: 1_000_000)),
        service: ServiceTime(.constant(Interval(seconds: service)), batchMarginal: 0),
        arrivals: try? .modulated(rates: rates, generator: generator),
        gathering: Batching(size: size, wait: Interval(seconds: wait)),
        billing: .perUse(
          PerUseBilling(
            perRequest: Money(femtodollars: 1_000_000_000_000_000), perSecond: .zero,
            step: Interval(nanoseconds: 1))),
        duration: 10_000, sojournsBeyond: [service], isLawful: false),
      [
        SteadyQuantity("batches for each request", 1 / theory.meanSize, source) {
          $0.cost / Double($0.requests)
        },
        SteadyQuantity(
          "mean time in system, s", theory.meanTotalWait / theory.meanSize + service, source
        ) { $0.meanSojourn },
        SteadyQuantity(
          "P(waits for its batch)", 1 - theory.full / theory.meanSize, source
        ) { $0.sojournTail(0) },
      ])
  }
}

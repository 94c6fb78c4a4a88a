import Documents
import Platforms
import SimCore

// An instance for each request, and what is charged for it.
extension VerifyCase {
  /// Scale-per-request, and costs whose mean is known.
  package static var serverless: [VerifyCase] {
    [
      infiniteServers, newestFirst(keepAlive: 0.1), newestFirst(keepAlive: 0.5),
      newestFirst(keepAlive: 2), singleInstance, roundedUse(minimumSteps: 1),
      roundedUse(minimumSteps: 3),
    ]
  }

  /// Requests found in the system by a look are a Poisson number, whatever the service time.
  private static var infiniteServers: VerifyCase {
    let (arrivals, offered) = (12.0, 3.0)
    var states = [Elementary.exp(-offered)]
    for number in 1..<60 { states.append(states[number - 1] * offered / Double(number)) }
    let source = "Takacs 1962, 3"
    return VerifyCase(
      "M/G/infinity, log-normal, 3 erlangs",
      SteadySystem(
        capacity: .onDemand(unlimited(keepAlive: 1_000_000)),
        service: ServiceTime(.logNormal(mean: .milliseconds(250), coefficientOfVariation: 1.2)),
        arrivals: poisson(arrivals), duration: 15_000, looks: 1),
      [
        SteadyQuantity("mean number in service", offered, source) { $0.inService },
        SteadyQuantity("P(0 in service)", states[0], source, precision: 0.05) {
          $0.chance(of: 0)
        },
        SteadyQuantity("P(3 in service)", states[3], source, precision: 0.05) {
          $0.chance(of: 3)
        },
        SteadyQuantity(
          "P(7 or more in service)", states[7...].reduce(0, +), source, precision: 0.08
        ) { $0.chance(from: 7) },
      ])
  }

  private static func newestFirst(keepAlive: Double) -> VerifyCase {
    let (arrivals, service) = (12.0, 4.0)
    let theory = NewestFirst(arrivals: arrivals, service: service, keepAlive: keepAlive)
    let source = "first passage: Gandhi 2010, Grassmann 1977"
    return VerifyCase(
      "scale-per-request, keep-alive \(DecimalText.fixed(keepAlive, digits: 1)) s",
      SteadySystem(
        capacity: .onDemand(unlimited(keepAlive: keepAlive)),
        service: exponential(rate: service), arrivals: poisson(arrivals), duration: 15_000),
      [
        SteadyQuantity("P(cold start)", theory.cold, source, precision: 0.06) {
          $0.fraction($0.cold)
        },
        SteadyQuantity(
          "instances created, 1/s", arrivals * theory.cold, source, precision: 0.06
        ) { $0.created },
        SteadyQuantity("mean number idle", theory.idle, source) { $0.idle },
        SteadyQuantity("mean number busy", arrivals / service, "Takacs 1962, 3") {
          $0.inService
        },
        SteadyQuantity("mean number of instances", theory.idle + arrivals / service, source) {
          $0.instances
        },
      ])
  }

  /// With one instance at the most, the idle time before a request that is served is exponential,
  /// because arrivals have no memory: a start is cold when it is longer than the keep-alive.
  private static var singleInstance: VerifyCase {
    let (arrivals, keepAlive, time, extra) = (4.0, 0.3, 0.1, 0.2)
    let cold = Elementary.exp(-arrivals * keepAlive)
    let busy = time + cold * extra
    let cycle = busy + 1 / arrivals
    let source = "renewal-reward: Ross 1996, 3.6"
    return VerifyCase(
      "one instance, cold start 0.2 s, keep-alive 0.3 s",
      SteadySystem(
        capacity: .onDemand(unlimited(limit: 1, keepAlive: keepAlive)),
        service: exponential(rate: 1 / time), preparation: .constant(Interval(seconds: extra)),
        arrivals: poisson(arrivals), duration: 20_000),
      [
        SteadyQuantity("P(cold start)", cold, source) {
          Double($0.cold) / Double($0.served)
        },
        SteadyQuantity("P(refused)", busy / cycle, source) { $0.fraction($0.unserved) },
        SteadyQuantity("mean time in service, s", busy, source) { $0.meanSojourn },
        SteadyQuantity("mean number busy", busy / cycle, source) { $0.inService },
        SteadyQuantity(
          "mean number of instances", (busy + (1 - cold) / arrivals) / cycle, source
        ) { $0.instances },
      ])
  }

  /// An exponential time rounded up to steps is a geometric number of them.
  private static func roundedUse(minimumSteps: Int) -> VerifyCase {
    let (rate, step) = (12.5, 0.1)
    let longer = Elementary.exp(-rate * step)
    // The mean of the greater of a geometric number of at least one and a minimum m is
    // m + q^m / (1 - q).
    let steps =
      Double(minimumSteps) + (0..<minimumSteps).reduce(1.0) { power, _ in power * longer }
      / (1 - longer)
    let minimum = DecimalText.fixed(Double(minimumSteps) / 10, digits: 1)
    return VerifyCase(
      "billing per use, step 0.1 s, minimum \(minimum) s",
      SteadySystem(
        capacity: .onDemand(unlimited(keepAlive: 60)), service: exponential(rate: rate),
        arrivals: poisson(20),
        billing: .perUse(
          PerUseBilling(
            perRequest: Money(femtodollars: 400_000_000),
            perSecond: Money(femtodollars: 29_000_000_000), step: .milliseconds(100),
            minimum: .milliseconds(100 * Int64(minimumSteps)))),
        duration: 8000, isLawful: false),
      [
        SteadyQuantity(
          "cost of 1 M requests, USD", 0.4 + 2.9 * steps, "geometric steps: Ross 1996, 1.6",
          precision: 0.01
        ) { $0.cost / Double($0.requests) * 1e6 }
      ])
  }
}

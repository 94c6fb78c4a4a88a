import Documents
import Platforms
import SimCore

// What can be worked out on paper to the last digit.
extension VerifyCase {
  /// Bills and scaling decisions.
  package static var byHand: [VerifyCase] {
    [
      VerifyCase("bills of regular use") { try bills() },
      VerifyCase("target tracking, 200 a minute") { trackedSteps() },
      VerifyCase("events at one instant") { try ties() },
    ]
  }

  /// A thousand requests of 123.4 ms, ten a second, and a hundred of half a second, one a second.
  private static func bills() throws -> [HandFigure] {
    let perMillisecond = PerUseBilling(
      perRequest: Money(femtodollars: 200_000_000), perSecond: Money(femtodollars: 33_333_400_000),
      step: .milliseconds(1))
    let withFreeTier = PerUseBilling(
      perRequest: Money(femtodollars: 200_000_000), perSecond: Money(femtodollars: 33_333_400_000),
      step: .milliseconds(1), freeRequests: 400, freeSeconds: 50)
    let perTenth = PerUseBilling(
      perRequest: Money(femtodollars: 400_000_000), perSecond: Money(femtodollars: 29_000_000_000),
      step: .milliseconds(100))
    let provisioned = PerUseBilling(
      perRequest: Money(femtodollars: 200_000_000), perSecond: Money(femtodollars: 33_333_400_000),
      step: .milliseconds(1), perSecondProvisioned: Money(femtodollars: 20_000_000_000),
      perProvisionedSecond: Money(femtodollars: 10_000_000_000))
    let machine = PerInstanceBilling(
      perHour: Money(femtodollars: 360_000_000_000_000), teardown: .seconds(30))
    let machineByMinutes = PerInstanceBilling(
      perHour: Money(femtodollars: 360_000_000_000_000), step: .minutes(1), teardown: .seconds(30))
    let functions = unlimited(keepAlive: 600)
    let warm = OnDemand(
      limit: 10, starts: StartLimit(burst: 10, rate: 0), keepAlive: .seconds(600),
      provisioned: 2)
    let machines = FixedServer(instances: 3, workers: 1, backlog: 0)
    func bill(
      _ name: String, _ cost: String, _ rule: String, _ capacity: some CapacityPolicy,
      _ billing: AnyBilling, rate: Double, service: Int64
    ) throws -> HandFigure {
      let figures = try HandRun.regular(
        capacity, billing: billing, rate: rate, seconds: 100, service: service)
      return HandFigure(
        name: name, analytic: cost, source: rule,
        simulated: figures.cost.decimalText(digits: 15))
    }
    return [
      try bill(
        "per use by the ms, USD", "0.004333341600000", "1000 (0.2e-6 + 124 * 33.3334e-9)",
        functions, .perUse(perMillisecond), rate: 10, service: 123_400),
      try bill(
        "with a free tier, USD", "0.002586671600000", "less 400 * 0.2e-6 + 50 000 * 33.3334e-9",
        functions, .perUse(withFreeTier), rate: 10, service: 123_400),
      try bill(
        "per use by 100 ms, USD", "0.006200000000000", "1000 (0.4e-6 + 2 * 2.9e-6)",
        functions, .perUse(perTenth), rate: 10, service: 123_400),
      try bill(
        "two provisioned, USD", "0.003010000000000",
        "100 (0.2e-6 + 500 * 0.02e-6) + 2 * 99.5 * 10e-6", warm, .perUse(provisioned), rate: 1,
        service: 500_000),
      try bill(
        "three machines by the second, USD", "0.039000000000000", "3 * 130 s * 0.36 / 3600",
        machines, .perInstance(machine), rate: 1, service: 500_000),
      try bill(
        "three machines by the minute, USD", "0.054000000000000", "3 * 180 s * 0.36 / 3600",
        machines, .perInstance(machineByMinutes), rate: 1, service: 500_000),
    ]
  }

  /// Ten requests a second for 600 s, 3.2 for 600 s, and 8 for 600 s, evenly spaced.
  ///
  /// - 60, 120, 180 s: 600 a minute on one instance, three times above: ceil(600 / 200) = 3, so two
  ///   are added; they are ready at 210 s. At 240 s the mean of ready instances is 2 and the metric
  ///   300, at 300 s it is 200, the target.
  /// - 660 to 900 s: 192 a minute on three is 64, five times below 180: ceil(3 * 64 / 200) = 1, so
  ///   two go; 192 on one is in between.
  /// - 1260, 1320, 1380 s: 480 on one, three times above: ceil(480 / 200) = 3, two are added.
  /// - 1500 to 1740 s: 160, five times below 180, but ceil(3 * 160 / 200) = 3 are needed.
  ///
  /// The last request comes at 1799.875 s and takes 10 ms.
  private static func trackedSteps() -> [HandFigure] {
    let policy = ManagedEndpoint(
      minimum: 1, maximum: 10, workers: 1, backlog: 1000, routing: .leastOutstanding,
      autoscaler: .init(
        metric: .invocationsPerInstance, target: 200, scaleInDatapoints: 5),
      provisioningTime: .constant(.seconds(30)))
    var arrivals = HandRun.Steps([
      (count: 6000, apart: .milliseconds(100)),
      (count: 1920, apart: Interval(nanoseconds: 312_500_000)),
      (count: 4800, apart: .milliseconds(125)),
    ])
    let (figures, changes) = HandRun.watched(policy, service: 10_000, arrivals: &arrivals)
    let instanceTime = figures.timeline.windows.reduce(0) { $0 + $1.instances }
    return [
      HandFigure(
        name: "changes", analytic: "180 s +2, 900 s -2, 1380 s +2",
        source: "ceil(ready * metric / target)",
        simulated: changes.map {
          "\($0.time.nanoseconds / 1_000_000_000) s "
            + ($0.change > 0 ? "+" : "") + "\($0.change)"
        }.joined(separator: ", ")),
      HandFigure(
        name: "instances times time, s", analytic: "4079.655000000",
        source: "180 + 3 * 720 + 480 + 3 * 419.885",
        simulated: DecimalText.ratio(instanceTime, 1_000_000_000, digits: 9)),
    ]
  }

  /// A thousand requests, ten a second, at the very moments at which something else happens.
  ///
  /// What is due comes before who arrives: a worker that becomes free then serves the request, and
  /// an instance that has been idle for as long as it is kept then is gone.
  private static func ties() throws -> [HandFigure] {
    let free = AnyBilling.perInstance(PerInstanceBilling(perHour: .zero))
    let rule = "what is due comes before who arrives"
    let server = try HandRun.regular(
      FixedServer(workers: 1, backlog: 0), billing: free, rate: 10, seconds: 100, service: 100_000)
    let kept = try HandRun.regular(
      unlimited(keepAlive: 10), billing: free, rate: 10, seconds: 100, service: 100_000)
    let revoked = try HandRun.regular(
      unlimited(keepAlive: 0.06), billing: free, rate: 10, seconds: 100, service: 40_000)
    return [
      HandFigure(
        name: "refused by a worker that is free just then", analytic: "0", source: rule,
        simulated: "\(server.backlogFull)"),
      HandFigure(
        name: "instances for requests one after another", analytic: "1", source: rule,
        simulated: "\(kept.instancesCreated)"),
      HandFigure(
        name: "cold starts when instances have just gone", analytic: "1000", source: rule,
        simulated: "\(revoked.coldStarts)"),
    ]
  }
}

import Documents
@testable import Platforms
@testable import SimCore

/// A scenario run in three ways that must agree: counted anew after every event, watched, alone.
struct RandomRun {
  /// What does not hold, as sentences.
  private(set) var faults: [String] = []
  private(set) var requests = 0
  private(set) var audits = 0

  /// The most times that a thousand events are awaited before a run counts as endless.
  private static let patience = 5000

  /// Runs every deployment of a scenario, whose traces lie in a directory.
  init(_ scenario: Scenario, directory: String) {
    // Without a warm-up every request counts; with it the others must be those that are left out.
    var whole = scenario
    whole.workload.warmUp = nil
    for deployment in scenario.deployments {
      let before = faults.count
      do {
        try run(whole, deployment, directory)
        if scenario.workload.warmUp != nil {
          var nobody = NoObserver()
          let all = try whole.run(deployment, directory: directory, observer: &nobody)
          let counted = try scenario.run(deployment, directory: directory, observer: &nobody)
          let left = counted.warmUp?.requests ?? 0
          check(left + counted.requests == all.requests, "a warm-up loses requests")
          check(counted.digest == all.digest, "a warm-up changes the run")
          check(counted.cost == all.cost, "a warm-up changes the cost")
        }
      } catch {
        faults.append("\(error)")
      }
      for index in before..<faults.count { faults[index] = "\(deployment.name): \(faults[index])" }
    }
  }

  private mutating func check(_ holds: Bool, _ what: @autoclosure () -> String) {
    if !holds { faults.append(what()) }
  }

  private mutating func run(
    _ scenario: Scenario, _ deployment: Deployment, _ directory: String
  ) throws(RunError) {
    let isClosed =
      switch scenario.workload.arrivals {
      case .closedLoop, .functions: true
      default: false
      }
    let isSystem = deployment.systemPlan != nil
    let audited =
      isClosed || isSystem
      ? try checked(scenario, deployment, directory)
      : try audited(scenario, deployment, directory)
    guard let audited else { return }
    var log = RunLog()
    let figures = try scenario.run(deployment, directory: directory, observer: &log)
    var nobody = NoObserver()
    let alone = try scenario.run(deployment, directory: directory, observer: &nobody)
    check(audited == figures.digest, "the audited run is another one")
    check(alone.digest == figures.digest, "watching changes the run")
    requests += Int(figures.requests)
    checkRequests(figures, log)
    checkLatency(figures.latency, log)
    checkTimeline(figures)
    if isSystem { return checkServices(figures, log, deployment) }
    checkMoney(figures, log, deployment)
    checkInstances(figures, log)
  }

  /// Runs with the checks of the program, as clients in a closed loop have no arrivals to be given;
  /// the digest, or nil for a run that does not end.
  private mutating func checked(
    _ scenario: Scenario, _ deployment: Deployment, _ directory: String
  ) throws(RunError) -> Digest? {
    var nobody = NoObserver()
    var rounds = 0
    do {
      return try scenario.runChecked(deployment, directory: directory, observer: &nobody) { _ in
        rounds += 1
        return rounds < Self.patience * 1000 / Simulation.portion
      }.digest
    } catch .stopped {
      return nil
    }
  }

  /// Runs with an audit after every event; the digest, or nil for a run that does not end.
  private mutating func audited(
    _ scenario: Scenario, _ deployment: Deployment, _ directory: String
  ) throws(RunError) -> Digest? {
    var arrivals = try scenario.arrivals(
      replication: 0, directory: directory, columns: deployment.latency.policy.columnTimes)
    var model = AuditedService(
      deployment.capacity.policy, deployment.latency.policy, deployment.billing.policy,
      client: deployment.client, seed: scenario.seed, work: arrivals.work)
    var engine = Engine()
    model.service.begin(&engine.agenda)
    model.audit(at: .zero, engine.agenda)
    var rounds = 0
    while engine.advance(&model, arrivals: &arrivals, limit: 1000), rounds < Self.patience {
      rounds += 1
    }
    let horizon = scenario.workload.patience.map { engine.now + $0 } ?? .latestHorizon
    while !engine.drain(&model, until: horizon, limit: 1000), rounds < Self.patience { rounds += 1 }
    audits += model.audits
    faults += model.faults
    if rounds >= Self.patience {
      faults.append("the run does not end")
      return nil
    }
    return model.service.finish(at: engine.now).digest
  }

  /// What a system and its services must agree on.
  private mutating func checkServices(
    _ figures: RunFigures, _ log: RunLog, _ deployment: Deployment
  ) {
    let services = figures.system?.services.map(\.figures) ?? []
    check(!services.isEmpty, "a system has no services")
    for service in services {
      check(service.requests == service.succeeded + service.failed, "a service loses requests")
    }
    check(
      figures.instancesLeft == services.reduce(0) { $0 + $1.instancesLeft },
      "instances of a system are miscounted")
    check(
      figures.requestCost == log.records.reduce(.zero) { $0 + $1.charge.cost },
      "the cost of requests is not their sum")
    check(
      figures.requestCost <= services.reduce(.zero) { $0 + $1.requestCost },
      "requests cost more than at the services")
    let steps = (deployment.system?.stepPrice ?? .zero) * Int(figures.system?.steps ?? 0)
    check(
      figures.cost == services.reduce(.zero) { $0 + $1.cost } + steps,
      "a system costs something else than its services and steps")
    let instances = services.reduce(0) { $0 + $1.instancesMean }
    check(
      abs(figures.instancesMean - instances) < 1e-6,
      "there are other instances than at the services")
    let means = services.reduce(0) { $0 + $1.queueLengthMean }
    check(abs(figures.queueLengthMean - means) < 1e-6, "others wait than at the services")
  }

  private mutating func checkRequests(_ figures: RunFigures, _ log: RunLog) {
    func count(_ outcome: RequestOutcome) -> UInt64 {
      UInt64(log.records.count { $0.outcome == outcome })
    }
    check(
      log.records.map(\.request).sorted() == Array(0..<Int(figures.requests)),
      "a request ends twice or never")
    check(figures.requests == figures.succeeded + figures.failed, "requests are lost")
    check(figures.succeeded == count(.succeeded), "the successes are miscounted")
    check(figures.throttled == count(.throttled), "the throttled are miscounted")
    check(figures.backlogFull == count(.backlogFull), "the refused are miscounted")
    check(figures.timedOut == count(.timedOut), "the timed out are miscounted")
    check(figures.unanswered == count(.unanswered), "the unanswered are miscounted")
    check(figures.coldStarts == UInt64(log.records.count { $0.isCold }), "cold starts are off")
    check(figures.utilisation >= 0 && figures.utilisation <= 1, "the utilisation is no share")
  }

  private mutating func checkLatency(_ figures: LatencyFigures, _ log: RunLog) {
    let times = log.records.filter { $0.outcome == .succeeded }.map(\.latency).sorted()
    check(figures.moments.count == UInt64(times.count), "latencies are lost")
    check(
      figures.moments.sum == times.reduce(0) { $0 + Int128($1.nanoseconds) },
      "the sum of latencies is off")
    let percentiles: [(Int, Interval?)] = [
      (500, figures.p50), (900, figures.p90), (950, figures.p95), (990, figures.p99),
      (999, figures.p999),
    ]
    for (fraction, found) in percentiles {
      guard let found, !times.isEmpty else {
        check(found == nil && times.isEmpty, "a percentile of nothing")
        continue
      }
      // The nearest rank, exactly.
      let exact = times[max(1, (fraction * times.count + 999) / 1000) - 1]
      let off = abs(found.seconds - exact.seconds)
      check(
        off <= 0.001 * exact.seconds + 1e-9, "percentile \(fraction) is \(found), not \(exact)")
    }
  }

  private mutating func checkMoney(
    _ figures: RunFigures, _ log: RunLog, _ deployment: Deployment
  ) {
    let billing = deployment.billing.policy
    check(
      figures.requestCost == log.records.reduce(.zero) { $0 + $1.charge.cost },
      "the cost of requests is not the sum of their charges")
    check(
      figures.cost == figures.requestCost + figures.instanceCost + figures.settledCost,
      "the cost is not the sum of its parts")
    check(figures.cost >= .zero, "the cost is negative")
    var launched: [Int: Instant] = [:]
    var cost = Money.zero
    for (index, event) in log.changes.enumerated() {
      switch event.change {
      case .created: launched[event.number] = event.time
      case .revoked, .terminated:
        let isLeft = index >= log.changes.count - figures.instancesLeft
        let lifetime = event.time - (launched[event.number] ?? .never)
        cost += billing.charge(instance: lifetime + (isLeft ? billing.teardown : .zero))
      case .ready, .reused, .interrupted, .draining: continue
      }
    }
    if case .onDemand(let policy) = deployment.capacity {
      cost += billing.charge(provisioned: figures.end - .zero) * policy.provisioned
    }
    cost += billing.charge(run: figures.end - .zero)
    check(figures.instanceCost == cost, "the cost of instances is not that of their lives")
  }

  private mutating func checkInstances(_ figures: RunFigures, _ log: RunLog) {
    var lives: [Int: [InstanceChange]] = [:]
    var (alive, peak) = (0, 0)
    for event in log.changes {
      lives[event.number, default: []].append(event.change)
      if event.change == .created { alive += 1 }
      if event.change == .revoked || event.change == .terminated { alive -= 1 }
      peak = max(peak, alive)
    }
    check(alive == 0, "an instance never ends")
    check(peak == figures.instancesPeak, "the peak of instances is off")
    check(figures.instancesNeeded <= peak, "more instances serve than there are")
    check(lives.count == figures.instancesCreated, "the instances created are miscounted")
    for life in lives.values {
      check(life.first == .created, "an instance begins by \(life)")
      check(life.count { $0 == .created } == 1, "an instance is created twice")
      check(life.last == .revoked || life.last == .terminated, "an instance ends by \(life)")
    }
    let times = log.changes.map(\.time)
    check(times == times.sorted(), "an event is in the past")
  }

  private mutating func checkTimeline(_ figures: RunFigures) {
    let windows = figures.timeline.windows
    check(windows.reduce(0) { $0 + $1.arrivals } == figures.requests, "windows lose arrivals")
    check(windows.reduce(0) { $0 + $1.succeeded } == figures.succeeded, "windows lose successes")
    check(windows.reduce(0) { $0 + $1.failed } == figures.failed, "windows lose failures")
    check(
      windows.reduce(0) { $0 + $1.latencySum } == figures.latency.moments.sum,
      "windows lose latencies")
    let lengths = (0..<windows.count).reduce(Interval.zero) { $0 + figures.timeline.length(of: $1) }
    check(lengths == figures.end - .zero, "the windows do not fill the run")
  }
}

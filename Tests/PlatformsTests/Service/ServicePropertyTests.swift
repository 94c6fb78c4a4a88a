import Documents
@testable import Platforms
import SimCore
import TestSupport
import Testing

/// What holds for every run, whatever the policies.
@Suite struct ServicePropertyTests {
  private static let all: [UInt64] = Array(1...300)
  private static let seeds = Campaign.part(of: all, atLeast: 40)

  private func watched(_ setup: RandomSetup, seed: UInt64? = nil) -> WatchedRun {
    var options = setup.options
    if let seed { options.seed = seed }
    return watched(setup.capacity, setup, options)
  }

  private func watched(
    _ capacity: some CapacityPolicy, _ setup: RandomSetup, _ options: RunOptions
  ) -> WatchedRun {
    WatchedRun(
      capacity, setup.latency.policy, billing: setup.billing.policy, client: setup.client,
      options: options,
      arrivals: ArrivalList(setup.arrivals))
  }

  @Test func `every request has exactly one outcome`() {
    for seed in Self.seeds {
      let setup = RandomSetup(seed: seed)
      let run = watched(setup)
      let figures = run.figures
      #expect(run.log.records.map(\.request).sorted() == Array(setup.arrivals.indices))
      #expect(run.log.records.allSatisfy { $0.arrival == setup.arrivals[$0.request] })
      #expect(figures.requests == UInt64(setup.arrivals.count))
      #expect(figures.requests == figures.succeeded + figures.failed)
      func count(_ outcome: RequestOutcome) -> UInt64 {
        UInt64(run.log.records.count { $0.outcome == outcome })
      }
      #expect(figures.succeeded == count(.succeeded))
      #expect(figures.throttled == count(.throttled))
      #expect(figures.backlogFull == count(.backlogFull))
      #expect(figures.timedOut == count(.timedOut))
      #expect(figures.unanswered == count(.unanswered))
      #expect(figures.coldStarts == UInt64(run.log.records.count { $0.isCold }))
      #expect(figures.latency.moments.count == figures.succeeded)
      #expect(
        figures.latency.moments.sum
          == run.log.records.reduce(0) {
            $0 + ($1.outcome == .succeeded ? Int128($1.latency.nanoseconds) : 0)
          })
    }
  }

  @Test func `the setups meet every outcome and every change of an instance`() {
    var outcomes: Set<RequestOutcome> = []
    var changes: Set<InstanceChange> = []
    for seed in Self.all {
      let run = watched(RandomSetup(seed: seed))
      outcomes.formUnion(run.log.records.map(\.outcome))
      changes.formUnion(run.log.changes.map(\.change))
      if outcomes.count == RequestOutcome.allCases.count && changes.count == 7 { break }
    }
    #expect(outcomes == Set(RequestOutcome.allCases))
    #expect(changes == [.created, .ready, .reused, .revoked, .interrupted, .draining, .terminated])
  }

  @Test func `no answer takes longer than clients wait`() {
    for seed in Self.seeds {
      let setup = RandomSetup(seed: seed)
      let timeout = setup.client.timeout ?? .longest
      let longest = (setup.capacity as? OnDemand)?.longestWait ?? .longest
      for record in watched(setup).log.records {
        switch record.outcome {
        case .succeeded: #expect(record.latency <= timeout && record.instance >= 0)
        case .throttled, .backlogFull:
          let waited = setup.client.batch?.wait ?? .zero
          // At once, or when it had waited in the queue for too long.
          let isLate =
            record.outcome == .throttled && record.latency > longest && record.latency <= timeout
          #expect((record.latency <= waited || isLate) && record.instance == -1)
        case .timedOut: #expect(record.latency > .zero)
        case .unanswered: #expect(record.latency < timeout)
        }
      }
    }
  }

  @Test func `the costs of requests, instances and the rest add up to the femtodollar`() {
    for seed in Self.seeds {
      let setup = RandomSetup(seed: seed)
      let run = watched(setup)
      let figures = run.figures
      #expect(
        figures.requestCost == run.log.records.reduce(.zero) { $0 + $1.charge.cost })
      #expect(figures.cost == figures.requestCost + figures.instanceCost + figures.settledCost)
      var launched: [Int: Instant] = [:]
      var instanceCost = Money.zero
      for (index, event) in run.log.changes.enumerated() {
        switch event.change {
        case .created: launched[event.number] = event.time
        case .revoked, .terminated:
          // What is still there at the end is reported last, and charged beyond it.
          let isLeft = index >= run.log.changes.count - figures.instancesLeft
          let lifetime = event.time - (launched[event.number] ?? .never)
          instanceCost += setup.billing.policy.charge(
            instance: lifetime + (isLeft ? setup.billing.policy.teardown : .zero))
        case .ready, .reused, .interrupted, .draining: continue
        }
      }
      #expect(figures.instanceCost == instanceCost)
    }
  }

  @Test func `an instance is created, becomes ready, and ends once`() {
    for seed in Self.seeds {
      let run = watched(RandomSetup(seed: seed))
      var lives: [Int: [InstanceChange]] = [:]
      var alive = 0
      var peak = 0
      for event in run.log.changes {
        lives[event.number, default: []].append(event.change)
        if event.change == .created { alive += 1 }
        if event.change == .revoked || event.change == .terminated { alive -= 1 }
        peak = max(peak, alive)
      }
      #expect(alive == 0)
      #expect(peak == run.figures.instancesPeak)
      #expect(lives.keys.sorted() == Array(0..<run.figures.instancesCreated))
      for life in lives.values {
        #expect(life.first == .created)
        #expect(life.count { $0 == .created } == 1)
        #expect(life.count { $0 == .ready } <= 1)
        #expect(life.count { $0 == .revoked || $0 == .terminated } == 1)
        #expect(life.last == .revoked || life.last == .terminated)
        // Nothing but being ready comes first, and a draining instance is not revoked.
        #expect(life.count <= 2 || life[1] == .ready)
        #expect(!(life.contains(.draining) && life.last == .revoked))
      }
      let times = run.log.changes.map(\.time)
      #expect(times == times.sorted())
    }
  }

  @Test func `an instance is revoked exactly when it has been idle for the keep-alive`() {
    var revocations = 0
    for seed in Self.seeds {
      let setup = RandomSetup(seed: seed)
      let keepAlive = 1 + Int64(seed * 7 % 300)
      let policy = onDemand(
        limit: 8, rate: 10, keepAlive: keepAlive, reuse: seed % 2 == 0 ? .newest : .oldest,
        beyondLimit: .wait, waitsForAny: seed % 3 == 0)
      // Without a network, the answer is the end of the service.
      let run = watched(policy, setup.with(latency: setup.latency.withoutNetwork), setup.options)
      var idleSince: [Int: Instant] = [:]
      for event in run.log.changes where event.change == .ready {
        idleSince[event.number] = event.time
      }
      for record in run.log.records where record.instance >= 0 {
        idleSince[record.instance] = max(
          idleSince[record.instance] ?? .zero, record.arrival + record.latency)
      }
      for event in run.log.changes where event.change == .revoked {
        revocations += 1
        #expect(event.time == (idleSince[event.number] ?? .zero) + .milliseconds(keepAlive))
      }
    }
    #expect(revocations > Campaign.part(of: 1000))
  }

  @Test func `the windows of the timeline add up to the figures`() {
    for seed in Self.seeds {
      let figures = watched(RandomSetup(seed: seed)).figures
      let windows = figures.timeline.windows
      let end = Double(figures.end.nanoseconds)
      #expect(windows.reduce(0) { $0 + $1.arrivals } == figures.requests)
      #expect(windows.reduce(0) { $0 + $1.succeeded } == figures.succeeded)
      #expect(windows.reduce(0) { $0 + $1.failed } == figures.failed)
      #expect(windows.reduce(0) { $0 + $1.latencySum } == figures.latency.moments.sum)
      #expect(windows.allSatisfy { $0.arrivals == $0.succeeded + $0.failed })
      guard end > 0 else { continue }
      #expect(Double(windows.reduce(0) { $0 + $1.instances }) / end == figures.instancesMean)
      #expect(Double(windows.reduce(0) { $0 + $1.queueLength }) / end == figures.queueLengthMean)
      #expect(Double(windows.reduce(0) { $0 + $1.inService }) / end == figures.inServiceMean)
      #expect(figures.utilisation >= 0 && figures.utilisation <= 1)
      #expect(
        (0..<windows.count).reduce(Interval.zero) { $0 + figures.timeline.length(of: $1) }
          == figures.end - .zero)
    }
  }

  /// The integral of the number in the system is the sum of the times that requests spent in it.
  ///
  /// This holds on any path of a system that is empty at the start. Source: J. Little, "A proof for
  /// the queuing formula L = lambda W", Operations Research 9(3), 1961; S. Stidham, "A last word on
  /// L = lambda W", Operations Research 22(2), 1974.
  @Test func `Little's law holds exactly`() {
    var compared = 0
    for seed in Self.seeds {
      var setup = RandomSetup(seed: seed)
      // A request whose client has gone stays in the system, which no record tells.
      guard !setup.capacity.plan.servesAbandonedRequests else { continue }
      // A batch is one in the system.
      guard setup.client.batch == nil && setup.capacity.plan.batching == nil else { continue }
      setup = setup.with(latency: setup.latency.withoutNetwork)
      let run = watched(setup)
      let inSystem = run.figures.timeline.windows.reduce(0) { $0 + $1.queueLength + $1.inService }
      let sojourns = run.log.records.reduce(0) { $0 + Int128($1.latency.nanoseconds) }
      #expect(inSystem == sojourns)
      compared += 1
    }
    #expect(compared > Campaign.part(of: 100))
  }

  @Test func `what a client sends as one has one outcome, one answer and one charge`() {
    var batches = 0
    for seed in Self.seeds {
      let setup = RandomSetup(seed: seed)
      guard let batch = setup.client.batch else { continue }
      let run = watched(setup)
      let records = run.log.records.sorted { $0.request < $1.request }
      var first = 0
      while first < records.count {
        // Who comes at the very moment in which the oldest has waited for long enough is too late.
        let due = records[first].arrival + batch.wait
        let others = records[first...].dropFirst().prefix { $0.arrival < due }
          .prefix(batch.size - 1)
        let oldest = records[first]
        #expect(others.allSatisfy { $0.outcome == oldest.outcome })
        #expect(
          others.allSatisfy { $0.arrival + $0.latency == oldest.arrival + oldest.latency })
        #expect(others.allSatisfy { $0.instance == oldest.instance && !$0.isCold })
        #expect(others.allSatisfy { $0.charge.cost == .zero && $0.charge.billed == .zero })
        first += 1 + others.count
        batches += 1
      }
    }
    #expect(batches > Campaign.part(of: 1000))
  }

  @Test func `the same seed gives the same run, watched or not`() {
    for seed in Self.seeds {
      let setup = RandomSetup(seed: seed)
      let run = watched(setup)
      #expect(watched(setup).figures.digest == run.figures.digest)
      #expect(watched(setup).log.events == run.log.events)
      #expect(unwatched(setup.capacity, setup) == run.figures.digest)
      var blind = RunLog()
      (blind.seesEvents, blind.seesRequests) = (false, false)
      #expect(digest(setup.capacity, setup, &blind) == run.figures.digest)
      #expect(blind.records.isEmpty && blind.events.isEmpty && blind.evaluations.isEmpty)
    }
  }

  private func unwatched(_ capacity: some CapacityPolicy, _ setup: RandomSetup) -> Digest? {
    var nobody = NoObserver()
    return digest(capacity, setup, &nobody)
  }

  private func digest(
    _ capacity: some CapacityPolicy, _ setup: RandomSetup, _ observer: inout some RunObserver
  ) -> Digest? {
    var arrivals = ArrivalList(setup.arrivals)
    return Simulation.run(
      capacity: capacity, latency: setup.latency.policy, billing: setup.billing.policy,
      client: setup.client,
      arrivals: &arrivals, options: setup.options, observer: &observer)?.digest
  }

  @Test func `another seed gives another run`() {
    for seed in Self.seeds {
      var setup = RandomSetup(seed: seed)
      // Where all are refused or all times constant, the seed has nothing to change.
      setup = setup.with(
        latency: .preloaded(
          PreloadedLatency(
            network: .exponential(mean: .milliseconds(9)),
            serviceTime: ServiceTime(.exponential(mean: .milliseconds(50))))))
      let first = watched(setup)
      guard first.figures.succeeded > 0 else { continue }
      #expect(watched(setup, seed: seed + 1000).figures.digest != first.figures.digest)
    }
  }

  @Test func `the books of a platform agree with its rows after every event`() {
    var audits = 0
    for seed in Self.seeds {
      let setup = RandomSetup(seed: seed)
      audits += audited(setup.capacity, setup, seed: seed)
    }
    #expect(audits > Campaign.part(of: 30_000))
  }

  private func audited(
    _ capacity: some CapacityPolicy, _ setup: RandomSetup, seed: UInt64
  ) -> Int {
    var model = AuditedService(
      capacity, setup.latency.policy, setup.billing.policy, client: setup.client,
      seed: setup.options.seed)
    var engine = Engine()
    model.service.begin(&engine.agenda)
    model.audit(at: .zero, engine.agenda)
    var arrivals = ArrivalList(setup.arrivals)
    while engine.advance(&model, arrivals: &arrivals, limit: 1000) {}
    let horizon = setup.options.patience.map { engine.now + $0 } ?? .latestHorizon
    while !engine.drain(&model, until: horizon, limit: 1000) {}
    let faults = model.faults
    #expect(faults.isEmpty, "seed \(seed)")
    return model.audits
  }

  @Test func `rows are used again, however many instances and requests come and go`() {
    var model = AuditedService(
      onDemand(keepAlive: 10), ConstantTimes(), NoBilling(), client: Client(), seed: 1)
    var engine = Engine()
    model.service.begin(&engine.agenda)
    // Three at a time, and all gone before the next three.
    var arrivals = ArrivalList(milliseconds: (0..<900).map { $0 / 3 * 1000 })
    while engine.advance(&model, arrivals: &arrivals, limit: 1000) {}
    while !engine.drain(&model, until: .latestHorizon, limit: 1000) {}
    let faults = model.faults
    #expect(faults.isEmpty)
    let rows = (model.service.fleet.rows.count, model.service.invocations.rows.count)
    #expect(rows == (3, 3))
    let figures = model.service.finish(at: engine.now)
    #expect(figures.instancesCreated == 900)
    #expect(figures.instancesPeak == 3)
    #expect(figures.coldStarts == 900)
  }

  @Test func `the timer of a batch outlives its instance and does no harm to the next`() {
    var policy = ScriptedEndpoint()
    policy.plan.batching = Batching(2, after: 5000)
    policy.changes = [1, -1, 1]
    var model = AuditedService(policy, ConstantTimes(), NoBilling(), client: Client(), seed: 1)
    var engine = Engine()
    model.service.begin(&engine.agenda)
    // The second instance has its row from 1000 to 2000, and the third has it from 3000 on. Both
    // hold a request for a batch: the one of 1600 until 1750, the one of 3600 until 8600.
    var arrivals = ArrivalList(milliseconds: [1500, 1600, 1700, 1750, 3500, 3600])
    while engine.advance(&model, arrivals: &arrivals, limit: 1000) {}
    while !engine.drain(&model, until: .latestHorizon, limit: 1000) {}
    let faults = model.faults
    #expect(faults.isEmpty)
    let rows = (model.service.fleet.rows.count, model.service.fleet.count.created)
    #expect(rows == (2, 3))
    #expect(engine.now == .zero + .milliseconds(8700))
  }
}

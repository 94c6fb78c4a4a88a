@testable import Platforms
@testable import SimCore

/// A service that is counted anew, row by row, after everything that happens to it.
struct AuditedService: ~Copyable, Model {
  var service: Service<ErasedPolicy>
  /// What does not add up, as sentences; only the first time is reported.
  var faults: [String] = []
  var audits = 0

  init(
    _ capacity: some CapacityPolicy, _ latency: some LatencyPolicy, _ billing: some BillingPolicy,
    client: Client, seed: UInt64, work: RequestWork? = nil
  ) {
    service = Service(
      capacity: ErasedPolicy(capacity), latency: latency, billing: billing, client: client,
      window: .seconds(1), seed: seed, replication: 0, observer: NoObserver(),
      work: work)
  }

  var isSettled: Bool { service.isSettled }

  mutating func arrive(at now: Instant, _ agenda: inout Agenda) {
    service.arrive(at: now, &agenda)
    audit(at: now, agenda)
  }

  mutating func handle(_ event: Event, at now: Instant, _ agenda: inout Agenda) {
    service.handle(event, at: now, &agenda)
    audit(at: now, agenda)
  }

  mutating func audit(at now: Instant, _ agenda: borrowing Agenda) {
    guard faults.isEmpty else { return }
    audits += 1
    if let violation = service.audit(at: now) { faults.append("\(violation)") }
    auditTimers(agenda)
    if !faults.isEmpty { faults.append("at \(now.nanoseconds) ns") }
  }

  private mutating func check(_ holds: Bool, _ what: String) {
    if !holds { faults.append(what) }
  }

  /// Every pending timer is known to what it is for, so that timers do not pile up.
  private mutating func auditTimers(_ agenda: borrowing Agenda) {
    var (services, starts, expiries, deadlines, evaluations, looks) = (0, 0, 0, 0, 0, 0)
    var (clients, shared, own, alarms) = (0, 0, 0, 0)
    var pending = service.due.waiting.map(\.event)
    agenda.forEach { event in pending.append(event) }
    for event in pending {
      switch event.kind {
      case 0: services += 1
      case 1: starts += 1
      case 2: expiries += 1
      case 3: deadlines += 1
      case 4: evaluations += 1
      case 11: alarms += 1
      case 6: looks += 1
      case 7 where event.subject == 0: clients += 1
      case 7 where event.subject == 1: shared += 1
      case 7:
        own += 1
        // Of a wait that is learnt several may be set, and the first to fire forgets the others.
        check(
          service.dispatch.isAdaptive || service.fleet.rows[event.subject - 2].isTimed,
          "a timer of a batch is forgotten")
      default: continue
      }
    }
    check(expiries == (service.lifetimes.isTimed ? 1 : 0), "a lost keep-alive timer")
    check(
      services == service.fleet.count.inService, "a service without an end, or an end without one")
    check(starts == service.fleet.count.starting, "a start without an end, or an end without one")
    check(deadlines == (service.clients.isTimed ? 1 : 0), "a lost timer of waiting clients")
    check(
      clients == (service.clients.gathering.isTimed ? 1 : 0), "a lost timer of the clients' batch")
    // Where the wait is learnt, an earlier timer may stand beside the one that was set before.
    let mayBeMore = service.dispatch.isAdaptive
    let isShared = service.dispatch.isTimed ? 1 : 0
    check(
      mayBeMore ? shared >= isShared : shared == isShared, "a lost timer of the shared queue")
    var timed = 0
    for index in 0..<service.fleet.rows.count where service.fleet.rows[index].isTimed { timed += 1 }
    check(mayBeMore ? own >= timed : own == timed, "a lost timer of an instance's queue")
    check(alarms <= 2, "alarms of evaluations that rest pile up")
    check(
      evaluations == 0 || !service.scaling.isResting, "an evaluation is pending while all rest")
    check(evaluations <= 1, "more than one evaluation is pending")
    check(looks <= 1, "more than one look ahead of demand is pending")
  }
}

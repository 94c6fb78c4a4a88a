import Documents
import SimCore

/// An observer that keeps books of its own, to be held against the figures at the end of a run, and
/// passes everything on to another.
final class RunBooks: RunObserver {
  /// Who also wants to see the run.
  var base: any RunObserver
  private let billing: any BillingPolicy
  private let provisioned: Int

  /// Requests by outcome.
  private(set) var outcomes = [UInt64](repeating: 0, count: RequestOutcome.allCases.count)
  private(set) var cold: UInt64 = 0
  private(set) var requestCost = Money.zero
  private(set) var instanceCost = Money.zero
  private(set) var billed: Int128 = 0
  private(set) var latencySum: Int128 = 0
  /// How long requests waited that were refused after all.
  private(set) var refusedWait: Int128 = 0
  private(set) var least = Interval.longest
  private(set) var greatest = Interval.zero
  /// The latencies of successful requests, as long as they are not too many to keep.
  private(set) var latencies: [Interval] = []
  private(set) var created = 0
  private(set) var present = 0
  private(set) var peak = 0
  /// Set before the run is finished: instances that end now are charged beyond its end.
  var isFinishing = false
  /// What was wrong with an instance: it ended without having been created, or the reverse.
  private(set) var violation: InvariantViolation?
  private var launched: [Int: Instant] = [:]

  /// The most latencies that are kept, 32 MiB of them; with more, percentiles are only held against
  /// each other and the extremes.
  static var mostLatencies: Int { 1 << 22 }

  init(_ base: any RunObserver, billing: any BillingPolicy, provisioned: Int) {
    self.base = base
    self.billing = billing
    self.provisioned = provisioned
  }

  var seesRequests: Bool { true }
  var seesEvents: Bool { true }
  var seesDecisions: Bool { base.seesDecisions }

  func request(_ record: RequestRecord) {
    outcomes[Int(record.outcome.rawValue)] += 1
    if record.isCold { cold += 1 }
    requestCost += record.charge.cost
    billed += Int128(record.charge.billed.nanoseconds)
    if record.outcome == .throttled { refusedWait += Int128(record.latency.nanoseconds) }
    if record.outcome == .succeeded {
      latencySum += Int128(record.latency.nanoseconds)
      least = min(least, record.latency)
      greatest = max(greatest, record.latency)
      if latencies.count < Self.mostLatencies { latencies.append(record.latency) }
    }
    if base.seesRequests { base.request(record) }
  }

  func refused(_ request: Int, _ outcome: RequestOutcome, at now: Instant) {
    if base.seesEvents { base.refused(request, outcome, at: now) }
  }

  func instance(_ number: Int, _ change: InstanceChange, at now: Instant) {
    switch change {
    case .created:
      if launched.updateValue(now, forKey: number) != nil {
        violation = violation ?? InvariantViolation(at: now, "instance \(number) is created twice")
      }
      created += 1
      present += 1
      peak = max(peak, present)
    case .revoked, .terminated:
      if let launch = launched.removeValue(forKey: number) {
        present -= 1
        charge(number, for: now - launch)
      } else {
        violation =
          violation ?? InvariantViolation(at: now, "instance \(number) ends and was not there")
      }
    case .ready, .reused, .interrupted, .draining: break
    }
    if base.seesEvents { base.instance(number, change, at: now) }
  }

  private func charge(_ number: Int, for lifetime: Interval) {
    instanceCost += billing.charge(instance: lifetime + (isFinishing ? billing.teardown : .zero))
    // They are the first that were created, and stay to the end.
    if number < provisioned { instanceCost += billing.charge(provisioned: lifetime) }
  }

  /// Adds what the run itself costs, whatever came in it.
  func charge(run length: Interval) { instanceCost += billing.charge(run: length) }

  func scaling(_ decision: ScalingDecision, instances: Int, at now: Instant) {
    if base.seesEvents { base.scaling(decision, instances: instances, at: now) }
  }
}

import Documents
import SimCore

// The figures of a run against books that were kept beside it.
extension RunBooks {
  /// Compares everything that both know.
  ///
  /// - Parameters:
  ///   - figures: the figures of the run.
  ///   - arrived: the requests that arrived.
  ///   - times: what was added up request by request.
  /// - Returns: the first difference; nil where there is none.
  func compare(
    _ figures: RunFigures, arrived: Int, times: ServiceTimes
  ) -> InvariantViolation? {
    var check = InvariantCheck(at: figures.end)
    check.violation = violation
    compareRequests(figures, arrived, &check)
    compareLatencies(figures.latency, &check)
    compareInstances(figures, &check)
    compareMoney(figures, &check)
    compareTimeline(figures, times, &check)
    return check.violation
  }

  private func count(_ outcome: RequestOutcome) -> UInt64 { outcomes[Int(outcome.rawValue)] }

  private func compareRequests(
    _ figures: RunFigures, _ arrived: Int, _ check: inout InvariantCheck
  ) {
    check.equal(figures.requests, UInt64(arrived), "a request that arrived is not counted")
    check.equal(
      figures.succeeded + figures.failed, figures.requests, "a request has no outcome, or two")
    check.equal(figures.succeeded, count(.succeeded), "the number of successes is off")
    check.equal(figures.throttled, count(.throttled), "the number of throttled requests is off")
    check.equal(figures.backlogFull, count(.backlogFull), "the number turned away is off")
    check.equal(figures.timedOut, count(.timedOut), "the number of timeouts is off")
    check.equal(figures.unanswered, count(.unanswered), "the number without an answer is off")
    check.equal(figures.coldStarts, cold, "the number of cold starts is off")
  }

  private func compareLatencies(_ figures: LatencyFigures, _ check: inout InvariantCheck) {
    let moments = figures.moments
    check.equal(moments.count, count(.succeeded), "the number of latencies is off")
    guard moments.count > 0 else { return }
    check.equal(moments.sum, latencySum, "the sum of all latencies is off (ns)")
    check.equal(moments.least, least, "the least latency is off")
    check.equal(moments.greatest, greatest, "the greatest latency is off")
    let percentiles: [(fraction: Double, name: String, value: Interval?)] = [
      (0.5, "p50", figures.p50), (0.9, "p90", figures.p90), (0.95, "p95", figures.p95),
      (0.99, "p99", figures.p99), (0.999, "p99.9", figures.p999),
    ]
    let sorted = latencies.count == Int(moments.count) ? latencies.sorted() : []
    var before = least
    for (fraction, name, value) in percentiles {
      guard let value else {
        check.holds(false, "there is no \(name) although requests succeeded")
        continue
      }
      check.holds(value >= before && value <= greatest, "the \(name) is out of order")
      before = value
      if sorted.isEmpty { continue }
      let rank = max(1, min(sorted.count, Elementary.ceiling(fraction * Double(sorted.count))))
      let exact = sorted[rank - 1].nanoseconds
      // The middle of a bucket is at most 1/1024 of the value away.
      let margin = exact / 1024 + 1
      check.within(
        value.nanoseconds, exact - margin...exact + margin,
        "the \(name) lies outside of the bucket of the exact one (ns)")
    }
  }

  private func compareInstances(_ figures: RunFigures, _ check: inout InvariantCheck) {
    check.equal(figures.instancesCreated, created, "the number of instances created is off")
    check.equal(present, 0, "an instance did not end with the run")
    check.equal(figures.instancesPeak, peak, "the greatest number of instances is off")
    check.within(figures.utilisation, 0...1, "the utilisation is no share")
  }

  private func compareMoney(_ figures: RunFigures, _ check: inout InvariantCheck) {
    func text(_ money: Money) -> String { money.decimalText(digits: 15) + " USD" }
    check.equal(
      text(figures.requestCost), text(requestCost), "the cost of requests is not their sum")
    check.equal(
      text(figures.instanceCost), text(instanceCost), "the cost of instances is not their sum")
    check.equal(
      text(figures.cost), text(requestCost + instanceCost + figures.settledCost),
      "the cost is not the sum of its parts")
    check.holds(
      figures.billedNanoseconds >= billed, "less time is billed than for the requests alone")
  }

  private func compareTimeline(
    _ figures: RunFigures, _ times: ServiceTimes, _ check: inout InvariantCheck
  ) {
    let windows = figures.timeline.windows
    check.equal(
      windows.reduce(0) { $0 + $1.arrivals }, figures.requests, "the timeline misses a request")
    check.equal(
      windows.reduce(0) { $0 + $1.succeeded }, figures.succeeded, "the timeline misses a success")
    check.equal(
      windows.reduce(0) { $0 + $1.failed }, figures.failed, "the timeline misses a failure")
    check.equal(
      windows.reduce(0) { $0 + $1.latencySum }, figures.latency.moments.sum,
      "the timeline's latencies do not add up (ns)")
    check.equal(
      windows.reduce(0) { $0 + Int($1.created) }, figures.instancesCreated,
      "the timeline misses an instance")
    check.equal(
      windows.reduce(0) { $0 + $1.inService }, times.served,
      "the utilisation law: requests in service over time are not the sum of all services (ns)")
    if let waited = times.waited {
      check.equal(
        windows.reduce(0) { $0 + $1.queueLength }, waited + refusedWait,
        "Little's law: requests waiting over time are not the sum of all waits (ns)")
    }
    let end = Double(figures.end.nanoseconds)
    if end > 0 {
      let mean = Double(times.served) / end
      check.holds(
        (figures.inServiceMean - mean).magnitude <= 1e-9 * max(1, mean),
        "the mean number in service is not that of all services: \(figures.inServiceMean), "
          + "not \(mean)")
    }
  }
}

/// What all requests together spent in service and waiting, in nanoseconds.
struct ServiceTimes {
  /// The time of all services, a batch counting once.
  var served: Int128 = 0
  /// The time that requests waited at the platform; nil where clients send batches, of which only
  /// the oldest waits there.
  var waited: Int128?
}

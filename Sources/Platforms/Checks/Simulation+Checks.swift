import SimCore

extension Simulation {
  /// Runs a deployment of any three policies on any arrivals, and checks all along what must hold
  /// in every run.
  ///
  /// The run is the same, with the same figures and the same digest. It takes about five times as
  /// long, and up to 32 MiB more memory.
  ///
  /// - Parameters:
  ///   - capacity: what is there to serve.
  ///   - latency: how long things take.
  ///   - billing: what they cost.
  ///   - client: how long clients wait.
  ///   - arrivals: the times of the requests.
  ///   - course: seed, replication and end of the run.
  ///   - observer: what watches the run; it is handed back.
  ///   - proceed: called every ``portion`` arrivals and events with the number of arrivals so far;
  ///     the run stops when it returns false.
  /// - Returns: the figures; nil when the run was stopped.
  /// - Throws: ``InvariantViolation`` for the first thing that does not hold.
  public static func runChecked<
    Capacity: CapacityPolicy, Latency: LatencyPolicy, Billing: BillingPolicy,
    Arrivals: ArrivalSource, Observer: RunObserver
  >(
    capacity: Capacity, latency: Latency, billing: Billing, client: Client = Client(),
    arrivals: inout Arrivals, course: Course, observer: inout Observer,
    proceed: (Int) -> Bool = { _ in true }
  ) throws(InvariantViolation) -> RunFigures? {
    let books = RunBooks(
      observer, billing: billing,
      provisioned: Capacity.mayProvision
        ? min(capacity.provisionedInstances, capacity.initialInstances) : 0)
    var model = CheckedPlatform(
      Platform(
        capacity: capacity, latency: latency, billing: billing, client: client,
        window: course.window, seed: course.seed, replication: course.replication,
        observer: books))
    var engine = Engine()
    model.platform.begin(&engine.agenda)
    model.audit(at: .zero)
    var steps = 0
    // One event at a time: after the first that is wrong, nothing more happens.
    while engine.advance(&model, arrivals: &arrivals, limit: 1) {
      if let violation = model.violation { throw violation }
      steps += 1
      if steps % portion == 0 && !proceed(engine.arrivals) { return nil }
    }
    steps = 0
    let horizon = course.patience.map { engine.now + $0 } ?? .latestHorizon
    while !engine.drain(&model, until: horizon, limit: 1) {
      if let violation = model.violation { throw violation }
      steps += 1
      if steps % portion == 0 && !proceed(engine.arrivals) { return nil }
    }
    let figures = model.finish(at: engine.now)
    observer = model.platform.observer.base
    if let violation = model.violation { throw violation }
    return figures
  }

  /// Whether every run is checked: in debug builds.
  @inlinable
  public static var checksEveryRun: Bool {
    #if DEBUG
      true
    #else
      false
    #endif
  }

  /// Runs with checks, and stops the program if something does not hold.
  @usableFromInline
  static func runAsserted<
    Capacity: CapacityPolicy, Latency: LatencyPolicy, Billing: BillingPolicy,
    Arrivals: ArrivalSource, Observer: RunObserver
  >(
    capacity: Capacity, latency: Latency, billing: Billing, client: Client,
    arrivals: inout Arrivals, course: Course, observer: inout Observer, proceed: (Int) -> Bool
  ) -> RunFigures? {
    do {
      return try runChecked(
        capacity: capacity, latency: latency, billing: billing, client: client,
        arrivals: &arrivals, course: course, observer: &observer, proceed: proceed)
    } catch {
      preconditionFailure("an invariant of every run does not hold: \(error)")
    }
  }
}

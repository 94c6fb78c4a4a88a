import SimCore

extension Simulation {
  /// Runs a service of any three policies on any arrivals, and checks all along what must hold in
  /// every run.
  ///
  /// The run is the same, with the same figures and the same digest. It takes about five times as
  /// long, and up to 32 MiB more memory.
  ///
  /// - Parameters:
  ///   - capacity: what is there to serve.
  ///   - latency: how long things take.
  ///   - billing: what they cost.
  ///   - client: how long clients wait.
  ///   - arrivals: the times of the requests; handed back as far as they were read.
  ///   - options: seed, replication and end of the run.
  ///   - observer: what watches the run; it is handed back.
  ///   - proceed: called every ``portion`` arrivals and events with the number of arrivals so far;
  ///     the run stops when it returns false.
  /// - Returns: the figures; nil when the run was stopped.
  /// - Throws: ``InvariantViolation`` for the first thing that does not hold.
  public static func runChecked<Arrivals: ArrivalSource, Observer: RunObserver>(
    capacity: some CapacityPolicy, latency: some LatencyPolicy, billing: some BillingPolicy,
    client: Client = Client(), arrivals: inout Arrivals, options: RunOptions,
    observer: inout Observer, proceed: (Int) -> Bool = { _ in true }
  ) throws(InvariantViolation) -> RunFigures? {
    let plan = capacity.plan
    if let problem = plan.problem { preconditionFailure(problem) }
    var arrivalFeed = ArrivalFeed(arrivals)
    let books = RunBooks(
      observer, billing: billing,
      provisioned: min(plan.provisionedInstances, plan.initialInstances))
    let setting = Setting(
      latency: latency, billing: billing, client: client, options: options,
      work: (arrivals as? any WorkSource)?.work)
    // The same loops as without checks, so that what is checked is what runs.
    let figures: RunFigures?
    if let policy = capacity as? OnDemand, policy.servesAtOnce {
      figures = try checkedLoop(policy, setting, &arrivalFeed, books, proceed)
    } else {
      figures = try checkedLoop(ErasedPolicy(capacity), setting, &arrivalFeed, books, proceed)
    }
    if let read = arrivalFeed.source as? Arrivals { arrivals = read }
    if let watched = books.base as? Observer { observer = watched }
    return figures
  }

  private static func checkedLoop<Capacity: CompiledPolicy>(
    _ capacity: Capacity, _ setting: Setting, _ arrivals: inout ArrivalFeed, _ books: RunBooks,
    _ proceed: (Int) -> Bool
  ) throws(InvariantViolation) -> RunFigures? {
    var model = CheckedService(setting.service(capacity, books), books)
    return try withoutActuallyEscaping(proceed) { proceed throws(InvariantViolation) in
      model.service.effort.proceed = proceed
      defer { model.service.effort.proceed = { _ in true } }
      return try checkedLoop(&model, setting, &arrivals, proceed)
    }
  }

  private static func checkedLoop<Capacity: CompiledPolicy>(
    _ model: inout CheckedService<Capacity>, _ setting: Setting, _ arrivals: inout ArrivalFeed,
    _ proceed: (Int) -> Bool
  ) throws(InvariantViolation) -> RunFigures? {
    var engine = Engine()
    model.service.begin(&engine.agenda)
    model.audit(at: .zero)
    var steps = 0
    // One event at a time: after the first that is wrong, nothing more happens.
    while engine.advance(&model, arrivals: &arrivals, limit: 1) {
      if model.service.effort.isStopped { return nil }
      if let violation = model.violation { throw violation }
      steps += 1
      if steps % portion == 0 && !proceed(engine.arrivals) { return nil }
    }
    steps = 0
    let horizon = setting.options.patience.map { engine.now + $0 } ?? .latestHorizon
    while !engine.drain(&model, until: horizon, limit: 1) {
      if model.service.effort.isStopped { return nil }
      if let violation = model.violation { throw violation }
      steps += 1
      if steps % portion == 0 && !proceed(engine.arrivals) { return nil }
    }
    if model.service.effort.isStopped { return nil }
    var figures = model.finish(at: engine.now)
    if let violation = model.violation { throw violation }
    figures.answeredWithin = setting.options.limit.map {
      AnsweredWithin($0, model.service.metering.ledger.latencies, figures.latency.moments)
    }
    return figures
  }

  /// Whether every run is checked: in debug builds.
  package static var checksEveryRun: Bool { RunOptions.checksEveryRun }

  /// Runs with checks, and stops the program if something does not hold.
  static func runAsserted<Arrivals: ArrivalSource, Observer: RunObserver>(
    capacity: some CapacityPolicy, latency: some LatencyPolicy, billing: some BillingPolicy,
    client: Client, arrivals: inout Arrivals, options: RunOptions, observer: inout Observer,
    proceed: (Int) -> Bool
  ) -> RunFigures? {
    do {
      return try runChecked(
        capacity: capacity, latency: latency, billing: billing, client: client,
        arrivals: &arrivals, options: options, observer: &observer, proceed: proceed)
    } catch {
      preconditionFailure("an invariant of every run does not hold: \(error)")
    }
  }
}

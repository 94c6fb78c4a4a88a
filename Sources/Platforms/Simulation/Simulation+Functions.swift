import SimCore

extension Simulation {
  /// Runs the functions of an account.
  ///
  /// - Parameters:
  ///   - setup: the functions and their platform.
  ///   - patience: how long after the last arrival answers are waited for; nil until all have come.
  ///   - limit: the latency within which requests are counted that were answered; nil for none.
  ///   - isChecked: whether what must hold is counted anew now and then; in a debug build it is.
  ///   - observer: what watches the run; it is handed back.
  ///   - proceed: called now and then with the number of arrivals; the run stops when it returns
  ///     false.
  /// - Returns: the figures; nil when the run was stopped.
  /// - Throws: ``InvariantViolation`` for the first thing that does not hold.
  package static func run<Observer: RunObserver>(
    functions setup: FunctionSetup, patience: Interval? = nil, limit: Interval? = nil,
    isChecked: Bool = false, observer: inout Observer, proceed: (Int) -> Bool = { _ in true }
  ) throws(InvariantViolation) -> RunFigures? {
    var arrivals = setup.arrivals
    var pool = FunctionPool(setup, arrivals: arrivals, observer: observer)
    var engine = Engine()
    let checks = isChecked || checksEveryRun
    // To count anew takes as long as some events for every row.
    func steps(_ pool: borrowing FunctionPool) -> Int {
      checks ? 64 + 4 * (setup.profiles.count + pool.instances.count) : portion
    }
    while engine.advance(&pool, arrivals: &arrivals, limit: steps(pool)) {
      if checks, let violation = pool.audit(at: engine.now) { throw violation }
      if !proceed(engine.arrivals) { return nil }
    }
    let horizon = patience.map { engine.now + $0 } ?? .latestHorizon
    while !engine.drain(&pool, until: horizon, limit: steps(pool)) {
      if checks, let violation = pool.audit(at: engine.now) { throw violation }
      if !proceed(engine.arrivals) { return nil }
    }
    if checks, let violation = pool.audit(at: engine.now) { throw violation }
    var figures = pool.finish(at: engine.now)
    figures.answeredWithin = limit.map {
      AnsweredWithin($0, pool.metering.ledger.latencies, figures.latency.moments)
    }
    if let watched = pool.recorder.observer as? Observer { observer = watched }
    return figures
  }
}

import SimCore

extension Simulation {
  /// Runs a system of services on arrivals from outside.
  ///
  /// Its services are asked for everything by dynamic calls, and an event costs some times what it
  /// does in a run of one service, which keeps its own loop.
  ///
  /// - Parameters:
  ///   - plan: the services, what they share, and the way of a request.
  ///   - arrivals: the times of the requests; handed back as far as they were read.
  ///   - options: seed, replication and end of the run.
  ///   - observer: what watches the run; it is handed back.
  /// - Returns: the figures. In a debug build what must hold in every run is checked, and a
  ///   violation ends the program.
  /// - Throws: ``SystemPlanError`` for a plan that has a ``SystemPlan/problem``.
  public static func run<Arrivals: ArrivalSource, Observer: SystemObserver>(
    system plan: SystemPlan, arrivals: inout Arrivals, options: RunOptions,
    observer: inout Observer
  ) throws(SystemPlanError) -> SystemFigures {
    guard
      let figures = try run(
        system: plan, arrivals: &arrivals, options: options, observer: &observer,
        proceed: { _ in true })
    else { preconditionFailure("nobody has stopped the run") }
    return figures
  }

  /// Runs a system of services on arrivals from outside, as long as it may go on.
  ///
  /// - Parameters:
  ///   - plan: the services, what they share, and the way of a request.
  ///   - arrivals: the times of the requests; handed back as far as they were read.
  ///   - options: seed, replication and end of the run.
  ///   - observer: what watches the run; it is handed back.
  ///   - proceed: called every ``portion`` arrivals and events, and within one that takes long,
  ///     with the number of arrivals so far; the run stops when it returns false.
  /// - Returns: the figures; nil when the run was stopped.
  /// - Throws: ``SystemPlanError`` for a plan that has a ``SystemPlan/problem``.
  public static func run<Arrivals: ArrivalSource, Observer: SystemObserver>(
    system plan: SystemPlan, arrivals: inout Arrivals, options: RunOptions,
    observer: inout Observer, proceed: (Int) -> Bool
  ) throws(SystemPlanError) -> SystemFigures? {
    if let problem = plan.problem { throw SystemPlanError(reason: problem) }
    do {
      return try run(
        possible: plan, arrivals: &arrivals, options: options, observer: &observer,
        proceed: proceed)
    } catch {
      preconditionFailure("an invariant of every run does not hold: \(error)")
    }
  }

  /// Runs a system whose plan has no problem.
  ///
  /// - Returns: the figures; nil when the run was stopped.
  /// - Throws: ``InvariantViolation`` where the options have the run checked, for the first thing
  ///   that does not hold.
  static func run<Arrivals: ArrivalSource, Observer: SystemObserver>(
    possible plan: SystemPlan, arrivals: inout Arrivals, options: RunOptions,
    observer: inout Observer, proceed: (Int) -> Bool
  ) throws(InvariantViolation) -> SystemFigures? {
    try withoutActuallyEscaping(proceed) { proceed throws(InvariantViolation) in
      try loop(plan, &arrivals, options, &observer, asking: proceed)
    }
  }

  private static func loop<Arrivals: ArrivalSource, Observer: SystemObserver>(
    _ plan: SystemPlan, _ arrivals: inout Arrivals, _ options: RunOptions,
    _ observer: inout Observer, asking proceed: @escaping (Int) -> Bool
  ) throws(InvariantViolation) -> SystemFigures? {
    var feed = ArrivalFeed(arrivals)
    var system = ServiceSystem(plan, options: options, observer: observer)
    system.ask(proceed)
    while let arrival = feed.next() {
      while system.earliest <= arrival {
        system.step()
        if system.isStopped { return nil }
        if let violation = system.violation { throw violation }
      }
      system.arrive(at: arrival)
      if system.isStopped { return nil }
      if let violation = system.violation { throw violation }
    }
    let horizon = options.patience.map { system.now + $0 } ?? .latestHorizon
    while !system.isSettled && system.earliest <= horizon {
      system.step()
      if system.isStopped { return nil }
      if let violation = system.violation { throw violation }
    }
    // Without a horizon of its own, a run with nothing left to happen ends where it stands.
    let isCut = !system.isSettled && horizon < .latestHorizon
    let figures = system.finish(at: isCut ? max(system.now, horizon) : system.now)
    if let violation = system.violation { throw violation }
    if let read = feed.source as? Arrivals { arrivals = read }
    if let watched = system.observer as? Observer { observer = watched }
    return figures
  }

  /// Runs a system of services that nobody watches.
  ///
  /// - Parameters:
  ///   - plan: the services, what they share, and the way of a request.
  ///   - arrivals: the times of the requests; handed back as far as they were read.
  ///   - options: seed, replication and end of the run.
  /// - Returns: the figures.
  /// - Throws: ``SystemPlanError`` for a plan that has a ``SystemPlan/problem``.
  public static func run(
    system plan: SystemPlan, arrivals: inout some ArrivalSource, options: RunOptions
  ) throws(SystemPlanError) -> SystemFigures {
    var nobody = NoSystemObserver()
    return try run(system: plan, arrivals: &arrivals, options: options, observer: &nobody)
  }
}

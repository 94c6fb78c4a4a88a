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
    if let problem = plan.problem { throw SystemPlanError(reason: problem) }
    var feed = ArrivalFeed(arrivals)
    var system = ServiceSystem(plan, options: options, observer: observer)
    while let arrival = feed.next() {
      while system.earliest <= arrival { system.step() }
      system.arrive(at: arrival)
    }
    let horizon = options.patience.map { system.now + $0 } ?? .latestHorizon
    while !system.isSettled && system.earliest <= horizon { system.step() }
    // Without a horizon of its own, a run with nothing left to happen ends where it stands.
    let isCut = !system.isSettled && horizon < .latestHorizon
    let figures = system.finish(at: isCut ? max(system.now, horizon) : system.now)
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

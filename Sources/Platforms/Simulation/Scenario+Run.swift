import SimCore

extension Scenario {
  /// Runs one deployment in one replication.
  ///
  /// - Parameters:
  ///   - deployment: a deployment of this scenario.
  ///   - replication: the index of the replication, from 0.
  ///   - directory: where the file of a trace is looked for when its path is relative.
  ///   - isChecked: whether what must hold in every run is checked all along; the figures are the
  ///     same.
  ///   - observer: what watches the run; it is handed back.
  ///   - proceed: called now and then with the number of arrivals; the run stops when it returns
  ///     false.
  /// - Returns: the figures.
  /// - Throws: ``RunError``.
  public func run<Observer: RunObserver>(
    _ deployment: Deployment, replication: Int = 0, directory: String = ".",
    isChecked: Bool = false, observer: inout Observer,
    proceed: (Int) -> Bool = { _ in true }
  ) throws(RunError) -> RunFigures {
    if let plan = deployment.systemPlan {
      return try run(
        plan, of: deployment, replication: replication, directory: directory,
        isChecked: isChecked, observer: &observer, proceed: proceed)
    }
    return try run(
      deployment, capacity: deployment.capacity.policy, replication: replication,
      directory: directory, isChecked: isChecked, observer: &observer, proceed: proceed)
  }

  /// Runs one deployment in one replication, with a capacity policy in place of its own.
  ///
  /// Of a deployment of several services it is the first that is run, by itself; requests that
  /// failed are not sent again.
  ///
  /// - Parameters:
  ///   - deployment: a deployment of this scenario.
  ///   - capacity: what is there to serve.
  ///   - replication: the index of the replication, from 0.
  ///   - directory: where the file of a trace is looked for when its path is relative.
  ///   - isChecked: whether what must hold in every run is checked all along.
  ///   - observer: what watches the run; it is handed back.
  ///   - proceed: called now and then with the number of arrivals; the run stops when it returns
  ///     false.
  /// - Returns: the figures.
  /// - Throws: ``RunError``.
  public func run<Observer: RunObserver>(
    _ deployment: Deployment, capacity: some CapacityPolicy, replication: Int = 0,
    directory: String = ".", isChecked: Bool = false, observer: inout Observer,
    proceed: (Int) -> Bool = { _ in true }
  ) throws(RunError) -> RunFigures {
    if case .functions(let functions) = workload.arrivals {
      var platform = deployment
      if let onDemand = capacity as? OnDemand { platform.capacity = .onDemand(onDemand) }
      return try run(
        functions, platform, replication: replication, directory: directory,
        isChecked: isChecked, observer: &observer, proceed: proceed)
    }
    do {
      return try run(
        capacity: capacity, latency: deployment.latency.policy,
        billing: deployment.billing.policy, client: deployment.client, replication: replication,
        directory: directory,
        isChecked: isChecked, observer: &observer, proceed: proceed)
    } catch .violation(_, let replication, let violation) {
      throw .violation(deployment: deployment.name, replication: replication, violation)
    }
  }

  /// Serves the requests of this scenario with any three policies.
  ///
  /// - Parameters:
  ///   - capacity: what is there to serve.
  ///   - latency: how long things take.
  ///   - billing: what they cost.
  ///   - client: how long clients wait.
  ///   - replication: the index of the replication, from 0.
  ///   - directory: where the file of a trace is looked for when its path is relative.
  ///   - isChecked: whether what must hold in every run is checked all along.
  ///   - observer: what watches the run; it is handed back.
  ///   - proceed: called now and then with the number of arrivals; the run stops when it returns
  ///     false.
  /// - Returns: the figures.
  /// - Throws: ``RunError``.
  public func run<Observer: RunObserver>(
    capacity: some CapacityPolicy, latency: some LatencyPolicy, billing: some BillingPolicy,
    client: Client = Client(), replication: Int = 0, directory: String = ".",
    isChecked: Bool = false, observer: inout Observer,
    proceed: (Int) -> Bool = { _ in true }
  ) throws(RunError) -> RunFigures {
    if let problem = capacity.plan.problem { throw .impossible(problem) }
    if case .functions = workload.arrivals {
      throw .impossible("functions of an account run on a deployment, and here are policies alone")
    }
    let columns = latency.columnTimes
    if let problem = workload.problem(of: columns, isBatched: capacity.plan.isBatched(client)) {
      throw .impossible("a service time by columns \(problem.what)")
    }
    var options = RunOptions(
      seed: seed, replication: UInt64(replication), window: outputs.window,
      patience: workload.patience)
    options.limit = objectives.latencyLimit
    if case .closedLoop(let loop) = workload.arrivals {
      return try run(
        loop,
        Simulation.Setting(latency: latency, billing: billing, client: client, options: options),
        capacity: capacity, isChecked: isChecked, observer: &observer, proceed: proceed)
    }
    var arrivals = try arrivals(
      replication: replication, directory: directory, columns: columns)
    var watching = WarmUpObserver(observer, workload.warmUp)
    var found: RunFigures?
    if isChecked {
      do {
        found = try Simulation.runChecked(
          capacity: capacity, latency: latency, billing: billing, client: client,
          arrivals: &arrivals, options: options, observer: &watching, proceed: proceed)
      } catch {
        throw .violation(deployment: "", replication: replication, error)
      }
    } else if workload.warmUp == nil {
      found = Simulation.run(
        capacity: capacity, latency: latency, billing: billing, client: client,
        arrivals: &arrivals, options: options, observer: &observer, proceed: proceed)
    } else {
      found = Simulation.run(
        capacity: capacity, latency: latency, billing: billing, client: client,
        arrivals: &arrivals, options: options, observer: &watching, proceed: proceed)
    }
    if case .trace(let trace) = workload.arrivals, let error = arrivals.error {
      throw .trace(file: trace.file, error)
    }
    guard var figures = found else { throw .stopped }
    figures.traffic = workload.length
    figures = figures.settled(by: billing)
    if !isChecked && workload.warmUp == nil { return figures }
    if let watched = watching.base as? Observer { observer = watched }
    return watching.counted(figures)
  }

  /// Serves clients in a closed loop.
  private func run<Observer: RunObserver>(
    _ loop: ClosedLoop, _ setting: Simulation.Setting, capacity: some CapacityPolicy,
    isChecked: Bool, observer: inout Observer, proceed: (Int) -> Bool
  ) throws(RunError) -> RunFigures {
    var watching = WarmUpObserver(observer, workload.warmUp)
    let end = Simulation.ClosedEnd.afterRequests(
      before: workload.length.map { .zero + $0 } ?? .latestHorizon,
      atMost: workload.extent?.count)
    let found: RunFigures?
    do {
      found = try Simulation.run(
        loop, setting, capacity: capacity, end: end, isChecked: isChecked, observer: &watching,
        proceed: proceed)
    } catch {
      throw .violation(
        deployment: "", replication: Int(setting.options.replication), error)
    }
    guard var figures = found else { throw .stopped }
    figures.traffic = workload.length
    figures = figures.settled(by: setting.billing)
    if let watched = watching.base as? Observer { observer = watched }
    return watching.counted(figures)
  }
}

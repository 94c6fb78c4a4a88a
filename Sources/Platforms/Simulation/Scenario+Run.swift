import SimCore

/// Why a run of a scenario could not be completed.
public enum RunError: Error, Sendable, CustomStringConvertible {
  /// The arrivals could not be made.
  case arrivals(ArrivalProcessError)
  /// The trace is not valid, or cannot be read.
  case trace(file: String, TraceError)
  /// Something does not hold that must hold in every run.
  case violation(deployment: String, replication: Int, InvariantViolation)
  /// Whoever watched the run stopped it.
  case stopped

  /// What went wrong, as a sentence without a full stop.
  public var description: String {
    switch self {
    case .arrivals(let error): "the arrivals cannot be made: \(error)"
    case .trace(let file, let error): "\(Excerpt.escaped(file, limit: 200)): \(error)"
    case .violation(let deployment, let replication, let violation):
      "deployment \(Excerpt.quoted(deployment)), replication \(replication), \(violation)"
    case .stopped: "the run was stopped"
    }
  }
}

extension Scenario {
  /// Runs one deployment in one replication.
  ///
  /// - Parameters:
  ///   - deployment: a deployment of this scenario.
  ///   - replication: the index of the replication, from 0.
  ///   - directory: where the file of a trace is looked for when its path is relative.
  ///   - observer: what watches the run; it is handed back.
  ///   - proceed: called now and then with the number of arrivals; the run stops when it returns
  ///     false.
  /// - Returns: the figures.
  /// - Throws: ``RunError``.
  @inlinable
  public func run<Observer: RunObserver>(
    _ deployment: Deployment, replication: Int = 0, directory: String = ".",
    observer: inout Observer, proceed: (Int) -> Bool = { _ in true }
  ) throws(RunError) -> RunFigures {
    // Capacity and latency are taken out of their enumerations once, so that the compiler makes an
    // event loop for their very types: a large enumeration would be copied at every call.
    switch deployment.capacity {
    case .onDemand(let capacity):
      return try run(
        deployment, capacity: capacity, replication: replication, directory: directory,
        observer: &observer, proceed: proceed)
    case .fixedServer(let capacity):
      return try run(
        deployment, capacity: capacity, replication: replication, directory: directory,
        observer: &observer, proceed: proceed)
    case .managedEndpoint(let capacity):
      return try run(
        deployment, capacity: capacity, replication: replication, directory: directory,
        observer: &observer, proceed: proceed)
    }
  }

  /// Runs one deployment in one replication, watched by an observer of any type.
  ///
  /// No event loop is made for its type, so that a call costs no compile time; in turn each report
  /// to it is a dynamic call.
  ///
  /// - Parameters:
  ///   - deployment: a deployment of this scenario.
  ///   - replication: the index of the replication, from 0.
  ///   - directory: where the file of a trace is looked for when its path is relative.
  ///   - observer: what watches the run.
  ///   - proceed: called now and then with the number of arrivals; the run stops when it returns
  ///     false.
  /// - Returns: the figures, and the observer with what it saw.
  /// - Throws: ``RunError``.
  public func run<Watching: RunObserver>(
    _ deployment: Deployment, replication: Int = 0, directory: String = ".",
    watchedBy observer: Watching, proceed: (Int) -> Bool = { _ in true }
  ) throws(RunError) -> (figures: RunFigures, observer: Watching) {
    var watching = WarmUpObserver(observer, nil)
    let figures = try run(
      deployment, replication: replication, directory: directory, observer: &watching,
      proceed: proceed)
    return (figures, watching.base as? Watching ?? observer)
  }

  /// Runs one deployment in one replication, with a capacity policy in place of its own.
  ///
  /// - Parameters:
  ///   - deployment: a deployment of this scenario.
  ///   - capacity: what is there to serve.
  ///   - replication: the index of the replication, from 0.
  ///   - directory: where the file of a trace is looked for when its path is relative.
  ///   - observer: what watches the run; it is handed back.
  ///   - proceed: called now and then with the number of arrivals; the run stops when it returns
  ///     false.
  /// - Returns: the figures.
  /// - Throws: ``RunError``.
  @inlinable
  public func run<Capacity: CapacityPolicy, Observer: RunObserver>(
    _ deployment: Deployment, capacity: Capacity, replication: Int = 0, directory: String = ".",
    observer: inout Observer, proceed: (Int) -> Bool = { _ in true }
  ) throws(RunError) -> RunFigures {
    switch deployment.latency {
    case .staged(let latency):
      return try run(
        capacity: capacity, latency: latency, billing: deployment.billing,
        client: deployment.client, replication: replication, directory: directory,
        observer: &observer, proceed: proceed)
    case .preloaded(let latency):
      return try run(
        capacity: capacity, latency: latency, billing: deployment.billing,
        client: deployment.client, replication: replication, directory: directory,
        observer: &observer, proceed: proceed)
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
  ///   - observer: what watches the run; it is handed back.
  ///   - proceed: called now and then with the number of arrivals; the run stops when it returns
  ///     false.
  /// - Returns: the figures.
  /// - Throws: ``RunError``.
  @inlinable
  public func run<
    Capacity: CapacityPolicy, Latency: LatencyPolicy, Billing: BillingPolicy,
    Observer: RunObserver
  >(
    capacity: Capacity, latency: Latency, billing: Billing, client: Client = Client(),
    replication: Int = 0, directory: String = ".", observer: inout Observer,
    proceed: (Int) -> Bool = { _ in true }
  ) throws(RunError) -> RunFigures {
    guard let warmUp = workload.warmUp else {
      return try runWatched(
        capacity: capacity, latency: latency, billing: billing, client: client,
        replication: replication, directory: directory, observer: &observer, proceed: proceed)
    }
    var watching = WarmUpObserver(observer, warmUp)
    let figures = try runWatched(
      capacity: capacity, latency: latency, billing: billing, client: client,
      replication: replication, directory: directory, observer: &watching, proceed: proceed)
    if let watched = watching.base as? Observer { observer = watched }
    return watching.counted(figures)
  }

  /// Runs three policies, with all requests counted.
  @inlinable
  func runWatched<
    Capacity: CapacityPolicy, Latency: LatencyPolicy, Billing: BillingPolicy,
    Observer: RunObserver
  >(
    capacity: Capacity, latency: Latency, billing: Billing, client: Client,
    replication: Int, directory: String, observer: inout Observer, proceed: (Int) -> Bool
  ) throws(RunError) -> RunFigures {
    let course = Simulation.Course(
      seed: seed, replication: UInt64(replication), window: outputs.window,
      patience: workload.patience)
    let figures: RunFigures?
    switch workload.arrivals {
    case .process(let process):
      var arrivals = try stream(process, replication: replication)
      figures = Simulation.run(
        capacity: capacity, latency: latency, billing: billing, client: client,
        arrivals: &arrivals, course: course, observer: &observer, proceed: proceed)
    case .trace(let trace):
      var arrivals = try stream(trace, directory: directory)
      figures = Simulation.run(
        capacity: capacity, latency: latency, billing: billing, client: client,
        arrivals: &arrivals, course: course, observer: &observer, proceed: proceed)
      if let error = arrivals.error { throw .trace(file: trace.file, error) }
    }
    guard let figures else { throw .stopped }
    return figures
  }

  @usableFromInline
  func stream(
    _ process: ArrivalProcess, replication: Int
  ) throws(RunError) -> ArrivalStream {
    do {
      return try ArrivalStream(
        process, extent: workload.extent ?? .duration(.longest), seed: seed,
        replication: UInt64(replication))
    } catch {
      throw .arrivals(error)
    }
  }

  @usableFromInline
  func stream(
    _ trace: Workload.Trace, directory: String
  ) throws(RunError) -> TraceArrivals<TraceFile> {
    let column: TraceColumn = trace.column.map { .name($0) } ?? .index(0)
    do {
      return TraceArrivals(
        source: try TraceFile(trace.path(in: directory)), parser: TraceParser(column: column),
        requests: workload.extent?.count,
        duration: workload.extent.map(\.limit), timeScale: trace.timeScale)
    } catch {
      throw .trace(file: trace.file, error)
    }
  }
}

import SimCore

extension Scenario {
  /// Runs one deployment in one replication, and checks all along what must hold in every run.
  ///
  /// - Parameters:
  ///   - deployment: a deployment of this scenario.
  ///   - replication: the index of the replication, from 0.
  ///   - directory: where the file of a trace is looked for when its path is relative.
  ///   - observer: what watches the run; it is handed back.
  ///   - proceed: called now and then with the number of arrivals; the run stops when it returns
  ///     false.
  /// - Returns: the figures, the same as without checks.
  /// - Throws: ``RunError``; of a violation with the name of the deployment.
  public func runChecked<Observer: RunObserver>(
    _ deployment: Deployment, replication: Int = 0, directory: String = ".",
    observer: inout Observer, proceed: (Int) -> Bool = { _ in true }
  ) throws(RunError) -> RunFigures {
    // Checks cost more than the choice of a latency policy at every call, so one loop serves all.
    let latency = EitherLatency(choice: deployment.latency)
    let course = Simulation.Course(
      seed: seed, replication: UInt64(replication), window: outputs.window,
      patience: workload.patience)
    var watching = WarmUpObserver(observer, workload.warmUp)
    do {
      let figures =
        switch deployment.capacity {
        case .onDemand(let capacity):
          try runChecked(deployment, capacity, latency, course, directory, &watching, proceed)
        case .fixedServer(let capacity):
          try runChecked(deployment, capacity, latency, course, directory, &watching, proceed)
        case .managedEndpoint(let capacity):
          try runChecked(deployment, capacity, latency, course, directory, &watching, proceed)
        }
      if let watched = watching.base as? Observer { observer = watched }
      return watching.counted(figures)
    } catch let error as RunError {
      throw error
    } catch let error as InvariantViolation {
      throw .violation(deployment: deployment.name, replication: replication, error)
    } catch {
      preconditionFailure("a run throws nothing else")
    }
  }

  private func runChecked(
    _ deployment: Deployment, _ capacity: some CapacityPolicy, _ latency: EitherLatency,
    _ course: Simulation.Course, _ directory: String, _ observer: inout WarmUpObserver,
    _ proceed: (Int) -> Bool
  ) throws -> RunFigures {
    let figures: RunFigures?
    switch workload.arrivals {
    case .process(let process):
      var arrivals = try stream(process, replication: Int(course.replication))
      figures = try Simulation.runChecked(
        capacity: capacity, latency: latency, billing: deployment.billing,
        client: deployment.client, arrivals: &arrivals, course: course, observer: &observer,
        proceed: proceed)
    case .trace(let trace):
      var arrivals = try stream(trace, directory: directory)
      figures = try Simulation.runChecked(
        capacity: capacity, latency: latency, billing: deployment.billing,
        client: deployment.client, arrivals: &arrivals, course: course, observer: &observer,
        proceed: proceed)
      if let error = arrivals.error { throw RunError.trace(file: trace.file, error) }
    }
    guard let figures else { throw RunError.stopped }
    return figures
  }
}

/// A latency policy of a scenario, chosen anew at every call.
private struct EitherLatency: LatencyPolicy {
  let choice: AnyLatency

  func network(using random: inout Random) -> Interval {
    switch choice {
    case .staged(let policy): policy.network(using: &random)
    case .preloaded(let policy): policy.network(using: &random)
    }
  }

  func startup(using random: inout Random) -> Startup {
    switch choice {
    case .staged(let policy): policy.startup(using: &random)
    case .preloaded(let policy): policy.startup(using: &random)
    }
  }

  func firstRequest(using random: inout Random) -> Interval {
    switch choice {
    case .staged(let policy): policy.firstRequest(using: &random)
    case .preloaded(let policy): policy.firstRequest(using: &random)
    }
  }

  func service(_ load: Load, using random: inout Random) -> Interval {
    switch choice {
    case .staged(let policy): policy.service(load, using: &random)
    case .preloaded(let policy): policy.service(load, using: &random)
    }
  }

  var executionLimit: Interval? {
    switch choice {
    case .staged(let policy): policy.executionLimit
    case .preloaded(let policy): policy.executionLimit
    }
  }
}

import Documents
import SimCore

extension Scenario {
  /// Runs a deployment of several services, or one with retries.
  ///
  /// - Parameters:
  ///   - plan: its plan.
  ///   - deployment: the deployment.
  ///   - replication: the index of the replication, from 0.
  ///   - directory: where the file of a trace is looked for when its path is relative.
  ///   - isChecked: whether what must hold in every run is checked all along.
  ///   - observer: what watches the requests from end to end; it is handed back.
  ///   - proceed: called now and then with the number of arrivals; the run stops when it returns
  ///     false.
  /// - Returns: the figures from end to end, with those of each service.
  /// - Throws: ``RunError``.
  func run<Observer: RunObserver>(
    _ plan: SystemPlan, of deployment: Deployment, replication: Int, directory: String,
    isChecked: Bool, observer: inout Observer, proceed: (Int) -> Bool
  ) throws(RunError) -> RunFigures {
    if let problem = plan.problem { throw .impossible(problem) }
    switch workload.arrivals {
    case .process, .trace: break
    case .closedLoop, .functions:
      throw .impossible("several services, or retries, serve a process or a trace")
    }
    var options = RunOptions(
      seed: seed, replication: UInt64(replication), window: outputs.window,
      patience: workload.patience)
    options.limit = objectives.latencyLimit
    options.isChecked = options.isChecked || isChecked
    var arrivals = try arrivals(replication: replication, directory: directory)
    var watching = EndToEndObserver(
      WarmUpObserver(observer, workload.warmUp),
      deployment.system == nil ? [] : plan.services.map(\.name))
    let found: SystemFigures?
    do {
      found = try Simulation.run(
        possible: plan, arrivals: &arrivals, options: options, observer: &watching,
        proceed: proceed)
    } catch {
      throw .violation(deployment: deployment.name, replication: replication, error)
    }
    if case .trace(let trace) = workload.arrivals, let error = arrivals.error {
      throw .trace(file: trace.file, error)
    }
    guard let found else { throw .stopped }
    if let watched = watching.base.base as? Observer { observer = watched }
    return watching.base.counted(figures(found, plan))
  }

  /// The figures of a system, with those of its services beneath.
  private func figures(_ found: SystemFigures, _ plan: SystemPlan) -> RunFigures {
    var figures = found.whole
    figures.traffic = workload.length
    let services = zip(plan.services, found.services).map { service, own in
      var own = own
      own.traffic = workload.length
      own = own.settled(by: service.billing)
      return ServiceFigures(name: service.name, figures: own)
    }
    let volumes = services.compactMap(\.figures.volume)
    if !volumes.isEmpty {
      figures.volume = VolumeCharge(
        run: volumes.reduce(.zero) { $0 + $1.run }, month: volumes.reduce(.zero) { $0 + $1.month })
    }
    figures.system = SystemRow(
      services: services, sentOn: found.sentOn, retries: found.retries, steps: found.steps)
    return figures
  }
}

/// Shows the requests of a system, from end to end, and what happens at its services to whoever
/// watches a run.
private struct EndToEndObserver: SystemObserver {
  private(set) var base: WarmUpObserver
  /// The names of the services; none where it is one by itself.
  private let services: [String]
  private var service = -1

  init(_ base: WarmUpObserver, _ services: [String]) {
    self.base = base
    self.services = services
  }

  var seesEvents: Bool { base.seesEvents }

  mutating func visit(_ record: RequestRecord, of request: Int, at service: Int) {}

  mutating func request(_ record: SystemRecord) {
    var whole = record.endToEnd
    // At several services it may have had several instances.
    whole.instance = services.isEmpty ? record.instance : -1
    base.request(whole)
  }

  mutating func event(_ event: ServiceEvent, at service: Int) {
    if service != self.service && !services.isEmpty {
      self.service = service
      base.enter(service: services[service])
    }
    switch event {
    case .instance(let number, let change, let now): base.instance(number, change, at: now)
    case .refused(let request, let outcome, let now): base.refused(request, outcome, at: now)
    case .scaling(let decision, let instances, let now):
      base.scaling(decision, instances: instances, at: now)
    }
  }
}

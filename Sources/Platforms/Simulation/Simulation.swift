import SimCore

/// Runs one service once.
public enum Simulation {
  /// The number of arrivals and events between two calls of `proceed`.
  package static let portion = 65_536

  /// Runs a service of any three policies on any arrivals.
  ///
  /// Event loops are compiled here and nowhere else: one for functions that give each request an
  /// instance of its own, and one for all else, which asks a policy by dynamic calls.
  ///
  /// - Parameters:
  ///   - capacity: what is there to serve, with a plan that has no ``CapacityPlan/problem``.
  ///   - latency: how long things take.
  ///   - billing: what they cost.
  ///   - client: how long clients wait.
  ///   - arrivals: the times of the requests; handed back as far as they were read.
  ///   - options: seed, replication and end of the run.
  ///   - observer: what watches the run; it is handed back.
  ///   - proceed: called every ``portion`` arrivals and events, and within one that takes long,
  ///     with the number of arrivals so far; the run stops when it returns false.
  /// - Returns: the figures; nil when the run was stopped. In a debug build what must hold in every
  ///   run is checked, and a violation ends the program.
  public static func run<Arrivals: ArrivalSource, Observer: RunObserver>(
    capacity: some CapacityPolicy, latency: some LatencyPolicy, billing: some BillingPolicy,
    client: Client = Client(), arrivals: inout Arrivals, options: RunOptions,
    observer: inout Observer, proceed: (Int) -> Bool = { _ in true }
  ) -> RunFigures? {
    if checksEveryRun {
      return runAsserted(
        capacity: capacity, latency: latency, billing: billing, client: client,
        arrivals: &arrivals, options: options, observer: &observer, proceed: proceed)
    }
    if let problem = capacity.plan.problem { preconditionFailure(problem) }
    var arrivalFeed = ArrivalFeed(arrivals)
    var watching: any RunObserver = observer
    let setting = Setting(
      latency: latency, billing: billing, client: client, options: options,
      work: (arrivals as? any WorkSource)?.work)
    let figures: RunFigures? =
      switch capacity {
      case let policy as OnDemand where policy.servesAtOnce:
        loop(policy, setting, &arrivalFeed, &watching, proceed)
      default:
        loop(ErasedPolicy(capacity), setting, &arrivalFeed, &watching, proceed)
      }
    if let read = arrivalFeed.source as? Arrivals { arrivals = read }
    if let watched = watching as? Observer { observer = watched }
    return figures
  }

  /// What a service is made of beside its capacity policy.
  ///
  /// No type of it is known where event loops are compiled, so that there is one loop for each
  /// capacity policy and not one for each combination.
  package struct Setting {
    let latency: any LatencyPolicy
    let billing: any BillingPolicy
    let client: Client
    let options: RunOptions
    let work: RequestWork?

    /// What a service is made of.
    package init(
      latency: any LatencyPolicy, billing: any BillingPolicy, client: Client = Client(),
      options: RunOptions
    ) {
      self.init(latency: latency, billing: billing, client: client, options: options, work: nil)
    }

    /// The same for arrivals that know what their requests take.
    init(
      latency: any LatencyPolicy, billing: any BillingPolicy, client: Client, options: RunOptions,
      work: RequestWork?
    ) {
      self.work = work
      self.latency = latency
      self.billing = billing
      self.client = client
      self.options = options
    }

    /// The service at the start of a run.
    func service<Capacity: CompiledPolicy>(
      _ capacity: Capacity, _ observer: any RunObserver
    ) -> Service<Capacity> {
      Service(
        capacity: capacity, latency: latency, billing: billing, client: client,
        window: options.window, seed: options.seed, replication: options.replication,
        observer: observer, work: work)
    }
  }

  /// The event loop.
  ///
  /// - Returns: the figures; nil when the run was stopped.
  @inline(never)
  private static func loop<Capacity: CompiledPolicy>(
    _ capacity: Capacity, _ setting: Setting, _ arrivals: inout ArrivalFeed,
    _ observer: inout any RunObserver, _ proceed: (Int) -> Bool
  ) -> RunFigures? {
    withoutActuallyEscaping(proceed) { proceed in
      loop(capacity, setting, &arrivals, &observer, asking: proceed)
    }
  }

  private static func loop<Capacity: CompiledPolicy>(
    _ capacity: Capacity, _ setting: Setting, _ arrivals: inout ArrivalFeed,
    _ observer: inout any RunObserver, asking proceed: @escaping (Int) -> Bool
  ) -> RunFigures? {
    var service = setting.service(capacity, observer)
    service.effort.proceed = proceed
    var engine = Engine()
    service.begin(&engine.agenda)
    while engine.advance(&service, arrivals: &arrivals, limit: portion) {
      if service.effort.isStopped || !proceed(engine.arrivals) { return nil }
    }
    let horizon = setting.options.patience.map { engine.now + $0 } ?? .latestHorizon
    while !engine.drain(&service, until: horizon, limit: portion) {
      if service.effort.isStopped || !proceed(engine.arrivals) { return nil }
    }
    if service.effort.isStopped { return nil }
    var figures = service.finish(at: engine.now)
    figures.answeredWithin = setting.options.limit.map {
      AnsweredWithin($0, service.metering.ledger.latencies, figures.latency.moments)
    }
    observer = service.recorder.observer
    return figures
  }
}

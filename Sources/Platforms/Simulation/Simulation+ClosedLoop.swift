import SimCore

/// A model that may end a run before its time.
private protocol StoppableModel: Model, ~Copyable {
  /// Whether the run is to go no further.
  var isOver: Bool { get }
}

extension Service: StoppableModel {
  fileprivate var isOver: Bool { effort.isStopped }
}

extension CheckedService: StoppableModel {
  fileprivate var isOver: Bool { service.effort.isStopped || violation != nil }
}

extension Simulation {
  /// How a run with clients in a closed loop ends.
  package enum ClosedEnd: Sendable {
    /// At this very instant, whatever is open.
    case at(Instant)
    /// Nobody sends from this instant on, or after so many requests; then as other runs, when all
    /// requests have ended or the patience has.
    case afterRequests(before: Instant, atMost: Int64?)
  }

  /// Runs a service for clients in a closed loop.
  ///
  /// - Parameters:
  ///   - loop: the clients.
  ///   - setting: what the service is made of beside its capacity policy.
  ///   - capacity: what is there to serve, with a plan that has no ``CapacityPlan/problem``.
  ///   - end: when the run ends.
  ///   - isChecked: whether what must hold in every run is checked all along; in a debug build it
  ///     always is.
  ///   - observer: what watches the run; it is handed back.
  ///   - proceed: called now and then with the number of arrivals; the run stops when it returns
  ///     false.
  /// - Returns: the figures; nil when the run was stopped.
  /// - Throws: ``InvariantViolation`` for the first thing that does not hold.
  package static func run<Observer: RunObserver>(
    _ loop: ClosedLoop, _ setting: Setting, capacity: some CapacityPolicy, end: ClosedEnd,
    isChecked: Bool = false, observer: inout Observer,
    proceed: (Int) -> Bool = { _ in true }
  ) throws(InvariantViolation) -> RunFigures? {
    let plan = capacity.plan
    if let problem = plan.problem { preconditionFailure(problem) }
    let answers = AnswerCollector(observer)
    var course = ClosedCourse(loop, answers, end, setting.options)
    let policy = ErasedPolicy(capacity)
    let figures = try withoutActuallyEscaping(proceed) {
      proceed throws(InvariantViolation) -> RunFigures? in
      if isChecked || checksEveryRun {
        let books = RunBooks(
          answers, billing: setting.billing,
          provisioned: min(plan.provisionedInstances, plan.initialInstances))
        var model = CheckedService(setting.service(policy, books), books)
        model.service.effort.proceed = proceed
        defer { model.service.effort.proceed = { _ in true } }
        model.service.begin(&course.agenda)
        model.audit(at: .zero)
        let hasEnded = course.run(&model, proceed)
        if let violation = model.violation { throw violation }
        guard hasEnded else { return nil }
        var figures = model.finish(at: course.now)
        if let violation = model.violation { throw violation }
        figures.answeredWithin = setting.answeredWithin(model.service, figures)
        return figures
      }
      var service = setting.service(policy, answers)
      service.effort.proceed = proceed
      service.begin(&course.agenda)
      guard course.run(&service, proceed) else { return nil }
      var figures = service.finish(at: course.now)
      figures.answeredWithin = setting.answeredWithin(service, figures)
      return figures
    }
    if let watched = answers.base as? Observer { observer = watched }
    return figures
  }
}

extension Simulation.Setting {
  /// How many requests were answered within the limit that was asked for.
  fileprivate func answeredWithin<Capacity: CompiledPolicy>(
    _ service: borrowing Service<Capacity>, _ figures: RunFigures
  ) -> AnsweredWithin? {
    options.limit.map {
      AnsweredWithin($0, service.metering.ledger.latencies, figures.latency.moments)
    }
  }
}

/// The course of a run with clients in a closed loop.
///
/// At one instant everything on the agenda comes before a request, as in the ``Engine``, from which
/// this differs in one thing: when the next request comes is known only after what happens before.
private struct ClosedCourse: ~Copyable {
  var agenda = Agenda()
  private(set) var now = Instant.zero
  private var pool: ClientPool
  private var arrivals = 0
  private let end: Simulation.ClosedEnd
  private let patience: Interval?

  init(
    _ loop: ClosedLoop, _ answers: AnswerCollector, _ end: Simulation.ClosedEnd,
    _ options: RunOptions
  ) {
    self.end = end
    patience = options.patience
    switch end {
    case .at(let end):
      pool = ClientPool(loop, answers, until: end, requests: nil, options)
    case .afterRequests(let end, let count):
      pool = ClientPool(loop, answers, until: end, requests: count, options)
    }
  }

  /// Runs a model to the end.
  ///
  /// - Returns: false when it was stopped before.
  mutating func run<M: StoppableModel & ~Copyable>(
    _ model: inout M, _ proceed: (Int) -> Bool
  ) -> Bool {
    var steps = 0
    while let next = next(model) {
      if agenda.earliest == next {
        now = next
        model.handle(agenda.next(), at: now, &agenda)
      } else {
        now = next
        pool.take()
        arrivals += 1
        lastArrival = now
        model.arrive(at: now, &agenda)
      }
      pool.think(at: now)
      steps += 1
      if model.isOver { return false }
      if steps % Simulation.portion == 0 && !proceed(arrivals) { return false }
    }
    switch end {
    case .at(let end): now = end
    case .afterRequests:
      if let horizon, !model.isSettled { now = max(now, horizon) }
    }
    return true
  }

  private var lastArrival = Instant.zero

  /// The last instant at which something still happens once nobody sends any more.
  private var horizon: Instant? { patience.map { lastArrival + $0 } }

  /// When something happens next; nil when the run is over.
  private func next<M: StoppableModel & ~Copyable>(_ model: borrowing M) -> Instant? {
    let sent = pool.earliest
    switch end {
    case .at(let end):
      let next = min(agenda.earliest, sent ?? .never)
      return next < end ? next : nil
    case .afterRequests:
      if let sent { return min(agenda.earliest, sent) }
      if model.isSettled || agenda.count == 0 { return nil }
      let next = agenda.earliest
      // A client who waits for an answer may still send another request after it.
      if pool.isOpen(at: next) { return next }
      return next > horizon ?? .latestHorizon ? nil : next
    }
  }
}

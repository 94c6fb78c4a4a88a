import SimCore

/// Runs one deployment once.
public enum Simulation {
  /// How a run proceeds and where it ends.
  public struct Course: Sendable {
    /// The scenario's seed.
    public var seed: UInt64
    /// The index of the replication, from 0.
    public var replication: UInt64
    /// The length of a window of the timeline.
    public var window: Interval
    /// How long after the last arrival requests are still waited for; nil until all have ended.
    public var patience: Interval?

    /// A course.
    public init(
      seed: UInt64, replication: UInt64 = 0, window: Interval = .seconds(1),
      patience: Interval? = nil
    ) {
      self.seed = seed
      self.replication = replication
      self.window = window
      self.patience = patience
    }
  }

  /// The number of arrivals and events between two calls of `proceed`.
  public static let portion = 65_536

  /// Runs a deployment of any three policies on any arrivals.
  ///
  /// - Parameters:
  ///   - capacity: what is there to serve.
  ///   - latency: how long things take.
  ///   - billing: what they cost.
  ///   - client: how long clients wait.
  ///   - arrivals: the times of the requests.
  ///   - course: seed, replication and end of the run.
  ///   - observer: what watches the run; it is handed back.
  ///   - proceed: called every ``portion`` arrivals and events with the number of arrivals so far;
  ///     the run stops when it returns false.
  /// - Returns: the figures; nil when the run was stopped. In a debug build what must hold in every
  ///   run is checked, and a violation ends the program.
  @inlinable
  public static func run<
    Capacity: CapacityPolicy, Latency: LatencyPolicy, Billing: BillingPolicy,
    Arrivals: ArrivalSource, Observer: RunObserver
  >(
    capacity: Capacity, latency: Latency, billing: Billing, client: Client = Client(),
    arrivals: inout Arrivals, course: Course, observer: inout Observer,
    proceed: (Int) -> Bool = { _ in true }
  ) -> RunFigures? {
    if checksEveryRun {
      return runAsserted(
        capacity: capacity, latency: latency, billing: billing, client: client,
        arrivals: &arrivals, course: course, observer: &observer, proceed: proceed)
    }
    var platform = Platform(
      capacity: capacity, latency: latency, billing: billing, client: client,
      window: course.window, seed: course.seed, replication: course.replication,
      observer: observer)
    var engine = Engine()
    platform.begin(&engine.agenda)
    while engine.advance(&platform, arrivals: &arrivals, limit: portion) {
      if !proceed(engine.arrivals) { return nil }
    }
    let horizon = course.patience.map { engine.now + $0 } ?? .latestHorizon
    while !engine.drain(&platform, until: horizon, limit: portion) {
      if !proceed(engine.arrivals) { return nil }
    }
    let figures = platform.finish(at: engine.now)
    observer = platform.observer
    return figures
  }
}

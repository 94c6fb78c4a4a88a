import Documents
import Platforms
import SimCore

/// Short runs without any chance, whose figures can be worked out by hand.
enum HandRun {
  /// Stretches of evenly spaced arrivals, one after another from time zero.
  struct Steps: ArrivalSource {
    private let steps: [(count: Int, apart: Interval)]
    private var step = 0
    private var sent = 0
    private var upcoming = Instant.zero

    init(_ steps: [(count: Int, apart: Interval)]) { self.steps = steps }

    mutating func next() -> Instant? {
      guard step < steps.count else { return nil }
      let time = upcoming
      upcoming = time + steps[step].apart
      sent += 1
      if sent == steps[step].count { (step, sent) = (step + 1, 0) }
      return time
    }
  }

  /// The changes that a scaling policy decided on.
  private struct Changes: RunObserver {
    var changes: [(time: Instant, change: Int)] = []

    var seesRequests: Bool { false }
    var seesEvents: Bool { true }
    mutating func request(_ record: RequestRecord) {}
    mutating func refused(_ request: Int, _ outcome: RequestOutcome, at now: Instant) {}
    mutating func instance(_ number: Int, _ change: InstanceChange, at now: Instant) {}
    mutating func scaling(_ decision: ScalingDecision, instances: Int, at now: Instant) {
      if decision.change != 0 { changes.append((now, decision.change)) }
    }
  }

  /// Evenly spaced requests at some rate a second, from time zero.
  ///
  /// - Parameters:
  ///   - capacity: what is there to serve.
  ///   - billing: what it costs.
  ///   - rate: requests a second.
  ///   - seconds: how long they come.
  ///   - service: the time that each takes, in microseconds.
  /// - Returns: the figures of the run.
  /// - Throws: ``ArrivalProcessError`` where there is no such rate.
  static func regular(
    _ capacity: some CapacityPolicy, billing: AnyBilling, rate: Double, seconds: Int64,
    service: Int64
  ) throws -> RunFigures {
    var arrivals = try ArrivalStream(
      .constant(rate: rate), extent: .duration(.seconds(seconds)), seed: 1, replication: 0)
    var nobody = NoObserver()
    return run(capacity, billing: billing, service: service, &arrivals, &nobody)
  }

  /// A run of which the decisions to scale are kept.
  ///
  /// - Parameters:
  ///   - capacity: what is there to serve.
  ///   - service: the time that each request takes, in microseconds.
  ///   - arrivals: when requests come.
  /// - Returns: the figures of the run, and the decisions that changed something.
  static func watched(
    _ capacity: some CapacityPolicy, service: Int64, arrivals: inout Steps
  ) -> (figures: RunFigures, changes: [(time: Instant, change: Int)]) {
    var watching = Changes()
    let free = PerInstanceBilling(perHour: .zero)
    let figures = run(
      capacity, billing: .perInstance(free), service: service, &arrivals, &watching)
    return (figures, watching.changes)
  }

  private static func run<Observer: RunObserver>(
    _ capacity: some CapacityPolicy, billing: AnyBilling, service: Int64,
    _ arrivals: inout some ArrivalSource, _ observer: inout Observer
  ) -> RunFigures {
    let figures = Simulation.run(
      capacity: capacity,
      latency: PreloadedLatency(
        network: .constant(.zero),
        serviceTime: ServiceTime(.constant(Interval(nanoseconds: service * 1000)))),
      billing: billing.policy, arrivals: &arrivals, options: RunOptions(seed: 1),
      observer: &observer)
    guard let figures else { preconditionFailure("nothing stops the run") }
    return figures
  }
}

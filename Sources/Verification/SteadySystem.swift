import Documents
import Platforms
import SimCore

/// How a system is simulated: three policies, its clients, its arrivals and how long.
struct SteadySystem: Sendable {
  /// What is there to serve.
  enum Capacity: Sendable {
    case server(FixedServer)
    case onDemand(OnDemand)
    case endpoint(ManagedEndpoint)
    /// So many clients that send anew some time after an answer, instead of arrivals.
    case closed(FixedServer, clients: Int, thinking: Distribution)
  }

  /// What is there to serve.
  var capacity: Capacity
  /// How long service takes.
  var service: ServiceTime
  /// How much longer the first request of an instance takes.
  var preparation: Distribution = .constant(.zero)
  /// How requests come; nil where clients are part of the system.
  var arrivals: ArrivalProcess?
  /// How clients gather requests that they send as one; nil for not at all.
  var gathering: Batching?
  /// How long clients wait, in seconds; nil for ever.
  var timeout: Double?
  /// What it costs: nothing, by the nanosecond, so that the time billed is the time in service.
  var billing: AnyBilling = .perUse(
    PerUseBilling(perRequest: .zero, perSecond: .zero, step: Interval(nanoseconds: 1)))
  /// The length of a replication in seconds; its first tenth is the warm-up.
  var duration: Double
  /// Waits, in seconds, of which the fraction beyond is counted.
  var waitsBeyond: [Double] = []
  /// Times in the system, in seconds, of which the fraction beyond is counted.
  var sojournsBeyond: [Double] = []
  /// The time between two looks at the number in the system, in seconds; nil for none.
  var looks: Double?
  /// Whether the number of slots in use times time is the sum of times in them: not where
  /// requests are served together.
  var isLawful = true

  /// The length of a window of the timeline: the warm-up is five of them, the rest forty-five.
  static let windows = 50
  /// How many of them the warm-up takes.
  static let warmUp = 5

  /// Runs one replication.
  ///
  /// - Parameters:
  ///   - seed: the seed of the case.
  ///   - replication: which one, from 0.
  ///   - effort: what part of the full length is simulated.
  /// - Returns: what was seen.
  /// - Throws: ``ArrivalProcessError`` where the arrivals cannot be made.
  func sample(seed: UInt64, replication: Int, effort: Double) throws -> SteadySample {
    let window = Interval(seconds: duration * effort / Double(Self.windows))
    let observer = SteadyObserver(
      self, begin: .zero + window * Int64(Self.warmUp), end: .zero + window * Int64(Self.windows))
    let options = RunOptions(
      seed: seed, replication: UInt64(replication), window: window)
    switch capacity {
    case .server(let policy): return try run(policy, observer, options)
    case .onDemand(let policy): return try run(policy, observer, options)
    case .endpoint(let policy): return try run(policy, observer, options)
    case .closed(let policy, let clients, let thinking):
      var watching = observer
      let figures = try Simulation.run(
        ClosedLoop(clients: clients, thinkTime: thinking),
        Simulation.Setting(latency: latency, billing: billing.policy, options: options),
        capacity: policy, end: .at(observer.end), observer: &watching)
      guard let figures else { preconditionFailure("nothing stops the run") }
      return watching.sample(figures)
    }
  }

  private var latency: StagedLatency {
    let none = Distribution.constant(.zero)
    return StagedLatency(
      network: none,
      coldStart: ColdStart(
        containerInitialisation: none, libraryImport: none, modelDownload: none,
        modelLoad: preparation, firstInference: none),
      serviceTime: service)
  }

  private func run(
    _ policy: some CapacityPolicy, _ observer: SteadyObserver, _ options: RunOptions
  ) throws -> SteadySample {
    guard let process = arrivals else { preconditionFailure("requests come from somewhere") }
    var stream = try ArrivalStream(
      process, extent: .duration(observer.end - .zero), seed: options.seed,
      replication: options.replication)
    var watching = observer
    let figures = Simulation.run(
      capacity: policy, latency: latency, billing: billing.policy,
      client: Client(timeout: timeout.map { Interval(seconds: $0) }, batch: gathering),
      arrivals: &stream,
      options: options, observer: &watching)
    guard let figures else { preconditionFailure("nothing stops the run") }
    return watching.sample(figures)
  }
}

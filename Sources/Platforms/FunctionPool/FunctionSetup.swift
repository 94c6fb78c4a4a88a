import Documents
import SimCore

/// The functions of an account, and the platform that all of them run on.
package struct FunctionSetup {
  /// The functions.
  let profiles: [FunctionProfile]
  /// The limits of the account, and how long instances are kept.
  let capacity: OnDemand
  /// How long things take.
  let latency: StagedLatency
  /// The service time of functions that have none of their own.
  let service: Distribution
  /// What things cost.
  let billing: any BillingPolicy
  /// How long clients wait.
  let client: Client
  /// How long instances are kept, where that is not for the platform to say.
  let keepAlive: FunctionKeepAlive
  /// The scenario's seed.
  let seed: UInt64
  /// The index of the replication.
  let replication: UInt64
  /// The length of a window of the timeline.
  let window: Interval
  /// The time before which requests arrive.
  let length: Interval
  /// What counts of minutes are multiplied with.
  let load: Double
  /// The class of each function, by how often it is called.
  let classes: [Int]
  /// The time for which every idle instance is kept; nil where that differs.
  let fixedKeepAlive: Interval?
  /// Whether of several idle instances the one that became so last goes first.
  let newestFirst: Bool
  /// The longest time in service.
  let executionLimit: Interval

  /// Functions on a platform; throws a sentence on what the platform has that functions of an
  /// account cannot.
  package init(
    _ profiles: [FunctionProfile], capacity: any CapacityPolicy, latency: any LatencyPolicy,
    billing: any BillingPolicy, client: Client = Client(),
    keepAlive: FunctionKeepAlive = .platform, seed: UInt64, replication: UInt64 = 0,
    window: Interval = .seconds(1), length: Interval, load: Double = 1
  ) throws(FunctionSetupError) {
    if let problem = Self.problem(capacity, latency, client) {
      throw FunctionSetupError(reason: problem)
    }
    guard let capacity = capacity as? OnDemand, let staged = StagedLatency(latency),
      let service = staged.independentService
    else { throw FunctionSetupError(reason: "the platform is none of functions") }
    self.profiles = profiles
    self.capacity = capacity
    self.latency = staged
    self.service = service
    self.billing = billing
    self.client = client
    self.keepAlive = keepAlive
    self.seed = seed
    self.replication = replication
    self.window = window
    self.length = length
    self.load = load
    classes = profiles.map {
      FunctionClass.index(ofRate: $0.traffic.meanRate(within: length, load: load))
    }
    if case .platform = keepAlive, case .fixed(let time) = capacity.keepAlive.idleLifetime {
      fixedKeepAlive = time
    } else {
      fixedKeepAlive = nil
    }
    newestFirst = capacity.reuse == .newest
    executionLimit = staged.executionLimit ?? .longest
  }

  /// What of a platform has no meaning for many functions of an account; nil for nothing.
  package static func problem(
    _ capacity: any CapacityPolicy, _ latency: any LatencyPolicy, _ client: Client
  ) -> String? {
    guard let capacity = capacity as? OnDemand else {
      return "functions of an account need the capacity policy on-demand"
    }
    if capacity.concurrency > 1 {
      return "functions of an account serve one request at a time on an instance"
    }
    if capacity.beyondLimit == .wait {
      return "functions of an account have no queue: what is beyond a limit is refused"
    }
    if capacity.waitsForAny {
      return "a request of a function waits for the instance that starts for it"
    }
    if capacity.provisioned > 0 {
      return "functions of an account have no provisioned instances"
    }
    if capacity.preWarming != nil {
      return "functions of an account are started ahead by the hybrid histogram alone"
    }
    if capacity.plan.isBatched(client) {
      return "functions of an account have no batches"
    }
    guard let staged = StagedLatency(latency), staged.independentService != nil,
      staged.columnTimes.isEmpty
    else { return "the service time of functions depends on no load and no trace" }
    return nil
  }

  /// A seed for each function, that of a service of its name in a system.
  var seeds: [UInt64] {
    profiles.map { profile in
      var random = Random(
        seed: seed, stream: RandomStream("service " + profile.name))
      return random.next()
    }
  }

  /// The requests of all functions.
  var arrivals: FunctionArrivals {
    FunctionArrivals(
      profiles, before: length, load: load, seeds: seeds, replication: replication)
  }
}

/// Why functions cannot run on a platform.
package struct FunctionSetupError: Error, Hashable {
  /// A sentence without a full stop.
  package let reason: String
}

extension FunctionTraffic {
  /// How often a second the function is called within a time, in the mean.
  func meanRate(within length: Interval, load: Double) -> Double {
    switch self {
    case .poisson(let rate): rate
    case .timer(let period): 1 / period.seconds
    case .minutes(let counts):
      Double(counts.total) * load / min(length.seconds, Double(max(counts.minutes, 1)) * 60)
    case .times(let times):
      Double(times.count { $0 - .zero < length }) / max(length.seconds, 1e-9)
    }
  }
}

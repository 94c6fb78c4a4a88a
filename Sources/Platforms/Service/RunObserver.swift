import SimCore

/// Sees everything that happens in a run, as it happens.
///
/// An observer changes nothing. Each report is a dynamic call; what it does not want to see is not
/// reported, and costs nothing.
public protocol RunObserver {
  /// Whether single requests are reported.
  var seesRequests: Bool { get }
  /// Whether instances and decisions are reported.
  var seesEvents: Bool { get }
  /// Whether decisions of the capacity policy are looked at; where they are not, those are left out
  /// that would change nothing while nothing happens.
  var seesDecisions: Bool { get }

  /// What is reported of instances and decisions from now on is of a service of the deployment,
  /// with its own numbers of instances and requests; never called where it is one service.
  mutating func enter(service: String)
  /// A request has ended. Requests are reported in the order in which they end.
  mutating func request(_ record: RequestRecord)
  /// A request was refused on arrival.
  mutating func refused(_ request: Int, _ outcome: RequestOutcome, at now: Instant)
  /// Something has happened to an instance.
  mutating func instance(_ number: Int, _ change: InstanceChange, at now: Instant)
  /// The capacity policy has been evaluated.
  mutating func scaling(_ decision: ScalingDecision, instances: Int, at now: Instant)
}

extension RunObserver {
  /// With the events.
  public var seesDecisions: Bool { seesEvents }
  /// Is told nothing.
  public mutating func enter(service: String) {}
}

/// A request that has ended.
public struct RequestRecord: Sendable, BitwiseCopyable {
  /// Its number in the order of arrivals, from 0.
  public var request: Int
  /// When it arrived.
  public var arrival: Instant
  /// The time to its answer at the client; for a request without an answer, the time until that was
  /// settled.
  public var latency: Interval
  /// How it ended.
  public var outcome: RequestOutcome
  /// Whether it was the first request of its instance.
  public var isCold: Bool
  /// The number of its instance; -1 when it never had one.
  public var instance: Int
  /// What was charged for it.
  public var charge: RequestCharge

  init(
    request: Int, arrival: Instant, latency: Interval, outcome: RequestOutcome, isCold: Bool,
    instance: Int, charge: RequestCharge
  ) {
    self.request = request
    self.arrival = arrival
    self.latency = latency
    self.outcome = outcome
    self.isCold = isCold
    self.instance = instance
    self.charge = charge
  }
}

/// What happens in the life of an instance.
public enum InstanceChange: Hashable, Sendable {
  /// It was created.
  case created
  /// It can take requests.
  case ready
  /// It took another request while it served none.
  case reused
  /// It was idle for as long as the platform keeps instances.
  case revoked
  /// The provider has given notice that it takes its machine back.
  case interrupted
  /// It is to be removed and takes no more requests.
  case draining
  /// It is gone, by a scaling decision, by its age, with its machine or at the end of the run.
  case terminated
}

/// An observer that sees nothing.
public struct NoObserver: RunObserver {
  #if THREAD_SANITIZER
    // Optimised code passes what is empty at no address, and the sanitizer would look there.
    private var nothing: UInt8 = 0
  #endif

  /// Sees nothing.
  public init() {}
  /// No.
  public var seesRequests: Bool { false }
  /// No.
  public var seesEvents: Bool { false }
  /// Ignores it.
  public mutating func request(_ record: RequestRecord) {}
  /// Ignores it.
  public mutating func refused(_ request: Int, _ outcome: RequestOutcome, at now: Instant) {}
  /// Ignores it.
  public mutating func instance(_ number: Int, _ change: InstanceChange, at now: Instant) {}
  /// Ignores it.
  public mutating func scaling(_ decision: ScalingDecision, instances: Int, at now: Instant) {}
}

import SimCore

/// Decides what is there to serve requests: when a request may start, wait or be refused, when
/// instances come and go, and how long an idle one is kept.
///
/// A capacity policy is a pure value. The service owns all state: it shows the policy a
/// ``FleetView`` and acts on what the policy returns. A policy that must remember or learn
/// something (tokens of a rate limit, breaches of an alarm, how long instances idle) declares it as
/// its ``Memory``; the service keeps it and passes it in.
///
/// A policy of one's own needs ``admit(_:at:memory:)`` alone; everything else has a default.
public protocol CapacityPolicy: Sendable {
  /// What the policy remembers from one decision to the next.
  associatedtype Memory: Sendable = NoMemory

  /// The memory at the start of a run.
  var initialMemory: Memory { get }

  /// What is the same all through a run.
  var plan: CapacityPlan { get }

  /// Decides what happens to a request that arrives.
  func admit(_ fleet: FleetView, at now: Instant, memory: inout Memory) -> Admission

  /// Decides at regular times whether instances are added or removed.
  func evaluate(
    _ observation: Observation, fleet: FleetView, at now: Instant, memory: inout Memory
  ) -> ScalingDecision

  /// Until when further evaluations would decide nothing and remember nothing, as long as nothing
  /// happens: no request comes, no service ends, no instance comes or goes.
  ///
  /// Asked after an evaluation that changed nothing and of whose period the same is true, so that a
  /// further one would be shown the same. Those up to the answer are then left out until something
  /// happens, which changes no figure; a run of years with an evaluation each second takes no
  /// longer for it.
  ///
  /// - Returns: a time; now or earlier where nothing is known, ``Instant/never`` for good.
  func rests(fleet: FleetView, at now: Instant, memory: Memory) -> Instant

  /// Decides how long an idle instance is kept from now on, where the plan leaves it to the policy
  /// (``IdleLifetime/decided``).
  ///
  /// Asked when the instance becomes idle, and again, if it still is, when the time that was
  /// answered has passed; so an answer may be a short time after which the policy looks again.
  ///
  /// - Returns: how long it is kept; zero or less for not at all, nil for as long as it is idle.
  func keep(
    _ instance: IdleInstance, fleet: FleetView, at now: Instant, memory: inout Memory
  ) -> Interval?

  /// When instances are next to be considered ahead of demand, not before some time; nil for never.
  func nextPreWarming(from time: Instant, memory: Memory) -> Instant?

  /// Decides whether instances are started ahead of demand; the service warms them up.
  func preWarm(
    _ observation: Observation, fleet: FleetView, at now: Instant, memory: inout Memory
  ) -> ScalingDecision

  /// Whether further looks ahead of demand would decide nothing and remember nothing, as long as
  /// nothing happens. They are then left out until something does, which changes no figure.
  ///
  /// - Returns: the time between two looks, at whole multiples of which from the start of the run
  ///   they are; nil where they are not to be left out.
  func restsAhead(memory: Memory) -> Interval?
}

/// The memory of a policy that needs none.
public struct NoMemory: Sendable {
  #if THREAD_SANITIZER
    // As in ``NoObserver``.
    private var nothing: UInt8 = 0
  #endif

  /// Nothing.
  public init() {}
}

/// What a policy may see of the instances and requests of its service.
public struct FleetView: Sendable, BitwiseCopyable {
  /// Instances that exist: starting, ready or draining.
  public var instances = 0
  /// Instances that were created and cannot serve yet.
  public var starting = 0
  /// Those of them that start for one request, which waits for them alone.
  public var startingForOne = 0
  /// Instances that serve or could serve.
  public var ready = 0
  /// Instances that could take the request at hand at once.
  public var available = 0
  /// Requests in service.
  public var inService = 0
  /// Requests that wait for any instance, not for one that starts for them alone.
  public var waiting = 0
  /// Requests in the queue that the request at hand would join.
  public var queueLength = 0

  /// A service without instances.
  public init() {}
}

/// What is done with a request that arrives.
public enum Admission: Hashable, Sendable {
  /// An instance with room serves it now; there must be one.
  case serve
  /// A new instance is created for it alone, and it waits until that instance is ready.
  case startInstance
  /// It waits in the queue, and that many instances are created.
  case wait(starting: Int)
  /// It is refused at once.
  case refuse(Refusal)
}

/// Why a request is refused on arrival.
public enum Refusal: Hashable, Sendable {
  /// A limit of the platform on rate or concurrency.
  case throttled
  /// No room in the queue.
  case backlogFull
}

extension CapacityPolicy {
  /// All defaults.
  public var plan: CapacityPlan { CapacityPlan() }
  /// Nothing changes.
  public func evaluate(
    _ observation: Observation, fleet: FleetView, at now: Instant, memory: inout Memory
  ) -> ScalingDecision { .none }
  /// Nothing is known.
  public func rests(fleet: FleetView, at now: Instant, memory: Memory) -> Instant { now }
  /// As long as it is idle.
  public func keep(
    _ instance: IdleInstance, fleet: FleetView, at now: Instant, memory: inout Memory
  ) -> Interval? { nil }
  /// Never.
  public func nextPreWarming(from time: Instant, memory: Memory) -> Instant? { nil }
  /// Nothing is known.
  public func restsAhead(memory: Memory) -> Interval? { nil }
  /// Nothing is started.
  public func preWarm(
    _ observation: Observation, fleet: FleetView, at now: Instant, memory: inout Memory
  ) -> ScalingDecision { .none }
}

extension CapacityPolicy where Memory == NoMemory {
  /// Nothing to remember.
  public var initialMemory: NoMemory { NoMemory() }
}

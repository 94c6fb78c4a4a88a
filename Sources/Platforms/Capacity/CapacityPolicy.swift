import SimCore

/// Decides what is there to serve requests: when a request may start, wait or be refused, and when
/// instances come and go.
///
/// A capacity policy is a pure value. The platform owns all state: it shows the policy a
/// ``FleetView`` and acts on what the policy returns. A policy that must remember something (tokens
/// of a rate limit, breaches of an alarm) declares it as its ``Memory``; the platform keeps it and
/// passes it in.
///
/// A policy of one's own needs ``admit(_:at:memory:)`` alone; everything else has a default.
public protocol CapacityPolicy: Sendable {
  /// What the policy remembers from one decision to the next.
  associatedtype Memory: Sendable = NoMemory

  /// The memory at the start of a run.
  var initialMemory: Memory { get }

  /// How many instances are ready when the run starts; they are never below this number.
  var initialInstances: Int { get }

  /// How many of those ready at the start are provisioned: they are never revoked, take requests
  /// before all others, and are charged as provisioned; at most ``initialInstances``.
  var provisionedInstances: Int { get }

  /// The greatest number of instances that there may be at a time; nil without a limit.
  var greatestInstances: Int? { get }

  /// Whether policies of this type may have provisioned instances; where they may not, the event
  /// loop is made without them.
  static var mayProvision: Bool { get }

  /// Whether policies of this type always give a request an instance of its own, at full speed and
  /// from one queue for all, and one that is idle at once; the event loop is then made without
  /// places, queues of instances and CPU credits, and asks ``admit(_:at:memory:)`` only when no
  /// instance is idle.
  static var scalesPerRequest: Bool { get }

  /// How many requests one instance serves at the same time; at least 1.
  var concurrency: Int { get }

  /// Where requests wait, and which instance takes one.
  var dispatch: Dispatch { get }

  /// How a worker that is free gathers requests from its queue to serve them as one; nil where it
  /// takes them one by one. A policy in which it waits for them keeps its instances: ``keepAlive``
  /// is nil.
  var batching: Batching? { get }

  /// How long an instance that serves nothing is kept; nil for as long as the run lasts.
  var keepAlive: Interval? { get }

  /// The time between two calls of ``evaluate(_:fleet:at:memory:)``; nil for never.
  var evaluationPeriod: Interval? { get }

  /// Whether evaluations are only of use while requests wait for any instance; then there are none
  /// at other times.
  var evaluatesOnlyWhileRequestsWait: Bool { get }

  /// The CPU credits of a burstable machine; nil where the machine always runs at full speed.
  var credits: CPUCredits? { get }

  /// How long an instance that is to be removed lives on after its last request.
  var drainTime: Interval { get }

  /// Whether a request whose client has gone is still served when its turn comes.
  var servesAbandonedRequests: Bool { get }

  /// Decides what happens to a request that arrives.
  func admit(_ fleet: FleetView, at now: Instant, memory: inout Memory) -> Admission

  /// Decides at regular times whether instances are added or removed.
  func evaluate(
    _ observation: Observation, fleet: FleetView, at now: Instant, memory: inout Memory
  ) -> ScalingDecision

  /// When instances are next to be considered ahead of demand, not before some time; nil for never.
  func nextPreWarming(from time: Instant, memory: Memory) -> Instant?

  /// Decides whether instances are started ahead of demand; the platform warms them up.
  func preWarm(
    _ observation: Observation, fleet: FleetView, at now: Instant, memory: inout Memory
  ) -> ScalingDecision

  /// How long the provider takes to provide the machine of a new instance, before anything of the
  /// instance's own start begins.
  func provisioning(using random: inout Random) -> Interval
}

/// The memory of a policy that needs none.
@frozen
public struct NoMemory: Sendable {
  /// Nothing.
  @inlinable
  public init() {}
}

/// What a policy may see of the instances and requests of its platform.
@frozen
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

  /// A platform without instances.
  @inlinable
  public init() {}
}

/// Where requests wait, and which instance takes one.
@frozen
public enum Dispatch: Hashable, Sendable {
  /// All requests wait in one queue, first come first served; any instance with room takes the
  /// next.
  case sharedQueue(Reuse)
  /// Each request is sent to one instance when it arrives, and waits there.
  case instanceQueues(Routing)
}

/// Which of several instances with room takes a request.
@frozen
public enum Reuse: String, Hashable, Sendable, CaseIterable {
  /// The instance that became free last, so that the longest idle ones can expire.
  case newest
  /// The instance that became free first, so that all are kept in use.
  case oldest
}

/// To which ready instance a request is sent.
@frozen
public enum Routing: String, Hashable, Sendable, CaseIterable {
  /// One after another.
  case roundRobin = "round-robin"
  /// Any, with equal probability.
  case random
  /// The one with the fewest requests in service and waiting; among equals the first.
  case leastOutstanding = "least-outstanding"
}

/// What is done with a request that arrives.
@frozen
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
@frozen
public enum Refusal: Hashable, Sendable {
  /// A limit of the platform on rate or concurrency.
  case throttled
  /// No room in the queue.
  case backlogFull
}

extension CapacityPolicy {
  /// As many as it takes.
  public var greatestInstances: Int? { nil }
  /// No instance is there at the start.
  @inlinable
  public var initialInstances: Int { 0 }
  /// None is provisioned.
  @inlinable
  public var provisionedInstances: Int { 0 }
  /// They may.
  @inlinable
  public static var mayProvision: Bool { true }
  /// Not always.
  @inlinable
  public static var scalesPerRequest: Bool { false }
  /// One request at a time.
  @inlinable
  public var concurrency: Int { 1 }
  /// One queue, newest idle instance first.
  @inlinable
  public var dispatch: Dispatch { .sharedQueue(.newest) }
  /// One by one.
  @inlinable
  public var batching: Batching? { nil }
  /// Instances stay.
  @inlinable
  public var keepAlive: Interval? { nil }
  /// No evaluation.
  @inlinable
  public var evaluationPeriod: Interval? { nil }
  /// At all times.
  @inlinable
  public var evaluatesOnlyWhileRequestsWait: Bool { false }
  /// Full speed at all times.
  @inlinable
  public var credits: CPUCredits? { nil }
  /// Removed at once.
  @inlinable
  public var drainTime: Interval { .zero }
  /// Requests without a client are dropped from the queue.
  @inlinable
  public var servesAbandonedRequests: Bool { false }
  /// No machine has to be provided first.
  @inlinable
  public func provisioning(using random: inout Random) -> Interval { .zero }
  /// Nothing changes.
  @inlinable
  public func evaluate(
    _ observation: Observation, fleet: FleetView, at now: Instant, memory: inout Memory
  ) -> ScalingDecision { .none }
  /// Never.
  @inlinable
  public func nextPreWarming(from time: Instant, memory: Memory) -> Instant? { nil }
  /// Nothing is started.
  @inlinable
  public func preWarm(
    _ observation: Observation, fleet: FleetView, at now: Instant, memory: inout Memory
  ) -> ScalingDecision { .none }
}

extension CapacityPolicy where Memory == NoMemory {
  /// Nothing to remember.
  @inlinable
  public var initialMemory: NoMemory { NoMemory() }
}

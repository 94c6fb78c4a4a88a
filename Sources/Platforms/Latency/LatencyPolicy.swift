import SimCore

/// Says how long things take: the network, the start of an instance, and service.
///
/// A latency policy is a pure value; each kind of time draws from a random stream of its own, so
/// that a change to one shifts no other. A policy of one's own needs ``service(_:using:)`` alone.
public protocol LatencyPolicy: Sendable {
  /// The time of a request and its response on the network, both ways together.
  func network(using random: inout Random) -> Interval

  /// What a new instance does before it can take a request.
  func startup(using random: inout Random) -> Startup

  /// What the first request of an instance takes beyond its service time, because its handler
  /// still has to prepare (to download and load the model, say).
  func firstRequest(using random: inout Random) -> Interval

  /// The service time of a request, or of a batch as a whole, that starts now.
  func service(_ load: Load, using random: inout Random) -> Interval

  /// How to draw the time on the network, where that takes no more than this; the platform then
  /// does so instead of asking ``network(using:)``.
  var plainNetwork: PlainDraw { get }

  /// The distribution of the service time of a single request, where the load does not change it;
  /// the platform then draws from it ahead instead of asking ``service(_:using:)``.
  var independentService: Distribution? { get }

  /// The longest time that one request may be in service before the platform ends it; nil for no
  /// limit.
  var executionLimit: Interval? { get }
}

/// The start of an instance, before its first request.
public struct Startup: Sendable, BitwiseCopyable {
  /// How long it takes.
  public var duration: Interval
  /// How much of it the platform bills as execution time.
  public var billed: Interval
  /// What the first request takes beyond its service time, where that depends on how the start
  /// went; nil where ``LatencyPolicy/firstRequest(using:)`` says it when the request comes.
  public var preparation: Interval?

  /// A start of some length, of which a part is billed.
  public init(duration: Interval, billed: Interval = .zero, preparation: Interval? = nil) {
    self.duration = duration
    self.billed = billed
    self.preparation = preparation
  }
}

/// How busy an instance is when it begins to serve a request.
public struct Load: Sendable, BitwiseCopyable {
  /// Requests in service on the instance, this one included; a batch counts as one.
  public var inService: Int
  /// Requests that wait in the queue it takes from.
  public var waiting: Int
  /// How many requests this service is for: 1, or the size of a batch.
  public var batch: Int

  /// The load of an instance.
  public init(inService: Int, waiting: Int, batch: Int = 1) {
    self.inService = inService
    self.waiting = waiting
    self.batch = batch
  }
}

extension LatencyPolicy {
  /// No time on the network.
  public func network(using random: inout Random) -> Interval { .zero }
  /// Ready at once.
  public func startup(using random: inout Random) -> Startup { Startup(duration: .zero) }
  /// No preparation.
  public func firstRequest(using random: inout Random) -> Interval { .zero }
  /// The policy is asked.
  public var plainNetwork: PlainDraw { .none }
  /// The policy is asked.
  public var independentService: Distribution? { nil }
  /// No limit.
  public var executionLimit: Interval? { nil }
}

import SimCore

/// Sees what happens to the requests of a system, as it happens.
public protocol SystemObserver {
  /// A service is done with a request of the system: it has answered it, refused it, or it was
  /// given up on or withdrawn there, which is a time-out.
  ///
  /// - Parameters:
  ///   - record: the request as the service knows it, with the number that it has there.
  ///   - request: its number in the system.
  ///   - service: the index of the service.
  mutating func visit(_ record: RequestRecord, of request: Int, at service: Int)

  /// A request of the system has its outcome.
  mutating func request(_ record: SystemRecord)

  /// Whether what happens to instances is reported.
  var seesEvents: Bool { get }
  /// Something has happened at a service besides the end of a request.
  mutating func event(_ event: ServiceEvent, at service: Int)
}

extension SystemObserver {
  /// Without them.
  public var seesEvents: Bool { false }
  /// Ignores it.
  public mutating func event(_ event: ServiceEvent, at service: Int) {}
}

/// What happens at a service of a system besides the end of a request.
public enum ServiceEvent: Sendable {
  /// Something has happened to an instance.
  case instance(Int, InstanceChange, at: Instant)
  /// A request was refused on arrival, by the number that it has there.
  case refused(Int, RequestOutcome, at: Instant)
  /// The capacity policy has been evaluated, with so many instances.
  case scaling(ScalingDecision, instances: Int, at: Instant)
}

/// A request of a system that has its outcome.
public struct SystemRecord: Sendable, BitwiseCopyable {
  /// Its number in the order of arrivals, from 0.
  public var request: Int
  /// When it arrived at the first stage.
  public var arrival: Instant
  /// The time from there to the answer of the last stage; without an answer, the time until that
  /// was settled.
  public var latency: Interval
  /// How it ended.
  public var outcome: RequestOutcome
  /// The stage in which it ended, from 0.
  public var stage: Int
  /// The service that it was sent to last; -1 for none.
  public var service: Int
  /// The instance that it had where it was last, by its number there; -1 for none.
  public var instance: Int
  /// Whether it was the first request of an instance anywhere on its way.
  public var isCold: Bool
  /// What all services charged for it, those included where it failed.
  public var charge: RequestCharge

  /// The request as a single service would report it; the number of the service stands for the
  /// instance, of which a request may have had several.
  var endToEnd: RequestRecord {
    RequestRecord(
      request: request, arrival: arrival, latency: latency, outcome: outcome, isCold: isCold,
      instance: service, charge: charge)
  }
}

/// An observer of a system that sees nothing.
struct NoSystemObserver: SystemObserver {
  #if THREAD_SANITIZER
    // Optimised code passes what is empty at no address, and the sanitizer would look there.
    private var nothing: UInt8 = 0
  #endif

  mutating func visit(_ record: RequestRecord, of request: Int, at service: Int) {}
  mutating func request(_ record: SystemRecord) {}
}

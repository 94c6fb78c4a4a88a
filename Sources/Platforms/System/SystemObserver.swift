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

import Documents
import SimCore

/// The figures of one run of a system.
public struct SystemFigures: Sendable {
  /// The figures of each service, of the requests that were sent to it.
  public var services: [RunFigures]
  /// The figures of the system: of requests from end to end, and of the instances and costs of all
  /// services together.
  ///
  /// A request counts as a cold start when it was the first of an instance anywhere on its way.
  public var whole: RunFigures
  /// How many times a router sent a request on, to another service of the same stage.
  public var sentOn: UInt64
  /// How many times a request was sent again because it had failed.
  public var retries: UInt64
  /// How many times a request came to a stage, retries included.
  public var steps: UInt64

  /// Requests that arrived from outside.
  public var requests: UInt64 { whole.requests }
  /// Requests that the last stage answered in time.
  public var succeeded: UInt64 { whole.succeeded }
  /// Requests refused by a limit on rate or concurrency, wherever they were sent.
  public var throttled: UInt64 { whole.throttled }
  /// Requests refused because a queue was full.
  public var backlogFull: UInt64 { whole.backlogFull }
  /// Requests given up on.
  public var timedOut: UInt64 { whole.timedOut }
  /// Requests that had no answer when the run ended.
  public var unanswered: UInt64 { whole.unanswered }
  /// The latency of the successful requests, from the first stage to the answer of the last.
  public var latency: LatencyFigures { whole.latency }
  /// When the run ended.
  public var end: Instant { whole.end }
  /// The fingerprint of the run, its services included.
  public var digest: Digest { whole.digest }
  /// Requests that had no answer in time.
  public var failed: UInt64 { whole.failed }
  /// What all services, and the steps between them, cost.
  public var cost: Money { whole.cost }
}

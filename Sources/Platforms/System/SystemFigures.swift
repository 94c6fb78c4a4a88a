import Documents
import SimCore

/// The figures of one run of a system.
public struct SystemFigures: Sendable {
  /// The figures of each service, of the requests that were sent to it.
  public var services: [RunFigures]
  /// Requests that arrived from outside.
  public var requests: UInt64
  /// Requests that the last stage answered in time.
  public var succeeded: UInt64
  /// Requests refused by a limit on rate or concurrency, wherever they were sent.
  public var throttled: UInt64
  /// Requests refused because a queue was full.
  public var backlogFull: UInt64
  /// Requests given up on.
  public var timedOut: UInt64
  /// Requests that had no answer when the run ended.
  public var unanswered: UInt64
  /// How many times a router sent a request on, to another service of the same stage.
  public var sentOn: UInt64
  /// The latency of the successful requests, from the first stage to the answer of the last.
  public var latency: LatencyFigures
  /// When the run ended.
  public var end: Instant
  /// The fingerprint of the run, its services included.
  public var digest: Digest

  /// Requests that had no answer in time.
  public var failed: UInt64 { throttled + backlogFull + timedOut + unanswered }
  /// What all services cost.
  public var cost: Money { services.reduce(.zero) { $0 + $1.cost } }
}

/// What a run of a system adds up, beside the ledgers of its services.
struct SystemLedger: ~Copyable {
  private var outcomes = [UInt64](repeating: 0, count: RequestOutcome.allCases.count)
  private var latencies = Histogram()
  private var moments = Moments()
  private var digest = Digest()
  private(set) var settled: UInt64 = 0
  var sentOn: UInt64 = 0

  /// Books the outcome of a request.
  mutating func book(_ record: SystemRecord) {
    settled += 1
    outcomes[Int(record.outcome.rawValue)] += 1
    if record.outcome == .succeeded {
      latencies.add(record.latency)
      moments.add(record.latency)
    }
    digest.fold(
      UInt64(truncatingIfNeeded: record.request),
      UInt64(bitPattern: record.arrival.nanoseconds),
      UInt64(bitPattern: record.latency.nanoseconds),
      UInt64(truncatingIfNeeded: record.service) &<< 3 | UInt64(record.outcome.rawValue))
  }

  /// The figures at the end of a run.
  func figures(services: [RunFigures], at end: Instant) -> SystemFigures {
    func count(_ outcome: RequestOutcome) -> UInt64 { outcomes[Int(outcome.rawValue)] }
    var digest = digest
    digest.fold(UInt64(bitPattern: end.nanoseconds))
    for service in services { digest.fold(service.digest.value) }
    return SystemFigures(
      services: services, requests: settled, succeeded: count(.succeeded),
      throttled: count(.throttled), backlogFull: count(.backlogFull), timedOut: count(.timedOut),
      unanswered: count(.unanswered), sentOn: sentOn,
      latency: LatencyFigures(latencies, moments), end: end, digest: digest)
  }
}

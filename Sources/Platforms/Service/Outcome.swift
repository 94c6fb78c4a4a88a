/// How a request ended.
public enum RequestOutcome: UInt8, Hashable, Sendable, CaseIterable, BitwiseCopyable {
  /// Answered in time.
  case succeeded
  /// Refused by a limit of the platform on rate or concurrency.
  case throttled
  /// Refused because the queue was full.
  case backlogFull
  /// Not answered before the client or the platform gave up, or before its machine was taken back.
  case timedOut
  /// Still waiting or in service when the run ended.
  case unanswered

  /// The name in CSV files.
  public var name: String {
    switch self {
    case .succeeded: "succeeded"
    case .throttled: "throttled"
    case .backlogFull: "backlog_full"
    case .timedOut: "timed_out"
    case .unanswered: "unanswered"
    }
  }
}

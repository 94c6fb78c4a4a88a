import SimCore

/// A step on the way of a request: where it is sent, and what becomes of it when that fails.
public struct Stage: Hashable, Sendable {
  /// To which service a request is sent.
  public var router: Router
  /// How a request that failed is sent again; nil for not at all.
  public var retry: RetryPolicy?

  /// A stage.
  public init(_ router: Router, retry: RetryPolicy? = nil) {
    self.router = router
    self.retry = retry
  }
}

/// The retries of a stage in a run.
struct RetryState {
  private let policy: RetryPolicy?
  private var random: Random

  /// The retries at the start of a run.
  init(_ policy: RetryPolicy?, random: Random) {
    self.policy = policy
    self.random = random
  }

  /// Whether a request is sent again if it fails for the nth time.
  func hasMore(after attempts: Int) -> Bool { policy.map { attempts < $0.attempts } ?? false }

  /// How long until a request is sent again that failed for the nth time; nil where it is not.
  mutating func delay(after attempts: Int) -> Interval? {
    guard let policy, attempts < policy.attempts else { return nil }
    let wait = policy.wait(after: attempts)
    guard policy.hasJitter, wait > .zero else { return wait }
    return Interval(nanoseconds: Int64(Double(wait.nanoseconds) * random.nextUnit()))
  }
}

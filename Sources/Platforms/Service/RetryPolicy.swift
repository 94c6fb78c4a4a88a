import SimCore

/// How a client sends a request again that was refused or given up on.
///
/// After the nth attempt has failed it waits for `min(greatest, backOff * factor^(n - 1))`, or with
/// jitter for a time drawn evenly between nothing and that, and begins the stage anew.
///
/// Source: AWS, "Retry behavior" of the SDKs (three attempts, factor 2, at most 20 s, jitter), and
/// the retriers of Step Functions (first wait 1 s, factor 2, without jitter).
public struct RetryPolicy: Hashable, Sendable {
  /// How often a request is sent at most, the first time included; 2 or more.
  public var attempts: Int
  /// How long a client waits after the first attempt.
  public var backOff: Interval
  /// How many times as long after each further one; 1 or above.
  public var factor: Double
  /// The longest wait.
  public var greatest: Interval
  /// Whether the wait is drawn between nothing and its length.
  public var hasJitter: Bool

  /// A policy of retries.
  public init(
    attempts: Int, backOff: Interval = .seconds(1), factor: Double = 2,
    greatest: Interval = .seconds(20), hasJitter: Bool = true
  ) {
    self.attempts = attempts
    self.backOff = backOff
    self.factor = factor
    self.greatest = greatest
    self.hasJitter = hasJitter
  }

  /// What has no meaning in it, as a clause; nil where all of it has.
  var problem: String? {
    if attempts < 2 { return "retries with \(attempts) attempts in all, and needs 2 at least" }
    if !(factor >= 1 && factor.isFinite) {
      return "retries after a back-off that grows by \(factor), and needs a factor of 1 at least"
    }
    if backOff < .zero || greatest < .zero { return "retries after less than no time" }
    return nil
  }

  /// How long a client waits after so many attempts, without jitter.
  ///
  /// - Complexity: O(n) in the attempts, and no more than until the longest wait is reached.
  func wait(after attempts: Int) -> Interval {
    var wait = Double(backOff.nanoseconds)
    let limit = Double(greatest.nanoseconds)
    guard wait > 0 else { return .zero }
    for _ in 1..<max(attempts, 1) where wait < limit && factor > 1 { wait *= factor }
    return wait >= limit ? greatest : Interval(nanoseconds: Int64(wait))
  }
}

import SimCore

/// How requests are gathered into a batch that is served as one.
public struct Batching: Hashable, Sendable {
  /// The most requests of a batch; at least 1, which is no batch.
  package let size: Int
  /// How long the oldest request of a batch that is not complete waits for others.
  package let wait: Interval

  /// Batches of up to `size` requests, or of what is there once the oldest has waited for `wait`.
  public init(size: Int, wait: Interval) {
    precondition(size >= 1 && size <= Self.greatestSize, "a batch has 1 to 100 000 requests")
    self.size = size
    self.wait = wait
  }

  /// The most requests that a batch may have.
  public static let greatestSize = 100_000
}

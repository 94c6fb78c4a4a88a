import SimCore

/// How requests are gathered into a batch that is served as one.
public struct Batching: Hashable, Sendable {
  /// The most requests of a batch; at least 1, which is no batch.
  package let size: Int
  /// How long the oldest request of a batch that is not complete waits for others.
  package let wait: Interval
  /// What a batch is to take at most, from which workers learn how many requests that is; nil where
  /// a batch may always have `size` of them.
  package let latencyTarget: Interval?
  /// Whether workers learn how long to wait for others, in place of ``wait``, as ``AdaptiveDelay``
  /// says.
  package let isAdaptive: Bool

  /// Batches of up to `size` requests, or of what is there once the oldest has waited for `wait`.
  ///
  /// With a target for the time of a batch, its size begins at one request and is found by additive
  /// increase and multiplicative decrease: each full batch within the target makes it one greater,
  /// each batch beyond leads to a tenth less than that had. Source: Crankshaw et al., "Clipper: A
  /// Low-Latency Online Prediction Serving System" (NSDI 2017), section 4.3.
  public init(
    size: Int, wait: Interval, latencyTarget: Interval? = nil, isAdaptive: Bool = false
  ) {
    self.latencyTarget = latencyTarget
    self.isAdaptive = isAdaptive
    precondition(size >= 1 && size <= Self.greatestSize, "a batch has 1 to 100 000 requests")
    self.size = size
    self.wait = wait
  }

  /// The most requests that a batch may have.
  public static let greatestSize = 100_000
}

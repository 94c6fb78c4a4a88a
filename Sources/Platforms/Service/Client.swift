import SimCore

/// How the clients of a deployment behave.
public struct Client: Hashable, Sendable {
  /// How long a client, or the platform's front end on its behalf, waits for an answer; nil for
  /// ever.
  ///
  /// For a batch it counts from the arrival of its oldest request.
  public let timeout: Interval?
  /// How clients gather requests that they send as one; nil where each is sent by itself.
  public let batch: Batching?
  /// How clients send a request again that failed; nil for not at all.
  ///
  /// A service alone does not know it: a deployment with retries runs as a system of one service.
  public let retries: RetryPolicy?

  /// Clients with some patience.
  ///
  /// - Parameters:
  ///   - timeout: how long they wait for an answer; nil for ever.
  ///   - batch: how they gather requests, for less time than `timeout`; nil for not at all.
  ///   - retries: how they send a request again that failed; nil for not at all.
  public init(
    timeout: Interval? = nil, batch: Batching? = nil, retries: RetryPolicy? = nil
  ) {
    if let timeout, let batch {
      precondition(batch.wait < timeout, "clients send a batch before they give up on it")
    }
    self.timeout = timeout
    self.batch = batch
    self.retries = retries
  }
}

extension CapacityPlan {
  /// Whether requests may be served together, by clients that gather them or by workers.
  func isBatched(_ client: Client) -> Bool {
    (client.batch?.size ?? 1) > 1 || (batching?.size ?? 1) > 1
  }
}

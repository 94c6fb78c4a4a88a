import SimCore

/// How the clients of a deployment behave.
public struct Client: Hashable, Sendable {
  /// How long a client, or the platform's front end on its behalf, waits for an answer; nil for
  /// ever.
  public let timeout: Interval?

  /// Clients with some patience.
  public init(timeout: Interval? = nil) { self.timeout = timeout }
}

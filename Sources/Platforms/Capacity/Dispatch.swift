/// Where requests wait, and which instance takes one.
public enum Dispatch: Hashable, Sendable {
  /// All requests wait in one queue, first come first served; any instance with room takes the
  /// next.
  case sharedQueue(Reuse)
  /// Each request is sent to one instance when it arrives, and waits there.
  case instanceQueues(Routing)
}

/// Which of several instances with room takes a request.
public enum Reuse: String, Hashable, Sendable, CaseIterable {
  /// The instance that became free last, so that the longest idle ones can expire.
  case newest
  /// The instance that became free first, so that all are kept in use.
  case oldest
}

/// To which ready instance a request is sent.
public enum Routing: String, Hashable, Sendable, CaseIterable {
  /// One after another.
  case roundRobin = "round-robin"
  /// Any, with equal probability.
  case random
  /// The one with the fewest requests in service and waiting; among equals the first.
  case leastOutstanding = "least-outstanding"
  /// Of two different ones at random that with fewer requests in service and waiting; among equals
  /// the one drawn first.
  case twoChoices = "two-choices"
}

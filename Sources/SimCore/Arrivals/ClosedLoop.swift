/// Clients that send a request, wait for its answer, think, and send the next: a finite source.
///
/// The rate of the requests is not given but follows from the answers: a slow service gets fewer.
public struct ClosedLoop: Hashable, Sendable {
  /// How many clients there are, at least one.
  public var clients: Int
  /// How long a client thinks between an answer and its next request, and before its first.
  public var thinkTime: Distribution
  /// How long a client waits in place of thinking when a request has failed, above zero.
  public var backOff: Interval

  /// The most clients there may be: each is an entry of the agenda.
  package static let mostClients = 1_000_000
  /// The shortest time from a request of a client to its next.
  ///
  /// It keeps the clock going where answers and thinking take no time at all.
  package static let shortestCycle = Interval(nanoseconds: 1_000)

  /// Clients in a closed loop.
  public init(clients: Int, thinkTime: Distribution, backOff: Interval = .seconds(1)) {
    self.clients = clients
    self.thinkTime = thinkTime
    self.backOff = backOff
  }
}

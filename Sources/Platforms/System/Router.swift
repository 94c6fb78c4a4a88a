import SimCore

/// To which service a stage sends a request.
public enum Router: Hashable, Sendable {
  /// To one of them by chance; where it is refused there, that is its outcome.
  case weighted([WeightedService])
  /// To the first that has a slot free and whose account is not full; where none has, to the last,
  /// where it waits, makes an instance start or is refused. Where it is refused all the same, it
  /// goes in the same way to one of those behind.
  case firstWithRoom([Int])
  /// To the first; where it is refused there, or has waited in a queue there for some time, to the
  /// next, and so on. Whoever comes to the last stays there. Without a time it is only sent on when
  /// it is refused.
  case overflow([Int], after: Interval? = nil)

  /// The services, by their indices, in order.
  public var services: [Int] {
    switch self {
    case .weighted(let choices): choices.map(\.service)
    case .firstWithRoom(let services), .overflow(let services, _): services
    }
  }
}

/// A service, and how often it is chosen.
public struct WeightedService: Hashable, Sendable {
  /// Its index.
  public var service: Int
  /// Its part of the requests, in proportion to the sum of all weights; zero for none.
  public var weight: Double

  /// A service with a weight.
  public init(_ service: Int, weight: Double) {
    self.service = service
    self.weight = weight
  }
}

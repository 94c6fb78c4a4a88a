import SimCore

/// Rented machines that are always there: a fixed number of places for requests, one queue.
public struct FixedServer: CapacityPolicy, Hashable {
  /// The number of machines.
  public let instances: Int
  /// How many requests a machine serves at the same time.
  public let workers: Int
  /// How many requests may wait.
  public let backlog: Int
  /// The CPU credits of a burstable machine.
  public let credits: CPUCredits?
  /// Whether a request whose client has gone is still served when its turn comes.
  public let servesAbandonedRequests: Bool
  /// How a worker gathers waiting requests to serve them as one.
  public let batching: Batching?

  /// Machines with workers and a queue.
  public init(
    instances: Int = 1, workers: Int, backlog: Int, credits: CPUCredits? = nil,
    servesAbandonedRequests: Bool = false, batching: Batching? = nil
  ) {
    self.instances = instances
    self.workers = workers
    self.backlog = backlog
    self.credits = credits
    self.servesAbandonedRequests = servesAbandonedRequests
    self.batching = batching
  }

  /// None is provisioned.
  @inlinable
  public static var mayProvision: Bool { false }
  /// All machines are there from the start.
  public var initialInstances: Int { instances }
  /// All machines there are.
  public var greatestInstances: Int? { instances }
  /// A place for each worker.
  @inlinable
  public var concurrency: Int { workers }

  /// Several machines take turns, so that none is full while another idles.
  public var dispatch: Dispatch { .sharedQueue(instances > 1 ? .oldest : .newest) }

  /// Serves while a worker is free, else queues while the backlog has room.
  @inlinable
  public func admit(_ fleet: FleetView, at now: Instant, memory: inout NoMemory) -> Admission {
    if fleet.available > 0 { return .serve }
    return fleet.queueLength < backlog ? .wait(starting: 0) : .refuse(.backlogFull)
  }
}

import SimCore

/// Rented machines that are always there: a fixed number of slots for requests, one queue.
public struct FixedServer: CapacityPolicy, Hashable {
  /// The number of machines.
  package let instances: Int
  /// How many requests a machine serves at the same time.
  package let workers: Int
  /// How many requests may wait.
  package let backlog: Int
  /// The CPU credits of a burstable machine.
  package let credits: CPUCredits?
  /// Whether a request whose client has gone is still served when its turn comes.
  package let servesAbandonedRequests: Bool
  /// How a worker gathers waiting requests to serve them as one.
  package let batching: Batching?
  /// How the provider takes machines back; nil for not at all.
  package let interruptions: Interruptions?

  /// Machines with workers and a queue.
  public init(
    instances: Int = 1, workers: Int, backlog: Int, credits: CPUCredits? = nil,
    servesAbandonedRequests: Bool = false, batching: Batching? = nil,
    interruptions: Interruptions? = nil
  ) {
    self.instances = instances
    self.workers = workers
    self.backlog = backlog
    self.credits = credits
    self.servesAbandonedRequests = servesAbandonedRequests
    self.batching = batching
    self.interruptions = interruptions
  }

  /// All machines are there from the start, with a slot for each worker.
  public var plan: CapacityPlan {
    var plan = CapacityPlan()
    plan.initialInstances = instances
    plan.greatestInstances = instances
    plan.slots = workers
    // Several machines take turns, so that none is full while another idles.
    plan.dispatch = .sharedQueue(instances > 1 ? .oldest : .newest)
    plan.batching = batching
    plan.servesAbandonedRequests = servesAbandonedRequests
    plan.credits = credits
    plan.interruptions = interruptions
    return plan
  }

  /// Serves while a worker is free, else queues while the backlog has room.
  public func admit(_ fleet: FleetView, at now: Instant, memory: inout NoMemory) -> Admission {
    Backlog.admit(fleet, upTo: backlog)
  }
}

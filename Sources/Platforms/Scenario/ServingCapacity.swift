import SimCore

/// How many requests a deployment can serve in the long run, derived from what it is made of.
///
/// It is what all instances do that there may be, all of them busy with nothing but service. No
/// queue and no autoscaler gets beyond it. Starts, the network and overload take from it.
package struct ServingCapacity: Sendable {
  /// The most instances that there may be.
  package let instances: Int
  /// How many of them are there from the start.
  package let initialInstances: Int
  /// How many requests, or batches, an instance serves at the same time.
  package let slots: Int
  /// How many of these its hardware serves at full speed.
  package let parallelism: Double
  /// The mean time of service of one request alone, in seconds.
  package let service: Double
  /// How many requests are served as one; 1 without batches.
  package let batch: Int
  /// How many times as long as one request a batch of that size takes.
  package let batchFactor: Double
  /// The fraction of its speed that a machine keeps when its CPU credits are spent; 1 for one
  /// without.
  package let lastingSpeed: Double
  /// How many requests a second the platform lets in; nil for any number.
  package let letIn: Double?

  /// The capacity of a deployment; nil for several services, for policies of one's own, and where
  /// service takes no time.
  package init?(_ deployment: Deployment) {
    if deployment.system != nil { return nil }
    let time: ServiceTime
    switch deployment.latency {
    case .staged(let latency): time = latency.serviceTime
    case .preloaded(let latency): time = latency.serviceTime
    case .custom: return nil
    }
    if case .custom = deployment.capacity { return nil }
    // What requests take by the columns of their trace is known to the trace alone.
    if !time.columnTimes.isEmpty { return nil }
    let plan = deployment.capacity.policy.plan
    guard let greatest = plan.greatestInstances, time.distribution.mean > 0 else { return nil }
    let batching = plan.batching ?? deployment.client.batch
    instances = greatest
    initialInstances = plan.initialInstances
    slots = plan.slots
    parallelism = time.parallelism
    service = time.distribution.mean
    batch = Self.batch(batching, time)
    batchFactor = time.batchFactor(of: batch)
    lastingSpeed = plan.credits?.lastingSpeed ?? 1
    letIn = (deployment.capacity.policy as? OnDemand)?.requests?.perSecond
  }

  /// The greatest size of a batch; where it is learnt, one more than its target lets it be, which
  /// is tried time and again.
  private static func batch(_ batching: Batching?, _ time: ServiceTime) -> Int {
    guard let batching else { return 1 }
    guard let target = batching.latencyTarget?.seconds else { return batching.size }
    var size = 1
    while size < batching.size, time.distribution.mean * time.batchFactor(of: size) <= target {
      size += 1
    }
    return size
  }

  /// Requests a second at full speed, as many as are let in.
  package var perSecond: Double { min(served, letIn ?? .infinity) }

  /// Requests a second that could be served at full speed.
  private var served: Double {
    Double(instances) * min(Double(slots), parallelism) / service * Double(batch) / batchFactor
  }

  /// Requests a second when the CPU credits are spent.
  package var lasting: Double { perSecond * lastingSpeed }
}

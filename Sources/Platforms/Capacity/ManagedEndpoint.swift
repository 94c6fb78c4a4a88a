import SimCore

/// A managed endpoint: instances behind a load balancer, added and removed by target tracking.
///
/// An alarm goes off when the metric is above its target for some evaluations in a row; then as
/// many instances are added as would bring it to the target, and for the cool-down nothing more
/// happens. Removal mirrors it, with a target of its own fraction and a longer row. Source: AWS,
/// "Target tracking scaling policies for Application Auto Scaling"; Google Cloud, "Autoscaling
/// groups of instances" for CPU utilisation.
///
/// With rows of one evaluation, no cool-downs, shares of 0.9 and 1.1, a limit on steps and a window
/// for removal it is the Horizontal Pod Autoscaler of Kubernetes, and likewise other autoscalers
/// that follow the ratio of a metric to its target. Source: kubernetes/kubernetes,
/// `pkg/controller/podautoscaler`, `replica_calculator.go` and `horizontal.go`.
public struct ManagedEndpoint: CapacityPolicy, Hashable {
  /// What the autoscaler holds against its target.
  public enum Metric: String, Hashable, Sendable, CaseIterable {
    /// Requests that were not refused, for each ready instance and minute. Source: AWS,
    /// InvocationsPerInstance of SageMaker.
    case invocationsPerInstance = "invocations-per-instance"
    /// The fraction of the slots in use, from 0 to 1.
    case utilisation
  }

  /// The autoscaler's parameters.
  public struct Autoscaler: Hashable, Sendable {
    /// What is measured.
    package let metric: Metric
    /// The value to be kept.
    package let target: Double
    /// Below this fraction of the target, instances are removed.
    package let scaleInFraction: Double
    /// Above this fraction of the target, instances are added.
    package let scaleOutFraction: Double
    /// How far a step out may go; nil for to the maximum.
    package let stepOut: StepOut?
    /// Instances are removed down to the greatest number that was wanted within this time.
    package let scaleInWindow: Interval
    /// The time between two evaluations.
    package let period: Interval
    /// How many evaluations in a row above the target add instances.
    package let scaleOutDatapoints: Int
    /// How many in a row below the fraction remove some.
    package let scaleInDatapoints: Int
    /// How long nothing is added after instances were added.
    package let scaleOutCooldown: Interval
    /// How long nothing is removed after any change.
    package let scaleInCooldown: Interval
    /// The target, and beyond what instances are removed and added, without rounding: as they are
    /// written.
    fileprivate let exactTarget: Ratio
    fileprivate let exactLow: Ratio
    fileprivate let exactHigh: Ratio

    /// A limit on a step out.
    public struct StepOut: Hashable, Sendable {
      /// The number of instances that a step may always lead to.
      package let least: Int
      /// How many times the instances of before a step may lead to, if that is more.
      package let factor: Double

      /// A limit.
      public init(least: Int, factor: Double) { (self.least, self.factor) = (least, factor) }

      /// The most instances after a step from some.
      func most(from present: Int) -> Int {
        max(least, Int(clamping: (Ratio(present) * Ratio(decimal: factor)).roundedDown))
      }
    }

    /// An autoscaler with all its parameters.
    public init(
      metric: Metric, target: Double, scaleInFraction: Double = 0.9, period: Interval = .minutes(1),
      scaleOutDatapoints: Int = 3, scaleInDatapoints: Int = 15,
      scaleOutCooldown: Interval = .minutes(5), scaleInCooldown: Interval = .minutes(5),
      scaleOutFraction: Double = 1, stepOut: StepOut? = nil, scaleInWindow: Interval = .zero
    ) {
      self.scaleOutFraction = scaleOutFraction
      self.stepOut = stepOut
      self.scaleInWindow = scaleInWindow
      self.metric = metric
      self.target = target
      self.scaleInFraction = scaleInFraction
      self.period = period
      self.scaleOutDatapoints = scaleOutDatapoints
      self.scaleInDatapoints = scaleInDatapoints
      self.scaleOutCooldown = scaleOutCooldown
      self.scaleInCooldown = scaleInCooldown
      exactTarget = Ratio(decimal: target)
      exactLow = exactTarget * Ratio(decimal: scaleInFraction)
      exactHigh = exactTarget * Ratio(decimal: scaleOutFraction)
    }
  }

  /// What the autoscaler remembers: breaches in a row, and when it last acted.
  public struct Memory: Sendable {
    var above = 0
    var below = 0
    var lastOut: Instant?
    var lastChange: Instant?
    var wanted = WantedInstances()

    /// No breaches and no action yet.
    public init() {}
  }

  /// The least number of instances, ready from the start.
  package let minimum: Int
  /// The greatest number of instances.
  package let maximum: Int
  /// How many requests an instance serves at the same time.
  package let workers: Int
  /// How many requests may wait at an instance.
  package let backlog: Int
  /// Which instance a request is sent to.
  package let routing: Routing
  /// The autoscaler; nil for none.
  package let autoscaler: Autoscaler?
  /// How long the provider takes to provide a machine.
  package let provisioningTime: Distribution
  /// How long an instance lives on after its last request when it is removed.
  package let drainTime: Interval
  /// Whether a request whose client has gone is still served when its turn comes.
  package let servesAbandonedRequests: Bool
  /// How a worker gathers waiting requests to serve them as one.
  package let batching: Batching?

  /// An endpoint with all its parameters.
  public init(
    minimum: Int, maximum: Int, workers: Int, backlog: Int, routing: Routing,
    autoscaler: Autoscaler?, provisioningTime: Distribution, drainTime: Interval = .zero,
    servesAbandonedRequests: Bool = false, batching: Batching? = nil
  ) {
    self.minimum = minimum
    self.maximum = maximum
    self.workers = workers
    self.backlog = backlog
    self.routing = routing
    self.autoscaler = autoscaler
    self.provisioningTime = provisioningTime
    self.drainTime = drainTime
    self.servesAbandonedRequests = servesAbandonedRequests
    self.batching = batching
  }

  /// No breaches and no action yet.
  public var initialMemory: Memory { Memory() }
  /// The minimum from the start, with a slot for each worker and a queue at each instance.
  public var plan: CapacityPlan {
    var plan = CapacityPlan()
    plan.initialInstances = minimum
    plan.greatestInstances = maximum
    plan.slots = workers
    plan.dispatch = .instanceQueues(routing)
    plan.batching = batching
    plan.servesAbandonedRequests = servesAbandonedRequests
    plan.evaluationPeriod = autoscaler?.period
    plan.drainTime = drainTime
    plan.provisioningTime = provisioningTime
    return plan
  }

  /// Serves while the instance has a free worker, else queues there while the backlog has room.
  public func admit(_ fleet: FleetView, at now: Instant, memory: inout Memory) -> Admission {
    Backlog.admit(fleet, upTo: backlog)
  }

  /// Target tracking with alarms and cool-downs.
  ///
  /// The metric is compared without rounding, and so is what it asks for: an instance more or less
  /// must not depend on the last bit of a floating-point number.
  public func evaluate(
    _ observation: Observation, fleet: FleetView, at now: Instant, memory: inout Memory
  ) -> ScalingDecision {
    guard let autoscaler else { return .none }
    let value: Double
    let exact: Ratio
    let name: StaticString
    switch autoscaler.metric {
    case .invocationsPerInstance:
      value = observation.invocationsPerInstanceMinute
      exact = observation.exactInvocationsPerInstanceMinute
      name = "invocations per instance and minute"
    case .utilisation:
      value = observation.utilisation
      exact = observation.exactUtilisation
      name = "utilisation"
    }
    let low = autoscaler.target * autoscaler.scaleInFraction
    // A row is as good as a longer one once it is long enough.
    memory.above =
      exact > autoscaler.exactHigh ? min(memory.above + 1, autoscaler.scaleOutDatapoints) : 0
    memory.below =
      exact < autoscaler.exactLow ? min(memory.below + 1, autoscaler.scaleInDatapoints) : 0
    func decision(_ change: Int, _ threshold: Double, _ reason: StaticString) -> ScalingDecision {
      ScalingDecision(
        change: change, metric: name, value: value, threshold: threshold, reason: reason)
    }
    if memory.above > 0 {
      // The metric is that of the instances that were there while it was measured; those that have
      // become ready since share its load without having been counted in it.
      let ready = observation.exactMeanReady
      let measured = ready > .zero ? ready : Ratio(max(fleet.ready, 1))
      let wanted = autoscaler.instances(for: exact, of: measured)
      note(wanted, autoscaler, fleet, now, &memory)
      return scaleOut(autoscaler, wanted, fleet, now, &memory, decision)
    }
    if memory.below > 0 {
      let wanted = autoscaler.instances(for: exact, of: Ratio(fleet.ready))
      note(wanted, autoscaler, fleet, now, &memory)
      return scaleIn(autoscaler, wanted, low, fleet, now, &memory, decision)
    }
    note(fleet.ready + fleet.starting, autoscaler, fleet, now, &memory)
    return decision(0, autoscaler.target, "the metric is at its target")
  }

  /// A row that is not long enough grows, and a cool-down ends; else nothing changes by itself.
  public func rests(fleet: FleetView, at now: Instant, memory: Memory) -> Instant {
    guard let autoscaler else { return .never }
    // Each evaluation is remembered.
    if autoscaler.scaleInWindow > .zero { return now }
    func after(_ change: Instant?, _ coolDown: Interval) -> Instant {
      guard let end = change.map({ $0 + coolDown }), end > now else { return .never }
      return end
    }
    if memory.above > 0 {
      if memory.above < autoscaler.scaleOutDatapoints { return now }
      return after(memory.lastOut, autoscaler.scaleOutCooldown)
    }
    if memory.below > 0 {
      if memory.below < autoscaler.scaleInDatapoints { return now }
      return after(memory.lastChange, autoscaler.scaleInCooldown)
    }
    return .never
  }

  /// Remembers what was wanted, where removal looks back; what is there at first counts too.
  private func note(
    _ wanted: Int, _ autoscaler: Autoscaler, _ fleet: FleetView, _ now: Instant,
    _ memory: inout Memory
  ) {
    guard autoscaler.scaleInWindow > .zero else { return }
    if memory.wanted.isEmpty {
      memory.wanted.add(fleet.ready + fleet.starting, at: now, within: autoscaler.scaleInWindow)
    }
    memory.wanted.add(wanted, at: now, within: autoscaler.scaleInWindow)
  }

  private func scaleOut(
    _ autoscaler: Autoscaler, _ wanted: Int, _ fleet: FleetView, _ now: Instant,
    _ memory: inout Memory, _ decision: (Int, Double, StaticString) -> ScalingDecision
  ) -> ScalingDecision {
    let target = autoscaler.target
    if memory.above < autoscaler.scaleOutDatapoints {
      return decision(0, target, "above the target but not for enough evaluations in a row")
    }
    if let last = memory.lastOut, now - last < autoscaler.scaleOutCooldown {
      return decision(0, target, "above the target but cooling down after adding instances")
    }
    let present = fleet.ready + fleet.starting
    let most = autoscaler.stepOut?.most(from: present) ?? maximum
    let change = min(wanted, maximum, most) - present
    guard change > 0 else {
      return decision(0, target, "above the target but at the maximum or enough are starting")
    }
    memory.lastOut = now
    memory.lastChange = now
    memory.above = 0
    return decision(change, target, "above the target for enough evaluations in a row")
  }

  private func scaleIn(
    _ autoscaler: Autoscaler, _ wanted: Int, _ low: Double, _ fleet: FleetView, _ now: Instant,
    _ memory: inout Memory, _ decision: (Int, Double, StaticString) -> ScalingDecision
  ) -> ScalingDecision {
    if memory.below < autoscaler.scaleInDatapoints {
      return decision(0, low, "below the target but not for enough evaluations in a row")
    }
    if let last = memory.lastChange, now - last < autoscaler.scaleInCooldown {
      return decision(0, low, "below the target but cooling down after a change")
    }
    let held = autoscaler.scaleInWindow > .zero ? memory.wanted.greatest : 0
    let change = max(wanted, minimum, held) - fleet.ready
    guard change < 0 else {
      return held > max(wanted, minimum)
        ? decision(0, low, "below the target but more were wanted within the window")
        : decision(0, low, "below the target but at the minimum")
    }
    memory.lastChange = now
    memory.below = 0
    return decision(change, low, "below the target for enough evaluations in a row")
  }
}

extension ManagedEndpoint.Autoscaler {
  /// How many instances would bring a metric that was measured on some to its target.
  fileprivate func instances(for value: Ratio, of measured: Ratio) -> Int {
    Int(clamping: (measured * value / exactTarget).roundedUp)
  }
}

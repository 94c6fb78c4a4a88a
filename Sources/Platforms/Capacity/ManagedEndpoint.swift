import SimCore

/// A managed endpoint: instances behind a load balancer, or that take from one queue, added and
/// removed by target tracking.
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
    /// Requests in service and waiting, in all, of which each instance is to have so many. Source:
    /// knative/serving, `pkg/autoscaler/scaling/autoscaler.go`; ray-project/ray,
    /// `python/ray/serve/autoscaling_policy.py`.
    case inFlight = "in-flight"
  }

  /// What the autoscaler remembers: breaches in a row, and when it last acted.
  public struct Memory: Sendable {
    var above = 0
    var below = 0
    var lastOut: Instant?
    var lastChange: Instant?
    var wanted = WantedInstances()
    var inFlight = InFlightMemory()
    var late = LateMetrics()
    var added = RecentSteps()
    var removed = RecentSteps()
    var lastUse = Instant.zero

    /// No breaches and no action yet.
    public init() {}
  }

  /// The least number of instances, ready from the start; with none, requests bring the first.
  package let minimum: Int
  /// The greatest number of instances.
  package let maximum: Int
  /// How many requests an instance serves at the same time.
  package let workers: Int
  /// How many requests may wait at an instance, or in the queue that all share.
  package let backlog: Int
  /// How many requests may wait where no instance is ready; nil for as many as at an instance.
  package let buffer: Int?
  /// Which instance a request is sent to; nil where all take from one queue.
  package let routing: Routing?
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
  /// How the provider takes machines back; nil for not at all.
  package let interruptions: Interruptions?

  /// An endpoint with all its parameters.
  public init(
    minimum: Int, maximum: Int, workers: Int, backlog: Int, routing: Routing?,
    autoscaler: Autoscaler?, provisioningTime: Distribution, drainTime: Interval = .zero,
    servesAbandonedRequests: Bool = false, batching: Batching? = nil, buffer: Int? = nil,
    interruptions: Interruptions? = nil
  ) {
    self.interruptions = interruptions
    self.buffer = buffer
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
  /// The minimum from the start, with a slot for each worker.
  public var plan: CapacityPlan {
    var plan = CapacityPlan()
    plan.initialInstances = minimum
    plan.greatestInstances = maximum
    plan.slots = workers
    // Those that take from one queue take turns.
    plan.dispatch = routing.map { .instanceQueues($0) } ?? .sharedQueue(.oldest)
    plan.batching = batching
    plan.servesAbandonedRequests = servesAbandonedRequests
    plan.evaluationPeriod = autoscaler?.period
    plan.drainTime = drainTime
    plan.interruptions = interruptions
    plan.provisioningTime = provisioningTime
    return plan
  }

  /// Serves while the instance has a free worker, else queues there while the backlog has room.
  ///
  /// Where there is no instance, the buffer's length is the backlog, and a request that it takes
  /// brings the first one at once, if requests in flight are what the autoscaler follows.
  public func admit(_ fleet: FleetView, at now: Instant, memory: inout Memory) -> Admission {
    guard fleet.ready == 0 else { return Backlog.admit(fleet, upTo: backlog) }
    let admission = Backlog.admit(fleet, upTo: buffer ?? backlog)
    guard fleet.starting == 0, minimum == 0, admission == .wait(starting: 0),
      let autoscaler, autoscaler.metric == .inFlight
    else { return admission }
    return .wait(starting: wake(autoscaler, at: now, &memory.inFlight))
  }

  /// Target tracking with alarms and cool-downs.
  ///
  /// The metric is compared without rounding, and so is what it asks for: an instance more or less
  /// must not depend on the last bit of a floating-point number.
  public func evaluate(
    _ observation: Observation, fleet: FleetView, at now: Instant, memory: inout Memory
  ) -> ScalingDecision {
    guard let autoscaler else { return .none }
    if autoscaler.metric == .inFlight {
      return follow(observation, autoscaler, fleet, at: now, &memory)
    }
    if observation.arrivals > 0 || observation.serviceTime > 0 || fleet.waiting > 0 {
      memory.lastUse = now
    }
    if fleet.ready + fleet.starting == 0 {
      return restart(observation, fleet, &memory)
    }
    let name: StaticString =
      autoscaler.metric == .utilisation
      ? "utilisation" : "invocations per instance and minute"
    let measured = LateMetrics.Point(observation, autoscaler.metric)
    guard let known = memory.late.know(measured, after: autoscaler.delayDatapoints) else {
      note(fleet.ready + fleet.starting, autoscaler, fleet, now, &memory)
      return ScalingDecision(
        change: 0, metric: name, value: measured.value, threshold: autoscaler.target,
        reason: "the first measured value is not known yet")
    }
    let (value, exact) = (known.value, known.exact)
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
      let wanted = autoscaler.instances(
        for: exact, of: known.ready > .zero ? known.ready : Ratio(max(fleet.ready, 1)))
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
    if autoscaler.scaleInWindow > .zero || !memory.late.isSteady { return now }
    if autoscaler.metric == .inFlight && !memory.inFlight.isQuiet(autoscaler) { return now }
    let window = autoscaler.stepWindow
    if memory.added.counts(at: now, within: window) { return now }
    if memory.removed.counts(at: now, within: window) { return now }
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
      let coolDown = after(memory.lastChange, autoscaler.scaleInCooldown)
      return minimum > 0 ? coolDown : min(coolDown, after(memory.lastUse, autoscaler.zeroDelay))
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

  /// Adds an instance where there is none and requests came in vain, or wait; by a rule of its own,
  /// which leaves the cool-downs of the others alone.
  private func restart(
    _ observation: Observation, _ fleet: FleetView, _ memory: inout Memory
  ) -> ScalingDecision {
    (memory.above, memory.below) = (0, 0)
    memory.late = LateMetrics()
    let missed = observation.refused + fleet.waiting
    return ScalingDecision(
      change: missed > 0 ? 1 : 0, metric: "requests without an instance", value: Double(missed),
      threshold: 0,
      reason: missed > 0 ? "requests found no instance" : "nothing is asked for, and nothing there")
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
    let window = autoscaler.stepWindow
    let added = memory.added.count(at: now, within: window)
    let most = autoscaler.stepOut?.most(from: present - added) ?? maximum
    let change = min(wanted, maximum, most) - present
    guard change > 0 else {
      return decision(
        0, target,
        most <= present && most < maximum
          ? "above the target but as many were added of late as may be"
          : "above the target but at the maximum or enough are starting")
    }
    memory.added.add(change, at: now, within: window)
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
    let keepsLast = minimum == 0 && now - memory.lastUse < autoscaler.zeroDelay
    let least = keepsLast ? 1 : minimum
    let window = autoscaler.stepWindow
    let removed = memory.removed.count(at: now, within: window)
    let afterStep = autoscaler.least(afterStepInFrom: fleet.ready + removed)
    let change = max(wanted, least, held, afterStep) - fleet.ready
    guard change < 0 else {
      if afterStep >= fleet.ready && max(wanted, least, held) < fleet.ready {
        return decision(0, low, "below the target but as many were removed of late as may be")
      }
      return held > max(wanted, least)
        ? decision(0, low, "below the target but more were wanted within the window")
        : decision(
          0, low,
          keepsLast
            ? "below the target but not without requests for long enough"
            : "below the target but at the minimum")
    }
    memory.removed.add(-change, at: now, within: window)
    memory.lastChange = now
    memory.below = 0
    return decision(change, low, "below the target for enough evaluations in a row")
  }
}

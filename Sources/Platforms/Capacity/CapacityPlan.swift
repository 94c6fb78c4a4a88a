import SimCore

/// What of a capacity policy is the same all through a run: how instances are laid out, where
/// requests wait, what a machine is like, and how long an instance is kept.
///
/// Every setting has a default and is free of the others, so that any of them combine: many slots
/// an instance with scaling to zero, batches with a keep-alive, provisioned instances behind a
/// queue each. ``problem`` says what has no meaning.
public struct CapacityPlan: Sendable, Hashable {
  /// How many instances are ready when the run starts; scaling and idling leave so many.
  public var initialInstances = 0
  /// How many of those are provisioned: they take requests before all others, never expire, and are
  /// charged as provisioned.
  public var provisionedInstances = 0
  /// The greatest number of instances that there may be at a time, besides those that drain; nil
  /// without a limit.
  public var greatestInstances: Int?
  /// How many requests one instance serves at the same time; at least 1.
  public var slots = 1
  /// Where requests wait, and which instance takes one.
  public var dispatch = Dispatch.sharedQueue(.newest)
  /// How a worker that is free gathers waiting requests to serve them as one; nil where it takes
  /// them one by one.
  public var batching: Batching?
  /// Whether a request whose client has gone is still served when its turn comes.
  public var servesAbandonedRequests = false
  /// How long an instance that serves nothing is kept.
  public var idleLifetime = IdleLifetime.unlimited
  /// The age beyond which an instance takes no more requests and goes; nil for none.
  ///
  /// Provisioned instances stay.
  public var greatestAge: Interval?
  /// How the provider takes machines back; nil for not at all.
  ///
  /// Provisioned instances stay.
  public var interruptions: Interruptions?
  /// The time between two calls of ``CapacityPolicy/evaluate(_:fleet:at:memory:)``, from 1 ns; nil
  /// for never.
  public var evaluationPeriod: Interval?
  /// Whether evaluations are only of use while requests wait for any instance; then there are none
  /// at other times.
  public var evaluatesOnlyWhileRequestsWait = false
  /// How long an instance that is to be removed lives on after its last request.
  public var drainTime = Interval.zero
  /// How long the provider takes to provide the machine of a new instance, before anything of the
  /// instance's own start begins.
  public var provisioningTime = Distribution.constant(.zero)
  /// The CPU credits of a burstable machine; nil where it always runs at full speed.
  public var credits: CPUCredits?

  /// A plan with all defaults: instances come one request each, from one queue, and stay.
  public init() {}

  /// What of the plan has no meaning, as a sentence without a full stop; nil where all of it has.
  public var problem: String? {
    if slots < 1 { return "an instance has no slot for a request" }
    if initialInstances < 0 { return "the number of instances at the start is below zero" }
    if provisionedInstances < 0 || provisionedInstances > initialInstances {
      return "provisioned instances are some of those at the start"
    }
    if let greatestInstances, greatestInstances < initialInstances {
      return "more instances are there at the start than there may be"
    }
    if let evaluationPeriod, evaluationPeriod <= .zero {
      return "the time between two evaluations is not above zero"
    }
    if let greatestAge, greatestAge <= .zero { return "the greatest age is not above zero" }
    if case .fixed(let time) = idleLifetime, time < .zero {
      return "the idle lifetime is below zero"
    }
    if drainTime < .zero { return "the time of draining is below zero" }
    return nil
  }
}

/// How long an instance that serves nothing is kept.
public enum IdleLifetime: Hashable, Sendable {
  /// As long as the run lasts.
  case unlimited
  /// A time that is the same for all instances.
  case fixed(Interval)
  /// A random time for each instance, drawn anew whenever it becomes idle.
  case drawn(Distribution)
  /// What the policy says of each, when it becomes idle and again when that time has passed; see
  /// ``CapacityPolicy/keep(_:fleet:at:memory:)``.
  case decided
}

/// An instance that is idle, as a policy sees it that decides how long it is kept.
public struct IdleInstance: Hashable, Sendable {
  /// Its number in the order of creation, from 0.
  public var number: Int
  /// Since when it has existed.
  public var created: Instant
  /// Since when it has been idle.
  public var idleSince: Instant
  /// Whether no other instance has been idle for longer.
  public var isLongestIdle: Bool

  /// An idle instance.
  public init(number: Int, created: Instant, idleSince: Instant, isLongestIdle: Bool = true) {
    self.isLongestIdle = isLongestIdle
    self.number = number
    self.created = created
    self.idleSince = idleSince
  }
}

import SimCore

/// When an instance has been idle, or there, for long enough: timers and what policies granted.
struct Lifetimes: ~Copyable {
  /// How long every idle instance is kept; nil where it is not the same for all, or for ever.
  let keepAlive: Interval?
  /// Whether each idle instance has a time of its own.
  let hasLeases: Bool
  /// What that is drawn from; nil where the policy says it.
  let drawn: Distribution?
  /// The age beyond which an instance goes; nil for none.
  let greatestAge: Interval?
  /// How the provider takes machines back; nil for not at all.
  let interruptions: Interruptions?

  /// Whether the timer for the instance that has been idle longest is on the agenda.
  private(set) var isTimed = false
  /// Whether something is to be done when an instance becomes idle.
  private(set) var awaitsIdle: Bool
  /// What was granted, by row of the fleet; empty where all are kept alike.
  var leases = Table<Lease>(minimumCapacity: 4)
  /// When the machine of each row of the fleet is taken back; empty where none is.
  var ends = Table<Instant>(minimumCapacity: 4)
  /// When notice of that is given.
  var notices = Table<Instant>(minimumCapacity: 4)
  /// Machines that are looked for in place of others that are taken back.
  var replacements = 0
  /// Leases that have ended while there were only as many instances as there must be.
  var held = 0

  /// For how long an idle instance may stay.
  struct Lease: BitwiseCopyable {
    /// When it ends; ``Instant/never`` for not at all.
    var ends: Instant = .never
    /// For when its latest timer is set.
    var timer: Instant = .never
    /// Whether nobody need be asked again when it ends.
    var isOver = false
    /// Whether it has ended and the instance is kept for the sake of the minimum.
    var isHeld = false
  }

  init(_ plan: CapacityPlan) {
    // By cases: what the compiler made of comparisons with a case released what it had never held.
    switch plan.idleLifetime {
    case .unlimited: (keepAlive, drawn, hasLeases, awaitsIdle) = (nil, nil, false, false)
    case .fixed(let time): (keepAlive, drawn, hasLeases, awaitsIdle) = (time, nil, false, true)
    case .drawn(let times): (keepAlive, drawn, hasLeases, awaitsIdle) = (nil, times, true, true)
    case .decided: (keepAlive, drawn, hasLeases, awaitsIdle) = (nil, nil, true, true)
    }
    greatestAge = plan.greatestAge
    interruptions = plan.interruptions
  }

  /// Notes whether the timer for all is on the agenda.
  mutating func setTimed(_ isTimed: Bool) {
    self.isTimed = isTimed
    awaitsIdle = hasLeases || (keepAlive != nil && !isTimed)
  }
}

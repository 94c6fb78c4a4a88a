/// The event loop: arrivals merged with the agenda.
///
/// The order of a run is total. The earlier time goes first. **At one instant, everything on the
/// agenda comes before an arrival**, so that an instance freed at the very moment of an arrival can
/// take it; within the agenda the event that was scheduled first goes first; and arrivals at one
/// instant keep their order in the source. An event exactly at the horizon still happens.
///
/// Arrivals are a sorted stream beside the agenda and never in it, so that memory depends on what
/// is in flight and not on the number of requests.
@usableFromInline package struct Engine: ~Copyable {
  /// What is still to happen.
  @usableFromInline package var agenda = Agenda()

  @usableFromInline var clock: Instant = .zero
  @usableFromInline var handled = 0
  @usableFromInline var upcoming: Instant?
  @usableFromInline var hasStarted = false

  /// The time of the last event or arrival that was handled.
  @inlinable
  package var now: Instant { clock }

  /// The number of arrivals handled so far.
  @inlinable
  package var arrivals: Int { handled }

  /// An engine at the start of a run.
  @inlinable
  package init() {}

  /// Handles arrivals, and all events due before each, until `limit` of both have been handled.
  ///
  /// Handing the run over in portions lets the caller show progress and stop it, at no cost to the
  /// loop.
  ///
  /// - Parameters:
  ///   - model: the system.
  ///   - source: the arrivals.
  ///   - limit: how many arrivals and events to handle at most.
  /// - Returns: whether arrivals remain.
  @inlinable
  package mutating func advance<M: Model & ~Copyable, Source: ArrivalSource>(
    _ model: inout M, arrivals source: inout Source, limit: Int
  ) -> Bool {
    if !hasStarted {
      hasStarted = true
      upcoming = source.next()
    }
    var remaining = limit
    while let arrival = upcoming {
      while agenda.earliest <= arrival {
        if remaining == 0 { return true }
        step(&model)
        remaining &-= 1
      }
      if remaining == 0 { return true }
      precondition(arrival >= clock, "arrivals must come in time order")
      clock = arrival
      model.arrive(at: arrival, &agenda)
      handled &+= 1
      remaining &-= 1
      upcoming = source.next()
    }
    return false
  }

  /// Handles what is left after the last arrival: until nothing is under way, or the horizon.
  ///
  /// - Parameters:
  ///   - model: the system.
  ///   - horizon: the last instant whose events still happen.
  ///   - limit: how many events to handle at most.
  /// - Returns: whether the run is over.
  @inlinable
  package mutating func drain<M: Model & ~Copyable>(
    _ model: inout M, until horizon: Instant, limit: Int
  ) -> Bool {
    var remaining = limit
    while !model.isSettled {
      if agenda.earliest > horizon || agenda.count == 0 {
        // Without a horizon of its own, a run with nothing left to happen ends where it stands.
        if horizon < .latestHorizon { clock = max(clock, horizon) }
        return true
      }
      if remaining == 0 { return false }
      step(&model)
      remaining &-= 1
    }
    return true
  }

  /// Handles the earliest event of the agenda.
  @inlinable
  @inline(__always)
  mutating func step<M: Model & ~Copyable>(_ model: inout M) {
    let time = agenda.earliest
    precondition(time >= clock, "an event was scheduled in the past")
    clock = time
    let event = agenda.takeFirst()
    if agenda.soonCount == 0 { refill(for: &model) }
    model.handle(event, at: time, &agenda)
  }

  /// Finds the events that come next, and tells the model of those that are near now.
  @inline(never)
  @inlinable
  mutating func refill<M: Model & ~Copyable>(for model: inout M) {
    if agenda.refill() { agenda.forEachNear { event in model.prefetch(event) } }
  }
}

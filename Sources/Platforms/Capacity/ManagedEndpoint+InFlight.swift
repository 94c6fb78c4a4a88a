import SimCore

// The autoscaler where requests in flight are its metric: how many instances they need is compared
// with how many there are, and what is needed is bounded by steps, panic and delays.
extension ManagedEndpoint {
  /// Follows the mean of requests in flight.
  ///
  /// Counts and means are exact; only the number of instances is rounded, up.
  func follow(
    _ observation: Observation, _ autoscaler: Autoscaler, _ fleet: FleetView, at now: Instant,
    _ memory: inout Memory
  ) -> ScalingDecision {
    memory.inFlight.measure(observation, autoscaler, at: now)
    let value = memory.inFlight.long.roundedMean
    let present = fleet.ready + fleet.starting
    func decision(_ change: Int, _ reason: StaticString) -> ScalingDecision {
      ScalingDecision(
        change: change, metric: "requests in flight", value: value,
        threshold: autoscaler.target * Double(present), reason: reason)
    }
    guard present > 0 else {
      (memory.above, memory.below) = (0, 0)
      return decision(0, "there is no instance, and a request would bring one")
    }
    var wanted = wish(autoscaler, fleet, at: now, &memory.inFlight)
    if autoscaler.scaleInWindow > .zero {
      // What was wanted just a window ago counts no more.
      memory.wanted.add(
        wanted, at: now, within: autoscaler.scaleInWindow - Interval(nanoseconds: 1))
      wanted = memory.wanted.greatest
    }
    wanted = min(max(wanted, minimum), maximum)
    wanted = lastInstance(wanted, autoscaler, present, at: now, &memory.inFlight)

    memory.above = wanted > present ? min(memory.above + 1, autoscaler.scaleOutDatapoints) : 0
    memory.below = wanted < present ? min(memory.below + 1, autoscaler.scaleInDatapoints) : 0
    if memory.above > 0 {
      if memory.above < autoscaler.scaleOutDatapoints {
        return decision(0, "more is needed but not for enough evaluations in a row")
      }
      if let last = memory.lastOut, now - last < autoscaler.scaleOutCooldown {
        return decision(0, "more is needed but cooling down after adding instances")
      }
      (memory.above, memory.lastOut, memory.lastChange) = (0, now, now)
      return decision(wanted - present, "more is needed")
    }
    if memory.below > 0 {
      let isLastGoing = wanted == 0 && autoscaler.inFlight.zeroDelay != nil
      if memory.below < autoscaler.scaleInDatapoints && !isLastGoing {
        return decision(0, "less is needed but not for enough evaluations in a row")
      }
      if let last = memory.lastChange, now - last < autoscaler.scaleInCooldown {
        return decision(0, "less is needed but cooling down after a change")
      }
      guard wanted < fleet.ready else {
        return decision(0, "less is needed but those too many are still starting")
      }
      (memory.below, memory.lastChange) = (0, now)
      return decision(wanted - fleet.ready, "less is needed")
    }
    return decision(0, "as many are there as are needed")
  }

  /// How many instances the first request starts; one that asks for much begins a panic.
  func wake(
    _ autoscaler: Autoscaler, at now: Instant, _ memory: inout InFlightMemory
  ) -> Int {
    memory.nothingSince = nil
    if let count = autoscaler.inFlight.fromZero { return min(count, maximum) }
    let needed = autoscaler.instances(for: Ratio(1), of: Ratio(1))
    let wanted = min(needed, autoscaler.mostInFlight(ready: 1))
    if let panic = autoscaler.inFlight.panic, Ratio(needed) >= panic.exactShare {
      memory.panicSince = now
      memory.panicMost = wanted
    }
    return min(wanted, maximum)
  }

  /// How many instances are wanted by the means, within the limits of a step.
  private func wish(
    _ autoscaler: Autoscaler, _ fleet: FleetView, at now: Instant, _ memory: inout InFlightMemory
  ) -> Int {
    let settings = autoscaler.inFlight
    let ready = max(fleet.ready, 1)
    let most = autoscaler.mostInFlight(ready: ready)
    let least = autoscaler.least(ready: fleet.ready)
    func limited(_ count: Int) -> Int { min(max(count, least), most) }
    let stable = limited(memory.long.instances(autoscaler, ready: ready))
    guard let panic = settings.panic else { return stable }
    let soon = memory.short.instances(autoscaler, ready: ready)
    if Ratio(soon, over: ready) >= panic.exactShare {
      memory.panicSince = now
    } else if let since = memory.panicSince, now - since > settings.window ?? autoscaler.period {
      memory.panicSince = nil
      memory.panicMost = 0
    }
    if memory.panicSince == nil { return stable }
    memory.panicMost = max(memory.panicMost, stable, limited(soon))
    return memory.panicMost
  }

  /// Lets the last instance go alone, and only when its delay is over.
  private func lastInstance(
    _ wanted: Int, _ autoscaler: Autoscaler, _ present: Int, at now: Instant,
    _ memory: inout InFlightMemory
  ) -> Int {
    guard wanted == 0 else {
      memory.nothingSince = nil
      return wanted
    }
    if let delay = autoscaler.inFlight.zeroDelay {
      let since = memory.nothingSince ?? now
      memory.nothingSince = since
      if now - since < delay { return 1 }
    }
    if present > 1 { return 1 }
    memory.nothingSince = nil
    return 0
  }
}

extension ManagedEndpoint.Autoscaler {
  /// The most instances to which a step out leads, from some that are ready.
  fileprivate func mostInFlight(ready: Int) -> Int {
    guard let stepOut else { return .max }
    let factor = Int(clamping: (Ratio(ready) * stepOut.exactFactor).roundedUp)
    return max(stepOut.least, factor, ready + stepOut.more)
  }

  /// The fewest instances to which a step in leads.
  fileprivate func least(ready: Int) -> Int {
    guard let stepIn = inFlight.exactStepIn else { return 0 }
    return Int(clamping: (Ratio(ready) / stepIn).roundedDown)
  }

  /// How many instances a mean of requests in flight asks for, of which the smoothing goes a part
  /// of the way, or beyond.
  func needed(_ mean: Ratio, ready: Int) -> Int {
    let exact = mean / exactTarget
    let present = Ratio(ready)
    if exact > present {
      if inFlight.smoothingOut == 1 { return Int(clamping: exact.roundedUp) }
      let part = (exact - present) * inFlight.exactSmoothingOut
      return Int(clamping: (present + part).roundedUp)
    }
    let whole = Int(clamping: exact.roundedUp)
    if inFlight.smoothingIn == 1 || whole >= ready { return whole }
    let part = (present - exact) * inFlight.exactSmoothingIn
    let partly = part < present ? Int(clamping: (present - part).roundedUp) : 0
    // Rounding up must not keep an instance for ever.
    return min(partly, ready - 1)
  }
}

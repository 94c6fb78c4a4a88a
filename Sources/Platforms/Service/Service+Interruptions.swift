import SimCore

// Machines that the provider takes back. Their end is known from the moment they are ready, though
// not to the platform: so a service that would go beyond it is cut short when it begins, and
// nothing has to be undone when the end comes.
extension Service {
  /// Draws the end of an instance that is ready, and sets the notice of it.
  @inline(never)
  mutating func drawInterruption(of instance: Int, at now: Instant, _ agenda: inout Agenda) {
    guard let interruptions = lifetimes.interruptions, !fleet.isProvisioned(instance) else {
      return
    }
    while lifetimes.ends.count <= instance {
      lifetimes.ends.append(.never)
      lifetimes.notices.append(.never)
    }
    let life = max(
      interruptions.lifetime.sample(using: &timing.streams.interruptions), Interruptions.shortest)
    let end = now + min(life, .longest)
    let notice = max(end - interruptions.notice, now + Interruptions.shortest)
    lifetimes.ends[instance] = end
    lifetimes.notices[instance] = notice
    agenda.schedule(Event(kind: Kind.noticeComes, subject: instance), at: notice)
  }

  /// The notice of an interruption comes, unless the row is a younger instance's by now: another
  /// machine is started in its place, and it takes no more requests.
  ///
  /// It is no timer among those that wait for the rest of their instant: with a notice of zero,
  /// what ends at this very time must not make room for others.
  mutating func noticeComes(_ instance: Int, at now: Instant, _ agenda: inout Agenda) {
    guard let interruptions = lifetimes.interruptions, fleet.rows[instance].state == .ready,
      lifetimes.notices[instance] == now
    else { return }
    if recorder.seesEvents {
      recorder.observer.instance(fleet.rows[instance].number, .interrupted, at: now)
    }
    drain(instance, at: now, &agenda)
    let delay = interruptions.replacement.sample(using: &timing.streams.replacements)
    lifetimes.replacements &+= 1
    agenda.schedule(Event(kind: Kind.replacementComes), at: now + min(delay, .longest))
  }

  /// Another machine has been found for one that is taken back.
  mutating func replacementComes(at now: Instant, _ agenda: inout Agenda) {
    lifetimes.replacements &-= 1
    if !effort.isStopped { _ = start(at: now, &agenda) }
  }

  /// When an instance is taken back; never where none is.
  func end(of instance: Int) -> Instant {
    instance < lifetimes.ends.count ? lifetimes.ends[instance] : .never
  }

  /// How long a service lasts that is longer than any that is let pass unseen.
  @inline(never)
  mutating func limited(
    _ duration: Interval, of row: Int, on instance: Int, at now: Instant
  ) -> Interval {
    let longest = min(timing.executionLimit, end(of: instance) - now)
    if duration <= longest { return duration }
    invocations.rows[row].isCutShort = true
    if longest <= .zero { metering.countUnserved(hasBatches ? batchCount(row) : 1) }
    return longest
  }

  /// The invocations that are served with one that leads them.
  private func batchCount(_ first: Int) -> UInt64 {
    var (count, row) = (UInt64(0), first)
    while row >= 0 {
      count &+= 1
      row = Int(invocations.rows[row].line.next)
    }
    return count
  }
}

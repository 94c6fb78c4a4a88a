import SimCore

// A waiting request leaves its queue without an answer: the platform refuses it after all, or
// whoever sent it withdraws it, which in a run of one service never happens.
extension Service {
  /// Refuses the invocations that have waited for any instance for longer than they may.
  mutating func refuseLate(beyond longest: Interval, at now: Instant) {
    while dispatch.shared.head >= 0 {
      let row = Int(dispatch.shared.head)
      guard now - invocations.rows[row].started > longest else { return }
      leaveQueue(row, at: now)
      // The outcome of one whose client has gone is booked.
      if invocations.rows[row].isAbandoned {
        release(row)
      } else {
        dismiss(row, .throttled, at: now)
      }
    }
  }

  /// Whether an invocation waits in a queue, or will when its client sends it.
  ///
  /// - Parameters:
  ///   - row: the row that it was given when it arrived.
  ///   - request: the number of its oldest request, by which it is known that the row is still its.
  /// - Returns: whether it does.
  func mayWait(_ row: Int, request: Int) -> Bool {
    guard row < invocations.rows.count else { return false }
    let invocation = invocations.rows[row]
    return invocation.request.number == request && !invocation.isAbandoned
      && (invocation.state == .waiting || invocation.state == .gathering)
  }

  /// Takes an invocation out of its queue, with the outcome that it timed out and without a charge.
  ///
  /// Nothing happens where it does not wait in one; an instance that starts for it alone keeps it.
  mutating func withdraw(
    _ row: Int, request: Int, at now: Instant, _ agenda: inout Agenda
  ) {
    guard mayWait(row, request: request), invocations.rows[row].state == .waiting else { return }
    if now >= attention { attend(at: now, beforeEvents: false, &agenda) }
    leaveQueue(row, at: now)
    rankPlace(of: row)
    bookAll(row, .timedOut, charge: .none) { now - $0 }
    release(row)
  }
}

extension Invocations {
  /// The row that the next invocation is given.
  var nextRow: Int { freeRows.isEmpty ? rows.count : Int(freeRows[freeRows.count - 1]) }
}

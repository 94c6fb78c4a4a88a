/// The events that are still to happen, in the one total order of the simulation.
///
/// The order: the earlier time first; at equal times the event that was scheduled first. (Arrivals
/// of requests are not in the agenda; at equal times they come after every event of the agenda, see
/// ``Engine``.) There is no cancelling: an event whose reason has gone finds that out from the
/// model's own state when it happens.
///
/// It is a heap with four children a node over sixteen-byte entries. `next()` moves the hole at the
/// root down to a leaf along the earliest children without looking at the entry that will fill it,
/// then lifts that entry from there: on this path the only unpredictable branch is the end of the
/// loop, which costs half of the textbook version (I. Wegener, "Bottom-up heapsort", Theoretical
/// Computer Science 118, 1993). Behind the last entry stand some that are later than every event,
/// so that a node always has four children to compare.
///
/// With thousands of pending events the heap holds the nearest ones alone; the others lie unordered
/// in the periods of a ``Calendar`` until theirs begins. That changes what an event costs and never
/// its place in the order.
///
/// - Complexity: O(log n) for scheduling and for taking the next event, with n pending in the heap.
@frozen
public struct Agenda: ~Copyable {
  /// One pending event: its time, and below it the sequence number and the event's code.
  @frozen
  @usableFromInline
  struct Entry: BitwiseCopyable {
    @usableFromInline let time: Int64
    @usableFromInline let key: UInt64

    @inlinable
    init(time: Int64, key: UInt64) {
      self.time = time
      self.key = key
    }

    /// Time and key as one number, so that the order is one comparison without a branch.
    @inlinable
    var rank: UInt128 {
      @inline(__always) get { UInt128(UInt64(bitPattern: time)) << 64 | UInt128(key) }
    }

    @inlinable
    var event: Event {
      @inline(__always) get { Event(code: UInt32(truncatingIfNeeded: key & 0x3fff_ffff)) }
    }

    /// What stands behind the last entry.
    @inlinable
    static var last: Entry {
      @inline(__always) get { Entry(time: .max, key: .max) }
    }
  }

  /// The heap, and behind it ``Entry/last`` in every further row.
  @usableFromInline var entries: Table<Entry>
  /// The number of entries of the heap.
  @usableFromInline var near = 0
  /// How many entries the heap may have before it must be looked at.
  @usableFromInline var room: Int
  /// Events from this time on are in the calendar.
  @usableFromInline var boundary = Int64.max
  @usableFromInline var calendar = Calendar()

  /// The number of the next event to be scheduled, in the upper 34 bits of a key.
  ///
  /// After 17 billion events it starts again. Events of the very same nanosecond that are scheduled
  /// on both sides of that change places; their order is still the same in every run.
  @usableFromInline var sequence: UInt64 = 0

  @usableFromInline var front: Instant = .never

  /// The time of the earliest pending event, or ``Instant/never``.
  @inlinable
  public var earliest: Instant { front }

  /// An agenda without events.
  @inlinable
  public init() {
    entries = Table(repeating: .last, count: 64)
    room = 64 &- Self.padding
  }

  /// The number of pending events.
  @inlinable
  public var count: Int { near &+ calendar.count }

  /// How many rows there are at least behind the heap.
  @inlinable
  static var padding: Int { 4 }

  /// The number of entries beyond which the heap gives the later ones to the calendar.
  @inlinable
  static var mostNear: Int { 4096 }

  /// Adds an event.
  ///
  /// - Parameters:
  ///   - event: what is to happen.
  ///   - time: when; at or after the time of the last event taken, which the engine checks.
  @inlinable
  @inline(__always)
  public mutating func schedule(_ event: Event, at time: Instant) {
    let entry = Entry(time: time.nanoseconds, key: sequence &<< 30 | UInt64(event.code))
    sequence &+= 1
    if entry.time >= boundary || near == room { return scheduleSlowly(entry) }
    add(entry)
  }

  /// Adds an entry to the heap, which has room.
  @inlinable
  @inline(__always)
  mutating func add(_ entry: Entry) {
    near &+= 1
    lift(entry, from: near &- 1)
    front = Instant(nanoseconds: entries[trusted: 0].time)
  }

  /// Takes the earliest event; there must be one.
  @inlinable
  @inline(__always)
  public mutating func next() -> Event {
    let event = takeFirst()
    if near == 0 { refill() }
    return event
  }

  /// Takes the earliest event; where it was the last of the heap, ``refill()`` must follow.
  @inlinable
  @inline(__always)
  mutating func takeFirst() -> Event {
    precondition(near > 0, "an empty agenda has no next event")
    let first = entries[trusted: 0]
    near &-= 1
    let last = entries[trusted: near]
    entries[trusted: near] = .last
    if near > 0 {
      lift(last, from: sinkHole())
      front = Instant(nanoseconds: entries[trusted: 0].time)
    }
    return first.event
  }

  /// Moves the hole at the root to a leaf, pulling the earliest child up at each level.
  @inlinable
  @inline(__always)
  mutating func sinkHole() -> Int {
    var hole = 0
    var child = 1
    while child < near {
      let left = child &+ (entries[trusted: child &+ 1].rank < entries[trusted: child].rank ? 1 : 0)
      let right =
        child
        &+ (entries[trusted: child &+ 3].rank < entries[trusted: child &+ 2].rank ? 3 : 2)
      let isRight = entries[trusted: right].rank < entries[trusted: left].rank
      // Which of the children is the earliest is chance, so no branch should depend on it.
      let best = left &+ ((right &- left) & (isRight ? -1 : 0))
      entries[trusted: hole] = entries[trusted: best]
      hole = best
      child = 4 &* best &+ 1
    }
    return hole
  }

  /// Puts an entry into a hole or, where it is earlier than its parents, above them.
  @inlinable
  @inline(__always)
  mutating func lift(_ entry: Entry, from start: Int) {
    var hole = start
    while hole > 0 {
      let parent = (hole &- 1) &>> 2
      if entries[trusted: parent].rank <= entry.rank { break }
      entries[trusted: hole] = entries[trusted: parent]
      hole = parent
    }
    entries[trusted: hole] = entry
  }
}

extension Agenda {
  /// Shows every pending event, in no particular order.
  ///
  /// For checks of a model against its agenda; a run has no use for it.
  public func forEach(_ body: (Event) -> Void) {
    for index in 0..<near { body(entries[index].event) }
    calendar.forEach { entry in body(entry.event) }
  }
}

// What happens seldom: the heap grows, is divided, or is filled again.
extension Agenda {
  /// Adds an event that lies beyond the heap, or for which the heap has no room.
  @inline(never)
  @usableFromInline
  mutating func scheduleSlowly(_ entry: Entry) {
    if near == room && entry.time < boundary { makeRoom() }
    if entry.time >= boundary && !calendar.isEmpty {
      calendar.add(entry)
    } else {
      // Without a calendar the boundary is the last moment that a time can be.
      if near == room { grow() }
      add(entry)
    }
  }

  /// Makes room in the heap: gives all to the calendar and takes the first period back, or grows.
  @inline(never)
  @usableFromInline
  mutating func makeRoom() {
    if near >= Self.mostNear && calendar.isDueForPlan(at: sequence, with: near) {
      for index in 0..<near {
        calendar.addUnplanned(entries[index])
        entries[index] = .last
      }
      near = 0
      calendar.plan(at: sequence)
      refill()
    }
    if near == room { grow() }
  }

  private mutating func grow() {
    var wider = Table<Entry>(repeating: .last, count: entries.count * 2)
    for index in 0..<near { wider[index] = entries[index] }
    entries = wider
    room = entries.count - Self.padding
  }

  /// Fills the empty heap with the next period of the calendar.
  @inline(never)
  @usableFromInline
  mutating func refill() {
    if calendar.isEmpty {
      front = .never
      return
    }
    boundary = calendar.beginPeriod(at: sequence)
    while let entry = calendar.takeFromPeriod() {
      if near == room { grow() }
      add(entry)
    }
    if calendar.isEmpty { boundary = .max }
  }
}

/// The events that are still to happen, in the one total order of the simulation.
///
/// The order: the earlier time first; at equal times the event that was scheduled first. (Arrivals
/// of requests are not in the agenda; at equal times they come after every event of the agenda, see
/// ``Engine``.) There is no cancelling: an event whose reason has gone finds that out from the
/// model's own state when it happens.
///
/// The events that come first, a few dozen at most, stand in order in a row: to take one is to read
/// the end of the row, and a new one moves those that come before it. Most systems never have more
/// events than that. What comes later is in a heap with four children a node, from which the row is
/// filled again, some at a time; and with thousands of pending events the heap holds the nearest
/// ones alone, while the others lie unordered in the periods of a ``Calendar`` until theirs begins.
/// Where an event lies changes what it costs and never its place in the order.
///
/// `takeNearest()` moves the hole at the root of the heap to a leaf along the earliest children
/// without looking at the entry that will fill it, then lifts that entry from there: on this path
/// the only unpredictable branch is the end of the loop, which costs half of the textbook version
/// (I. Wegener, "Bottom-up heapsort", Theoretical Computer Science 118, 1993). Behind the last
/// entry stand some that are later than every event, so that a node always has four children to
/// compare.
///
/// - Complexity: O(log n) for scheduling and for taking the next event, with n pending in the heap.
@usableFromInline package struct Agenda: ~Copyable {
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
      @inline(__always) get { Event(code: UInt32(truncatingIfNeeded: key & 0x7fff_ffff)) }
    }

    /// What stands behind the last entry.
    @inlinable
    static var last: Entry {
      @inline(__always) get { Entry(time: .max, key: .max) }
    }
  }

  /// The events that come first, from the latest to the earliest, behind ``Entry/last`` in row 0.
  @usableFromInline var soon: Table<Entry>
  /// The number of them, and the row of the earliest.
  @usableFromInline var soonCount = 0
  /// Events from this time on are in the heap or in the calendar.
  @usableFromInline var boundary = Int64.max

  /// The number of the next event to be scheduled, in the upper 33 bits of a key.
  ///
  /// After 8.6 billion events it starts again. Events of the very same nanosecond that are
  /// scheduled on both sides of that change places; their order is still the same in every run.
  @usableFromInline var sequence: UInt64 = 0

  @usableFromInline var front: Instant = .never

  /// The heap, and behind it ``Entry/last`` in every further row.
  @usableFromInline var entries: Table<Entry>
  /// The number of entries of the heap.
  @usableFromInline var near = 0
  /// How many entries the heap may have before it must be looked at.
  private var room: Int
  /// Events from this time on are in the calendar.
  private var horizon = Int64.max
  private(set) var calendar = Calendar()

  /// The time of the earliest pending event, or ``Instant/never``.
  @inlinable
  package var earliest: Instant { front }

  /// An agenda without events.
  @usableFromInline package init() {
    soon = Table(repeating: .last, count: Self.mostSoon + 1)
    entries = Table(repeating: .last, count: 64)
    room = 64 - Self.padding
  }

  /// The number of pending events.
  @usableFromInline package var count: Int { soonCount + near + calendar.count }

  /// The most events that stand in order.
  ///
  /// A new event moves about half of them, sixteen bytes each, which costs less than the way
  /// through a heap up to here.
  @inlinable
  static var mostSoon: Int { 64 }

  /// How many events the heap gives at a time, or takes.
  private static var portion: Int { 32 }

  /// How many rows there are at least behind the heap.
  private static var padding: Int { 4 }

  /// The number of entries beyond which the heap gives the later ones to the calendar.
  private static var mostNear: Int { 4096 }

  /// Adds an event.
  ///
  /// - Parameters:
  ///   - event: what is to happen.
  ///   - time: when; at or after the time of the last event taken, which the engine checks.
  @inlinable
  @inline(__always)
  package mutating func schedule(_ event: Event, at time: Instant) {
    let entry = Entry(time: time.nanoseconds, key: sequence &<< 31 | UInt64(event.code))
    sequence &+= 1
    if entry.time >= boundary || soonCount == Self.mostSoon { return scheduleLater(entry) }
    insert(entry)
  }

  /// Puts an entry into the row of those that come first, which has room.
  ///
  /// The entry is the one that was scheduled last, so it comes after all of the same time.
  @inlinable
  @inline(__always)
  mutating func insert(_ entry: Entry) {
    var row = soonCount
    soonCount &+= 1
    // The entry in row 0 is later than any that is put here, so the loop ends there.
    while soon[trusted: row].time <= entry.time {
      soon[trusted: row &+ 1] = soon[trusted: row]
      row &-= 1
    }
    soon[trusted: row &+ 1] = entry
    front = Instant(nanoseconds: soon[trusted: soonCount].time)
  }

  /// Takes the earliest event; there must be one.
  @inlinable
  package mutating func next() -> Event {
    let event = takeFirst()
    if soonCount == 0 { _ = refill() }
    return event
  }

  /// Takes the earliest event; where it was the last in order, ``refill()`` must follow.
  @inlinable
  @inline(__always)
  mutating func takeFirst() -> Event {
    precondition(soonCount > 0, "an empty agenda has no next event")
    let first = soon[trusted: soonCount]
    soonCount &-= 1
    front = Instant(nanoseconds: soon[trusted: soonCount].time)
    return first.event
  }
}

extension Agenda {
  /// Shows every pending event, in no particular order.
  ///
  /// For checks of a model against its agenda; a run has no use for it.
  @usableFromInline package func forEach(_ body: (Event) -> Void) {
    forEachNear(body)
    calendar.forEach { entry in body(entry.event) }
  }

  /// Shows the pending events that are not in the calendar.
  @usableFromInline
  func forEachNear(_ body: (Event) -> Void) {
    for row in 0..<soonCount { body(soon[row + 1].event) }
    for index in 0..<near { body(entries[index].event) }
  }
}

// The row of those that come first overflows, or is empty.
extension Agenda {
  /// Adds an event that does not belong to those that come first, or finds no room there.
  @inline(never)
  @usableFromInline
  mutating func scheduleLater(_ entry: Entry) {
    // With very many events, this is where nearly all go.
    if entry.time >= horizon && !calendar.isEmpty { return calendar.add(entry) }
    if entry.time < boundary {
      for row in 1...Self.portion { push(soon[row]) }
      boundary = soon[Self.portion].time
      dropLatest()
      if entry.time < boundary { return insert(entry) }
    }
    push(entry)
  }

  /// Takes the latest of those that come first out of their row.
  private mutating func dropLatest() {
    for row in Self.portion..<soonCount { soon[row - Self.portion + 1] = soon[row + 1] }
    soonCount -= Self.portion
  }

  /// Fills the empty row of those that come first.
  ///
  /// - Returns: whether a period of the calendar has begun.
  @inline(never)
  @usableFromInline
  mutating func refill() -> Bool {
    let begins = near == 0 && !calendar.isEmpty
    if begins {
      beginPeriod()
    } else {
      soonCount = min(near, Self.portion)
      for row in (0..<soonCount).reversed() { soon[row + 1] = takeNearest() }
    }
    boundary = near > 0 ? entries[0].time : horizon
    front = Instant(nanoseconds: soon[soonCount].time)
    return begins
  }

  /// Fills the empty row with the next period of the calendar, which has events, and the heap with
  /// those for which there is no room.
  private mutating func beginPeriod() {
    horizon = calendar.beginPeriod(at: sequence)
    var first = UInt128.max  // rank of the first event in the heap
    while let entry = calendar.takeFromPeriod() {
      if soonCount == Self.mostSoon {
        for row in 1...Self.portion { addOrGrow(soon[row]) }
        first = soon[Self.portion].rank
        dropLatest()
      }
      if entry.rank > first {
        addOrGrow(entry)
        continue
      }
      // They come in no order, so those of the same time must be told apart too.
      var row = soonCount
      while soon[trusted: row].rank < entry.rank {
        soon[trusted: row &+ 1] = soon[trusted: row]
        row &-= 1
      }
      soon[trusted: row &+ 1] = entry
      soonCount &+= 1
    }
    if calendar.isEmpty { horizon = .max }
  }
}

// The heap.
extension Agenda {
  /// Adds an entry to the heap or, where it lies beyond, to the calendar.
  private mutating func push(_ entry: Entry) {
    if near == room && entry.time < horizon { makeRoom() }
    if entry.time >= horizon && !calendar.isEmpty { return calendar.add(entry) }
    // Without a calendar the horizon is the last moment that a time can be.
    addOrGrow(entry)
  }

  /// Adds an entry to the heap.
  @inline(__always)
  private mutating func addOrGrow(_ entry: Entry) {
    if near == room { grow() }
    near &+= 1
    lift(entry, from: near &- 1)
  }

  /// Takes the earliest entry of the heap, which has one.
  @inline(__always)
  private mutating func takeNearest() -> Entry {
    let first = entries[trusted: 0]
    near &-= 1
    let last = entries[trusted: near]
    entries[trusted: near] = .last
    if near > 0 { lift(last, from: sinkHole()) }
    return first
  }

  /// Moves the hole at the root to a leaf, pulling the earliest child up at each level.
  @inline(__always)
  private mutating func sinkHole() -> Int {
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
  @inline(__always)
  private mutating func lift(_ entry: Entry, from start: Int) {
    var hole = start
    while hole > 0 {
      let parent = (hole &- 1) &>> 2
      if entries[trusted: parent].rank <= entry.rank { break }
      entries[trusted: hole] = entries[trusted: parent]
      hole = parent
    }
    entries[trusted: hole] = entry
  }

  /// Makes room in the heap: gives all to the calendar and takes the first period back, or grows.
  @inline(never)
  private mutating func makeRoom() {
    if near >= Self.mostNear && calendar.isDueForPlan(at: sequence, with: near) {
      for index in 0..<near {
        calendar.addUnplanned(entries[index])
        entries[index] = .last
      }
      near = 0
      calendar.plan(at: sequence)
      horizon = calendar.beginPeriod(at: sequence)
      while let entry = calendar.takeFromPeriod() { addOrGrow(entry) }
      if calendar.isEmpty { horizon = .max }
    }
    if near == room { grow() }
  }

  private mutating func grow() {
    var wider = Table<Entry>(repeating: .last, count: entries.count * 2)
    for index in 0..<near { wider[index] = entries[index] }
    entries = wider
    room = entries.count - Self.padding
  }
}

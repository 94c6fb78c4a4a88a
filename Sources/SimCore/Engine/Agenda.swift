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
/// Computer Science 118, 1993).
///
/// - Complexity: O(log n) for scheduling and for taking the next event, with n pending.
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
    var rank: UInt128 { UInt128(UInt64(bitPattern: time)) << 64 | UInt128(key) }
  }

  @usableFromInline var entries: Table<Entry>

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
  public init() { entries = Table(minimumCapacity: 64) }

  /// The number of pending events.
  @inlinable
  public var count: Int { entries.count }

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
    entries.append(entry)
    lift(entry, from: entries.count &- 1)
    front = Instant(nanoseconds: entries[0].time)
  }

  /// Takes the earliest event; there must be one.
  @inlinable
  @inline(__always)
  public mutating func next() -> Event {
    let first = entries[0]
    let last = entries.removeLast()
    if entries.isEmpty {
      front = .never
    } else {
      let hole = sinkHole()
      lift(last, from: hole)
      front = Instant(nanoseconds: entries[0].time)
    }
    return Event(code: UInt32(truncatingIfNeeded: first.key & 0x3fff_ffff))
  }

  /// Moves the hole at the root to a leaf, pulling the earliest child up at each level.
  @inlinable
  @inline(__always)
  mutating func sinkHole() -> Int {
    let count = entries.count
    var hole = 0
    var child = 1
    while child &+ 3 < count {
      let left = entries[child &+ 1].rank < entries[child].rank ? child &+ 1 : child
      let right = entries[child &+ 3].rank < entries[child &+ 2].rank ? child &+ 3 : child &+ 2
      let best = entries[right].rank < entries[left].rank ? right : left
      entries[hole] = entries[best]
      hole = best
      child = 4 &* best &+ 1
    }
    if child < count {
      var best = child
      for sibling in child &+ 1..<max(count, child &+ 1)
      where entries[sibling].rank < entries[best].rank { best = sibling }
      entries[hole] = entries[best]
      hole = best
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
      if entries[parent].rank <= entry.rank { break }
      entries[hole] = entries[parent]
      hole = parent
    }
    entries[hole] = entry
  }
}

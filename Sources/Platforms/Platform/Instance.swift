import SimCore

/// An instance from its creation to its termination.
///
/// A row is one line of a processor's cache, 64 bytes: with very many requests in flight, fetching
/// it is what a request costs.
@frozen
@usableFromInline
struct Instance: BitwiseCopyable {
  /// Its number in the order of creation, from 0; after 2^31 instances they start anew.
  @usableFromInline var number: Int
  /// Since when it has served nothing; meaningless while it serves.
  @usableFromInline var idleSince: Instant
  @usableFromInline var launched: Instant
  /// Places in use: a batch takes one.
  @usableFromInline var inService: Int32 = 0
  /// The request it starts for; -1 for none.
  @usableFromInline var bound: Int32 = -1
  /// The queue of requests that wait at this instance.
  @usableFromInline var queue = RequestQueue()
  /// Its neighbours in the list of instances with room; -1 at the ends.
  @usableFromInline var previous: Int32 = -1
  @usableFromInline var next: Int32 = -1
  /// Its place in the list of ready instances.
  @usableFromInline var readyIndex: Int32 = -1
  /// Requests in service beyond the first of each batch.
  @usableFromInline var joined: Int32 = 0
  @usableFromInline var state: State = .starting
  /// Whether it has begun to serve its first request.
  @usableFromInline var hasServed = false
  /// Whether it is in the list of instances with room.
  @usableFromInline var isListed = false
  /// Whether a timer for a batch of its own queue is on the agenda.
  @usableFromInline var isTimed = false

  @frozen
  @usableFromInline
  enum State: UInt8, BitwiseCopyable {
    /// The row is free.
    case none
    case starting
    case ready
    /// Takes no more requests and goes when it has none left.
    case draining
  }

  @inlinable
  init(number: Int, launched: Instant) {
    self.number = number
    self.launched = launched
    idleSince = launched
  }
}

/// The CPU credits of an instance, and when they were last brought up to date.
@frozen
@usableFromInline
struct CreditAccount: BitwiseCopyable {
  @usableFromInline var balance: Double
  @usableFromInline var updated: Instant

  @inlinable
  init(balance: Double, updated: Instant) {
    self.balance = balance
    self.updated = updated
  }
}

/// A first-come-first-served queue threaded through the table of flights.
@frozen
@usableFromInline
struct RequestQueue: BitwiseCopyable {
  @usableFromInline var head: Int32 = -1
  @usableFromInline var tail: Int32 = -1
  @usableFromInline var count: Int32 = 0

  @inlinable
  init() {}

  /// Adds a flight at the end.
  @inlinable
  mutating func append(_ flight: Int, in flights: inout Table<Flight>) {
    let index = Int32(truncatingIfNeeded: flight)
    flights[flight].previous = tail
    flights[flight].next = -1
    if tail >= 0 { flights[Int(tail)].next = index } else { head = index }
    tail = index
    count &+= 1
  }

  /// Takes a flight out, wherever it stands.
  @inlinable
  mutating func remove(_ flight: Int, in flights: inout Table<Flight>) {
    let previous = flights[flight].previous
    let next = flights[flight].next
    if previous >= 0 { flights[Int(previous)].next = next } else { head = next }
    if next >= 0 { flights[Int(next)].previous = previous } else { tail = previous }
    count &-= 1
  }
}

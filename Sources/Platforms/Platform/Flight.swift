import SimCore

/// A request between its arrival and its end; like an instance, a row of 64 bytes.
@frozen
@usableFromInline
struct Flight: BitwiseCopyable {
  /// The request's number in the order of arrivals, from 0.
  @usableFromInline var request: Int
  @usableFromInline var arrival: Instant
  /// When service began; until then, when it came to the platform.
  @usableFromInline var started: Instant
  /// The window of the timeline in which it arrived.
  @usableFromInline var window: Int
  /// The instance that serves it or that it waits at; -1 for none.
  @usableFromInline var instance: Int32
  /// The number of that instance, which spares whoever books the request a look at its row.
  @usableFromInline var instanceNumber: Int32 = -1
  /// Its neighbours in the queue it waits in; -1 at the ends.
  @usableFromInline var previous: Int32
  @usableFromInline var next: Int32
  /// Its neighbours among all waiting requests in order of arrival; -1 at the ends.
  @usableFromInline var older: Int32
  @usableFromInline var younger: Int32
  /// The next request of its batch; -1 at the end, and for a request that is in none.
  @usableFromInline var member: Int32
  @usableFromInline var state: State
  /// Whether it is the first request of its instance.
  @usableFromInline var isCold: Bool
  /// Whether the platform ends its service at the execution limit.
  @usableFromInline var isCutShort: Bool
  /// Whether its client has gone; its outcome has been booked, what follows is wasted work.
  @usableFromInline var isAbandoned: Bool

  @frozen
  @usableFromInline
  enum State: UInt8, BitwiseCopyable {
    /// The row is free.
    case free
    /// In a queue.
    case waiting
    /// Tied to an instance that is starting for it.
    case bound
    /// In service; of a batch, the first.
    case inService
    /// At the client, and the oldest of a batch that is not complete yet.
    case gathering
    /// Part of what another request's client sends as one, wherever that is.
    case carried
    /// In service in a batch that another request leads.
    case joined
  }

  @inlinable
  init(request: Int, arrival: Instant, window: Int) {
    self.request = request
    self.arrival = arrival
    self.window = window
    started = arrival
    instance = -1
    previous = -1
    next = -1
    older = -1
    younger = -1
    member = -1
    state = .free
    isCold = false
    isCutShort = false
    isAbandoned = false
  }
}

import SimCore

/// A request between its arrival and its end; like an instance, a row of 64 bytes.
@frozen
@usableFromInline
struct Flight: BitwiseCopyable {
  /// The request's number in the order of arrivals, from 0.
  @usableFromInline var request: Int
  @usableFromInline var arrival: Instant
  /// When service began; meaningless while waiting.
  @usableFromInline var started: Instant
  /// The instance that serves it or that it waits at; -1 for none.
  @usableFromInline var instance: Int32
  /// The number of that instance, which spares whoever books the request a look at its row.
  @usableFromInline var instanceNumber = -1
  /// The window of the timeline in which it arrived.
  @usableFromInline var window: Int
  /// Its neighbours in the queue it waits in; -1 at the ends.
  @usableFromInline var previous: Int32
  @usableFromInline var next: Int32
  /// Its neighbours among all waiting requests in order of arrival; -1 at the ends.
  @usableFromInline var older: Int32
  @usableFromInline var younger: Int32
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
    /// In service.
    case inService
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
    state = .free
    isCold = false
    isCutShort = false
    isAbandoned = false
  }
}

/// A system under simulation: what happens when a request arrives, and when an event comes due.
///
/// The engine owns time and order; the model owns everything else. It puts what is to happen later
/// into the agenda, never earlier than now.
@usableFromInline package protocol Model: ~Copyable {
  /// Whether nothing that a request still waits for is under way.
  ///
  /// After the last arrival the run ends as soon as this holds, whatever timers are pending.
  var isSettled: Bool { get }

  /// A request arrives.
  mutating func arrive(at now: Instant, _ agenda: inout Agenda)

  /// A scheduled event comes due.
  mutating func handle(_ event: Event, at now: Instant, _ agenda: inout Agenda)

  /// An event will soon come due, so that what it is about can be fetched into fast memory with
  /// that of many others.
  ///
  /// Only events that were scheduled long ago among very many are told. The result of a run must
  /// not depend on it.
  mutating func prefetch(_ event: Event)
}

extension Model where Self: ~Copyable {
  /// Nothing is fetched.
  @inlinable
  package mutating func prefetch(_ event: Event) {}
}

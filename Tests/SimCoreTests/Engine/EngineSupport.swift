import SimCore

/// Arrivals at given times.
struct ListedArrivals: ArrivalSource {
  private var times: [Instant]
  private var index = 0

  init(_ nanoseconds: [Int64]) { times = nanoseconds.map(Instant.init(nanoseconds:)) }

  mutating func next() -> Instant? {
    guard index < times.count else { return nil }
    defer { index += 1 }
    return times[index]
  }
}

/// What a ``Transcript`` saw.
enum Happening: Hashable {
  case arrival(Int64)
  case event(Int64, Int)
}

/// A model that writes down what happens, and schedules what a script says.
struct Transcript: ~Copyable, Model {
  var happenings: [Happening] = []
  /// By the number of an arrival: the delay of each event that it schedules, and its subject.
  var onArrival: [Int: [(delay: Int64, subject: Int)]] = [:]
  /// By the subject of an event: the delay of each event that it schedules, and its subject.
  var onEvent: [Int: [(delay: Int64, subject: Int)]] = [:]
  /// The number of events after which nothing is under way.
  var settlesAfter = Int.max
  private var arrivals = 0
  private var events = 0

  init() {}

  var isSettled: Bool { events >= settlesAfter }

  mutating func arrive(at now: Instant, _ agenda: inout Agenda) {
    happenings.append(.arrival(now.nanoseconds))
    schedule(onArrival[arrivals] ?? [], at: now, &agenda)
    arrivals += 1
  }

  mutating func handle(_ event: Event, at now: Instant, _ agenda: inout Agenda) {
    happenings.append(.event(now.nanoseconds, event.subject))
    events += 1
    schedule(onEvent[event.subject] ?? [], at: now, &agenda)
  }

  private func schedule(
    _ entries: [(delay: Int64, subject: Int)], at now: Instant, _ agenda: inout Agenda
  ) {
    for entry in entries {
      agenda.schedule(
        Event(kind: 0, subject: entry.subject), at: now + Interval(nanoseconds: entry.delay))
    }
  }
}

import SimCore
import Testing

@Suite struct AgendaTests {
  /// What the agenda is held against: all pending events in a plain array.
  private struct Oracle {
    private var pending: [(time: Int64, order: Int)] = []
    private var scheduled = 0

    var count: Int { pending.count }

    var earliest: Int64? { pending.map(\.time).min() }

    mutating func schedule(at time: Int64) -> Int {
      pending.append((time, scheduled))
      scheduled += 1
      return scheduled - 1
    }

    /// The number of the event that goes first: the earliest, and of those the first scheduled.
    mutating func next() -> Int? {
      guard let first = pending.indices.min(by: { pending[$0] < pending[$1] }) else { return nil }
      return pending.remove(at: first).order
    }
  }

  @Test func `events leave in the order of a stable sort, for every size up to 70`() {
    var random = Random(seed: 1)
    for size in 0...70 {
      for times: UInt64 in [1, 3, 1000] {
        var agenda = Agenda()
        var expected: [(time: Int64, subject: Int)] = []
        for subject in 0..<size {
          let time = Int64(random.next(below: times))
          agenda.schedule(
            Event(kind: UInt32(subject % 8), subject: subject), at: Instant(nanoseconds: time))
          expected.append((time, subject))
        }
        expected.sort { $0 < $1 }
        var taken: [Int] = []
        while agenda.count > 0 {
          let event = agenda.next()
          #expect(event.kind == UInt32(event.subject % 8))
          taken.append(event.subject)
        }
        #expect(taken == expected.map(\.subject))
      }
    }
  }

  @Test(arguments: 1...40)
  func `scheduling and taking in any mixture agrees with a plain list`(seed: UInt64) {
    var random = Random(seed: seed)
    var agenda = Agenda()
    var oracle = Oracle()
    let spread = 1 + random.next(below: seed.isMultiple(of: 2) ? 5 : 1_000_000)
    // A bias that changes lets the agenda both grow and run empty.
    for step in 0..<1500 {
      let wantsMore = random.next(below: 100) < (step / 300 % 2 == 0 ? 60 : 40)
      if wantsMore || agenda.count == 0 {
        let time = Int64(random.next(below: spread))
        let number = oracle.schedule(at: time)
        agenda.schedule(Event(kind: 3, subject: number), at: Instant(nanoseconds: time))
      } else {
        #expect(agenda.next().subject == oracle.next())
      }
      #expect(agenda.count == oracle.count)
      #expect(agenda.earliest == oracle.earliest.map(Instant.init(nanoseconds:)) ?? .never)
    }
  }

  @Test func `events of one instant leave in the order in which they were scheduled`() {
    var agenda = Agenda()
    for subject in 0..<1000 {
      agenda.schedule(Event(kind: 7, subject: subject), at: Instant(nanoseconds: 5))
    }
    // What is scheduled while others leave comes after all of them.
    var taken: [Int] = []
    for _ in 0..<1500 {
      let event = agenda.next()
      taken.append(event.subject)
      if taken.count <= 500 {
        agenda.schedule(
          Event(kind: 0, subject: 999 + taken.count), at: Instant(nanoseconds: 5))
      }
    }
    #expect(taken == Array(0..<1500))
    #expect(agenda.count == 0)
  }

  @Test func `an agenda without events is never due`() {
    var agenda = Agenda()
    #expect(agenda.earliest == .never)
    agenda.schedule(Event(kind: 0), at: .latestHorizon)
    #expect(agenda.earliest == .latestHorizon)
    _ = agenda.next()
    #expect(agenda.earliest == .never)
  }

  @Test func `the order holds over the whole range of times`() {
    var agenda = Agenda()
    let times = [Instant.never, .latestHorizon, .zero, Instant(nanoseconds: 1)]
    for (subject, time) in times.enumerated() {
      agenda.schedule(Event(kind: 1, subject: subject), at: time)
    }
    #expect((0..<4).map { _ in agenda.next().subject } == [2, 3, 1, 0])
  }
}

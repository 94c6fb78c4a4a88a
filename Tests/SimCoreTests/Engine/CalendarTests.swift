import TestSupport
import Testing

@testable import SimCore

/// The agenda with so many events that the later ones are in the calendar.
@Suite struct CalendarTests {
  /// How far ahead events are scheduled.
  enum Horizon: CaseIterable {
    case exponential, constant, oneInstant, rarelyFar, everFurther

    func delay(_ random: inout Random, step: Int) -> Int64 {
      switch self {
      case .exponential: Int64(random.nextExponential() * 1e12)
      case .constant: 1_000_000_000
      case .oneInstant: 0
      case .rarelyFar:
        random.next(below: 50) == 0 ? 1 << 58 : Int64(random.next(below: 1_000_000))
      case .everFurther: Int64(step) * Int64(random.next(below: 1_000_000))
      }
    }
  }

  @Test(arguments: Horizon.allCases, [5000, Campaign.part(of: 40_000, atLeast: 10_000)])
  func `events leave in order however many there are`(horizon: Horizon, most: Int) {
    var random = Random(seed: UInt64(most))
    var agenda = Agenda()
    var times: [Int64] = []
    var now: Int64 = 0
    var last = (time: Int64(-1), order: -1)
    var taken = 0

    func schedule() {
      let time = now &+ horizon.delay(&random, step: times.count)
      agenda.schedule(Event(kind: 1, subject: times.count), at: Instant(nanoseconds: time))
      times.append(time)
    }
    func take() {
      let earliest = agenda.earliest
      let order = agenda.next().subject
      let next = (time: times[order], order: order)
      #expect(earliest == Instant(nanoseconds: next.time))
      #expect(last < next)
      now = next.time
      last = next
      taken += 1
    }

    for _ in 0..<most { schedule() }
    #expect(agenda.count == most)
    // Half of the steps keep the number, the others let it fall and rise again.
    for _ in 0..<most {
      take()
      schedule()
    }
    for _ in 0..<most * 9 / 10 { take() }
    for _ in 0..<most / 2 { schedule() }
    while agenda.count > 0 { take() }
    #expect(taken == times.count)
    #expect(agenda.earliest == .never)
  }

  @Test func `an event at the last moment of time waits for all others`() {
    var agenda = Agenda()
    agenda.schedule(Event(kind: 2, subject: 77), at: .never)
    for subject in 0..<10_000 {
      agenda.schedule(
        Event(kind: 1, subject: subject), at: Instant(nanoseconds: Int64(10_000 - subject)))
    }
    for subject in (0..<10_000).reversed() { #expect(agenda.next().subject == subject) }
    #expect(agenda.next().subject == 77)
    #expect(agenda.count == 0)
  }

  @Test func `blocks are used again, however often periods are planned anew`() {
    var random = Random(seed: 5)
    var agenda = Agenda()
    var now = Instant.zero
    func delay() -> Interval { Interval(nanoseconds: Int64(random.nextExponential() * 1e9)) }
    for _ in 0..<10_000 { agenda.schedule(Event(kind: 1), at: now + delay()) }
    var blocks: [Int] = []
    for _ in 0..<10 {
      for _ in 0..<30_000 {
        now = agenda.earliest
        _ = agenda.next()
        agenda.schedule(Event(kind: 1), at: now + delay())
      }
      blocks.append(agenda.calendar.blockCount)
    }
    // 10,000 events fill 667 blocks of fifteen, and every period has one that is not full.
    #expect(blocks.allSatisfy { $0 < 3000 } && blocks[9] <= blocks[2] + 500, "\(blocks)")
  }

  @Test func `an event before all others is taken next`() {
    var agenda = Agenda()
    for subject in 0..<20_000 {
      agenda.schedule(
        Event(kind: 1, subject: subject), at: Instant(nanoseconds: 1_000_000 * Int64(subject + 1)))
    }
    for subject in 0..<20_000 {
      agenda.schedule(Event(kind: 3), at: agenda.earliest)
      #expect(agenda.next().subject == subject)
      #expect(agenda.next().kind == 3)
    }
  }
}

import SimCore
import Testing

@Suite struct EngineTests {
  @Test func `at one instant the agenda goes before an arrival`() {
    var model = Transcript()
    model.onArrival = [0: [(10, 1)]]
    var arrivals = ListedArrivals([0, 10])
    var engine = Engine()
    let remain = engine.advance(&model, arrivals: &arrivals, limit: 10)
    #expect(!remain)
    #expect(model.happenings == [.arrival(0), .event(10, 1), .arrival(10)])
  }

  @Test func `what an event schedules for its own instant still goes before an arrival then`() {
    var model = Transcript()
    model.onArrival = [0: [(10, 1)]]
    model.onEvent = [1: [(0, 2)], 2: [(0, 3)]]
    var arrivals = ListedArrivals([0, 10])
    var engine = Engine()
    _ = engine.advance(&model, arrivals: &arrivals, limit: 10)
    #expect(
      model.happenings == [
        .arrival(0), .event(10, 1), .event(10, 2), .event(10, 3), .arrival(10),
      ])
  }

  @Test func `what an arrival schedules for its own instant goes before the next arrival then`() {
    var model = Transcript()
    model.onArrival = [0: [(0, 1)], 1: [(0, 2)]]
    var arrivals = ListedArrivals([5, 5, 5])
    var engine = Engine()
    _ = engine.advance(&model, arrivals: &arrivals, limit: 10)
    #expect(
      model.happenings == [
        .arrival(5), .event(5, 1), .arrival(5), .event(5, 2), .arrival(5),
      ])
  }

  @Test func `arrivals at one instant keep their order`() {
    var model = Transcript()
    model.onArrival = [0: [(9, 0)], 1: [(9, 1)], 2: [(9, 2)]]
    model.settlesAfter = 3
    var arrivals = ListedArrivals([4, 4, 4])
    var engine = Engine()
    _ = engine.advance(&model, arrivals: &arrivals, limit: 10)
    #expect(engine.arrivals == 3)
    let isOver = engine.drain(&model, until: .latestHorizon, limit: 10)
    #expect(isOver)
    #expect(model.happenings.suffix(3) == [.event(13, 0), .event(13, 1), .event(13, 2)])
  }

  @Test func `an event at the horizon still happens and one just after it does not`() {
    var model = Transcript()
    model.onArrival = [0: [(100, 1), (101, 2)]]
    var arrivals = ListedArrivals([0])
    var engine = Engine()
    _ = engine.advance(&model, arrivals: &arrivals, limit: 10)
    let isOver = engine.drain(&model, until: Instant(nanoseconds: 100), limit: 10)
    #expect(isOver)
    #expect(model.happenings == [.arrival(0), .event(100, 1)])
    #expect(engine.now == Instant(nanoseconds: 100))
  }

  @Test func `a run that is cut off ends at the horizon`() {
    var model = Transcript()
    model.onArrival = [0: [(10, 1), (1000, 2)]]
    var arrivals = ListedArrivals([0])
    var engine = Engine()
    _ = engine.advance(&model, arrivals: &arrivals, limit: 10)
    _ = engine.drain(&model, until: Instant(nanoseconds: 500), limit: 10)
    #expect(engine.now == Instant(nanoseconds: 500))
  }

  @Test func `a run ends with the event that settles it, whatever timers are pending`() {
    var model = Transcript()
    model.onArrival = [0: [(10, 1), (1000, 2)]]
    model.settlesAfter = 1
    var arrivals = ListedArrivals([0])
    var engine = Engine()
    _ = engine.advance(&model, arrivals: &arrivals, limit: 10)
    let isOver = engine.drain(&model, until: .latestHorizon, limit: 10)
    #expect(isOver)
    #expect(engine.now == Instant(nanoseconds: 10))
    #expect(engine.agenda.count == 1)
  }

  @Test func `a run without arrivals handles nothing`() {
    var model = Transcript()
    model.settlesAfter = 0
    var arrivals = ListedArrivals([])
    var engine = Engine()
    let remain = engine.advance(&model, arrivals: &arrivals, limit: 10)
    #expect(!remain)
    let isOver = engine.drain(&model, until: .latestHorizon, limit: 10)
    #expect(isOver)
    #expect(model.happenings.isEmpty)
    #expect(engine.now == .zero)
  }

  @Test func `an event in the past stops the program`() async {
    await #expect(processExitsWith: .failure) {
      var model = Transcript()
      model.onArrival = [0: [(-1, 1)]]
      var arrivals = ListedArrivals([10, 20])
      var engine = Engine()
      _ = engine.advance(&model, arrivals: &arrivals, limit: 10)
    }
  }

  @Test func `an arrival in the past stops the program`() async {
    await #expect(processExitsWith: .failure) {
      var model = Transcript()
      var arrivals = ListedArrivals([10, 9])
      var engine = Engine()
      _ = engine.advance(&model, arrivals: &arrivals, limit: 10)
    }
  }

  /// A script of some hundred arrivals and events at few instants, so that many of them tie.
  private func scripted(seed: UInt64, portion: Int) -> [Happening] {
    var random = Random(seed: seed)
    var model = Transcript()
    var times: [Int64] = []
    var clock: Int64 = 0
    for arrival in 0..<200 {
      clock += Int64(random.next(below: 4))
      times.append(clock)
      model.onArrival[arrival] = (0..<random.next(below: 3)).map { _ in
        (Int64(random.next(below: 8)), Int(random.next(below: 300)))
      }
    }
    for subject in 0..<100 {
      model.onEvent[subject] = [(Int64(random.next(below: 5)), 100 + Int(random.next(below: 200)))]
    }
    var arrivals = ListedArrivals(times)
    var engine = Engine()
    var handled = 0
    while engine.advance(&model, arrivals: &arrivals, limit: portion) {
      // No portion handles more arrivals and events than it may.
      #expect(model.happenings.count - handled == portion)
      handled = model.happenings.count
    }
    while !engine.drain(&model, until: Instant(nanoseconds: clock + 6), limit: portion) {}
    #expect(engine.now == Instant(nanoseconds: clock + 6))
    return model.happenings
  }

  @Test(arguments: 1...20)
  func `a run in portions of any size is the run in one go`(seed: UInt64) {
    let whole = scripted(seed: seed, portion: 100_000)
    #expect(whole.count > 200)
    for portion in [1, 2, 7, 64, 199, 200, 201] {
      #expect(scripted(seed: seed, portion: portion) == whole)
    }
  }
}

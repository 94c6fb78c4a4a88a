import SimCore
import Testing

@testable import Platforms

@Suite struct EffortTests {
  private struct LongStart: LatencyPolicy {
    func network(using random: inout Random) -> Interval { .zero }
    func startup(using random: inout Random) -> Startup { Startup(duration: .seconds(1)) }
    func firstRequest(using random: inout Random) -> Interval { .zero }
    func service(_ load: Load, using random: inout Random) -> Interval { .seconds(1) }
  }

  /// The questions until a run stops that is asked to at the third.
  private func stopped(_ capacity: some CapacityPolicy, checked: Bool) throws -> Int {
    var arrivals = ArrivalList(milliseconds: [0, 1000, 2000])
    var log = RunLog()
    log.seesRequests = false
    var questions = 0
    let proceed: (Int) -> Bool = { _ in
      questions += 1
      return questions < 3
    }
    let options = RunOptions(seed: 1)
    let figures =
      checked
      ? try Simulation.runChecked(
        capacity: capacity, latency: LongStart(), billing: NoBilling(), arrivals: &arrivals,
        options: options, observer: &log, proceed: proceed)
      : Simulation.run(
        capacity: capacity, latency: LongStart(), billing: NoBilling(), arrivals: &arrivals,
        options: options, observer: &log, proceed: proceed)
    #expect(figures == nil)
    return questions
  }

  @Test(arguments: [true, false])
  func `a run stops within an event that creates very many instances`(checked: Bool) throws {
    let many = 60_000
    let warming = onDemand(
      limit: many, burst: many,
      preWarming: .schedule([.init(at: .zero + .milliseconds(500), instances: many)]))
    #expect(try stopped(warming, checked: checked) == 3)
    let provisioned = onDemand(limit: many, provisioned: many)
    #expect(try stopped(provisioned, checked: checked) == 3)
    var scaling = ScriptedEndpoint()
    scaling.changes = [many]
    #expect(try stopped(scaling, checked: checked) == 3)
  }

  /// A start of a thousand steps is counted as that, and whoever goes on is asked again after as
  /// much more.
  @Test(arguments: [(false, [65]), (true, [65, 131, 197])])
  func `the effort of starts is that of their steps`(goesOn: Bool, questions: [Int]) {
    var effort = Effort()
    var asked: [Int] = []
    effort.proceed = { arrivals in
      asked.append(arrivals)
      return goesOn
    }
    for index in 0..<200 { effort.add(1000, arrivals: index) }
    #expect(asked == questions)
    #expect(effort.isStopped == !goesOn)
  }

  @Test(arguments: [true, false])
  func `a run with clients in a closed loop stops within such an event too`(
    isChecked: Bool
  ) throws {
    let scenario = try Decoded.scenario(
      ScenarioText.scenario(
        workload: #"{ "duration": "10s", "arrivals": { "closed_loop": { "clients": 1 } } }"#))
    var log = RunLog()
    var questions = 0
    #expect(throws: RunError.self) {
      try scenario.run(
        capacity: onDemand(limit: 60_000, provisioned: 60_000), latency: LongStart(),
        billing: NoBilling(), isChecked: isChecked, observer: &log
      ) { _ in
        questions += 1
        return questions < 3
      }
    }
    #expect(questions == 3)
  }
}

import Documents
import Platforms
import Studies
import Synchronization
import TestSupport
import Testing

/// What a package of somebody else does with the library: nothing here is open to tests alone.
@Suite struct StudyTests {
  private struct Enough: Error {}

  /// Keeps what it is told, and ends the study after some looks.
  private final class Recorder: StudyMonitor {
    private let kept = Lock((events: [StudyEvent](), requests: 0, expected: 0.0, ends: 0))
    private let looks = Atomic<Int>(0)
    private let patience: Int

    init(patience: Int = .max) { self.patience = patience }

    var events: [StudyEvent] { kept.withLock { $0.events } }
    var requests: Int { kept.withLock { $0.requests } }
    var expected: Double { kept.withLock { $0.expected } }
    var ends: Int { kept.withLock { $0.ends } }

    func begin(_ scenario: Scenario, requests: Double?) {
      kept.withLock { $0.expected = requests ?? -1 }
    }
    func advance(to requests: Int) {
      kept.withLock { $0.requests = max($0.requests, requests) }
    }
    func tell(_ event: StudyEvent) { kept.withLock { $0.events.append(event) } }
    func end() { kept.withLock { $0.ends += 1 } }
    func check() throws {
      if looks.wrappingAdd(1, ordering: .relaxed).oldValue >= patience { throw Enough() }
    }
  }

  private func scenario(
    _ text: String = ExampleScenarios.mixed(["function", "server"]), at point: StudyPoint = .init()
  ) throws -> Scenario {
    try ScenarioText(Array(text.utf8), shownName: "mixed.json").scenario(.builtIn(), at: point)
  }

  @Test func `means, intervals and paired differences come from replications on all cores`()
    throws
  {
    let monitor = Recorder()
    var study = Study(try scenario(), replications: 4)
    let results = try study.run(monitor)
    #expect(results.replications == 4)
    #expect(results.means.map(\.deployment) == ["function", "server"])
    let function = try #require(results.means(of: "function"))
    let server = try #require(results.means(of: "server"))
    #expect(function.figures.count == 4)
    let latencies = try (0..<4).map { index in
      let values = try [server, function].map {
        try #require($0.figures[index].latency.moments.mean)
      }
      return values[0] - values[1]
    }
    let difference = try #require(
      results.difference(of: "latency_mean_s", "server", from: "function"))
    let mean = try #require(difference.mean)
    #expect((mean - latencies.reduce(0, +) / 4).magnitude < 1e-12)
    #expect(difference.interval?.contains(mean) == true)
    #expect(difference.deployment == "server" && difference.baseline == "function")
    #expect(difference.column == "latency_mean_s" && difference.count == 4)
    let requests = try #require(function.estimate(of: "requests"))
    #expect(try #require(requests.interval).low <= 400 && function.estimate(of: "seed") == nil)
    #expect(results.difference(of: "latency_mean_s", "server", from: "none") == nil)
    #expect(results.differences.joined().contains { $0.mean == mean && $0.column.contains("mean") })
    // Eight runs and two means below the header.
    #expect(CSVTable(results.csv).rows.count == 10)
    #expect(monitor.ends == 1 && monitor.events.isEmpty)
    #expect(monitor.expected == 20 * 20 * 8)
    #expect(
      UInt64(monitor.requests)
        == results.means.flatMap(\.figures).reduce(0) { $0 + $1.requests })
    // Neither the number of jobs nor that of runs at once can be seen.
    study.jobs = 1
    study.runsAtOnce = 3
    #expect(try study.run().csv == results.csv)
  }

  @Test func `files are those of the results, and an ended study can be resumed`() throws {
    let folder = try ScratchDirectory()
    var study = Study(try scenario(), replications: 3)
    study.jobs = 1
    study.output = folder.path
    let impatient = Recorder(patience: 4)
    #expect(throws: Enough.self) { try study.run(impatient) }
    #expect(impatient.events == [.kept] && impatient.ends == 1)
    study.resumes = true
    let monitor = Recorder()
    let results = try study.run(monitor)
    guard case .resumed(let runs)? = monitor.events.first else {
      Issue.record("\(monitor.events)")
      return
    }
    #expect((1..<6).contains(runs))
    #expect(try folder.text("mixed/summary.csv") == results.csv)
    #expect(try folder.text("mixed/differences.csv").hasPrefix("scenario,deployment,baseline,"))
    study.resumes = false
    #expect(try study.run().csv == results.csv)
  }

  @Test func `a study to a precision ends when every deployment has it`() throws {
    let target = try PrecisionTarget("latency_mean=20%")
    let plan = ReplicationPlan(limit: 200, targets: [target])
    let results = try Study(try scenario(), plan: plan).run()
    #expect(results.replications >= ReplicationPlan.fewest && results.shortfalls.isEmpty)
    for means in results.means {
      let interval = try #require(means.estimate(of: target.column)?.interval)
      #expect(interval.halfWidth <= target.fraction * interval.mean)
    }
  }

  @Test func `a task gives the figures of its run, and ends with what its check throws`() throws {
    let scenario = try scenario()
    let task = StudyTask(scenario, scenario.deployments[1], replication: 2)
    var arrived = 0
    let figures = try task.figures(advance: { arrived += $0 })
    #expect(arrived == Int(figures.requests))
    let results = try Study(scenario, replications: 3).run()
    #expect(results.means(of: "server")?.figures[2].digest == figures.digest)
    // A run looks up every few thousand requests.
    let long = try self.scenario(at: StudyPoint([("workload.duration", "20000s")]))
    #expect(throws: Enough.self) {
      try StudyTask(long, long.deployments[1]).figures(check: { throw Enough() })
    }
  }

  @Test func `a point is a scenario with other values`() throws {
    let point = StudyPoint([("workload.duration", "5s")], seed: 12)
    let scenario = try scenario(at: point)
    #expect(scenario.seed == 12 && scenario.name == "mixed")
    let results = try Study(scenario, replications: 1).run()
    #expect(results.means.allSatisfy { $0.figures[0].requests < 200 })
    #expect(results.differences.isEmpty)
    let misplaced = #expect(throws: StudyPoint.Misplaced.self) {
      try self.scenario(at: StudyPoint([("workload[", "1")]))
    }
    #expect(misplaced?.message.hasPrefix("workload[: ") == true)
    #expect(throws: ProblemReport.self) { try self.scenario(at: StudyPoint([("sead", "1")])) }
  }

  @Test func `a text is read from a file and named after it`() throws {
    let folder = try ScratchDirectory()
    try folder.write(ExampleScenarios.byHand, to: "small.json")
    let text = try ScenarioText(contentsOf: folder.file("small.json"))
    #expect(text.name == "small" && text.directory == folder.path)
    #expect(try text.scenario(.builtIn()).deployments.map(\.name) == ["quick", "slow"])
    #expect(throws: InputError.self) { try ScenarioText(contentsOf: folder.file("none.json")) }
  }
}

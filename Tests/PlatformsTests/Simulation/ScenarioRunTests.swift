import Foundation
@testable import Platforms
import SimCore
import Testing

@Suite struct ScenarioRunTests {
  private let deployment = Deployment(
    name: "server", platform: "p", model: "m", runtime: "r",
    capacity: .fixedServer(FixedServer(workers: 2, backlog: 10)),
    latency: .preloaded(
      PreloadedLatency(
        network: .constant(.zero),
        serviceTime: ServiceTime(.exponential(mean: .milliseconds(50))))),
    billing: .perInstance(PerInstanceBilling(perHour: .zero)), client: Client())

  private func scenario(
    _ arrivals: Workload.Arrivals, extent: Extent?, patience: Interval? = nil
  ) -> Scenario {
    Scenario(
      name: "test", about: "", seed: 7,
      workload: Workload(arrivals: arrivals, extent: extent, patience: patience),
      deployments: [deployment], outputs: Outputs())
  }

  @Test func `a process is run to its extent`() throws {
    let scenario = scenario(.process(try .poisson(rate: 20)), extent: .requests(500))
    var log = RunLog()
    let figures = try scenario.run(deployment, observer: &log)
    #expect(figures.requests == 500)
    #expect(log.records.count == 500)
    #expect(log.seesEvents)
  }

  @Test func `a deployment runs as its three policies do`() throws {
    let scenario = scenario(.process(try .poisson(rate: 20)), extent: .requests(500))
    var nobody = NoObserver()
    let figures = try scenario.run(deployment, replication: 2, observer: &nobody)
    let direct = try scenario.run(
      capacity: FixedServer(workers: 2, backlog: 10),
      latency: PreloadedLatency(
        network: .constant(.zero), serviceTime: ServiceTime(.exponential(mean: .milliseconds(50)))),
      billing: PerInstanceBilling(perHour: .zero), replication: 2, observer: &nobody)
    #expect(figures.digest == direct.digest)
    let other = try scenario.run(deployment, replication: 3, observer: &nobody)
    #expect(figures.digest != other.digest)
  }

  @Test func `the patience of the workload is that of the run`() throws {
    let scenario = scenario(
      .process(try .constant(rate: 1000)), extent: .requests(10), patience: .zero)
    var nobody = NoObserver()
    let figures = try scenario.run(deployment, observer: &nobody)
    #expect(figures.unanswered >= 1)
    #expect(figures.end < .zero + .milliseconds(10))
  }

  @Test func `whoever watches may stop a run`() throws {
    let scenario = scenario(.process(try .poisson(rate: 20)), extent: .requests(100_000))
    var nobody = NoObserver()
    let error = #expect(throws: RunError.self) {
      try scenario.run(deployment, observer: &nobody) { _ in false }
    }
    #expect(error?.description == "the run was stopped")
  }

  private func withTrace(
    _ text: String, _ body: (String, Workload.Trace) throws -> Void
  ) throws {
    let directory = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: directory) }
    try Data(text.utf8).write(to: directory.appending(path: "trace.csv"))
    try body(
      directory.path(percentEncoded: false),
      Workload.Trace(file: "trace.csv", column: "time", timeScale: 0.5))
  }

  @Test func `a trace is read from the directory, and its times are scaled`() throws {
    try withTrace("time\n0.5\n1\n4\n") { directory, trace in
      var log = RunLog()
      let figures = try scenario(.trace(trace), extent: nil)
        .run(deployment, directory: directory, observer: &log)
      #expect(figures.requests == 3)
      #expect(
        log.records.map { $0.arrival.nanoseconds / 1_000_000 }.sorted() == [250, 500, 2000])
      let part = try scenario(.trace(trace), extent: .requests(2))
        .run(deployment, directory: directory, observer: &log)
      #expect(part.requests == 2)
    }
  }

  @Test func `a trace that is not in order is an error`() throws {
    try withTrace("time\n2\n1\n") { directory, trace in
      var nobody = NoObserver()
      let error = #expect(throws: RunError.self) {
        try scenario(.trace(trace), extent: nil)
          .run(deployment, directory: directory, observer: &nobody)
      }
      #expect(error?.description.hasPrefix("trace.csv: ") == true)
    }
  }

  @Test func `a trace that is not there is an error`() throws {
    var nobody = NoObserver()
    let trace = Workload.Trace(file: "none.csv", column: nil, timeScale: 1)
    let error = #expect(throws: RunError.self) {
      try scenario(.trace(trace), extent: nil)
        .run(deployment, directory: "/nowhere", observer: &nobody)
    }
    #expect(error?.description.contains("No such file") == true)
  }
}

import SimCore
import Testing

@testable import Platforms

@Suite struct RunWarningTests {
  /// The kinds of warnings about a server with arrivals at an even rate, in seconds.
  private func warnings(
    service: Double, rate: Double = 10, requests: Int64, workers: Int = 1, backlog: Int = 1_000_000,
    timeout: Double? = nil, patience: Double? = nil
  ) throws -> [RunWarning] {
    var stream = try ArrivalStream(
      .poisson(rate: rate), extent: .requests(requests), seed: 1, replication: 0)
    var nobody = NoObserver()
    let found = Simulation.run(
      capacity: FixedServer(workers: workers, backlog: backlog),
      latency: PreloadedLatency(
        network: .constant(.zero),
        serviceTime: ServiceTime(.exponential(mean: Interval(seconds: service)))),
      billing: NoBilling(), client: Client(timeout: timeout.map(Interval.init(seconds:))),
      arrivals: &stream,
      options: RunOptions(seed: 1, patience: patience.map(Interval.init(seconds:))),
      observer: &nobody)
    let figures = try #require(found)
    return RunWarning.all(figures, SteadyState(figures))
  }

  @Test func `a long run of a server that keeps up has no warning`() throws {
    #expect(try warnings(service: 0.05, requests: 20_000) == [])
  }

  @Test func `a server that is offered more than it can do is overloaded`() throws {
    let warnings = try warnings(service: 0.15, requests: 20_000)
    #expect(warnings.first?.kind == .overloaded)
    #expect(abs((warnings.first?.extent ?? 0) - 1.5) < 0.05)
    // That its queue grows follows, and is not said again.
    #expect(!warnings.contains { $0.kind == .queueGrows })
    // Requests that nobody has room for are offered all the same.
    let refused = try self.warnings(service: 0.15, requests: 20_000, backlog: 2)
    #expect(refused.first?.kind == .overloaded)
    #expect(abs((refused.first?.extent ?? 0) - 1.5) < 0.05)
    #expect(refused.contains { $0.kind == .survivors })
    let enough = try self.warnings(service: 0.15, requests: 20_000, workers: 2)
    #expect(!enough.contains { $0.kind == .overloaded })
  }

  @Test func `a peak at the end of a run leaves a queue that grows`() throws {
    var stream = try ArrivalStream(
      .piecewise(
        [
          ArrivalProcess.Piece(rate: 2, length: .seconds(200)),
          ArrivalProcess.Piece(rate: 15, length: .seconds(150)),
        ], repeats: false), extent: .duration(.seconds(350)), seed: 1, replication: 0)
    var nobody = NoObserver()
    let found = Simulation.run(
      capacity: FixedServer(workers: 1, backlog: 1_000_000),
      latency: PreloadedLatency(
        network: .constant(.zero),
        serviceTime: ServiceTime(.exponential(mean: .milliseconds(100)))),
      billing: NoBilling(), arrivals: &stream, options: RunOptions(seed: 1),
      observer: &nobody)
    let figures = try #require(found)
    let warnings = RunWarning.all(figures, SteadyState(figures))
    #expect(warnings.contains { $0.kind == .queueGrows && $0.extent > 100 })
    #expect(!warnings.contains { $0.kind == .overloaded })
  }

  @Test func `latency of survivors is told from more than one failure in a thousand`() throws {
    let some = try warnings(service: 0.05, requests: 20_000, timeout: 0.4)
    let fraction = try #require(some.first { $0.kind == .survivors }?.extent)
    #expect(fraction > 0.001 && fraction < 0.05)
    #expect(
      !(try warnings(service: 0.05, requests: 20_000, timeout: 2))
        .contains { $0.kind == .survivors })
  }

  @Test func `requests open at the end of a run are told`() throws {
    let cut = try warnings(service: 0.2, requests: 1000, patience: 1)
    #expect((cut.first { $0.kind == .cutOff }?.extent ?? 0) > 100)
    #expect(!(try warnings(service: 0.2, requests: 1000)).contains { $0.kind == .cutOff })
  }

  @Test(arguments: [
    (199, [RunWarning.Kind.fewForP95, .fewForP99, .fewForP999]),
    (200, [.fewForP99, .fewForP999]), (999, [.fewForP99, .fewForP999]), (1000, [.fewForP999]),
    (9999, [.fewForP999]), (10_000, []),
  ])
  func `percentiles need ten latencies beyond them`(
    requests: Int, expected: [RunWarning.Kind]
  ) throws {
    let few: Set<RunWarning.Kind> = [.fewForP95, .fewForP99, .fewForP999]
    let found = try warnings(service: 0.001, requests: Int64(requests))
      .filter { few.contains($0.kind) }
    #expect(found.map(\.kind) == expected)
    #expect(found.allSatisfy { $0.extent == Double(requests) })
  }

  @Test func `a run without requests needs no warning`() {
    let run = WatchedRun(FixedServer(workers: 1, backlog: 1), at: [])
    #expect(RunWarning.all(run.figures, SteadyState(run.figures)) == [])
  }
}

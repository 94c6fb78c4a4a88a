import Platforms
import SimCore
import TestSupport
import Testing

@testable import Studies

@Suite struct WindowObserverTests {
  /// Keeps the requests that were answered in time.
  private struct Recorder: RunObserver {
    var arrivals: [(arrival: Instant, latency: Interval)] = []
    var seesRequests: Bool { true }
    var seesEvents: Bool { false }
    mutating func request(_ record: RequestRecord) {
      if record.outcome == .succeeded { arrivals.append((record.arrival, record.latency)) }
    }
    mutating func refused(_ request: Int, _ outcome: RequestOutcome, at now: Instant) {}
    mutating func instance(_ number: Int, _ change: InstanceChange, at now: Instant) {}
    mutating func scaling(_ decision: ScalingDecision, instances: Int, at now: Instant) {}
  }

  private func task(window: String, deployment: Int) throws -> StudyTask {
    let text = ExampleScenarios.mixed(["function", "server"])
    let scenario = try ScenarioText(Array(text.utf8), shownName: "mixed.json")
      .scenario(.builtIn(), at: StudyPoint([("outputs.window", window)]))
    var task = StudyTask(scenario, scenario.deployments[deployment])
    task.findsPercentiles = true
    return task
  }

  @Test(arguments: ["100ms", "1s", "1h"], [0, 1])
  func `percentiles of each window are those of the requests that arrived in it`(
    window: String, deployment: Int
  ) throws {
    let task = try task(window: window, deployment: deployment)
    let (figures, recorder) = try task.figures(watchedBy: Recorder())
    let width = figures.timeline.width
    let byWindow = Dictionary(grouping: recorder.arrivals) {
      Int($0.arrival.nanoseconds / width.nanoseconds)
    }
    #expect(!byWindow.isEmpty)
    #expect(figures.windowPercentiles.count == figures.timeline.windows.count)
    for (index, found) in figures.windowPercentiles.enumerated() {
      let latencies = (byWindow[index] ?? []).map(\.latency).sorted()
      #expect((found == nil) == latencies.isEmpty)
      guard let found else { continue }
      for (fraction, value) in [(0.5, found.p50), (0.95, found.p95), (0.99, found.p99)] {
        let rank = PercentileRanks(fraction, of: UInt64(latencies.count)).rank
        let exact = latencies[Int(rank) - 1].seconds
        #expect((value.seconds - exact).magnitude <= 0.01 * exact)
      }
    }
    // The row keeps no windows, but for one that the whole run hides.
    let row = task.row(of: figures)
    #expect(row.figures.windowPercentiles.isEmpty)
    #expect(row.latencyPeak == LatencyPeak(figures))
  }

  @Test func `watching changes nothing else, and unasked nothing is watched`() throws {
    let watched = try task(window: "1s", deployment: 0)
    var plain = watched
    plain.findsPercentiles = false
    let (one, other) = (try watched.figures(), try plain.figures())
    #expect(one.digest == other.digest)
    #expect(other.windowPercentiles.isEmpty)
    #expect(plain.row(of: other).latencyPeak == nil)
  }
}

import Platforms
import SimCore
import Testing

@Suite struct RunFiguresTests {
  @Test func `no percentile leaves the range of the latencies`() {
    // The middle of the bucket of 1234567 ns lies above it, and of its own it would be shown.
    let run = WatchedRun(
      FixedServer(workers: 1, backlog: 9),
      PreloadedLatency(
        network: .constant(.zero),
        serviceTime: ServiceTime(.constant(Interval(nanoseconds: 1_234_567)))),
      at: [0, 100, 200])
    let latency = run.figures.latency
    for percentile in [latency.p50, latency.p90, latency.p95, latency.p99, latency.p999] {
      #expect(percentile == Interval(nanoseconds: 1_234_567))
    }
  }

  @Test func `the percentiles are those of the nearest rank`() {
    // A thousand requests at once, the k-th of which is slowed down k times: 1 to 1000 us.
    let run = WatchedRun(
      FixedServer(workers: 1000, backlog: 0),
      PreloadedLatency(
        network: .constant(.zero),
        serviceTime: ServiceTime(.constant(Interval(nanoseconds: 1000)), parallelism: 1)),
      billing: NoBilling(), client: Client(), options: RunOptions(seed: 1),
      arrivals: ArrivalList(Array(repeating: .zero, count: 1000)))
    let latency = run.figures.latency
    func isNear(_ percentile: Interval?, _ rank: Int64) -> Bool {
      guard let percentile else { return false }
      return abs(percentile.nanoseconds - rank * 1000) * 1000 <= rank * 1000
    }
    #expect(isNear(latency.p50, 500))
    #expect(isNear(latency.p90, 900))
    #expect(isNear(latency.p95, 950))
    #expect(isNear(latency.p99, 990))
    #expect(isNear(latency.p999, 999))
    #expect(latency.moments.least == Interval(nanoseconds: 1000))
    #expect(latency.moments.greatest == Interval(nanoseconds: 1_000_000))
    #expect(latency.moments.sum == 500_500 * 1000)
  }

  @Test func `a timeline without windows keeps its width and end`() {
    let run = WatchedRun(FixedServer(workers: 1, backlog: 9), at: [0, 4000])
    let timeline = run.figures.timeline
    #expect(timeline.windows.count == 5)
    #expect(timeline.withoutWindows.windows.isEmpty)
    #expect(timeline.withoutWindows.width == timeline.width)
    #expect(timeline.withoutWindows.end == .zero + .milliseconds(4100))
  }
}

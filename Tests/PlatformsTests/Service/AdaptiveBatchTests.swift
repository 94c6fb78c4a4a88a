import Platforms
import SimCore
import Testing

/// Batches whose size workers learn from the time that they take, by hand.
@Suite struct AdaptiveBatchTests {
  private func batching(_ size: Int, after delay: Int64 = 0, target: Int64) -> Batching {
    Batching(
      size: size, wait: .milliseconds(delay), latencyTarget: .milliseconds(target))
  }

  private func server(_ batching: Batching, workers: Int = 1) -> FixedServer {
    FixedServer(workers: workers, backlog: 1000, batching: batching)
  }

  private func latencies(_ run: WatchedRun) -> [Int64] {
    run.log.records.map { $0.latency.nanoseconds / 1_000_000 }
  }

  @Test func `the size grows by one, and by a tenth less where a batch took too long`() {
    let run = WatchedRun(
      server(batching(8, target: 125)), ConstantTimes(service: 100, marginal: 10),
      at: Array(repeating: 0, count: 20))
    // Batches of 1, 2, 3, 4 (130 ms), 3, 4, 3.
    #expect(
      latencies(run) == [100, 210, 210, 330, 330, 330] + [460, 460, 460, 460]
        + [580, 580, 580, 710, 710, 710, 710, 830, 830, 830])
  }

  @Test func `the size stays within what a batch may have`() {
    let run = WatchedRun(
      server(batching(2, target: 1000)), at: Array(repeating: 0, count: 7))
    #expect(latencies(run) == [100, 200, 200, 300, 300, 400, 400])
  }

  @Test func `where nothing is fast enough requests are served one by one`() {
    let run = WatchedRun(server(batching(8, target: 50)), at: [0, 0, 0])
    #expect(latencies(run) == [100, 200, 300])
  }

  @Test func `a batch that is not full teaches nothing of greater ones`() {
    let run = WatchedRun(
      server(batching(8, target: 1000)), ConstantTimes(service: 100),
      at: [0, 200, 400, 600, 600, 600, 600])
    // Singles fill a batch of one only: 2 after the first, and no more until the burst.
    #expect(latencies(run) == [100, 100, 100, 100, 200, 200, 300])
  }

  @Test func `the first request of an instance teaches nothing`() {
    let endpoint = ManagedEndpoint(
      minimum: 0, maximum: 1, workers: 1, backlog: 100, routing: .roundRobin,
      autoscaler: .init(
        metric: .inFlight, target: 100, scaleInFraction: 0, period: .seconds(10),
        scaleOutDatapoints: 1, scaleInDatapoints: 1, scaleOutCooldown: .zero,
        scaleInCooldown: .zero),
      provisioningTime: .constant(.zero), batching: batching(8, target: 2000))
    let run = WatchedRun(
      endpoint, ConstantTimes(service: 100, first: 900), at: [0, 0, 0, 0])
    #expect(latencies(run) == [1000, 1100, 1200, 1200])
  }

  @Test func `when batches become smaller, one that is complete now is not kept waiting`() {
    let endpoint = ManagedEndpoint(
      minimum: 2, maximum: 2, workers: 1, backlog: 100, routing: .roundRobin, autoscaler: nil,
      provisioningTime: .constant(.zero), batching: batching(8, after: 500, target: 115))
    let run = WatchedRun(
      endpoint, ConstantTimes(service: 100, marginal: 10),
      at: [0, 200, 200, 200, 200, 400, 400, 400, 400, 400])
    // The one of 0 makes the size 2, the pairs of 200 make it 3. Three of 400 take 120 ms, too
    // long: at 520 the two that wait for a third at the other instance are complete.
    #expect(latencies(run) == [100, 110, 110, 110, 110, 120, 120, 120, 230, 230])
  }

  @Test func `in a common queue every machine that is free takes one`() {
    let policy = FixedServer(
      instances: 2, workers: 1, backlog: 100, batching: batching(10, after: 400, target: 150))
    let run = WatchedRun(
      policy, SlowFifth(),
      at: [0, 200, 200, 400, 400, 400, 600, 600, 600, 600, 800, 1300, 1300, 1300])
    // Batches of 1, 2, 3 and 4 make the size 5, for which the one of 800 waits in vain. It takes
    // 300 ms, too long: at 1500 the size is 1, and both machines take one of those that wait. At
    // 1600 it is 2, and the last waits until 1700.
    #expect(
      latencies(run) == [100] + Array(repeating: 100, count: 9) + [700, 300, 300, 500])
  }

  /// Services of 100 ms, but for the fifth of 300 ms.
  private final class SlowFifth: LatencyPolicy, @unchecked Sendable {
    private var calls = 0

    func network(using random: inout Random) -> Interval { .zero }
    func startup(using random: inout Random) -> Startup { Startup(duration: .zero) }
    func firstRequest(using random: inout Random) -> Interval { .zero }
    func service(_ load: Load, using random: inout Random) -> Interval {
      calls += 1
      return .milliseconds(calls == 5 ? 300 : 100)
    }
  }
}

import Documents
@testable import SimCore
import Testing

@testable import Platforms

@Suite struct FunctionKeepAliveTests {
  private func windows(
    _ idle: [Interval], _ policy: HybridHistogram = HybridHistogram()
  ) -> (preWarming: Interval, end: Interval) {
    var histograms = IdleHistograms(policy, functions: 2)
    for time in idle { histograms.add(time, to: 1) }
    let other = histograms.windows(of: 0)
    #expect(other.preWarming == .zero && other.end == policy.range)
    let found = histograms.windows(of: 1)
    return (found.preWarming, found.end)
  }

  @Test func `idle times of half an hour start an instance ahead, and end it after`() {
    let found = windows(Array(repeating: .minutes(30) + .seconds(5), count: 20))
    // The bin of minute 30, a tenth earlier and later.
    #expect(found.preWarming == .minutes(27))
    #expect(found.end == .seconds(31 * 66))
  }

  @Test func `short idle times keep the instance`() {
    let found = windows(Array(repeating: .seconds(20), count: 20) + [.minutes(5)])
    #expect(found.preWarming == .zero)
    #expect(found.end == .seconds(6 * 66))
  }

  @Test func `even bins, and times beyond the range, say nothing`() {
    var policy = HybridHistogram()
    policy.range = .minutes(10)
    let even = windows((0..<10).flatMap { [.minutes($0), .minutes($0)] }, policy)
    #expect(even.preWarming == .zero && even.end == .minutes(10))
    let beyond = windows(
      [.minutes(3), .minutes(3)] + Array(repeating: .minutes(11), count: 3), policy)
    #expect(beyond.preWarming == .zero && beyond.end == .minutes(10))
  }

  @Test func `a function that comes every half an hour is warm from the second idle time on`()
    throws
  {
    let times = (0..<10).map { Int64($0) * 1_800_000 }
    var trial = FunctionTrial(
      [.at(times)],
      OnDemand(
        limit: 10, starts: StartLimit(burst: 10, rate: 1), keepAlive: KeepAlive(.minutes(10))),
      service: .constant(.milliseconds(100)), start: .seconds(1), first: .seconds(2))
    trial.length = .seconds(20_000)
    #expect(try trial.counts()[0].coldStarts == 10)
    trial.keepAlive = .hybridHistogram(HybridHistogram())
    let counts = try trial.counts()[0]
    // Until there is an idle time, the range of four hours is kept.
    #expect(counts.coldStarts == 1 && counts.preWarmed == 8)
    // Each waits from minute 26.1 and 3 seconds for the start until minute 30.
    let waits = Int128(8) * (1800 - 29 * 54 - 3) - 0
    #expect(abs(counts.idleTime / 1_000_000_000 - (1800 + waits)) < 8 * 60)
  }

  @Test func `the least called, fastest and largest goes first, and the clock rises`() throws {
    var cache = GreedyDualCache(cost: 2, sizes: [10 << 20, 20 << 20, 10 << 20])
    for (function, calls) in [3, 2, 1].enumerated() {
      for _ in 0..<calls { cache.called(function) }
      cache.becameIdle(function, clock: 0)
    }
    // Priorities: 3 * 2 / 10, 2 * 2 / 20, 1 * 2 / 10.
    #expect(cache.victim { _ in 0 } == 1)
    #expect(cache.clock == 0.2)
    // It was called meanwhile, so that it is worth more than it was listed with.
    for _ in 0..<5 { cache.called(2) }
    #expect(cache.victim { _ in 0 } == 0)
    #expect(cache.clock == 3 * 2 / 10.0)
    #expect(cache.victim { _ in nil } == nil)
  }

  @Test func `memory is enough for as many as fit, and who serves cannot go`() throws {
    // Two of 60 MB do not fit into 100 MB.
    var trial = FunctionTrial(
      [
        .at([0, 2000, 8000], "a", megabytes: 60), .at([500, 4000], "b", megabytes: 60),
        .at([8100], "c", megabytes: 40),
      ],
      OnDemand(
        limit: 10, starts: StartLimit(burst: 10, rate: 10), keepAlive: KeepAlive(.minutes(10))),
      service: .constant(.seconds(1)))
    trial.keepAlive = .greedyDual(memory: .megabytes(100))
    let figures = try trial.figures()
    let rows = try #require(figures.functions?.functions.map(\.counts))
    // At 0.5 s the first serves, and the second is refused; at 4 s it takes its place.
    #expect(rows[0].coldStarts == 2 && rows[0].throttled == 0)
    #expect(rows[1].coldStarts == 1 && rows[1].throttledByMemory == 1)
    #expect(rows[2].coldStarts == 1)
    #expect(figures.throttled == 1 && figures.instancesPeak == 2)
  }
}

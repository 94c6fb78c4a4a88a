import SimCore
import TestSupport
import Testing

@testable import Platforms

@Suite struct SteadyStateTests {
  /// An M/M/1 with five arrivals a second, for half an hour.
  private func figures(utilisation: Double, seed: UInt64) throws -> RunFigures {
    var stream = try ArrivalStream(
      .poisson(rate: 5), extent: .duration(.seconds(1800)), seed: seed, replication: 0)
    var nobody = NoObserver()
    let figures = Simulation.run(
      capacity: FixedServer(workers: 1, backlog: 1_000_000),
      latency: PreloadedLatency(
        network: .constant(.zero),
        serviceTime: ServiceTime(.exponential(mean: Interval(seconds: utilisation / 5)))),
      billing: NoBilling(), arrivals: &stream, options: RunOptions(seed: seed),
      observer: &nobody)
    return try #require(figures)
  }

  @Test func `nineteen of twenty intervals of an M/M/1 hold its mean latency`() throws {
    // 1 / (mu - lambda) with mu = 10/s.
    let seeds = Campaign.part(of: 80)
    let held = try (1...seeds).compactMap { seed -> Bool? in
      let figures = try figures(utilisation: 0.5, seed: UInt64(seed))
      guard let halfWidth = SteadyState(figures).latency.halfWidth,
        let mean = figures.latency.moments.mean
      else { return nil }
      #expect(halfWidth > 0.005 && halfWidth < 0.04)
      return (mean - 0.2).magnitude <= halfWidth
    }
    #expect(held.count * 4 >= seeds * 3)
    let fraction = Double(held.count { $0 }) / Double(held.count)
    #expect(fraction >= 0.95 - 0.09 * Campaign.spread, "\(fraction)")
  }

  @Test func `a queue that forgets too slowly for the run has no interval`() throws {
    let given = try (1...10).count { seed in
      let figures = try figures(utilisation: 0.95, seed: UInt64(seed))
      return SteadyState(figures).latency.halfWidth != nil
    }
    #expect(given == 0)
  }

  @Test func `arrivals in slow phases have no interval, however steady the latency looks`() throws {
    var stream = try ArrivalStream(
      .piecewise(
        [
          ArrivalProcess.Piece(rate: 2, length: .seconds(200)),
          ArrivalProcess.Piece(rate: 20, length: .seconds(200)),
        ], repeats: true), extent: .duration(.seconds(2000)), seed: 1, replication: 0)
    var nobody = NoObserver()
    let figures = Simulation.run(
      capacity: FixedServer(workers: 100, backlog: 10),
      latency: PreloadedLatency(
        network: .constant(.zero), serviceTime: ServiceTime(.exponential(mean: .seconds(1)))),
      billing: NoBilling(), arrivals: &stream, options: RunOptions(seed: 1),
      observer: &nobody)
    #expect(SteadyState(try #require(figures)).latency == .correlated)
  }

  private func windows(_ lengths: [Double], arrivals: UInt64 = 100) -> ArraySlice<Timeline.Window> {
    lengths.map { length in
      var window = Timeline.Window()
      window.arrivals = arrivals
      window.queueLength = Int128(length * 1e9)
      return window
    }[...]
  }

  @Test func `a queue that grows is seen with its lengths`() throws {
    let growing = (0..<161).map { Double($0) * 2 }
    let growth = try #require(QueueGrowth(windows(growing), width: .seconds(1)))
    // The second half are the windows 80 to 159, of which the outer quarters are 20 long.
    #expect(growth.from == 179)
    #expect(growth.to == 299)
  }

  @Test func `a queue that has settled, falls or hardly grows is not one that grows`() {
    let settled = (0..<161).map { 50 + Double($0 * 7919 % 13) }
    #expect(QueueGrowth(windows(settled), width: .seconds(1)) == nil)
    #expect(QueueGrowth(windows((0..<161).map { 500 - Double($0) }), width: .seconds(1)) == nil)
    // It doubles, but by less than a hundredth of what arrives.
    let slight = (0..<161).map { Double($0) * 0.5 }
    #expect(QueueGrowth(windows(slight, arrivals: 1000), width: .seconds(1)) == nil)
    // Long, and longer by a third only.
    #expect(QueueGrowth(windows((0..<161).map { 400 + Double($0) }), width: .seconds(1)) == nil)
    #expect(QueueGrowth(windows([1, 2, 3]), width: .seconds(1)) == nil)
  }
}

import Documents
@testable import SimCore
import Testing

@testable import Platforms

/// Many functions where theory knows the answer.
@Suite struct FunctionTheoryTests {
  private func capacity(_ limit: Int = 1_000_000, keepAlive: Interval = .seconds(60)) -> OnDemand {
    OnDemand(
      limit: limit, starts: StartLimit(burst: 1_000_000, rate: 1e6),
      keepAlive: KeepAlive(keepAlive))
  }

  @Test func `a start is cold with the probability that nobody came while it was kept`() throws {
    // Service takes no time, so that there is one instance, and an idle time is one between calls.
    let rates = [0.005, 0.02, 0.05]
    var trial = FunctionTrial(
      rates.enumerated().map { .poisson($1, "f\($0)") }, capacity(), service: .constant(.zero))
    trial.length = .seconds(1_000_000)
    for (rate, counts) in zip(rates, try trial.counts()) {
      let expected = Elementary.exp(-rate * 60)
      let count = Double(counts.requests)
      let error = Elementary.squareRoot(expected * (1 - expected) / count)
      let found = Double(counts.coldStarts) / count
      #expect(abs(found - expected) < 4 * error + 1 / count)
      #expect(abs(count - rate * 1e6) < 4 * Elementary.squareRoot(rate * 1e6))
    }
  }

  @Test func `a shared limit refuses what Erlang's formula says, of every function alike`() throws {
    var trial = FunctionTrial(
      (0..<20).map { .poisson(0.3 + 0.07 * Double($0), "f\($0)") },
      capacity(12), service: .exponential(mean: .milliseconds(600)))
    trial.length = .seconds(20_000)
    let rates = (0..<20).map { 0.3 + 0.07 * Double($0) }
    let load = rates.reduce(0, +) * 0.6
    var blocked = 1.0
    for servers in 1...12 {
      blocked = load * blocked / (Double(servers) + load * blocked)
    }
    let figures = try trial.figures()
    let rows = try #require(figures.functions?.functions)
    let found = Double(figures.throttled) / Double(figures.requests)
    #expect(abs(found - blocked) < 0.01 * blocked + 0.004)
    let throttled = rows.reduce(0) { $0 + $1.counts.throttledByLimit }
    #expect(throttled == figures.throttled)
    // Who holds the limit when others are refused adds up to the refused, in all ways to count.
    let blocking = rows.reduce(0) { $0 + $1.counts.blocking }
    #expect(abs(blocking - Double(throttled)) < 1e-6 * Double(throttled))
    let classes = try #require(figures.functions?.classes)
    let matrix = classes.flatMap(\.blockedBy).reduce(0, +)
    #expect(abs(matrix - Double(throttled)) < 1e-6 * Double(throttled))
    // Each holds it in proportion to its load.
    for (rate, row) in zip(rates, rows) {
      let share = row.counts.blocking / blocking
      #expect(abs(share - rate / rates.reduce(0, +)) < 0.01)
    }
  }

  @Test func `without a limit as many are served at a time as in a queue without end`() throws {
    let means: [Int64] = [100, 700, 2500]
    var trial = FunctionTrial(
      means.enumerated().map {
        .poisson(
          2, "f\($0)",
          execution: .logNormal(mean: .milliseconds($1), coefficientOfVariation: 1.5))
      }, capacity(), service: .constant(.zero))
    trial.length = .seconds(40_000)
    for (mean, row) in zip(means, try trial.counts()) {
      let found = Double(row.busyTime) / 1e9 / 40_000
      #expect(abs(found / (2 * Double(mean) / 1000) - 1) < 0.03)
    }
  }

  @Test func `two functions at a limit of one, as worked by hand`() throws {
    // 0 to 100 the first is served; the second comes at 50 and is refused, and at 120 it starts.
    let trial = FunctionTrial(
      [.at([0, 110, 400_000], "a"), .at([50, 220], "b")], capacity(1, keepAlive: .seconds(10)),
      service: .constant(.milliseconds(100)), start: .milliseconds(10))
    let figures = try trial.figures()
    let (a, b) = (
      try #require(figures.functions?.functions[0].counts),
      try #require(figures.functions?.functions[1].counts)
    )
    // Its start takes 10 ms, so that at 110 the first is answered, and it is idle again for b.
    #expect(a.requests == 3 && a.coldStarts == 2 && a.throttled == 0)
    #expect(b.requests == 2 && b.coldStarts == 1 && b.throttledByLimit == 1)
    #expect(a.blocking == 1 && b.blocking == 0)
    #expect(a.latencySum == 110_000_000 + 100_000_000 + 110_000_000)
    // Idle: at once again, then ten seconds until it ends, and of the last nothing.
    #expect(a.idleTime == 10_000_000_000)
    #expect(a.busyTime == 300_000_000)
    #expect(b.idleTime == 10_000_000_000)
    #expect(figures.end == .zero + .milliseconds(400_110))
  }
}

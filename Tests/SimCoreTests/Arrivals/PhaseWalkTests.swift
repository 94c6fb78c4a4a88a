import SimCore
import Testing

@Suite struct PhaseWalkTests {
  @Test func `a diagonal D1 behaves as the modulated process`() throws {
    // The rate has variance 2500 and correlation exp(-20 t): over windows of length t the
    // dispersion of counts is 1 + 5 (1 - (1 - exp(-20 t)) / (20 t)).
    let markovian = try ArrivalProcess.markovian(
      d0: [[-10, 10], [10, -110]], d1: [[0, 0], [0, 100]])
    let windows = 4000
    let extent = Extent.duration(.milliseconds(2500 * Int64(windows)))
    let times = try arrivals(markovian, extent)
    let counts = windowCounts(times, window: .milliseconds(2500), windows: windows)
    let index = 1 + 5 * (1 - 1 / 50.0)
    let mean = 125.0
    let error = (index * mean / Double(windows)).squareRoot()
    let found = Double(times.count) / Double(windows)
    #expect(abs(found - mean) < 5 * error)
    // The standard error of a variance over normal numbers is the variance times sqrt(2 / n).
    #expect(abs(dispersion(counts) / index - 1) < 5 * (2 / Double(windows)).squareRoot())
  }

  @Test func `one phase is a Poisson process, draw by draw`() throws {
    let poisson = try arrivals(.poisson(rate: 250), .requests(2000))
    let markovian = try arrivals(.markovian(d0: [[-250]], d1: [[250]]), .requests(2000))
    for (left, right) in zip(poisson, markovian) {
      #expect(abs(left.nanoseconds - right.nanoseconds) <= 1)
    }
    #expect(markovian.count == 2000)
  }

  @Test func `the gaps of an Erlang process have its mean and variance`() throws {
    let erlang = try ArrivalProcess.markovian(
      d0: [[-8, 8], [0, -8]], d1: [[0, 0], [8, 0]], initialPhase: 0)
    let count = 50_000
    let times = try arrivals(erlang, .requests(Int64(count))).map(\.seconds)
    let mean = (times.last ?? 0) / Double(count)
    // A gap has mean 1/4 and variance 1/32.
    #expect(abs(mean - 0.25) < 5 * (1 / 32.0 / Double(count)).squareRoot())
    var squares = times[0] * times[0]
    for (left, right) in zip(times, times.dropFirst()) {
      squares += (right - left) * (right - left)
    }
    // Its second moment is 3/32 and its fourth 120/8^4, so the square has variance 0.0205.
    #expect(abs(squares / Double(count) - 3 / 32.0) < 5 * (0.0205 / Double(count)).squareRoot())
  }

  @Test func `both a count and a duration are refused`() throws {
    let process = try ArrivalProcess.markovian(d0: [[-1]], d1: [[1]])
    #expect(throws: ArrivalProcessError([], .countNotConditionable)) {
      try arrivals(process, .exactly(requests: 1, within: .seconds(1)))
    }
  }

  @Test func `a process ends where no arrival can follow`() throws {
    let process = try ArrivalProcess.markovian(
      d0: [[-2, 1, 0], [0, -1e8, 1e8], [0, 1e8, -1e8]],
      d1: [[1, 0, 0], [0, 0, 0], [0, 0, 0]], initialPhase: 0)
    let counts = try (UInt64(0)..<2000).map { seed in
      Double(try arrivals(process, .requests(1_000_000), seed: seed).count)
    }
    // The number before the first change without an arrival is geometric: mean 1, variance 2.
    let mean = counts.reduce(0, +) / 2000
    #expect(abs(mean - 1) < 5 * (2 / 2000.0).squareRoot())
  }

  @Test func `a rate too low for any arrival ends the stream`() throws {
    let lowest = ArrivalProcess.lowestRate
    let process = try ArrivalProcess.markovian(d0: [[-lowest]], d1: [[lowest]])
    #expect(try arrivals(process, .requests(10)).isEmpty)
  }
}

import Testing

@testable import SimCore

@Suite struct ArrivalStreamTests {
  private let rates = [40.0, 0, 400]
  private let generator = [[-3.0, 1, 2], [4, -5, 1], [0.5, 0, -0.5]]

  @Test func `a Poisson process has Poisson counts and exponential gaps`() throws {
    let windows = 4000
    let times = try arrivals(.poisson(rate: 25), .duration(.seconds(Int64(windows))))
    let mean = 25 * Double(windows)
    #expect(abs(Double(times.count) - mean) < 5 * mean.squareRoot())
    let counts = windowCounts(times, window: .seconds(1), windows: windows)
    #expect(abs(dispersion(counts) - 1) < 5 * (2 / Double(windows)).squareRoot())
    let gaps = zip(times, times.dropFirst()).map { ($1 - $0).seconds * 25 }
    let fractions = gaps.prefix(20_000).map { 1 - Elementary.exp(-$0) }.sorted()
    #expect(kolmogorovStatistic(fractions) < kolmogorovLimit)
  }

  @Test func `one state is a Poisson process, draw by draw`() throws {
    let poisson = try arrivals(.poisson(rate: 250), .requests(20_000))
    let process = try ArrivalProcess.modulated(rates: [250], generator: [[0]])
    #expect(try arrivals(process, .requests(20_000)) == poisson)
  }

  @Test func `a stationary modulated process has its mean and dispersion`() throws {
    // As for the Markovian process: dispersion 1 + 5 (1 - (1 - exp(-20 t)) / (20 t)).
    let process = try ArrivalProcess.modulated(
      rates: [0, 100], generator: [[-10, 10], [10, -10]])
    let windows = 4000
    let times = try arrivals(process, .duration(.milliseconds(2500 * Int64(windows))))
    let index = 1 + 5 * (1 - 1 / 50.0)
    let error = (index * 125 / Double(windows)).squareRoot()
    #expect(abs(Double(times.count) / Double(windows) - 125) < 5 * error)
    let counts = windowCounts(times, window: .milliseconds(2500), windows: windows)
    #expect(abs(dispersion(counts) / index - 1) < 5 * (2 / Double(windows)).squareRoot())
  }

  @Test func `a pinned path has its rate in every sojourn`() throws {
    let path: [ArrivalProcess.Sojourn] = [
      .init(state: 0, length: .seconds(100)), .init(state: 1, length: .seconds(50)),
      .init(state: 2, length: .seconds(25)), .init(state: 0, length: .seconds(100)),
    ]
    let times = try arrivals(.pinned(rates: rates, path: path), .requests(1_000_000))
    var start = Instant.zero
    for sojourn in path {
      let end = start + sojourn.length
      let count = Double(times.count { $0 >= start && $0 < end })
      let mean = rates[sojourn.state] * sojourn.length.seconds
      #expect(abs(count - mean) <= 5 * mean.squareRoot())
      start = end
    }
    #expect(times.allSatisfy { $0 < start })
  }

  @Test func `the same draws make the same work, whatever path the states take`() throws {
    let horizon = Interval.seconds(100)
    let process = try ArrivalProcess.modulated(
      rates: rates, generator: generator, initialState: 0)
    let times = try arrivals(process, .duration(horizon))
    let legs = legs(rates: rates, generator: generator, initialState: 0, horizon: horizon)
    let unit = try arrivals(.poisson(rate: 1), .requests(Int64(times.count)))
    // Both times are rounded down to a nanosecond, worth 4e-7 arrivals at the highest rate.
    for (work, time) in zip(work(at: times, along: legs), unit) {
      #expect(abs(work - time.seconds) < 1e-6)
    }
    #expect(times.count > 1000)
  }

  @Test func `the same seed and replication give the same arrivals, others give others`() throws {
    let process = try ArrivalProcess.modulated(rates: rates, generator: generator)
    let first = try arrivals(process, .requests(500), seed: 5, replication: 2)
    #expect(try arrivals(process, .requests(500), seed: 5, replication: 2) == first)
    #expect(try arrivals(process, .requests(500), seed: 5, replication: 3) != first)
    #expect(try arrivals(process, .requests(500), seed: 6, replication: 2) != first)
  }

  @Test func `a duration cuts what a number of requests continues`() throws {
    let process = try ArrivalProcess.modulated(rates: rates, generator: generator)
    let long = try arrivals(process, .requests(3000))
    let cut = try arrivals(process, .duration(.seconds(5)))
    #expect(cut == long.filter { $0 < Instant.zero + .seconds(5) })
    #expect(!cut.isEmpty && cut.count < long.count)
  }

  @Test func `times do not drift from the sum of the draws`() throws {
    var random = Random(seed: 3, replication: 0, stream: .arrivals)
    var stream = try ArrivalStream(
      .poisson(rate: 1), extent: .requests(200_000), seed: 3, replication: 0)
    var seconds: Int64 = 0
    var rest = 0.0
    var worst: Int64 = 0
    while let time = stream.next() {
      rest += random.nextExponential() * 1e9
      let whole = Int64(rest / 1e9)
      seconds += whole
      rest -= Double(whole) * 1e9
      worst = max(worst, abs(time.nanoseconds - (seconds * 1_000_000_000 + Int64(rest))))
    }
    // Each of 200,000 offsets below 2^41 ns is rounded by at most 2^-13 ns.
    #expect(worst <= 200_000 / 8192 + 1)
  }

  @Test func `the highest rate keeps its mean and its order`() throws {
    let times = try arrivals(.poisson(rate: 1e9), .requests(100_000))
    #expect(times == times.sorted())
    let end = Double(times.last?.nanoseconds ?? 0)
    #expect(abs(end - 1e5) < 5 * 1e5.squareRoot())
  }

  @Test func `a rate too low for any arrival ends the stream`() throws {
    let process = try ArrivalProcess.poisson(rate: ArrivalProcess.lowestRate)
    var stream = try ArrivalStream(process, extent: .requests(10), seed: 1, replication: 0)
    #expect(stream.next() == nil)
    #expect(stream.next() == nil)
  }

  @Test func `arrivals near the latest horizon stay before it`() throws {
    let times = try arrivals(.poisson(rate: 1e-6), .requests(100_000))
    let mean = Interval.longest.seconds * 1e-6
    #expect(abs(Double(times.count) - mean) < 5 * mean.squareRoot())
    #expect(times.allSatisfy { $0 < .latestHorizon })
    #expect(times == times.sorted())
  }

  @Test func `a process that can make no arrival ends at once`() throws {
    let cycle = [[-1.0, 1, 0, 0], [0, -1e9, 1e9, 0], [0, 1e9, -1e9, 0], [1, 0, 0, -1]]
    let process = try ArrivalProcess.modulated(
      rates: [0, 0, 0, 5], generator: cycle, initialState: 0)
    #expect(try arrivals(process, .requests(10)).isEmpty)
    let silent = try ArrivalProcess.pinned(
      rates: [0, 5], path: [.init(state: 0, length: .longest)])
    #expect(try arrivals(silent, .requests(10)).isEmpty)
  }

  @Test func `silence before and between arrivals is skipped`() throws {
    let process = try ArrivalProcess.piecewise(
      [.init(rate: 0, length: .seconds(3600)), .init(rate: 1e9, length: Interval(nanoseconds: 1))],
      repeats: true)
    let times = try arrivals(process, .requests(1000))
    #expect(times.count == 1000)
    #expect(times.allSatisfy { $0.nanoseconds % 3_600_000_000_001 == 3_600_000_000_000 })
  }
}

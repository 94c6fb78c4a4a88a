import Testing

@testable import SimCore

@Suite struct ConditionedTimesTests {
  private let rates = [40.0, 0, 400]
  private let generator = [[-3.0, 1, 2], [4, -5, 1], [0.5, 0, -0.5]]

  private func expectExactly(
    _ count: Int, within duration: Interval, _ times: [Instant],
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(times.count == count, sourceLocation: sourceLocation)
    #expect(times == times.sorted(), sourceLocation: sourceLocation)
    let inside = times.allSatisfy { $0 >= .zero && $0 < .zero + duration }
    #expect(inside, sourceLocation: sourceLocation)
  }

  @Test(arguments: [1, 2, 1000, 20_000])
  func `a Poisson process given its count is evenly distributed`(count: Int) throws {
    let duration = Interval.seconds(100)
    let extent = Extent.exactly(requests: Int64(count), within: duration)
    let times = try arrivals(.poisson(rate: 3), extent)
    expectExactly(count, within: duration, times)
    let fractions = times.map { $0.seconds / 100 }
    #expect(kolmogorovStatistic(fractions) < kolmogorovLimit)
  }

  @Test func `the rate itself does not matter once the count is given`() throws {
    let extent = Extent.exactly(requests: 1000, within: .seconds(100))
    let slow = try arrivals(.poisson(rate: 0.25), extent)
    let fast = try arrivals(.poisson(rate: 256), extent)
    #expect(slow == fast)
  }

  @Test func `a piecewise process given its count follows its rate`() throws {
    let pieces: [ArrivalProcess.Piece] = [
      .init(rate: 1, length: .seconds(3)), .init(rate: 0, length: .seconds(2)),
      .init(rate: 9, length: .seconds(1)),
    ]
    let process = try ArrivalProcess.piecewise(pieces, repeats: true)
    let duration = Interval.seconds(59)
    let times = try arrivals(process, .exactly(requests: 10_000, within: duration))
    expectExactly(10_000, within: duration, times)
    let total = try #require(process.expectedRequests(within: duration))
    let fractions = try times.map { time in
      try #require(process.expectedRequests(within: time - .zero)) / total
    }
    #expect(kolmogorovStatistic(fractions) < kolmogorovLimit)
    for time in times {
      let second = time.nanoseconds % 6_000_000_000 / 1_000_000_000
      #expect(second != 3 && second != 4)
    }
  }

  @Test func `a drawn path gets its exact count, spread by its rate`() throws {
    let duration = Interval.seconds(50)
    let process = try ArrivalProcess.modulated(
      rates: rates, generator: generator, initialState: 0)
    let times = try arrivals(process, .exactly(requests: 10_000, within: duration))
    expectExactly(10_000, within: duration, times)
    let legs = legs(rates: rates, generator: generator, initialState: 0, horizon: duration)
    let total = legs.reduce(0) { $0 + $1.work }
    let fractions = work(at: times, along: legs).map { $0 / total }
    #expect(kolmogorovStatistic(fractions) < kolmogorovLimit)
  }

  @Test func `the count changes no path`() throws {
    // A path with one arriving state: arrivals of any number lie in that state's sojourns.
    let process = try ArrivalProcess.modulated(
      rates: [0, 1], generator: [[-1, 1], [1, -1]], initialState: 0)
    let legs = legs(
      rates: [0, 1], generator: [[-1, 1], [1, -1]], initialState: 0, horizon: .seconds(30))
    for count in [Int64](arrayLiteral: 1, 10, 5000) {
      for time in try arrivals(process, .exactly(requests: count, within: .seconds(30))) {
        let instant = Double(time.nanoseconds)
        #expect(
          legs.contains { leg in
            leg.workPerNanosecond > 0 && instant + 1 > leg.start && instant < leg.end
          })
      }
    }
  }

  @Test func `a rate of zero up to the duration is refused`() throws {
    let pieces: [ArrivalProcess.Piece] = [
      .init(rate: 0, length: .seconds(10)), .init(rate: 1, length: .seconds(1)),
    ]
    let process = try ArrivalProcess.piecewise(pieces, repeats: false)
    #expect(throws: ArrivalProcessError([], .noArrivals)) {
      try arrivals(process, .exactly(requests: 1, within: .seconds(10)))
    }
    let times = try arrivals(process, .exactly(requests: 9, within: .seconds(60)))
    #expect(times.allSatisfy { $0.seconds >= 10 && $0.seconds < 11 })
    #expect(times.count == 9)
  }

  @Test func `many arrivals in few nanoseconds stay before the end`() throws {
    let duration = Interval(nanoseconds: 3)
    let times = try arrivals(.poisson(rate: 1), .exactly(requests: 3000, within: duration))
    expectExactly(3000, within: duration, times)
    for nanosecond in [Int64](0...2) {
      let count = times.count { $0.nanoseconds == nanosecond }
      #expect(abs(Double(count) - 1000) < 5 * (3000.0 * 2 / 9).squareRoot())
    }
  }

  @Test func `the times in order have the means of order statistics`() throws {
    let process = try ArrivalProcess.poisson(rate: 3)
    let runs = 3000
    var sums = [0.0, 0, 0]
    for seed in 0..<UInt64(runs) {
      let times = try arrivals(process, .exactly(requests: 3, within: .seconds(1)), seed: seed)
      for (index, time) in times.enumerated() { sums[index] += time.seconds }
    }
    for (index, sum) in sums.enumerated() {
      // The i-th of three is beta(i, 4 - i): mean i/4, variance i (4 - i) / 80.
      let order = Double(index + 1)
      let error = (order * (4 - order) / 80 / Double(runs)).squareRoot()
      #expect(abs(sum / Double(runs) - order / 4) < 5 * error)
    }
  }
}
